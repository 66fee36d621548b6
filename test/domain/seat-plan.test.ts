import {
  besideOf,
  cellOf,
  firstPlan,
  MARK_LABELS,
  MARKS,
  MAX_MARKS,
  movedBy,
  PLAN_COLUMNS,
  PLAN_ROWS,
  type Placed,
  planFor,
  resized,
  type SeatPlan,
  seatPlanFault,
  withMark,
} from '@domain/offerings/seat-plan'
import { runs } from '../depth'
import fc from '../random'

const unitsOf = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `u${n + 1}` }))
const small: SeatPlan = {
  ...{ columns: 3, rows: 2 },
  seats: [
    { id: 'u1', x: 0, y: 0 },
    { id: 'u2', x: 2, y: 1 },
  ],
  marks: [{ kind: 'window', x: 1, y: 0 }],
}

test.each<[string, SeatPlan, ReturnType<typeof seatPlanFault>]>([
  ['each thing in a cell of its own', small, null],
  ['two seats in one cell', { ...small, seats: small.seats.map(({ id }) => ({ id, x: 0, y: 1 })) }, 'twice'],
  ['a seat on a mark', { ...small, seats: [{ id: 'u1', x: 1, y: 0 }] }, 'twice'],
  ['a seat twice', { ...small, seats: small.seats.map(seat => ({ ...seat, id: 'u1' })) }, 'twice'],
  ['a seat outside', { ...small, rows: 1 }, 'outside'],
  ['a seat beside the room', { ...small, columns: 2 }, 'outside'],
])('%s', (_situation, plan, fault) => {
  expect(seatPlanFault(plan)).toBe(fault)
})

test('a seat that is moved onto another changes places with it, and none leaves the room', () => {
  const swapped = movedBy(small, { seat: 'u1' }, 9, 9)
  expect([cellOf(swapped, { seat: 'u1' }), cellOf(swapped, { seat: 'u2' })]).toEqual([
    { x: 2, y: 1 },
    { x: 0, y: 0 },
  ])
  expect(cellOf(movedBy(small, { seat: 'u1' }, 1, 0), { mark: 0 })).toEqual({ x: 0, y: 0 })
  expect(movedBy(small, { seat: 'gone' }, 1, 0)).toBe(small)
})

test('a seat is said to be beside what stands next to it, but not beside a wall', () => {
  const marks = [...small.marks, { kind: 'wall' as const, x: 0, y: 1 }]
  expect([besideOf({ ...small, marks }, { x: 0, y: 0 }), besideOf(small, { x: 2, y: 1 })]).toEqual(['靠窗', ''])
  const around: SeatPlan['marks'] = [
    ...[
      { kind: 'door' as const, x: 2, y: 4 },
      { kind: 'counter' as const, x: 3, y: 3 },
    ],
    ...[
      { kind: 'window' as const, x: 1, y: 3 },
      { kind: 'window' as const, x: 3, y: 4 },
    ],
  ]
  expect(besideOf({ ...small, marks: around }, { x: 2, y: 3 })).toBe('靠门、靠服务台、靠窗')
  expect(besideOf({ ...small, marks: [{ kind: 'door', x: 1, y: 1 }] }, { x: 0, y: 0 })).toBe('')
  expect(besideOf({ ...small, marks: [{ kind: 'door', x: 2, y: 2 }] }, { x: 1, y: 0 })).toBe('')
})

test('each mark has a Chinese name of its own', () => {
  expect(MARKS.map(mark => MARK_LABELS[mark])).toEqual(['门', '窗', '服务台', '墙'])
})

test('a first plan has at most six seats in a row, a row to spare, and a door in its corner', () => {
  const of = (count: number) => {
    const { columns, rows, seats, marks } = firstPlan(unitsOf(count))
    return [columns, rows, seats.map(({ x, y }) => `${x}${y}`).join(' '), marks]
  }
  expect(of(1)).toEqual([3, 2, '00', [{ kind: 'door', x: 2, y: 1 }]])
  expect(of(4)).toEqual([4, 2, '00 10 20 30', [{ kind: 'door', x: 3, y: 1 }]])
  expect(of(8)).toEqual([6, 3, '00 10 20 30 40 50 01 11', [{ kind: 'door', x: 5, y: 2 }]])
})

test('another size keeps what fits where it stands; the other seats take free cells, in more rows if they must', () => {
  const wider = resized(small, 5, 2)
  expect(wider).toEqual({ ...small, columns: 5 })
  expect(resized(small, 3, 1)).toEqual({
    ...{ columns: 3, rows: 1, marks: small.marks },
    seats: [small.seats[0], { id: 'u2', x: 2, y: 0 }],
  })
  const narrow = resized({ ...small, columns: 3, marks: [{ kind: 'door', x: 0, y: 1 }] }, 1, 1)
  expect(narrow).toEqual({
    ...{ columns: 1, rows: 2, marks: [] },
    seats: [small.seats[0], { id: 'u2', x: 0, y: 1 }],
  })
  const both = resized({ ...small, marks: [{ kind: 'door', x: 0, y: 1 }] }, 1, 2)
  expect([both.rows, both.seats.map(({ y }) => y), both.marks]).toEqual([3, [0, 2], [{ kind: 'door', x: 0, y: 1 }]])
})

test('a new mark stands in the last free cell, as long as there are not too many and the room is not full', () => {
  expect(withMark(small, 'door').marks).toEqual([...small.marks, { kind: 'door', x: 1, y: 1 }])
  const full: SeatPlan = { columns: 3, rows: 1, seats: [1, 2].map(x => ({ id: `u${x}`, x, y: 0 })), marks: [] }
  const [first] = withMark(full, 'wall').marks
  expect(first).toEqual({ kind: 'wall', x: 0, y: 0 })
  expect(withMark(withMark(full, 'wall'), 'wall').marks).toHaveLength(1)
  let room: SeatPlan = { columns: 12, rows: 5, seats: [], marks: [] }
  for (let n = 0; n < MAX_MARKS + 2; n++) room = withMark(room, 'wall')
  expect(room.marks).toHaveLength(MAX_MARKS)
})

const change = fc.oneof(
  fc.record({ seat: fc.nat(59), x: fc.integer({ min: -5, max: 5 }), y: fc.integer({ min: -5, max: 5 }) }),
  fc.record({ mark: fc.nat(3), x: fc.integer({ min: -5, max: 5 }), y: fc.integer({ min: -5, max: 5 }) }),
  fc.record({
    columns: fc.integer({ min: PLAN_COLUMNS.least, max: PLAN_COLUMNS.most }),
    rows: fc.integer({ min: PLAN_ROWS.least, max: PLAN_ROWS.most }),
  }),
  fc.record({ add: fc.constantFrom(...MARKS) }),
  fc.record({ units: fc.integer({ min: 1, max: 60 }) }),
)

test('whatever is moved, added or resized, each seat stands once, nothing shares a cell, and the plan can be stored', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.array(change, { maxLength: 40 }), (count, changes) => {
      let units = unitsOf(count)
      let plan = firstPlan(units)
      for (const one of changes) {
        if ('units' in one) units = unitsOf(one.units)
        if ('add' in one) plan = withMark(plan, one.add)
        if ('columns' in one) plan = resized(plan, one.columns, one.rows)
        if ('x' in one) {
          const thing: Placed = 'seat' in one ? { seat: `u${one.seat + 1}` } : { mark: one.mark }
          plan = movedBy(plan, thing, one.x, one.y)
        }
        plan = planFor(plan, units)
        expect(seatPlanFault(plan)).toBeNull()
        expect(plan.seats.map(({ id }) => id).sort()).toEqual(units.map(({ id }) => id).sort())
        expect(plan.rows).toBeLessThanOrEqual(PLAN_ROWS.most)
        expect(plan.marks.length).toBeLessThanOrEqual(MAX_MARKS)
        expect(plan.seats).toEqual([...plan.seats].sort((a, b) => a.y - b.y || a.x - b.x))
      }
    }),
    { numRuns: runs({ byDefault: 100, deep: 2_000 }) },
  )
})
