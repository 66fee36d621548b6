import { localDate, startOfLocalDay } from '../time'

/**
 * What a staff member's phone takes along for one day at one centre, so that it can verify codes without a network: the
 * least that is needed, and nothing that opens another day. All times are epoch ms.
 */
export interface Pack {
  centreId: string
  /** Local day, `YYYY-MM-DD`: the keys in it are of this day only. */
  day: string
  /** When the server put it together: whoever booked later is not in it. */
  madeAt: number
  /** The end of the local day; from then on it is worth nothing and is wiped. */
  expiresAt: number
  sessions: PackSession[]
}

export interface PackSession {
  id: string
  title: string
  startsAt: number
  endsAt: number
  checkInFrom: number
  /** How often the centre has moved it: the times here are the latest of so many. */
  moves: number
  /** When the centre called it off; null: it takes place. */
  calledOffAt: number | null
  bookings: PackBooking[]
}

export interface PackBooking {
  id: string
  /** Proves this booking's codes of this day, and of no other. */
  key: string
  partySize: number
  /** Masked: the first character only. */
  names: string[]
  /** When the party was let in; null: not yet. */
  cameAt: number | null
  /** Its own times, where they are not those of the session: a room by the hour, a seat, a berth. */
  times?: { startsAt: number; endsAt: number; checkInFrom: number }
}

/** The day that a pack made at `now` is for, and when that is over. */
export function packDay(now: number): { day: string; expiresAt: number } {
  return { day: localDate(now), expiresAt: startOfLocalDay(now, 1) }
}
