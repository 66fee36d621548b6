import type { Unit } from './layout'

/** Things in a room by which people find a seat. */
export const MARKS = ['door', 'window', 'counter', 'wall'] as const
export type Mark = (typeof MARKS)[number]

/** The Chinese name of every mark. */
export const MARK_LABELS: Record<Mark, string> = { door: '门', window: '窗', counter: '服务台', wall: '墙' }

/** A cell of a plan, from 0: columns from the left, rows from the front. */
export interface Cell {
  x: number
  y: number
}

/** Where the units of a space and its marks stand. What it says moves nobody: a booking names its unit, wherever that stands. */
export interface SeatPlan {
  columns: number
  rows: number
  /** By the ids of units. */
  seats: (Cell & { id: string })[]
  marks: (Cell & { kind: Mark })[]
}

/** Bounds of a plan: all units that a space can have fit in. */
export const PLAN_COLUMNS = { least: 3, most: 12 } as const
export const PLAN_ROWS = { least: 1, most: 30 } as const
export const MAX_MARKS = 24

const keyOf = ({ x, y }: Cell) => `${x} ${y}`

/** Why a plan cannot be stored; null: it can. Two things in one cell, one outside the room, or a unit twice. Pure. */
export function seatPlanFault({ columns, rows, seats, marks }: SeatPlan): 'outside' | 'twice' | null {
  const all = [...seats, ...marks]
  if (all.some(({ x, y }) => x >= columns || y >= rows)) return 'outside'
  const apart = new Set(all.map(keyOf)).size === all.length && new Set(seats.map(({ id }) => id)).size === seats.length
  return apart ? null : 'twice'
}

/**
 * The plan of just these units: units that it does not know stand in the first free cells, in more rows if it takes them, and units
 * that are gone are left out. So a plan that was drawn for more or fewer seats still shows each. Seats are in the order in which they
 * are read, row by row. Pure.
 */
export function planFor(plan: SeatPlan, units: readonly Pick<Unit, 'id'>[]): SeatPlan {
  const known = new Set(units.map(({ id }) => id))
  const seats = plan.seats.filter(({ id }) => known.has(id))
  const taken = new Set([...seats, ...plan.marks].map(keyOf))
  const placed = new Set(seats.map(({ id }) => id))
  let next = 0
  const freeCell = (): Cell => {
    for (;;) {
      const cell = { x: next % plan.columns, y: Math.floor(next / plan.columns) }
      next++
      if (!taken.has(keyOf(cell))) return cell
    }
  }
  for (const { id } of units) if (!placed.has(id)) seats.push({ id, ...freeCell() })
  const rows = Math.max(plan.rows, ...seats.map(({ y }) => y + 1))
  return { ...plan, rows, seats: seats.sort((a, b) => a.y - b.y || a.x - b.x) }
}

/** A first plan of these units: in pairs of rows, six in a row. */
export function firstPlan(units: readonly Pick<Unit, 'id'>[]): SeatPlan {
  const columns = Math.min(6, Math.max(PLAN_COLUMNS.least, units.length))
  const rows = Math.ceil(units.length / columns) + 1
  return planFor({ columns, rows, seats: [], marks: [{ kind: 'door', x: columns - 1, y: rows - 1 }] }, units)
}

/** What a plan holds at one place: a unit by its id, or the n-th mark. */
export type Placed = { seat: string } | { mark: number }

/**
 * Moves a thing by so many cells, as far as the room goes; what stood there takes its place, so that nothing is lost and no two
 * things share a cell. Pure.
 */
export function movedBy(plan: SeatPlan, thing: Placed, dx: number, dy: number): SeatPlan {
  const from = cellOf(plan, thing)
  if (!from) return plan
  const inside = (value: number, size: number) => Math.min(size - 1, Math.max(0, value))
  const to = { x: inside(from.x + dx, plan.columns), y: inside(from.y + dy, plan.rows) }
  const move = <T extends Cell>(one: T): T => {
    if (keyOf(one) === keyOf(from)) return { ...one, ...to }
    return keyOf(one) === keyOf(to) ? { ...one, x: from.x, y: from.y } : one
  }
  return { ...plan, seats: plan.seats.map(move), marks: plan.marks.map(move) }
}

/** The cell of a thing; null: the plan does not have it. */
export function cellOf({ seats, marks }: SeatPlan, thing: Placed): Cell | null {
  const found = 'seat' in thing ? seats.find(({ id }) => id === thing.seat) : marks[thing.mark]
  return found ? { x: found.x, y: found.y } : null
}

/** The room with another size. What would lie outside moves to the nearest edge, or to a free cell. Pure. */
export function resized(plan: SeatPlan, columns: number, rows: number): SeatPlan {
  const units = plan.seats.map(({ id }) => ({ id }))
  const fits = ({ x, y }: Cell) => x < columns && y < rows
  return planFor({ columns, rows, seats: plan.seats.filter(fits), marks: plan.marks.filter(fits) }, units)
}

/** The plan with one more mark in the last free cell of the room; the same plan where there is none. Pure. */
export function withMark(plan: SeatPlan, kind: Mark): SeatPlan {
  const taken = new Set([...plan.seats, ...plan.marks].map(keyOf))
  for (let at = plan.columns * plan.rows - 1; at >= 0 && plan.marks.length < MAX_MARKS; at--) {
    const cell = { x: at % plan.columns, y: Math.floor(at / plan.columns) }
    if (!taken.has(keyOf(cell))) return { ...plan, marks: [...plan.marks, { kind, ...cell }] }
  }
  return plan
}

/** What a seat stands beside, in words: 靠窗、靠门. Pure. */
export function besideOf({ marks }: SeatPlan, { x, y }: Cell): string {
  const near = marks.filter(mark => Math.abs(mark.x - x) + Math.abs(mark.y - y) === 1 && mark.kind !== 'wall')
  return [...new Set(near.map(({ kind }) => `靠${MARK_LABELS[kind]}`))].join('、')
}
