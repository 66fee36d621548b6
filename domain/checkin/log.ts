/**
 * How a party was checked in: `qr` scanned code, `digits` digits read out, `name` found by name, `walk-in` at the desk,
 * `door` by the code at the door, `offline` scanned without network.
 */
export type CheckInWay = 'qr' | 'digits' | 'name' | 'walk-in' | 'door' | 'offline'

/** Who checked a party in, when and how; stored on the booking while the party is checked in. */
export interface CheckInMark {
  /** When it happened, epoch ms; for an offline scan, when it was made. */
  at: number
  /** Account of the member of staff, or of the person who checked in at the door. */
  by: string
  way: CheckInWay
  /** Id of the call or scan; replays get the first answer. */
  requestId: string
  /** For `door`: whether the phone was near; null or absent when it did not report a location. A hint, not a proof. */
  near?: boolean | null
}

/**
 * One row of a booking's append-only check-in log. `in`: checked in since `at`. `undo`: the check-in was undone.
 * `duplicate`: the booking was used again while checked in.
 */
export interface CheckInEntry extends CheckInMark {
  what: 'in' | 'undo' | 'duplicate'
  /** When the server recorded it, epoch ms. */
  loggedAt: number
  /** Reason of an undo; null for other rows. */
  reason: string | null
}

/** A change of a booking: its new check-in mark, and the log rows to append. */
export interface CheckInStep {
  checkIn: CheckInMark | null
  entries: CheckInEntry[]
}

/** Checks in a party that is not checked in. */
export function checkInStep(mark: CheckInMark, loggedAt: number): CheckInStep {
  return { checkIn: mark, entries: [entryOf('in', mark, loggedAt)] }
}

/**
 * The booking is used again while its party is checked in. The earlier use counts, even if the server hears of it
 * later; the other is logged as the duplicate.
 */
export function duplicateStep(current: CheckInMark, mark: CheckInMark, loggedAt: number): CheckInStep {
  if (mark.at >= current.at) return { checkIn: current, entries: [entryOf('duplicate', mark, loggedAt)] }
  return { checkIn: mark, entries: [entryOf('in', mark, loggedAt), entryOf('duplicate', current, loggedAt)] }
}

/** Undoes a check-in; the party can be checked in again. */
export function undoStep(
  current: CheckInMark,
  { at, by, requestId, reason }: Pick<CheckInEntry, 'at' | 'by' | 'requestId'> & { reason: string },
): CheckInStep {
  return { checkIn: null, entries: [{ what: 'undo', at, by, way: current.way, requestId, loggedAt: at, reason }] }
}

/** The check-in mark of a booking, derived from all of its log rows in order. */
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
