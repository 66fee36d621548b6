import type { Found } from '@domain/contracts/find'
import type { SessionCard } from '@domain/contracts/views'
import { canBook, isUsable, sessionToShow } from '@domain/search/usable'
import { DAY, HOUR } from '@domain/time'
import { aCard as card, NOW } from './support/class-cards'

/** A class tomorrow with a free place, which can be booked until an hour before. */
function aCard(change: Partial<SessionCard> = {}): SessionCard {
  const tomorrow = { startsAt: NOW + DAY, endsAt: NOW + DAY + HOUR, seatsLeft: 1 }
  return card({ ...tomorrow, ...change }, { closesBefore: HOUR })
}

test.each<[string, Partial<SessionCard>, boolean]>([
  ['a class with a free place', {}, true],
  ['a class that is full', { seatsLeft: 0 }, false],
  ['a class that begins soon', { startsAt: NOW + HOUR }, false],
  ['a space before it closes', { kind: 'seat', startsAt: NOW - HOUR, endsAt: NOW + 1 }, true],
  ['a space with every seat taken for a while', { kind: 'seat', seatsLeft: 0 }, true],
  ['a space that has closed', { kind: 'seat', startsAt: NOW - HOUR, endsAt: NOW }, false],
  ['a space on a day that was cancelled', { kind: 'seat', status: 'cancelled' }, false],
])('%s can be booked: %#', (_what, change, expected) => {
  expect(canBook(aCard(change), NOW)).toBe(expected)
})

test.each<[string, SessionCard[], string | undefined]>([
  ['the first that can be booked', [aCard({ id: 'full', seatsLeft: 0 }), aCard({ id: 'a' }), aCard({ id: 'b' })], 'a'],
  ['of full ones the first', [aCard({ id: 'a', seatsLeft: 0 }), aCard({ id: 'b', seatsLeft: 0 })], 'a'],
  ['none that is over', [aCard({ id: 'over', startsAt: 0, endsAt: NOW }), aCard({ id: 'b', seatsLeft: 0 })], 'b'],
  ['one that is going on', [aCard({ id: 'a', startsAt: 0, endsAt: NOW + 1 })], 'a'],
  ['none that was cancelled', [aCard({ status: 'cancelled' })], undefined],
  ['nothing', [], undefined],
])('of several sessions is shown %s', (_what, sessions, expected) => {
  expect(sessionToShow(sessions, NOW)?.id).toBe(expected)
})

test('what can be used is open, and has a place', () => {
  const hours = (opens: number) => ({ week: [{ weekday: 3, opens, closes: 1080 }], closures: [] })
  const centre = (opens: number) => ({ type: 'centre', centre: { hours: hours(opens) } }) as unknown as Found
  const station = (opens: number, free: number) =>
    ({ type: 'station', station: { hours: hours(opens), closure: null, free } }) as unknown as Found
  const course = (session: SessionCard | null) => ({ type: 'class', session }) as Found
  const used = [centre(540), station(540, 1), course(aCard())]
  const unused = [centre(700), station(540, 0), station(700, 1), course(aCard({ seatsLeft: 0 })), course(null)]
  expect(used.map(found => isUsable(found, NOW))).toEqual([true, true, true])
  expect(unused.map(found => isUsable(found, NOW))).toEqual([false, false, false, false, false])
})
