import { type CheckInFacts, decideCheckIn } from '@domain/checkin/decide'
import type { ErrorCode } from '@domain/errors'
import { DAY, HOUR, MINUTE, startOfLocalDay } from '@domain/time'

const NOW = Date.parse('2026-07-01T10:00:00+08:00')
const TODAY = startOfLocalDay(NOW)
const booking: CheckInFacts['booking'] = {
  centreId: 'here',
  sessionId: 'clay',
  title: '陶艺',
  startsAt: NOW - 10 * MINUTE,
  endsAt: NOW + HOUR,
  checkInFrom: NOW - 40 * MINUTE,
  cancelledAt: null,
}
const facts: CheckInFacts = { now: NOW, centreId: 'here', sessionId: null, booking, calledOffAt: null }
const decided = (change: Partial<CheckInFacts['booking']>, others: Partial<CheckInFacts> = {}) =>
  decideCheckIn({ ...facts, ...others, booking: { ...booking, ...change } })
/** A session at these times, whose door opens half an hour before. */
const times = (startsAt: number, endsAt: number) => ({ startsAt, endsAt, checkInFrom: startsAt - 30 * MINUTE })

test('who has booked is let in while the check-in is open, both moments included', () => {
  expect(decided({})).toBeNull()
  expect(decided({ checkInFrom: NOW })).toBeNull()
  expect(decided({ endsAt: NOW })).toBeNull()
  expect(decided({}, { sessionId: 'clay' })).toBeNull()
})

test.each<[what: string, code: ErrorCode, detail: unknown, change: object, others?: Partial<CheckInFacts>]>([
  ['at another centre', 'WRONG_CENTRE', null, { centreId: 'there', cancelledAt: 5 }],
  ['after it was cancelled', 'BOOKING_CANCELLED', { cancelledAt: 5 }, { cancelledAt: 5 }, { calledOffAt: 7 }],
  ['after the session was called off', 'BOOKING_CANCELLED', { cancelledAt: 7 }, {}, { calledOffAt: 7 }],
  [
    'at the door of another session',
    'WRONG_SESSION',
    { title: '陶艺', startsAt: booking.startsAt },
    {},
    { sessionId: 'ink' },
  ],
  ['before it opens', 'CHECK_IN_TOO_EARLY', { opensAt: NOW + 1 }, { checkInFrom: NOW + 1 }],
  ['after its end', 'CHECK_IN_OVER', { closedAt: NOW - 1 }, { endsAt: NOW - 1 }],
  ['on the day before', 'WRONG_DAY', { startsAt: TODAY + DAY }, times(TODAY + DAY, TODAY + DAY + HOUR)],
  ['on the day after', 'WRONG_DAY', { startsAt: TODAY - HOUR }, times(TODAY - HOUR, TODAY)],
  [
    'on another day for another session',
    'WRONG_DAY',
    { startsAt: TODAY + DAY },
    times(TODAY + DAY, TODAY + DAY + HOUR),
    { sessionId: 'ink' },
  ],
])('nobody is let in %s', (_what, code, detail, change, others = {}) => {
  expect(decided(change, others)).toEqual({ code, detail })
})

test('what touches today is early or over, not of another day: also what began before midnight or ends after it', () => {
  expect(decided(times(TODAY + DAY - 1, TODAY + DAY + HOUR))).toMatchObject({ code: 'CHECK_IN_TOO_EARLY' })
  expect(decided(times(TODAY - HOUR, TODAY + 1))).toMatchObject({ code: 'CHECK_IN_OVER' })
})

test('a door that opens before midnight lets in for the session after it', () => {
  const late = TODAY + DAY - 10 * MINUTE
  expect(decided(times(TODAY + DAY, TODAY + DAY + HOUR), { now: late })).toBeNull()
})
