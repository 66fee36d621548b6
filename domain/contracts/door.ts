import * as v from 'valibot'
import type { DoorKey } from '../checkin/door'
import { DOOR_TRIES } from '../tries'
import { id, isTyped, location } from './fields'
import { route } from './route'
import type { BookingView } from './views'

/** One session on the door screen; no personal data. */
export interface DoorSession {
  id: string
  title: string
  room: string
  startsAt: number
  endsAt: number
}

/** Everything a door screen needs until the end of tomorrow, with or without network. */
export interface DoorScreen {
  now: number
  centre: { id: string; name: string }
  /** Keys of today and tomorrow. */
  keys: DoorKey[]
  /** Sessions of today and tomorrow by time, without cancelled ones. */
  sessions: DoorSession[]
}

/** Longest scanned door code: ours has 29 characters, possibly with a link before it. */
const MAX_CODE = 200

/** Routes of check-in at the door. */
export const doorRoutes = {
  /**
   * Checks in with the code on the door screen. `location` is accepted from older apps and ignored.
   */
  'checkin.self': route<{ outcome: 'accepted' | 'already'; at: number; booking: BookingView }>()({
    effect: 'write',
    input: v.strictObject({
      bookingId: id,
      code: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_CODE)),
      location: v.optional(location),
    }),
    errors: [
      'BOOKING_NOT_FOUND',
      'SESSION_NOT_FOUND',
      'DOOR_CODE_INVALID',
      'DOOR_CODE_EXPIRED',
      'DOOR_ELSEWHERE',
      'BOOKING_CANCELLED',
      'WRONG_DAY',
      'CHECK_IN_TOO_EARLY',
      'CHECK_IN_OVER',
      'REQUEST_REUSED',
    ],
    tries: { limit: DOOR_TRIES, of: ({ code }) => isTyped(code) },
  }),
  /** Returns the data for a door screen; the first call creates the centre's secret. */
  'staff.doorKey': route<DoorScreen>()({
    effect: 'write',
    input: v.strictObject({ centreId: id }),
    errors: ['CENTRE_NOT_FOUND'],
  }),
}
