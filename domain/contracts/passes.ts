import * as v from 'valibot'
import type { PassCode } from '../bookings/pass'
import { PASS_TRIES } from '../tries'
import { id, timestamp } from './fields'
import { route } from './route'
import type { BookingStatus } from './views'

/** The link to one booking that its owner can send, or take back. */
export interface OwnPass {
  /** Whoever has it sees the booking's code. */
  key: string
  madeAt: number
}

/** One booking for whoever has its link: what is needed at the door, and nothing else about the household. */
export interface PassView {
  status: BookingStatus
  title: string
  centreId: string
  centreName: string
  address: string
  room: string
  /** Label of the unit; null where places are only counted. */
  unit: string | null
  startsAt: number
  endsAt: number
  checkInFrom: number
  /** What those who come are called. */
  people: string[]
  checkedInAt: number | null
  /** The centre's reason for cancelling or moving it; null: it did neither. */
  changeReason: string | null
  /** From when on codes are given, epoch ms. */
  codesFrom: number
  /** The codes of the next minutes, soonest first. */
  codes: PassCode[]
}

/** Routes for the link to one booking that is sent to whoever brings the child. */
export const passRoutes = {
  /** The link to a booking; null: there is none, or it was taken back. */
  'booking.pass': route<{ pass: OwnPass | null }>()({
    effect: 'read',
    input: v.strictObject({ bookingId: id }),
    errors: ['BOOKING_NOT_FOUND'],
  }),
  /** Makes a link to a booking until its end; a former one ends with it. */
  'booking.makePass': route<{ pass: OwnPass | null }>()({
    effect: 'write',
    input: v.strictObject({ bookingId: id }),
    errors: ['BOOKING_NOT_FOUND', 'BOOKING_CANCELLED', 'ALREADY_CHECKED_IN', 'PASS_OVER', 'PASS_LIMIT'],
  }),
  /** Takes back the link that was made at that moment. */
  'booking.revokePass': route<{ pass: OwnPass | null }>()({
    effect: 'write',
    input: v.strictObject({ bookingId: id, madeAt: timestamp }),
    errors: ['BOOKING_NOT_FOUND'],
  }),
  /** The booking of a link. */
  'pass.get': route<{ now: number; pass: PassView }>()({
    effect: 'read',
    input: v.strictObject({ bookingId: id, key: v.pipe(v.string(), v.regex(/^[a-z2-7]{20}$/)) }),
    errors: ['PASS_NOT_FOUND', 'PASS_OVER'],
    tries: { limit: PASS_TRIES },
  }),
}
