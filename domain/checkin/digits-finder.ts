import { dayKeyOf, dayOfStep, digitsAt, type Hmac, hmacSha256, stepAt, validSteps } from './code'

/** What the digits of a booking are computed from. */
export interface DigitSource {
  _id: string
  secret: string
}

/** The digits of one step, and whose they are; usually one booking's. */
type Table<Source> = Map<string, Source[]>

/**
 * Finds bookings by the eight digits of their codes. Digits name no booking, so those of all bookings are computed: each key
 * once per day and the digits once per step, however many codes are looked for. Bookings that are added later cost only their
 * own.
 */
export class DigitsFinder<Source extends DigitSource> {
  private readonly sources = new Map<string, Source>()
  /** Keys by day, then by booking. */
  private readonly keys = new Map<string, Map<string, string>>()
  private readonly tables = new Map<number, Table<Source>>()

  constructor(
    sources: readonly Source[],
    private readonly mac: Hmac = hmacSha256,
  ) {
    this.add(sources)
  }

  /** Number of steps whose digits are kept. */
  get steps(): number {
    return this.tables.size
  }

  /** Number of bookings. */
  get size(): number {
    return this.sources.size
  }

  /** Adds the bookings that are not known yet. */
  add(sources: readonly Source[]): void {
    for (const source of sources) {
      if (this.sources.get(source._id)?.secret === source.secret) continue
      this.sources.set(source._id, source)
      for (const keys of this.keys.values()) keys.delete(source._id)
      for (const [step, table] of this.tables) this.enter(source, step, table)
    }
  }

  /** The bookings that showed these digits at `at` (epoch ms); usually one or none. */
  find(digits: string, at: number): Source[] {
    return [...new Set(validSteps(at).flatMap(step => this.table(step).get(digits) ?? []))]
  }

  /** Drops what only codes of before `at` (epoch ms) would need. */
  forgetBefore(at: number): void {
    const [oldest = stepAt(at)] = validSteps(at)
    for (const step of this.tables.keys()) if (step < oldest) this.tables.delete(step)
    for (const day of this.keys.keys()) if (day < dayOfStep(oldest)) this.keys.delete(day)
  }

  private table(step: number): Table<Source> {
    const ready = this.tables.get(step)
    if (ready) return ready
    const table: Table<Source> = new Map()
    for (const source of this.sources.values()) this.enter(source, step, table)
    this.tables.set(step, table)
    return table
  }

  private enter(source: Source, step: number, table: Table<Source>): void {
    const digits = digitsAt(this.keyOf(source, dayOfStep(step)), source._id, step, this.mac)
    const same = table.get(digits)
    if (same) same.push(source)
    else table.set(digits, [source])
  }

  private keyOf({ _id, secret }: Source, day: string): string {
    const keys = this.keys.get(day) ?? new Map<string, string>()
    this.keys.set(day, keys)
    const key = keys.get(_id) ?? dayKeyOf(secret, day, this.mac)
    keys.set(_id, key)
    return key
  }
}
