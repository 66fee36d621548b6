import { availabilityChangesAt, availabilityOf, isActionable, isBookable } from '@domain/classes/availability'
import { partAvailability, wholeAvailability, wholeSeriesOf } from '@domain/classes/whole-series'
import type { SessionCard } from '@domain/contracts/views'
import { DAY, HOUR } from '@domain/time'
import { aCard, BALLOT, NOW } from './support/class-cards'

test.each<[string, SessionCard, ReturnType<typeof availabilityOf>]>([
  ['many places', aCard(), { state: 'open', seatsLeft: 20 }],
  ['a fifth of many places', aCard({ seatsLeft: 4 }), { state: 'few', seatsLeft: 4 }],
  ['more than a fifth', aCard({ seatsLeft: 5 }), { state: 'open', seatsLeft: 5 }],
  ['three of five places', aCard({ capacity: 5, seatsLeft: 3 }), { state: 'few', seatsLeft: 3 }],
  ['no place', aCard({ seatsLeft: 0 }), { state: 'full', waiting: 0, waitlist: true }],
  ['places, but others wait', aCard({ seatsLeft: 2, waiting: 1 }), { state: 'full', waiting: 1, waitlist: true }],
  [
    'full, and booked as a whole only',
    aCard({ seatsLeft: 0, series: { id: 'x', mode: 'whole' } }),
    { state: 'full', waiting: 0, waitlist: false },
  ],
  ['cancelled, though also full', aCard({ status: 'cancelled', seatsLeft: 0 }), { state: 'cancelled' }],
  ['a minute before opening', aCard({}, { opensBefore: 2 * DAY - 1 }), { state: 'not-open', opensAt: NOW + 1 }],
  ['the moment it opens', aCard({}, { opensBefore: 2 * DAY }), { state: 'open', seatsLeft: 20 }],
  ['the moment it closes', aCard({}, { closesBefore: 2 * DAY }), { state: 'closed' }],
  ['an upcoming draw', aCard({ ballot: BALLOT, waiting: 7 }), { state: 'registering', registered: 7 }],
  ['a draw that is due', aCard({ ballot: { ...BALLOT, drawAt: NOW } }), { state: 'drawing' }],
  ['drawn', aCard({ ballot: { ...BALLOT, drawnAt: NOW }, seatsLeft: 5 }), { state: 'open', seatsLeft: 5 }],
])('availability of a session: %s', (_what, session, expected) => {
  expect(availabilityOf(session, NOW)).toEqual(expected)
})

test.each<[SessionCard, bookings: boolean, anybody: boolean]>([
  [aCard(), true, true],
  [aCard({ ballot: BALLOT }), true, true],
  [aCard({ seatsLeft: 0 }), false, true],
  [aCard({ seatsLeft: 0, series: { id: 'x', mode: 'whole' } }), false, false],
  [aCard({ status: 'cancelled' }), false, false],
  [aCard({}, { opensBefore: DAY }), false, false],
])('availability decides which actions are possible: %#', (session, bookings, anybody) => {
  const availability = availabilityOf(session, NOW)
  expect([isBookable(availability), isActionable(availability)]).toEqual([bookings, anybody])
})

test('a card changes by itself when booking opens, is drawn, can no longer be cancelled, and closes', () => {
  const rules = { opensBefore: DAY, cancelBefore: 2 * HOUR, closesBefore: HOUR }
  const starts = NOW + 2 * DAY
  expect(availabilityChangesAt(aCard({ ballot: BALLOT }, rules))).toEqual([
    ...[starts - DAY, BALLOT.drawAt, starts - 2 * HOUR, starts - HOUR],
  ])
  expect(availabilityChangesAt(aCard())).toEqual([starts, starts])
})

describe('a series as a whole', () => {
  const part = (n: number, change: Partial<SessionCard> = {}, rules: Partial<SessionCard['rules']> = {}) =>
    aCard(
      {
        id: `p${n}`,
        startsAt: NOW + n * DAY,
        endsAt: NOW + n * DAY + HOUR,
        series: { id: 'x', mode: 'both' },
        ...change,
      },
      rules,
    )
  const stands = (...sessions: SessionCard[]) => {
    const whole = wholeSeriesOf(sessions, NOW)
    return whole && wholeAvailability(whole, NOW)
  }

  test('has as many places as its scarcest session', () => {
    expect(stands(part(1), part(2, { seatsLeft: 6 }), part(3))).toEqual({ state: 'open', seatsLeft: 6 })
    expect(stands(part(1), part(2, { seatsLeft: 2 }))).toEqual({ state: 'few', seatsLeft: 2 })
  })
  test('opens with its first session, even if the others open later', () => {
    expect(stands(part(1, {}, { opensBefore: 2 * DAY }), part(5, {}, { opensBefore: DAY }))).toMatchObject({
      state: 'open',
    })
    expect(stands(part(3, {}, { opensBefore: DAY }), part(4, { seatsLeft: 0 }))).toEqual({
      state: 'not-open',
      opensAt: NOW + 2 * DAY,
    })
  })
  test('names the session that is full', () => {
    expect(stands(part(1), part(2, { waiting: 3 }))).toEqual({ state: 'part-full', startsAt: NOW + 2 * DAY })
  })
  test('waits for a draw of one of its sessions, and is over when the last is closed', () => {
    expect(stands(part(2), part(3, { ballot: { ...BALLOT, drawAt: NOW } }))).toEqual({ state: 'drawing' })
    expect(wholeAvailability({ series: { id: 'x', mode: 'both' }, sessions: [] }, NOW)).toEqual({ state: 'closed' })
    expect(partAvailability(part(2, {}, { opensBefore: HOUR }), NOW)).toEqual({ state: 'open', seatsLeft: 20 })
    expect(partAvailability(part(2, {}, { closesBefore: 2 * DAY }), NOW)).toEqual({ state: 'closed' })
  })
  test('contains only remaining sessions, not past or cancelled ones', () => {
    const whole = wholeSeriesOf([part(-1), part(2, { status: 'cancelled' }), part(4), part(3)], NOW)
    expect(whole?.sessions.map(({ id }) => id)).toEqual(['p3', 'p4'])
    expect(wholeSeriesOf([aCard(), part(3), part(4, { series: { id: 'y', mode: 'both' } })], NOW)?.sessions).toEqual([
      part(3),
    ])
    expect(wholeSeriesOf([part(-1)], NOW)).toBeNull()
    expect(wholeSeriesOf([aCard()], NOW)).toBeNull()
  })
})
