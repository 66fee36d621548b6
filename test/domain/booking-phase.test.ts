import { bookingPhase, canCheckIn, codeUseful, isUpcoming, offerOpen } from '@domain/bookings/phase'
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
