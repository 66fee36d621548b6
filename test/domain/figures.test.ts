import { FIGURE_KEYS, groupFigures, medianOf, type SessionFigures } from '@domain/office/figures'
import { seriesBars } from '@domain/office/roll-up'
import { HOUR } from '@domain/time'
import fc from '../random'

const session = fc
  .record({
    offeringId: fc.constantFrom('a', 'b'),
    category: fc.constantFrom('children' as const, 'seniors' as const, 'study' as const),
    startsAt: fc.integer({ min: 0, max: 2000 }).map(hours => Date.parse('2026-06-01T00:00:00+08:00') + hours * HOUR),
    capacity: fc.nat(30),
    booked: fc.nat(30),
    came: fc.nat(30),
    missed: fc.nat(30),
    waiting: fc.nat(5),
  })
  .map(
    ({ category, ...rest }): Omit<SessionFigures, 'id'> => ({
      ...rest,
      category,
      kind: category === 'study' ? 'seat' : 'class',
      title: rest.offeringId,
    }),
  )

test('whatever figures are grouped by, the sums are the same and every session is in one group', () => {
  fc.assert(
    fc.property(fc.array(session, { maxLength: 30 }), list => {
      const figures = list.map((one, n) => ({ ...one, id: `s${n}` }))
      for (const by of FIGURE_KEYS) {
        const groups = groupFigures(figures, by)
        for (const field of ['capacity', 'booked', 'came', 'missed', 'waiting'] as const) {
          const total = (rows: readonly Record<typeof field, number>[]) =>
            rows.reduce((sum, row) => sum + row[field], 0)
          expect(total(groups)).toBe(total(figures))
        }
        expect(groups.flatMap(({ ids }) => ids).sort()).toEqual(figures.map(({ id }) => id).sort())
        expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
      }
    }),
  )
})

const FIXED: SessionFigures = {
  id: 's',
  offeringId: 'a',
  kind: 'class',
  category: 'children',
  title: '书法',
  // A Saturday evening in China, still Saturday at noon in UTC.
  startsAt: Date.parse('2026-06-06T23:30:00+08:00'),
  capacity: 20,
  booked: 10,
  came: 8,
  missed: 2,
  waiting: 0,
}

test('days, weeks, weekdays and hours are those of China, and shares are of what there was', () => {
  const keyOf = (by: (typeof FIGURE_KEYS)[number]) => groupFigures([FIXED], by)[0]?.key
  expect([keyOf('day'), keyOf('week'), keyOf('weekday'), keyOf('hour')]).toEqual([
    '2026-06-06',
    '2026-06-01',
    '5',
    '23',
  ])
  expect(groupFigures([FIXED], 'all')).toMatchObject([{ fill: 0.5, attendance: 0.8, absence: 0.2, ids: ['s'] }])
  expect(groupFigures([{ ...FIXED, capacity: 0, booked: 0 }], 'all')).toMatchObject([{ fill: null, attendance: null }])
})

test('the median is the middle, or between the two in the middle', () => {
  expect([medianOf([3, 1, 2]), medianOf([4, 1, 2, 3]), medianOf([])]).toEqual([2, 2.5, null])
})

const SUMS = { sessions: 1, capacity: 10, booked: 5, came: 4, missed: 1, waiting: 0 }
const at = (...keys: string[]) => keys.map(key => ({ key, sums: SUMS }))

test.each([
  [
    'a few days are bars of their own',
    at('2026-06-05', '2026-06-06'),
    'day',
    '2026-06-05',
    '2026-06-11',
    [1, 1],
    '2026-06-05',
  ],
  [
    'more days are weeks, cut at the span',
    at('2026-06-05', '2026-06-06', '2026-06-08'),
    'day',
    '2026-06-03',
    '2026-06-30',
    [2, 1],
    '2026-06-03',
  ],
  ['months are cut at the span', at('2026-05', '2026-06'), 'month', '2026-05-20', '2026-10-01', [1, 1], '2026-05-20'],
] as const)('%s', (_situation, series, by, from, to, sessions, first) => {
  const bars = seriesBars(series, by, from, to)
  expect(bars.map(({ group }) => group.sessions)).toEqual(sessions)
  expect(bars[0]).toMatchObject({ from: first, group: { fill: 0.5, attendance: 0.8, absence: 0.2 } })
  expect(bars.every(bar => bar.from >= from && bar.to <= to && bar.from <= bar.to)).toBe(true)
})

test('groups are in the order of their keys, categories in their usual one, sessions by time', () => {
  const one = (id: string, change: Partial<SessionFigures>): SessionFigures => ({ ...FIXED, id, ...change })
  const list = [
    one('late', { category: 'study', kind: 'seat', offeringId: 'c', startsAt: FIXED.startsAt + HOUR }),
    one('early', { category: 'night-school', offeringId: 'b', startsAt: FIXED.startsAt - 15 * HOUR }),
    one('mid', { category: 'children', offeringId: 'a', startsAt: FIXED.startsAt }),
    one('nap', { category: 'nap', kind: 'berth', offeringId: 'd', startsAt: FIXED.startsAt }),
  ]
  const keys = (by: (typeof FIGURE_KEYS)[number]) => groupFigures(list, by).map(({ key }) => key)
  expect(keys('all')).toEqual(['all'])
  expect(keys('category')).toEqual(['children', 'night-school', 'nap', 'study'])
  expect(keys('offering')).toEqual(['a', 'b', 'c', 'd'])
  expect(keys('hour')).toEqual(['00', '08', '23'])
  expect(keys('day')).toEqual(['2026-06-06', '2026-06-07'])
  expect(keys('week')).toEqual(['2026-06-01'])
  expect(keys('weekday')).toEqual(['5', '6'])
  const [all] = groupFigures(list, 'all')
  expect(all?.ids).toEqual(['early', 'mid', 'nap', 'late'])
  expect(all).toMatchObject({ sessions: 4, capacity: 80, booked: 40, came: 32, missed: 8, waiting: 0 })
  expect(all).toMatchObject({ fill: 0.5, attendance: 0.8, absence: 0.2 })
  const [none] = groupFigures([one('none', { capacity: 0, booked: 0, came: 0, missed: 0 })], 'all')
  expect(none).toMatchObject({ fill: null, attendance: null, absence: null })
})

test.each([
  [[], null],
  [[3], 3],
  [[5, 1], 3],
  [[9, 1, 2], 2],
  [[10, 1, 2, 9], 5.5],
])('the median of %j is %j', (values, median) => {
  expect(medianOf(values)).toBe(median)
})
