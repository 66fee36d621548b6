import { localDate, startOfLocalDay } from '../time'

/**
 * The data with which a staff phone verifies codes without a network, for one day at one centre: the minimum needed,
 * and nothing that is valid on another day. Times are epoch ms.
 */
export interface Pack {
  centreId: string
  /** Local day, `YYYY-MM-DD`: the keys in it are of this day only. */
  day: string
  /** When the server created it; later bookings are not in it. */
  madeAt: number
  /** End of the local day; then the pack is invalid and must be deleted. */
  expiresAt: number
  sessions: PackSession[]
}

/** A session in a pack. */
export interface PackSession {
  id: string
  title: string
  startsAt: number
  endsAt: number
  checkInFrom: number
  /** How often the centre has moved the session. */
  moves: number
  /** When the centre cancelled it; null: it takes place. */
  calledOffAt: number | null
  bookings: PackBooking[]
}

/** A booking in a pack. */
export interface PackBooking {
  id: string
  /** Key of this booking's codes for this day only. */
  key: string
  partySize: number
  /** Masked to the first character. */
  names: string[]
  /** When the party was checked in; null: not yet. */
  cameAt: number | null
  /** When a check-in of it was last undone; absent: never. Scans up to then do not count. */
  undoneAt?: number
  /** Its own times if they differ from the session's: a room, a seat or a berth. */
  times?: { startsAt: number; endsAt: number; checkInFrom: number }
}

/** The local day of a pack made at `now` (epoch ms), and when it expires. */
export function packDay(now: number): { day: string; expiresAt: number } {
  return { day: localDate(now), expiresAt: startOfLocalDay(now, 1) }
}
