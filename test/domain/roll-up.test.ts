import type { SessionFigures } from '@domain/office/figures'
import {
  cameOnly,
  groupOfSums,
  lastWeeks,
  monthFigures,
  monthsOf,
  nextMonth,
  type ReadMonth,
  type RollUpSums,
  type Sums,
  seriesBars,
  seriesOf,
  sumMonths,
} from '@domain/office/roll-up'
import { atLocal, DAY, HOUR, localDate, localMonth } from '@domain/time'
import fc from '../random'

const session = (change: Partial<SessionFigures> = {}): SessionFigures => ({
  ...{ id: 's', offeringId: 'a', kind: 'class', category: 'children', title: '书法' },
  // A Wednesday.
  startsAt: atLocal('2026-07-01', 9 * 60 + 30),
  ...{ capacity: 20, booked: 10, came: 8, missed: 2, waiting: 1 },
  ...change,
})
const sums = (sessions: number, change: Partial<Sums> = {}): Sums => ({
  ...{
    sessions,
    capacity: 20 * sessions,
    booked: 10 * sessions,
    came: 8 * sessions,
    missed: 2 * sessions,
    waiting: sessions,
  },
  ...change,
})

test('a month is summed by category, and classes together; by day, hour, weekday and visit', () => {
  const visits = [atLocal('2026-07-01', 1), atLocal('2026-07-01', 1439), atLocal('2026-07-31', 60)]
  const figures = [
    session(),
    session({ startsAt: atLocal('2026-07-05', 600) }),
    session({ category: 'study', kind: 'seat' }),
  ]
  const [one, two] = [
    [1, 20, 10, 8, 2, 1],
    [2, 40, 20, 16, 4, 2],
  ]
  const children = { '01': one, '05': one }
  expect(monthFigures(figures, visits)).toEqual({
    days: { children, all: children, study: { '01': one } },
    totals: { children: two, all: two, study: one },
    hours: { children: { '0109': one, '0510': one }, all: { '0109': one, '0510': one }, study: { '0109': one } },
    split: {
      children: { w2: one, h09: one, w6: one, h10: one },
      all: { w2: one, h09: one, w6: one, h10: one },
      study: { w2: one, h09: one },
    },
    visits: { days: { '01': 2, '31': 1 }, total: 3 },
  })
})

test.each([
  ['2026-07-01', '2026-09-30', 'day'],
  ['2026-07-01', '2026-10-01', 'month'],
])('from %s to %s a series is by the %s', (from, to, by) => {
  expect(seriesOf(from, to)).toBe(by)
})

test('the totals of a month suffice when all of it is in a series of months', () => {
  expect(monthsOf('2026-07-02', '2026-12-31')).toEqual([
    { month: '2026-07', isWhole: false },
    ...['2026-08', '2026-09', '2026-10', '2026-11', '2026-12'].map(month => ({ month, isWhole: true })),
  ])
  expect(monthsOf('2026-07-01', '2026-12-30').map(({ isWhole }) => isWhole)).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
  ])
  expect(monthsOf('2026-12-01', '2027-01-31')).toEqual([
    { month: '2026-12', isWhole: false },
    { month: '2027-01', isWhole: false },
  ])
  expect(['2026-01', '2026-12'].map(nextMonth)).toEqual(['2026-02', '2027-01'])
})

/** What is stored of the months that these sessions and visits are in; `isWhole`: without days, as it is read for a long span. */
function stored(centreId: string, figures: SessionFigures[], visits: number[], isWhole: boolean): ReadMonth[] {
  const months = [...new Set([...figures.map(({ startsAt }) => startsAt), ...visits].map(localMonth))]
  return months.map(month => {
    const { days, hours, ...whole } = monthFigures(
      figures.filter(({ startsAt }) => localMonth(startsAt) === month),
      visits.filter(at => localMonth(at) === month),
    )
    return { centreId, month, ...whole, ...(isWhole ? {} : { days, hours }) }
  })
}

test('stored months say of any span what its sessions say, whether days are read or months', () => {
  const start = atLocal('2026-01-01')
  const at = fc.integer({ min: 0, max: 200 * 24 - 1 }).map(hours => start + hours * HOUR)
  const category = fc.constantFrom('children' as const, 'night-school' as const, 'study' as const)
  const one = fc.record({ at, category, booked: fc.nat(20), came: fc.nat(20) })
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 20 }),
      fc.array(at, { maxLength: 10 }),
      fc.nat(150),
      fc.nat(120),
      (list, visits, first, length) => {
        const [from, to] = [localDate(start + first * DAY), localDate(start + (first + length) * DAY)]
        const figures = list.map(({ at: startsAt, ...rest }) => session({ startsAt, ...rest }))
        const isInside = (ms: number) => localDate(ms) >= from && localDate(ms) <= to
        const whole = new Map(monthsOf(from, to).map(({ month, isWhole }) => [month, isWhole]))
        const read = [...whole].flatMap(([month, isWhole]) =>
          stored('one', figures, visits, isWhole).filter(each => each.month === month),
        )
        const total = (result: RollUpSums) => result.series.reduce((sum, { sums: own }) => sum + own.came, 0)
        const came = (some: SessionFigures[]) =>
          some.filter(({ startsAt }) => isInside(startsAt)).reduce((sum, each) => sum + each.came, 0)
        const all = sumMonths(read, { from, to, category: null })
        expect(total(all)).toBe(came(figures.filter(each => each.category !== 'study')))
        expect(total(sumMonths(read, { from, to, category: 'study' }))).toBe(
          came(figures.filter(each => each.category === 'study')),
        )
        expect(all.centres.reduce((sum, { sums: own }) => sum + own.came, 0)).toBe(total(all))
        for (const key of ['w', 'h']) {
          const part = all.split.filter(each => each.key.startsWith(key))
          expect(part.reduce((sum, { sums: own }) => sum + own.came, 0)).toBe(total(all))
        }
        expect(all.visits.reduce((sum, each) => sum + each.visits, 0)).toBe(visits.filter(isInside).length)
      },
    ),
    { numRuns: 60 },
  )
})

test('sums are by centre and by day in their order, with the people who came, and name what took place', () => {
  const people = {
    days: {
      '01': { '6': [3, 1] as [number, number], unknown: [1, 0] as [number, number] },
      '02': { '6': [9, 9] as [number, number] },
    },
    total: { '6': [12, 10] as [number, number] },
  }
  const figures = [
    session(),
    session({ startsAt: atLocal('2026-07-02', 600) }),
    session({ category: 'study', kind: 'seat' }),
  ]
  const months = [
    ...stored('two', figures, [atLocal('2026-07-02', 60), atLocal('2026-07-01', 60)], false),
    ...stored('one', [session()], [], false).map(month => ({ ...month, people })),
  ]
  const result = sumMonths(months, { from: '2026-07-01', to: '2026-07-01', category: null })
  expect(result).toEqual({
    centres: [
      { key: 'one', sums: sums(1) },
      { key: 'two', sums: sums(1) },
    ],
    series: [{ key: '2026-07-01', sums: sums(2) }],
    split: [
      { key: 'h09', sums: sums(2) },
      { key: 'w2', sums: sums(2) },
    ],
    visits: [{ key: '2026-07-01', visits: 1 }],
    people: [
      { group: '6', came: 3, first: 1 },
      { group: 'unknown', came: 1, first: 0 },
    ],
    categories: ['children', 'study'],
  })
  const both = sumMonths(months, { from: '2026-07-01', to: '2026-07-02', category: null })
  expect(both.visits.map(({ key }) => key)).toEqual(['2026-07-01', '2026-07-02'])
  expect(both.series.map(({ key }) => key)).toEqual(['2026-07-01', '2026-07-02'])
  expect(both.people[0]).toEqual({ group: '6', came: 12, first: 10 })
})

test('months that are read as a whole count under their month, also those of an earlier release', () => {
  const people = { days: {}, total: { '6': [12, 10] as [number, number] } }
  const [july] = stored('one', [session()], [atLocal('2026-07-01')], true)
  const old = { centreId: 'one', month: '2026-08', totals: { all: [1, 20, 10, 8, 2, 1] } }
  const span = { from: '2026-07-01', to: '2026-12-31', category: null }
  const result = sumMonths([old, ...(july ? [{ ...july, people }] : [])], span)
  expect(result).toMatchObject({
    series: [
      { key: '2026-07', sums: sums(1) },
      { key: '2026-08', sums: sums(1) },
    ],
    visits: [{ key: '2026-07', visits: 1 }],
    people: [{ group: '6', came: 12, first: 10 }],
    categories: ['children'],
  })
  expect(result.split.map(({ key }) => key)).toEqual(['h09', 'w2'])
  // A part of a month in a span of months is read by its days.
  const part = sumMonths(stored('one', [session()], [atLocal('2026-07-01')], false), { ...span, to: '2026-12-31' })
  expect([part.series, part.visits]).toEqual([[{ key: '2026-07', sums: sums(1) }], [{ key: '2026-07', visits: 1 }]])
})

test('sums are shown with their shares; nothing has no share', () => {
  expect(groupOfSums({ key: 'k', sums: sums(1) })).toEqual({
    key: 'k',
    ...sums(1),
    fill: 0.5,
    attendance: 0.8,
    absence: 0.2,
    ids: [],
  })
  const [visits] = cameOnly([{ key: 'k', visits: 7 }])
  expect(visits).toEqual({ key: 'k', sums: { sessions: 0, capacity: 0, booked: 0, came: 7, missed: 0, waiting: 0 } })
  expect(visits && groupOfSums(visits)).toMatchObject({ fill: null, attendance: null, absence: null })
})

test('bars are days in a short span, else weeks or months, and none is beyond the span', () => {
  const series = ['2026-07-01', '2026-07-05', '2026-07-06'].map(key => ({ key, sums: sums(1) }))
  const spans = (by: 'day' | 'month', from: string, to: string, keyed = series) =>
    seriesBars(keyed, by, from, to).map(bar => [bar.from, bar.to, bar.group.sessions])
  expect(spans('day', '2026-07-01', '2026-07-14')).toEqual(series.map(({ key }) => [key, key, 1]))
  expect(spans('day', '2026-07-01', '2026-07-15')).toEqual([
    ['2026-07-01', '2026-07-05', 2],
    ['2026-07-06', '2026-07-12', 1],
  ])
  expect(spans('day', '2026-06-20', '2026-07-08')).toEqual([
    ['2026-06-29', '2026-07-05', 2],
    ['2026-07-06', '2026-07-08', 1],
  ])
  const months = ['2026-07', '2026-12'].map(key => ({ key, sums: sums(1) }))
  expect(spans('month', '2026-07-10', '2027-01-05', months)).toEqual([
    ['2026-07-10', '2026-07-31', 1],
    ['2026-12-01', '2026-12-31', 1],
  ])
  expect(spans('month', '2026-07-01', '2026-12-15', months)[1]).toEqual(['2026-12-01', '2026-12-15', 1])
})

test('the last week is compared with the one before, when both are in the span', () => {
  const series = ['2026-07-01', '2026-07-07', '2026-07-08', '2026-07-14', '2026-07-15'].map(key => ({
    key,
    sums: sums(1),
  }))
  const weeks = lastWeeks(series, 'day', '2026-07-01', '2026-07-14')
  expect(weeks).toEqual({
    last: groupOfSums({ key: '2026-07-08', sums: sums(2) }),
    before: groupOfSums({ key: '2026-07-01', sums: sums(2) }),
  })
  expect(lastWeeks(series, 'day', '2026-07-02', '2026-07-14')).toBeNull()
  expect(lastWeeks(series, 'month', '2026-01-01', '2026-07-14')).toBeNull()
})
