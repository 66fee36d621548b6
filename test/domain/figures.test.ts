import { FIGURE_KEYS, groupFigures, medianOf, type SessionFigures } from '@domain/office/figures'
import { seriesBars } from '@domain/office/roll-up'
import { HOUR } from '@domain/time'
import * as fc from 'fast-check'

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
