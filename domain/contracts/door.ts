import * as v from 'valibot'
import type { DoorKey } from '../checkin/door'
import { id } from './fields'
import { route } from './route'

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

export const doorRoutes = {
  /** Makes a screen of the centre show the rotating door code; the first call makes the centre's secret. */
  'staff.doorKey': route<DoorScreen>()({
    effect: 'write',
    role: 'staff',
    input: v.strictObject({ centreId: id }),
    errors: ['CENTRE_NOT_FOUND'],
  }),
}
