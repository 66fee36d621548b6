import { matchesOf, sharedMinutes, type Want } from '@domain/participation/match'
import fc from '../random'

/** Needs of centres and offers of partners. */

const day = (weekday: number, opens: number, closes: number) => ({ weekday, opens, closes })
const want = (id: string, week: Want['week'], category: Want['category'] = 'elders') => ({ id, category, week })

test.each<[string, Want['week'], Want['week'], number]>([
  ['another day', [day(1, 540, 660)], [day(2, 540, 660)], 0],
  ['the same hours', [day(1, 540, 660)], [day(1, 540, 660)], 120],
  ['hours that touch', [day(1, 540, 660)], [day(1, 660, 720)], 0],
  ['one within the other', [day(1, 480, 720)], [day(1, 540, 600)], 60],
  ['two days', [day(1, 540, 660), day(3, 540, 660)], [day(1, 600, 900), day(3, 600, 900)], 120],
])('minutes in common: %s', (_what, one, other, minutes) => {
  expect(sharedMinutes({ week: one }, { week: other })).toBe(minutes)
  expect(sharedMinutes({ week: other }, { week: one })).toBe(minutes)
})

test('what fits has the same category and an hour in common; most time first', () => {
  const own = want('own', [day(1, 540, 720)])
  const others = [
    want('short', [day(1, 700, 900)]),
    want('hour', [day(1, 660, 900)]),
    want('best', [day(1, 540, 720)]),
    want('another', [day(1, 540, 720)], 'children'),
  ]
  expect(matchesOf(own, others).map(({ want: { id }, minutes }) => [id, minutes])).toEqual([
    ['best', 180],
    ['hour', 60],
  ])
})

test('matching is mutual: a need sees an offer whenever the offer sees the need', () => {
  const days = fc.uniqueArray(fc.record({ weekday: fc.nat(6), opens: fc.nat(1380), length: fc.nat(300) }), {
    selector: each => each.weekday,
    minLength: 1,
  })
  const week = (all: { weekday: number; opens: number; length: number }[]) =>
    all.map(({ weekday, opens, length }) => day(weekday, opens, Math.min(1440, opens + length)))
  fc.assert(
    fc.property(days, days, (one, other) => {
      const [need, offer] = [want('need', week(one)), want('offer', week(other))]
      expect(matchesOf(need, [offer]).map(each => each.minutes)).toEqual(
        matchesOf(offer, [need]).map(each => each.minutes),
      )
    }),
  )
})
