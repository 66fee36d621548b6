import { needHelp } from '@domain/rating/help'

const rowsOf = (...tenths: (number | null)[]) => tenths.map(own => ({ tenths: [null, own] }))
const named = (rows: ReturnType<typeof rowsOf>, median: number | null, points = 5) =>
  needHelp(rows, 1, median, points).map(({ tenths }) => tenths[1])

test.each([
  // Of a standard of 5 points, half a point below the median.
  ['the lowest first, and nobody near the median', rowsOf(40, 36, 35, 20), 40, [20, 35]],
  ['not who does not have it', rowsOf(null, 50, 10), 50, [10]],
  ['five at most', rowsOf(6, 5, 4, 3, 2, 1, 0), 50, [0, 1, 2, 3, 4]],
  ['nobody where all are alike', rowsOf(30, 30, 30), 30, []],
  ['nobody without a median', rowsOf(null), null, []],
])('who needs help with a standard: %s', (_, rows, median, expected) => {
  expect(named(rows, median)).toEqual(expected)
})
