import {
  bookingChangesAt,
  bookingPhase,
  bookingsToKeep,
  canCancel,
  canChangeParty,
  canCheckIn,
  codeUseful,
  isUpcoming,
  offerOpen,
} from '@domain/bookings/phase'
import type { BookingView } from '@domain/contracts/views'
import { HOUR, MINUTE } from '@domain/time'

const NOW = Date.parse('2026-07-08T10:00:00+08:00')

/** Confirmed, begins in an hour; check-in opens half an hour before. */
function aBooking(change: Partial<BookingView> = {}): BookingView {
  return {
    status: 'confirmed',
    startsAt: NOW + HOUR,
    endsAt: NOW + 2 * HOUR,
    checkInFrom: NOW + 30 * MINUTE,
    checkedInAt: null,
    offerUntil: null,
    secret: 's',
    ...change,
  } as BookingView
}
const OFFER = aBooking({ status: 'offered', offerUntil: NOW + MINUTE, secret: null })

test.each<[string, BookingView, at: number, expected: ReturnType<typeof bookingPhase>]>([
  ['confirmed', aBooking(), NOW, 'confirmed'],
  ['confirmed, the moment check-in opens', aBooking(), NOW + 30 * MINUTE, 'check-in-open'],
  ['confirmed, while it takes place', aBooking(), NOW + 2 * HOUR - 1, 'check-in-open'],
  ['confirmed, when it is over', aBooking(), NOW + 2 * HOUR, 'not-checked-in'],
  ['checked in, when it is over', aBooking({ checkedInAt: NOW }), NOW + 3 * HOUR, 'checked-in'],
  ['offered', OFFER, NOW, 'offered'],
  ['offered, the moment the offer ends', OFFER, NOW + MINUTE, 'offer-expired'],
  ['waiting', aBooking({ status: 'waiting' }), NOW, 'waiting'],
  ['registered', aBooking({ status: 'registered' }), NOW, 'registered'],
  ['cancelled', aBooking({ status: 'cancelled' }), NOW + HOUR, 'cancelled'],
  ['lapsed', aBooking({ status: 'lapsed' }), NOW, 'lapsed'],
])('a booking that is %s', (_what, booking, at, expected) => {
  expect(bookingPhase(booking, at)).toBe(expected)
  expect(offerOpen(booking, at)).toBe(expected === 'offered')
  expect(canCheckIn(booking, at)).toBe(expected === 'check-in-open')
})

test('a code can be used until the end, and only if there is one', () => {
  expect(codeUseful(aBooking(), NOW + 2 * HOUR - 1)).toBe(true)
  expect(codeUseful(aBooking(), NOW + 2 * HOUR)).toBe(false)
  expect(codeUseful(aBooking({ secret: null }), NOW)).toBe(false)
  expect(codeUseful(aBooking({ status: 'cancelled' }), NOW)).toBe(false)
})

test('a booking is upcoming until it begins or is checked in', () => {
  expect(isUpcoming(aBooking(), NOW + HOUR - 1)).toBe(true)
  expect(isUpcoming(aBooking(), NOW + HOUR)).toBe(false)
  expect(isUpcoming(aBooking({ checkedInAt: NOW }), NOW)).toBe(false)
  expect(isUpcoming(OFFER, NOW)).toBe(false)
})

test('an offer is open until its deadline, and only an offer', () => {
  expect(offerOpen(OFFER, NOW + MINUTE - 1)).toBe(true)
  expect(offerOpen(OFFER, NOW + MINUTE)).toBe(false)
  expect(offerOpen(aBooking({ status: 'offered' }), NOW)).toBe(false)
  expect(offerOpen(aBooking({ status: 'waiting', offerUntil: NOW + MINUTE }), NOW)).toBe(false)
  // Before 1970 no deadline has passed, and still there is none.
  expect(offerOpen(aBooking({ status: 'offered' }), -1)).toBe(false)
})

test('a booking can be cancelled until the deadline, while it is confirmed and nobody is in', () => {
  const booking = aBooking({ cancelUntil: NOW + HOUR })
  expect(canCancel(booking, NOW + HOUR - 1)).toBe(true)
  expect(canCancel(booking, NOW + HOUR)).toBe(false)
  expect(canCancel({ ...booking, checkedInAt: NOW }, NOW)).toBe(false)
  expect(canCancel({ ...booking, status: 'cancelled' }, NOW)).toBe(false)
})

test.each<[string, Partial<BookingView>, number, boolean]>([
  ['of a class to come', {}, NOW, true],
  ['of a room to come', { kind: 'room' }, NOW, true],
  ['of a seat, which is for one', { kind: 'seat' }, NOW, false],
  ['of a berth, which is for one', { kind: 'berth' }, NOW, false],
  ['of an order of meals', { kind: 'meal', order: {} as NonNullable<BookingView['order']> }, NOW, false],
  ['of a part of a series', { enrolment: { id: 'e', nth: 1, of: 2 } }, NOW, false],
  ['of a class that has begun', {}, NOW + HOUR, false],
  ['that waits', { status: 'waiting' }, NOW, false],
])('whether the party changes singly: one %s', (_what, change, at, expected) => {
  expect(canChangeParty(aBooking({ kind: 'class', enrolment: null, ...change }), at)).toBe(expected)
})

test('the moments at which something changes by itself are known', () => {
  const booking = aBooking({ cancelUntil: NOW + 1 })
  const usual = [NOW + 1, NOW + 30 * MINUTE, NOW + HOUR, NOW + 2 * HOUR]
  expect(bookingChangesAt(booking)).toEqual(usual)
  expect(bookingChangesAt({ ...booking, offerUntil: NOW + 2 })).toEqual([...usual, NOW + 2])
})

test('a phone keeps what is to come, soonest first, then the latest of the past', () => {
  const at = (id: string, start: number, change: Partial<BookingView> = {}) =>
    aBooking({ id, startsAt: NOW + start * HOUR, endsAt: NOW + (start + 1) * HOUR, ...change })
  const all = [
    at('yesterday', -24),
    at('later', 5),
    at('just-over', -1),
    at('soon', 1),
    at('cancelled', 2, { status: 'cancelled' }),
    at('lapsed', 3, { status: 'lapsed' }),
    at('now', 0),
  ]
  const kept = (most: number) => bookingsToKeep(all, NOW, most).map(({ id }) => id)
  expect(kept(9)).toEqual(['now', 'soon', 'later', 'lapsed', 'cancelled', 'just-over', 'yesterday'])
  expect(kept(2)).toEqual(['now', 'soon'])
})
