import { cancellableUntil } from '@domain/bookings/cancelling'
import { decideBooking, decideCancel, decideWaiting } from '@domain/bookings/decide'
import { releaseDueAt } from '@domain/bookings/grace'
import { checkOwnTime } from '@domain/bookings/rules/own-bookings'
import { checkNotOver } from '@domain/bookings/rules/window'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { anotherBooking, bookingFacts, END, type FactsChange, NOW, START } from './support/bookings'

/** What time decides about a booking: others at the same time, how long it can be cancelled, when it is over. */

const here = { sessionId: 's1', startsAt: START, endsAt: END }
const layout = { units: [], choose: false, slot: HOUR, minSlots: 1, maxSlots: 3, gapSlots: 0 }

test('a person may book several spans of one day, but not two at the same time', () => {
  const own = anotherBooking({ ...here, startsAt: END, endsAt: END + HOUR })
  const facts = (change: FactsChange) => bookingFacts({ active: [own], ...change })
  expect(checkOwnTime(facts({ session: { layout } }))).toBeNull()
  expect(checkOwnTime(facts({ session: { layout, endsAt: END + 1 } }))?.code).toBe('TIME_OVERLAP')
  expect(checkOwnTime(facts({ session: { layout: null } }))?.code).toBe('ALREADY_BOOKED')
})

test('a booking can be cancelled until its deadline, not after, and not once the party is in', () => {
  expect(decideCancel(NOW, { cancelUntil: NOW + 1, checkedInAt: null })).toBeNull()
  expect(decideCancel(NOW, { cancelUntil: NOW, checkedInAt: null })).toEqual({
    code: 'CANCEL_CLOSED',
    detail: { cancelUntil: NOW },
  })
  expect(decideCancel(NOW, { cancelUntil: NOW + 1, checkedInAt: NOW - 1 })).toEqual({
    code: 'ALREADY_CHECKED_IN',
    detail: { at: NOW - 1 },
  })
})

describe('the time to think again', () => {
  const event = (at: number) => ({ at, what: 'accepted' as const, reason: null })
  const until = (change: Partial<Parameters<typeof cancellableUntil>[0]>) =>
    cancellableUntil({ cancelUntil: START, endsAt: END, createdAt: START - DAY, waitEvents: {}, ...change })

  test.each<[string, Parameters<typeof until>[0], number]>([
    ['is not needed long before the deadline', {}, START],
    ['is ten minutes from the booking', { createdAt: START - MINUTE }, START + 9 * MINUTE],
    ['from the acceptance of an offer', { waitEvents: { accepted: event(START) } }, START + 10 * MINUTE],
    ['from the draw', { waitEvents: { won: event(START + 1) } }, START + 10 * MINUTE + 1],
    ['not from anything else', { waitEvents: { joined: event(START) } }, START],
    ['never past the end', { createdAt: END - MINUTE }, END],
  ])('%s', (_what, change, expected) => {
    expect(until(change)).toBe(expected)
  })
})

test.each<[string, number | null | undefined, number, number | null]>([
  ['from the start', 15 * MINUTE, NOW, START + 15 * MINUTE],
  ['from a booking after the start', 15 * MINUTE, START + MINUTE, START + 16 * MINUTE],
  ['to the end at the latest', 15 * MINUTE, END - MINUTE, END],
  ['never, where it is null', null, NOW, null],
  ['never, where there is none', undefined, NOW, null],
])('the grace time runs %s', (_what, graceMs, now, expected) => {
  const rules = graceMs === undefined ? {} : { graceMs }
  expect(releaseDueAt({ startsAt: START, endsAt: END, rules }, now)).toBe(expected)
})

test('a session is over the moment it ends', () => {
  expect(checkNotOver(END - 1, { endsAt: END })).toBeNull()
  expect(checkNotOver(END, { endsAt: END })).toEqual({ code: 'BOOKING_CLOSED', detail: { closedAt: END } })
})

describe('somebody who waits already', () => {
  const waits = (count: number, change: (n: number) => Parameters<typeof anotherBooking>[0]) =>
    Array.from({ length: count }, (_, n) =>
      anotherBooking({ bookingId: `w${n}`, sessionId: `w${n}`, waiting: true, ...change(n) }),
    )
  const together = () => ({ startsAt: END - 1, endsAt: END + 1 })
  const apart = (n: number) => ({ startsAt: START + (n + 1) * DAY, endsAt: END + (n + 1) * DAY })
  const limit = (max: number, atOneTime: boolean) => ({
    code: 'WAITING_LIMIT',
    detail: { memberId: 'girl', max, atOneTime },
  })

  test.each([
    ['for two at this time', waits(2, together), null],
    ['for three at this time', waits(3, together), limit(3, true)],
    ['for one that begins when this ends', waits(3, () => ({ startsAt: END, endsAt: END + 1 })), null],
    ['for nineteen others', waits(19, apart), null],
    ['for twenty others', waits(20, apart), limit(20, false)],
    ['for twenty that are over', waits(20, () => ({ startsAt: NOW - 1, endsAt: NOW })), null],
    ['not at all: others of the family do', waits(20, n => ({ ...apart(n), memberIds: ['boy'] })), null],
    ['not at all: it is booked', waits(20, apart).map(({ waiting: _, ...booked }) => booked), null],
  ])('%s', (_what, active, expected) => {
    expect(decideWaiting(bookingFacts({ session: { seatsLeft: 0 }, active }))).toEqual(expected)
  })
})

test('a meal meets nothing else that somebody has booked', () => {
  const same = { startsAt: START, endsAt: END }
  const decide = (kind: 'class' | 'meal', other: 'class' | 'meal') =>
    decideBooking(bookingFacts({ session: { kind }, active: [anotherBooking({ ...same, kind: other })] }))?.code ?? null
  expect([decide('class', 'class'), decide('meal', 'class'), decide('class', 'meal')]).toEqual([
    ...['TIME_OVERLAP', null, null],
  ])
})
