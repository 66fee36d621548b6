import type { SessionFacts } from '@domain/bookings/facts'
import type { Refusal } from '@domain/errors'
import { checkSeriesOwn, decideSeries, type SeriesFacts } from '@domain/series/decide'
import { remainingOf, seriesOnlyOf } from '@domain/series/series'
import { DAY, HOUR } from '@domain/time'
import { anotherBooking, BOY, bookingFacts, END, GIRL, MISSES, NOW, PAUSED, RULES, START } from './support/bookings'

const one = (change: Partial<SessionFacts> = {}): SessionFacts => bookingFacts({ session: change }).session
const second = (change: Partial<SessionFacts> = {}) =>
  one({ id: 's2', startsAt: START + DAY, endsAt: END + DAY, ...change })

function facts({ sessions = [one(), second()], ...change }: Partial<SeriesFacts> = {}): SeriesFacts {
  return { now: NOW, sessions, party: [GIRL], active: [], missed: {}, ...change }
}
const because = (session: SessionFacts, why: Refusal): Refusal => ({
  code: 'SERIES_SESSION_REFUSED',
  detail: { sessionId: session.id, startsAt: session.startsAt, endsAt: session.endsAt, why },
})
const rules = (change: Partial<typeof RULES>) => ({ rules: { ...RULES, ...change } })
const full: Refusal = { code: 'SESSION_FULL', detail: { seatsLeft: 0, waiting: 0 } }

test.each<[string, Partial<SeriesFacts>, Refusal | null]>([
  ['two open sessions', {}, null],
  ['no session', { sessions: [] }, { code: 'SERIES_OVER', detail: null }],
  ['one of which is full', { sessions: [one(), second({ seatsLeft: 0 })] }, because(second(), full)],
  [
    'one of which is called off',
    { sessions: [one(), second({ status: 'cancelled' })] },
    because(second(), { code: 'SESSION_CANCELLED', detail: null }),
  ],
  [
    'of which the first is closed',
    { now: START - HOUR },
    because(one(), { code: 'BOOKING_CLOSED', detail: { closedAt: START - HOUR } }),
  ],
  [
    'which opens with the first',
    { now: START - 15 * DAY },
    { code: 'BOOKING_NOT_OPEN', detail: { opensAt: START - 14 * DAY } },
  ],
  [
    'of which a later one is not open by itself',
    { sessions: [one(), second({ startsAt: START + 20 * DAY, endsAt: END + 20 * DAY })] },
    null,
  ],
  [
    'one of which is to be drawn',
    { sessions: [one(), second(rules({ ballot: { drawBefore: DAY } }))] },
    because(second(), { code: 'BALLOT_ONLY', detail: { drawAt: START } }),
  ],
  [
    'for too many',
    { party: [GIRL, BOY], sessions: [one(rules({ partyMax: 1 }))] },
    { code: 'PARTY_TOO_LARGE', detail: { max: 1 } },
  ],
  ['for somebody who is paused', { missed: { girl: MISSES } }, PAUSED as Refusal],
  [
    'two of which meet',
    { sessions: [one(), second({ startsAt: END - 1, endsAt: END + HOUR })] },
    because(one(), { code: 'SERIES_CLASH', detail: { startsAt: END - 1 } }),
  ],
  ['of which one follows the other', { sessions: [one(), second({ startsAt: END, endsAt: END + HOUR })] }, null],
  [
    'one of which is booked already',
    { active: [anotherBooking({ sessionId: 's2' })] },
    because(second(), { code: 'ALREADY_BOOKED', detail: { memberId: 'girl', bookingId: 'other' } }),
  ],
  [
    'one of which meets another booking',
    { active: [anotherBooking({ sessionId: 's9', startsAt: START, endsAt: END })] },
    because(one(), {
      code: 'TIME_OVERLAP',
      detail: { memberId: 'girl', bookingId: 'other', title: '剪纸', startsAt: START },
    }),
  ],
  [
    'which counts once',
    { active: [anotherBooking({ sessionId: 's8', startsAt: START + 5 * DAY, endsAt: END + 5 * DAY })] },
    null,
  ],
  [
    'for somebody who has as many as may be',
    {
      active: [5, 6].map(n =>
        anotherBooking({ bookingId: `b${n}`, sessionId: `s${n}`, startsAt: START + n * DAY, endsAt: END + n * DAY }),
      ),
    },
    { code: 'ACTIVE_LIMIT', detail: { memberId: 'girl', max: 2 } },
  ],
])('a series: %s', (_what, change, expected) => {
  expect(decideSeries(facts(change))).toEqual(expected)
})

test('a session that is over by now refuses the whole, when the ledger is written', () => {
  const closed = because(one(), { code: 'BOOKING_CLOSED', detail: { closedAt: END } })
  expect(checkSeriesOwn(facts({ now: END }))).toEqual(closed)
  expect(checkSeriesOwn(facts({ now: END - 1 }))).toBeNull()
  expect(checkSeriesOwn(facts({ sessions: [] }))).toBeNull()
})

test('what remains of a series is open and not closed, soonest first', () => {
  const dated = (startsAt: number, status: 'open' | 'cancelled' = 'open') => ({
    startsAt,
    status,
    rules: { closesBefore: HOUR },
  })
  const all = [dated(NOW + 3 * HOUR), dated(NOW + HOUR), dated(NOW + HOUR + 1), dated(NOW + 2 * HOUR, 'cancelled')]
  expect(remainingOf(all, NOW).map(({ startsAt }) => startsAt)).toEqual([NOW + HOUR + 1, NOW + 3 * HOUR])
})

test('only the places of a series that is booked as a whole are kept for it, until its booking closes', () => {
  const times = { startsAt: START, rules: { closesBefore: HOUR } }
  expect(seriesOnlyOf({ ...times, series: { id: 'x', mode: 'whole' } })).toEqual({ seriesId: 'x', until: START - HOUR })
  expect(seriesOnlyOf({ ...times, series: { id: 'x', mode: 'both' } })).toBeNull()
  expect(seriesOnlyOf({ ...times, series: null })).toBeNull()
  expect(seriesOnlyOf(times)).toBeNull()
})
