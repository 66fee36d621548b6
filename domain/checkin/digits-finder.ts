import { dayKeyOf, dayOfStep, digitsAt, type Hmac, hmacSha256, validSteps } from './code'

/** What the digits of a booking are computed from. */
export interface DigitSource {
  _id: string
  secret: string
}

/**
 * Finds bookings by the eight digits of their codes. Digits name no booking, so those of all bookings are computed: each key
 * once per day and the digits once per step, however many codes are looked for.
 */
export class DigitsFinder<Source extends DigitSource> {
  private readonly keys = new Map<string, string[]>()
  private readonly tables = new Map<number, Map<string, Source[]>>()

  constructor(
    private readonly sources: readonly Source[],
    private readonly mac: Hmac = hmacSha256,
  ) {}

  /** Number of steps whose digits have been computed: the cost so far. */
  get steps(): number {
    return this.tables.size
  }

  /** The bookings that showed these digits at `at` (epoch ms); usually one or none. */
  find(digits: string, at: number): Source[] {
    return [...new Set(validSteps(at).flatMap(step => this.table(step).get(digits) ?? []))]
  }

  private table(step: number): Map<string, Source[]> {
    const ready = this.tables.get(step)
    if (ready) return ready
    const table = new Map<string, Source[]>()
    const keys = this.keysOf(dayOfStep(step))
    this.sources.forEach((source, n) => {
      const digits = digitsAt(keys[n] ?? '', source._id, step, this.mac)
      const same = table.get(digits)
      if (same) same.push(source)
      else table.set(digits, [source])
    })
    this.tables.set(step, table)
    return table
  }

  private keysOf(day: string): string[] {
    const ready = this.keys.get(day)
    if (ready) return ready
    const keys = this.sources.map(({ secret }) => dayKeyOf(secret, day, this.mac))
    this.keys.set(day, keys)
    return keys
  }
}
