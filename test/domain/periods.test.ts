import { sayPeriod } from '@domain/privacy/keep'
import { DAY } from '@domain/time'

test.each([
  [DAY, '1 天'],
  [365 * DAY, '1 年'],
  [730 * DAY, '2 年'],
  [540 * DAY, '18 个月'],
  [180 * DAY, '180 天'],
  [60 * DAY, '60 天'],
  [400 * DAY, '400 天'],
])('the period of %j ms is %s', (ms, words) => {
  expect(sayPeriod(ms)).toBe(words)
})
