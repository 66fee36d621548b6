import { clashesOf } from '@domain/sessions/move-effects'
import { anotherBooking, END, START } from './support/bookings'

const to = { startsAt: START, endsAt: END }
const party = (...others: ReturnType<typeof anotherBooking>[]) => ({
  bookingId: 'moved',
  memberIds: ['girl', 'boy'],
  ledger: Object.fromEntries(others.map(other => [other.bookingId, other])),
})

test.each<[string, Parameters<typeof clashesOf>[0], ReturnType<typeof clashesOf>]>([
  ['nothing else', [party()], []],
  ['something at another time', [party(anotherBooking())], []],
  ['something that begins when this ends', [party(anotherBooking({ startsAt: END, endsAt: END + 1 }))], []],
  ['something that ends when this begins', [party(anotherBooking({ startsAt: START - 1, endsAt: START }))], []],
  [
    'something at that time, one of two',
    [party(anotherBooking({ startsAt: END - 1, endsAt: END }))],
    [{ bookingId: 'moved', memberIds: ['girl'] }],
  ],
  [
    'something at that time, both',
    [party(anotherBooking({ startsAt: START, endsAt: START + 1, memberIds: ['boy', 'girl'] }))],
    [{ bookingId: 'moved', memberIds: ['girl', 'boy'] }],
  ],
  ['only a wait at that time', [party(anotherBooking({ ...to, waiting: true }))], []],
  ['only this booking itself', [party(anotherBooking({ ...to, bookingId: 'moved' }))], []],
])('a move meets who has booked %s', (_what, parties, expected) => {
  expect(clashesOf(parties, to)).toEqual(expected)
})
