/** How somebody was let in: a scanned picture, digits read out, by name, at the desk, by the code at the door, without network. */
export type CheckInWay = 'qr' | 'digits' | 'name' | 'walk-in' | 'door' | 'offline'

/** Who let a party in, when, and how: what a booking keeps while the party is in. */
export interface CheckInMark {
  /** When it happened, epoch ms; of a scan made without network, when it was made. */
  at: number
  /** Account of the member of staff, or of the person who checked in at the door. */
  by: string
  way: CheckInWay
  /** Of the call, or the scan, that did it; its replays get the first answer. */
  requestId: string
  /** At the door: whether the phone seemed to be near; null or absent: it did not say. A hint, never a proof. */
  near?: boolean | null
}

/**
 * One row of the log of a booking, in which nothing is ever changed. `in`: the party is in since `at`. `undo`: that was
 * taken back. `duplicate`: the booking was used once more while the party was in.
 */
export interface CheckInEntry extends CheckInMark {
  what: 'in' | 'undo' | 'duplicate'
  /** When the server learned of it, epoch ms. */
  loggedAt: number
  /** Why it was taken back; null for all else. */
  reason: string | null
}

/** A change of a booking: the mark it keeps from then on, and the rows that tell of it. */
export interface CheckInStep {
  checkIn: CheckInMark | null
  entries: CheckInEntry[]
}

/** A party that is not in comes in. */
export function checkInStep(mark: CheckInMark, loggedAt: number): CheckInStep {
  return { checkIn: mark, entries: [entryOf('in', mark, loggedAt)] }
}

/**
 * A booking is used while its party is in. The earlier of the two uses counts, however late the server learns of it, and
 * the other one stands in the log as the duplicate.
 */
export function duplicateStep(current: CheckInMark, mark: CheckInMark, loggedAt: number): CheckInStep {
  if (mark.at >= current.at) return { checkIn: current, entries: [entryOf('duplicate', mark, loggedAt)] }
  return { checkIn: mark, entries: [entryOf('in', mark, loggedAt), entryOf('duplicate', current, loggedAt)] }
}

/** A check-in is taken back; the party can be let in again. */
export function undoStep(
  current: CheckInMark,
  { at, by, requestId, reason }: Pick<CheckInEntry, 'at' | 'by' | 'requestId'> & { reason: string },
): CheckInStep {
  return { checkIn: null, entries: [{ what: 'undo', at, by, way: current.way, requestId, loggedAt: at, reason }] }
}

/** What a booking keeps, derived from all of its rows in their order. */
export function markOf(entries: readonly CheckInEntry[]): CheckInMark | null {
  const [last] = entries.filter(({ what }) => what !== 'duplicate').slice(-1)
  if (last?.what !== 'in') return null
  return bare(last)
}

function entryOf(what: 'in' | 'duplicate', mark: CheckInMark, loggedAt: number): CheckInEntry {
  return { what, ...bare(mark), loggedAt, reason: null }
}

function bare({ at, by, way, requestId, near }: CheckInMark): CheckInMark {
  return { at, by, way, requestId, ...(near === undefined ? {} : { near }) }
}
