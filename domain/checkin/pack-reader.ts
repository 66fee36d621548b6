import { type Refusal, refuse } from '../errors'
import { localDate } from '../time'
import { centreTag, digitsGenerator, isFresh, parseCode, type QrCode, stepAt, validSteps, verifyQrCode } from './code'
import { decideCheckIn } from './decide'
import type { Pack, PackBooking, PackSession } from './pack'

/** The booking that a code belongs to, as staff see it. */
export interface RosterParty {
  bookingId: string
  sessionId: string
  names: string[]
  partySize: number
  title: string
  startsAt: number
}

/** The result of reading a code without network. */
export type OfflineVerdict =
  | { kind: 'accepted'; party: RosterParty }
  /** Checked in before, at `at`: according to the pack, or to an earlier scan of this phone. */
  | { kind: 'already'; party: RosterParty; at: number }
  | { kind: 'refused'; refusal: Refusal }
  /**
   * A valid-looking code that is not in the pack. It may be newer than the pack, so it is never refused. `doubt` is
   * what staff should check first: digits may have been misheard, or the code names another day (`YYYY-MM-DD`).
   */
  | { kind: 'unsure'; doubt: { why: 'digits' } | { why: 'day'; day: string } | null }

/** When and where a code is read. */
export interface ReadContext {
  now: number
  /** The session that is being checked in; null: any session of this centre. */
  sessionId: string | null
  /** When this phone last scanned a booking without network, unless the server has refused that scan; null: never. */
  cameAt: (bookingId: string) => number | null
}

/** What happened to a booking since the pack was made. */
export type BookingNews = Pick<PackBooking, 'cameAt' | 'undoneAt'>

interface Entry {
  session: PackSession
  booking: PackBooking
  digits: (step: number) => string
}

/** Expired digits are kept for this many steps, to tell an expired code from a misheard one. */
const STEPS_REMEMBERED = 6

/**
 * Reads codes with a pack, without network. Digits name no booking, so the digits of all bookings are computed for each
 * step; `prepare` computes them ahead of time in small portions.
 */
export class PackReader {
  private readonly entries = new Map<string, Entry>()
  private readonly list: Entry[]
  private readonly tables = new Map<number, Map<string, Entry[]>>()
  private readonly partial: { step: number; done: number; table: Map<string, Entry[]> }[] = []

  /** Without a pack (null) every valid-looking code is `unsure`. */
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

  /** Applies what the phone has learnt of a booking since the pack was made. */
  note(bookingId: string, news: BookingNews): void {
    const entry = this.entries.get(bookingId)
    if (entry) entry.booking = { ...entry.booking, ...news }
  }

  read(text: string, reading: ReadContext): OfflineVerdict {
    const code = parseCode(text)
    if (!code) return refused(refuse('CODE_INVALID', null))
    return code.kind === 'qr' ? this.readPicture(code, reading) : this.readDigits(code.digits, reading)
  }

  /**
   * Computes digits ahead of time, for the steps valid at `now` and then for the expired ones that are kept; at most
   * `portion` bookings per call. Returns false when nothing is left to do.
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
    const party = { bookingId: booking.id, sessionId: id, names, partySize, title, startsAt }
    const at = earliest(booking.cameAt, validScan(booking, cameAt(booking.id)))
    return at === null ? { kind: 'accepted', party } : { kind: 'already', party, at }
  }

  private table(step: number): Map<string, Entry[]> {
    const ready = this.tables.get(step)
    if (ready) return ready
    this.work(step, this.list.length)
    return this.tables.get(step) ?? new Map()
  }

  /** Continues computing the digits of one step. */
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

/** The expired steps that are kept, latest first. */
function stepsRemembered(now: number): number[] {
  const current = stepAt(now)
  const [oldestGood = current] = validSteps(now)
  return Array.from({ length: oldestGood - current + STEPS_REMEMBERED }, (_, n) => oldestGood - 1 - n)
}

function refused(refusal: Refusal): OfflineVerdict {
  return { kind: 'refused', refusal }
}

/** A scan from before the last undo does not count: the later decision of staff stands, as on the server. */
function validScan({ undoneAt = 0 }: PackBooking, scannedAt: number | null): number | null {
  return scannedAt !== null && scannedAt > undoneAt ? scannedAt : null
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b)
}
