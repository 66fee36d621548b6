import * as v from 'valibot'
import { CARER_NAME_LENGTH, type CareEnd } from '../people/cares'
import { CARE_TRIES } from '../tries'
import { id, shortLine } from './fields'
import { route } from './route'
import type { BookingStatus } from './views'

/** Somebody who cares, or was asked to care, for a child of this account. */
export interface CarerView {
  id: string
  memberId: string
  /** What this household calls the person. */
  name: string
  /** Until when the code is good, epoch ms; null: it was used, and the person cares for the child. */
  until: number | null
  /** The code of an open invitation; null otherwise. */
  code: string | null
}

/** A booking of a child that is cared for, without the others of its party. */
export interface CaredBooking {
  id: string
  offeringId: string
  sessionId: string
  title: string
  centreName: string
  room: string
  startsAt: number
  endsAt: number
  status: BookingStatus
  /** It can be cancelled before this moment, epoch ms. */
  cancelUntil: number
  checkedInAt: number | null
  /** Others of its household come along: they stay when the child is cancelled. */
  withOthers: boolean
}

/** A child of another account that this account cares for. */
export interface CaredChild {
  id: string
  nickname: string
  /** Why this is over; null: it is not. Then there are no bookings. */
  ended: CareEnd | null
  /** Upcoming, soonest first. */
  bookings: CaredBooking[]
}

/** What both sides see. */
export interface Cares {
  now: number
  carers: CarerView[]
  children: CaredChild[]
}

/** The code as it was read out or typed: twelve digits, with or without spaces. */
const careCode = v.pipe(
  v.string(),
  v.maxLength(24),
  v.transform(text => text.replace(/[\s-]/g, '')),
  v.regex(/^\d{12}$/),
)

/** Routes of children for whom two accounts care. */
export const careRoutes = {
  /** Who cares for the children of this household, and the children of others that it cares for. */
  'care.list': route<Cares>()({ effect: 'read', input: v.strictObject({}), errors: [] }),
  /** Makes a code with which one other account may care for a child. */
  'care.invite': route<Cares>()({
    effect: 'write',
    input: v.strictObject({ memberId: id, name: shortLine(CARER_NAME_LENGTH) }),
    errors: ['MEMBER_NOT_FOUND', 'CARE_NOT_POSSIBLE', 'CARERS_FULL'],
  }),
  /** Uses a code: from now on the account sees the child's bookings, books and cancels for it. */
  'care.accept': route<Cares>()({
    effect: 'write',
    input: v.strictObject({ code: careCode }),
    errors: ['CARE_CODE_WRONG', 'CARE_OWN', 'CARE_TWICE', 'CARE_LIMIT'],
    tries: { limit: CARE_TRIES },
  }),
  /** Ends it, from either side; what has ended already changes nothing. */
  'care.end': route<Cares>()({ effect: 'write', input: v.strictObject({ careId: id }), errors: [] }),
  /** Books a session for the child alone, by the rules and the other bookings of its own household. */
  'care.book': route<Cares>()({
    effect: 'write',
    input: v.strictObject({ careId: id, sessionId: id }),
    errors: [
      'CARE_NOT_FOUND',
      'SESSION_NOT_FOUND',
      'SESSION_CANCELLED',
      'SESSION_FULL',
      'SESSION_MOVED',
      'SERIES_ONLY',
      'BALLOT_ONLY',
      'BOOKING_NOT_OPEN',
      'BOOKING_CLOSED',
      'SPAN_NEEDED',
      'MEMBER_NOT_FOUND',
      'BIRTH_MONTH_NEEDED',
      'TOO_YOUNG',
      'TOO_OLD',
      'ADULT_NEEDED',
      'CHILD_NEEDED',
      'PARTY_TOO_LARGE',
      'ALREADY_BOOKED',
      'TIME_OVERLAP',
      'ACTIVE_LIMIT',
      'PAUSED',
      'BOOKING_CANCELLED',
      'REQUEST_REUSED',
    ],
  }),
  /** Cancels for the child: the whole booking, or its place in a party. */
  'care.cancel': route<Cares>()({
    effect: 'write',
    input: v.strictObject({ careId: id, bookingId: id }),
    errors: [
      'CARE_NOT_FOUND',
      'BOOKING_NOT_FOUND',
      'BOOKING_CANCELLED',
      'CANCEL_CLOSED',
      'PARTY_FIXED',
      'MEMBER_NOT_FOUND',
      'LAST_MEMBER',
      'ADULT_NEEDED',
      'CHILD_NEEDED',
      'ALREADY_CHECKED_IN',
      'REQUEST_REUSED',
    ],
  }),
}
