import { type Refusal, refuse } from '../errors'
import { localDate } from '../time'
import { centreTag, digitsGenerator, isFresh, parseCode, type QrCode, stepAt, validSteps, verifyQrCode } from './code'
import { decideCheckIn } from './decide'
import type { Pack, PackBooking, PackSession } from './pack'

/** Whom a code belongs to, as the door needs to know. */
export interface RosterParty {
  bookingId: string
  sessionId: string
  names: string[]
  partySize: number
  title: string
  startsAt: number
}

/** What a phone without a network makes of a code. */
export type OfflineVerdict =
  | { kind: 'accepted'; guest: RosterParty }
  /** In already, since `at`: by the pack, or by an earlier scan of this phone. */
  | { kind: 'already'; guest: RosterParty; at: number }
  | { kind: 'refused'; refusal: Refusal }
  /**
   * A code of ours of which the pack knows nothing: it may be newer than the pack, so it is never refused. `doubt` is
   * what should be asked first: digits may have been misheard, or the code itself names another day (`YYYY-MM-DD`).
   */
  | { kind: 'unsure'; doubt: { why: 'digits' } | { why: 'day'; day: string } | null }

/** At what moment, by whose door, and who has come since the pack was made. */
export interface ReadContext {
  now: number
  /** The session that is being let in; null: any of this centre. */
  sessionId: string | null
  cameAt: (bookingId: string) => number | null
}

interface Entry {
  session: PackSession
  booking: PackBooking
  digits: (step: number) => string
}

/** Digits that are no longer good are still known for so many steps, so that a replay is told from a misheard code. */
const STEPS_REMEMBERED = 6

/**
 * Reads codes by a pack, without network. Eight digits name no booking, so those of all bookings are worked out, step by
 * step; `prepare` does it ahead, in small portions.
 */
export class PackReader {
  private readonly entries = new Map<string, Entry>()
  private readonly list: Entry[]
  private readonly tables = new Map<number, Map<string, Entry[]>>()
  private readonly partial: { step: number; done: number; table: Map<string, Entry[]> }[] = []

  /** Without a pack, null: then nobody is known, and nobody refused who could be right. */
  constructor(
    private readonly centreId: string,
    private readonly pack: Pack | null,
  ) {
    for (const session of pack?.sessions ?? []) {
      for (const booking of session.bookings) {
        this.entries.set(booking.id, { session, booking, digits: digitsGenerator(booking.key, booking.id) })
      }
    }
    this.list = [...this.entries.values()]
  }

  read(text: string, reading: ReadContext): OfflineVerdict {
    const code = parseCode(text)
    if (!code) return refused(refuse('CODE_INVALID', null))
    return code.kind === 'qr' ? this.readPicture(code, reading) : this.readDigits(code.digits, reading)
  }

  /**
   * Works ahead on the digits of the steps around `now`, then of those remembered, at most `portion` bookings; false when
   * nothing is left to do.
   */
  prepare(now: number, portion: number): boolean {
    const step = [...validSteps(now), ...stepsRemembered(now)].find(wanted => !this.tables.has(wanted))
    if (step === undefined) return false
    this.work(step, portion)
    this.discardOldSteps(now)
    return true
  }

  private readPicture(code: QrCode, reading: ReadContext): OfflineVerdict {
    const { now } = reading
    const entry = this.entries.get(code.bookingId)
    if (!entry || !this.pack) {
      if (!isFresh(code.step, now)) return refused(refuse('CODE_EXPIRED', null))
      const { about } = code
      if (about && about.tag !== centreTag(this.centreId)) return refused(refuse('WRONG_CENTRE', null))
      const otherDay = about !== null && about.day !== localDate(now)
      return { kind: 'unsure', doubt: otherDay ? { why: 'day', day: about.day } : null }
    }
    const verdict = verifyQrCode(code, { key: entry.booking.key, day: this.pack.day }, now)
    if (verdict === 'valid') return this.decide(entry, reading)
    return refused(refuse(verdict === 'expired' ? 'CODE_EXPIRED' : 'CODE_INVALID', null))
  }

  private readDigits(digits: string, reading: ReadContext): OfflineVerdict {
    const { now } = reading
    const found = new Set(validSteps(now).flatMap(step => this.table(step).get(digits) ?? []))
    const [entry, second] = found
    if (second) return refused(refuse('CODE_AMBIGUOUS', null))
    if (entry) return this.decide(entry, reading)
    if (stepsRemembered(now).some(step => this.table(step).has(digits))) return refused(refuse('CODE_EXPIRED', null))
    this.discardOldSteps(now)
    return { kind: 'unsure', doubt: { why: 'digits' } }
  }

  private decide(entry: Entry, { now, sessionId, cameAt }: ReadContext): OfflineVerdict {
    const { session, booking } = entry
    const { id, title, calledOffAt } = session
    const { startsAt, endsAt, checkInFrom } = booking.times ?? session
    const facts = { centreId: this.centreId, sessionId: id, title, startsAt, endsAt, checkInFrom, cancelledAt: null }
    const refusal = decideCheckIn({ now, centreId: this.centreId, sessionId, booking: facts, calledOffAt })
    if (refusal) return refused(refusal)
    const { names, partySize } = booking
    const guest = { bookingId: booking.id, sessionId: id, names, partySize, title, startsAt }
    const at = earliest(booking.cameAt, cameAt(booking.id))
    return at === null ? { kind: 'accepted', guest } : { kind: 'already', guest, at }
  }

  private table(step: number): Map<string, Entry[]> {
    const ready = this.tables.get(step)
    if (ready) return ready
    this.work(step, this.list.length)
    return this.tables.get(step) ?? new Map()
  }

  /** Goes on with the digits of one step. */
  private work(step: number, portion: number): void {
    let begun = this.partial.find(part => part.step === step)
    if (!begun) {
      begun = { step, done: 0, table: new Map() }
      this.partial.push(begun)
    }
    const to = Math.min(this.list.length, begun.done + portion)
    for (const entry of this.list.slice(begun.done, to)) {
      const digits = entry.digits(step)
      begun.table.set(digits, [...(begun.table.get(digits) ?? []), entry])
    }
    begun.done = to
    if (to < this.list.length) return
    this.partial.splice(this.partial.indexOf(begun), 1)
    this.tables.set(step, begun.table)
  }

  private discardOldSteps(now: number): void {
    const oldest = stepAt(now) - STEPS_REMEMBERED
    for (const step of this.tables.keys()) {
      if (step < oldest) this.tables.delete(step)
    }
  }
}

/** The steps whose digits are no longer good, latest first. */
function stepsRemembered(now: number): number[] {
  const current = stepAt(now)
  const [oldestGood = current] = validSteps(now)
  return Array.from({ length: oldestGood - current + STEPS_REMEMBERED }, (_, n) => oldestGood - 1 - n)
}

function refused(refusal: Refusal): OfflineVerdict {
  return { kind: 'refused', refusal }
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b)
}
