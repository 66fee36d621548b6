import { shownState } from '@domain/participation/deed-state'
import { afterDays, afterWorkdays, endOfMonth, isWorkday } from '@domain/participation/phases'
import { shownRedemption } from '@domain/participation/redemption'
import { needsSignature, sumsOf } from '@domain/participation/shift-sums'
import { atLocal, localDate } from '@domain/time'

test('moving points takes moments: people see where a deed or a redemption will be', () => {
  expect((['confirmed', 'releasing', 'refusing', 'reclaiming', 'done', 'lapsed'] as const).map(shownState)).toEqual([
    'listed',
    'final',
    'refused',
    'reclaimed',
    'done',
    'lapsed',
  ])
  expect((['listed', 'disputed', 'final', 'refused', 'reclaimed'] as const).map(shownState)).toEqual([
    'listed',
    'disputed',
    'final',
    'refused',
    'reclaimed',
  ])
  expect(
    (['intent', 'held', 'collecting', 'collected', 'returning', 'returned'] as const).map(shownRedemption),
  ).toEqual(['held', 'held', 'collected', 'collected', 'returned', 'returned'])
})

describe('phases', () => {
  test('weekends and holidays are no working days, weekend days that are worked instead are', () => {
    const works = (date: string) => isWorkday(atLocal(date))
    expect(['2026-07-10', '2026-07-11', '2026-07-12', '2026-07-13'].map(works)).toEqual([true, false, false, true])
    expect(['2026-10-01', '2026-10-07', '2026-10-08', '2026-10-10', '2026-09-20'].map(works)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ])
  })

  test('end at the midnight after so many working or calendar days', () => {
    expect(afterWorkdays(atLocal('2026-07-09', 900), 2)).toBe(atLocal('2026-07-14'))
    expect(afterWorkdays(atLocal('2026-09-30'), 1)).toBe(atLocal('2026-10-09'))
    expect(afterWorkdays(atLocal('2026-07-09', 900), 0)).toBe(atLocal('2026-07-10'))
    expect(afterDays(atLocal('2026-07-09', 900), 2)).toBe(atLocal('2026-07-12'))
  })

  test.each([
    ['2026-07-31', 0, '2026-08-01'],
    ['2026-11-30', 0, '2026-12-01'],
    ['2026-11-30', 1, '2027-01-01'],
    ['2026-12-31', 0, '2027-01-01'],
    ['2026-01-01', 24, '2028-02-01'],
  ])('the month of %s and %d more end at the beginning of %s', (date, months, end) => {
    expect(localDate(endOfMonth(atLocal(date, 700), months))).toBe(end)
    expect(endOfMonth(atLocal(date, 700), months)).toBe(atLocal(end))
  })
})

test('a shift sums up its people: hours, those entered by hand, signatures that are missing, the oldest question', () => {
  const person = (accountId: string, change: object = {}) => ({
    accountId,
    outcome: null,
    minutes: null,
    manual: null,
    ...change,
  })
  expect(sumsOf({})).toEqual({ accountIds: [], taken: 0, minutes: 0, manualMinutes: 0, toSign: 0, manualAt: 0 })
  expect(
    sumsOf({
      a: person('a', { minutes: 60 }),
      b: person('b', { minutes: 30, manual: { state: 'approved', at: 3 } }),
      c: person('c', { outcome: 'open', manual: { state: 'asked', at: 7 } }),
      d: person('d', { outcome: 'open', manual: { state: 'asked', at: 5 } }),
      e: person('e', { outcome: 'open', manual: { state: 'rejected', at: 1 } }),
      f: person('', { outcome: 'open', minutes: 15 }),
    }),
  ).toEqual({
    accountIds: ['a', 'b', 'c', 'd', 'e'],
    taken: 6,
    minutes: 105,
    manualMinutes: 30,
    toSign: 1,
    manualAt: 5,
  })
  expect(needsSignature({ outcome: 'open', manual: null })).toBe(true)
  expect(needsSignature({ outcome: null, manual: null })).toBe(false)
  expect(needsSignature({ outcome: 'open', manual: { state: 'approved', at: 1 } })).toBe(false)
})
