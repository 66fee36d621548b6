import * as v from 'valibot'
import type { DoorKey } from '../checkin/door'
import { id, location } from './fields'
import { route } from './route'
import type { BookingView } from './views'

/** What the screen at the door tells of one session: nothing of any person. */
export interface DoorSession {
  id: string
  title: string
  room: string
  startsAt: number
  endsAt: number
}

/** All that a screen needs until the end of tomorrow, with or without a network. */
export interface DoorScreen {
  now: number
  centre: { id: string; name: string }
  /** Of today and tomorrow. */
  keys: DoorKey[]
  /** Of today and tomorrow, by time, without those called off. */
  sessions: DoorSession[]
}

/** Longest text of a scanned door code; ours has 29 characters, and a link before it at most. */
const MAX_CODE = 200

export const doorRoutes = {
  /**
   * The person checks in at the door by the code on its screen. `location` is a hint for the staff and refuses nobody:
   * kept is only whether it was near.
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
  }),
  /** Makes a screen of the centre show the rotating door code; the first call makes the centre's secret. */
  'staff.doorKey': route<DoorScreen>()({
    effect: 'write',
    role: 'staff',
    input: v.strictObject({ centreId: id }),
    errors: ['CENTRE_NOT_FOUND'],
  }),
}
