import { favouredBothWays } from '@domain/rating/reciprocal'
import { latestRatingRules, markedStandards } from '@domain/rating/standards'

const rules = latestRatingRules()
/** Marks of so many per cent of the points. */
const marksOf = (share: number) => ({
  marks: Object.fromEntries(markedStandards(rules).map(({ id, points }) => [id, (points * share) / 10])),
})
const centre = (centreId: string, reviews: Record<string, number>) => ({
  centreId,
  reviews: Object.fromEntries(Object.entries(reviews).map(([by, share]) => [by, marksOf(share)])),
})

test.each([
  ['both gave a fifth more than the others', { b: 90, c: 70, d: 60 }, { a: 90, c: 60, d: 70 }, ['b']],
  ['only one of them did', { b: 90, c: 70, d: 60 }, { a: 80, c: 60, d: 70 }, []],
  ['all gave as much', { b: 90, c: 90, d: 90 }, { a: 90, c: 90, d: 90 }, []],
  ['one has not reviewed the other', { c: 70, d: 60 }, { a: 90, c: 60, d: 70 }, []],
  ['nobody else has reviewed them', { b: 90 }, { a: 90 }, []],
])('centres that favour each other: %s', (_, ofA, ofB, expected) => {
  const found = favouredBothWays(centre('a', ofA), [centre('b', ofB)], rules)
  expect(found.map(({ centreId }) => centreId)).toEqual(expected)
})
