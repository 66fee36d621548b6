import { SPACE_CATEGORIES, type SpaceCategory } from '@domain/offerings/kinds'
import type { Layout, Unit } from '@domain/offerings/layout'
import type { Audience, BookingRules } from '@domain/offerings/rules'
import type { SeatPlan } from '@domain/offerings/seat-plan'
import { DAY, HOUR, MINUTE } from '@domain/time'

/** A space of the demo world: open whenever its centre is. */
export interface SpacePlan {
  id: string
  centreId: string
  category: SpaceCategory
  title: string
  summary: string
  /** What to bring; empty when nothing. */
  bring: string
  /** The person who is responsible for it. */
  keeper: { name: string; intro: string }
  room: string
  /** Share of the time of the coming days that demo people have booked. */
  busy: number
  layout: Layout
  rules: BookingRules
  /** Where its units stand; absent: they are only listed. */
  map?: SeatPlan
}

const OPEN: Audience = { ageMin: null, ageMax: null, accompanied: 'no' }

const BASE: BookingRules = {
  opensBefore: 7 * DAY,
  closesBefore: 0,
  cancelBefore: HOUR,
  offerFor: 30 * MINUTE,
  maxActive: 3,
  partyMax: 1,
  graceMs: null,
  checkInBefore: 15 * MINUTE,
  audience: OPEN,
}

/** Units such as `12 号座`, from 1 to `count`; the last `kept` are only for the desk. */
export function numbered(prefix: string, label: string, count: number, kept = 0): Unit[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `${prefix}${n + 1}`,
    label: `${n + 1} 号${label}`,
    ...(n >= count - kept ? { reserve: true } : {}),
  }))
}

/** Seats of a study room: windows in front, two blocks with an aisle between them, the door at the back. */
export function twoBlocks(units: readonly Unit[]): SeatPlan {
  const columns = 7
  const seats = units.map(({ id }, n) => ({ id, x: (n % 6) + (n % 6 > 2 ? 1 : 0), y: 1 + Math.floor(n / 6) }))
  const rows = 2 + Math.ceil(units.length / 6)
  const windows = [0, 1, 2, 4, 5, 6].map(x => ({ kind: 'window' as const, x, y: 0 }))
  const back = rows - 1
  return {
    columns,
    rows,
    seats,
    marks: [...windows, { kind: 'counter', x: 0, y: back }, { kind: 'door', x: 6, y: back }],
  }
}

/** Numbered seats by the half hour, up to four hours; released when nobody has come after twenty minutes. */
export function seats(units: Unit[], change: Partial<BookingRules> = {}): Pick<SpacePlan, 'layout' | 'rules'> {
  return {
    layout: { units, choose: true, slot: 30 * MINUTE, minSlots: 1, maxSlots: 8, gapSlots: 0 },
    rules: { ...BASE, closesBefore: -15 * MINUTE, cancelBefore: 0, graceMs: 20 * MINUTE, ...change },
  }
}

/** A whole room for one party, by the half hour, one to three hours, with half an hour of cleaning afterwards. */
export function room(
  label: string,
  partyMax: number,
  change: Partial<BookingRules> = {},
): Pick<SpacePlan, 'layout' | 'rules'> {
  return {
    layout: { units: [{ id: 'room', label }], choose: true, slot: 30 * MINUTE, minSlots: 2, maxSlots: 6, gapSlots: 1 },
    rules: { ...BASE, opensBefore: 14 * DAY, maxActive: 2, partyMax, ...change },
  }
}

/** Machines and mats, any of which is assigned, for an hour or two. */
export function machines(units: Unit[], change: Partial<BookingRules> = {}): Pick<SpacePlan, 'layout' | 'rules'> {
  return {
    layout: { units, choose: false, slot: 30 * MINUTE, minSlots: 2, maxSlots: 4, gapSlots: 0 },
    rules: { ...BASE, closesBefore: -15 * MINUTE, audience: { ...OPEN, ageMin: 16 }, ...change },
  }
}

/** A berth for half an hour, today only, one person each; released when nobody has come after ten minutes. */
export function berths(count: number): Pick<SpacePlan, 'layout' | 'rules'> {
  return {
    layout: {
      units: numbered('b', '床位', count),
      choose: false,
      slot: 30 * MINUTE,
      minSlots: 1,
      maxSlots: 1,
      gapSlots: 0,
    },
    rules: {
      ...BASE,
      opensBefore: DAY,
      closesBefore: -20 * MINUTE,
      cancelBefore: 0,
      maxActive: 1,
      graceMs: 10 * MINUTE,
      audience: { ...OPEN, ageMin: 16 },
    },
  }
}

/** Returns the kind of a space category. */
export function kindOf(category: SpaceCategory) {
  return SPACE_CATEGORIES.find(({ id }) => id === category)?.kind ?? 'room'
}
