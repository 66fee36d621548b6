import { type OpeningHours, openState } from '../places/opening-hours'
import { DAY, localDate, localMonth, MINUTE, minuteOfDay, startOfLocalDay, weekday } from '../time'
import { type Clash, clashesOf, type Slot } from './clashes'
import { mondayOf, nthWeekday, specialDay, weekdayOrdinal } from './holidays'

/** How a part of a timetable is copied: a week, or several (a term), by weekday; a month by the n-th weekday. */
export const COPY_UNITS = ['week', 'month', 'term'] as const
export type CopyUnit = (typeof COPY_UNITS)[number]

/** Most weeks of a term. */
export const TERM_WEEKS = 26

/** Why a session is not planned: in words `detail` names the holiday, the reason of the closure, or the other session. */
export type SkipReason =
  | 'holiday'
  | 'closed'
  | 'no-such-day'
  | 'room'
  | 'teacher'
  | 'exists'
  | 'past'
  | 'archived'
  | 'agreement'

/** One session that is to be planned, before it is checked. */
export interface Candidate extends Omit<Slot, 'startsAt' | 'endsAt'> {
  offeringId: string
  /** Of the new session, epoch ms; null: the month has no such day. */
  startsAt: number | null
  /** How long it lasts, ms. */
  length: number
  /** Start of the session that it is copied from; null: not a copy. */
  sourceAt: number | null
}

/** A candidate with what becomes of it. */
export interface PlanRow extends Candidate {
  outcome: 'create' | 'skip'
  why: SkipReason | null
  detail: string | null
  /** A weekend day on which people work instead (调休): created, but worth a look. */
  isWorkday: boolean
}

/** What candidates are checked against. */
export interface Surroundings {
  now: number
  hours: OpeningHours
  /** Sessions and drafts that exist. */
  existing: readonly (Slot & { offeringId: string })[]
}

/** Local midnight of the first day of the unit that contains a moment, epoch ms. */
export function unitStart(unit: CopyUnit, ms: number): number {
  return unit === 'month' ? Date.parse(`${localMonth(ms)}-01T00:00:00+08:00`) : mondayOf(ms)
}

/** The first moment after the unit that begins at `start`, epoch ms; a term has this many weeks. */
export function unitEnd(unit: CopyUnit, start: number, weeks = 1): number {
  if (unit !== 'month') return start + 7 * DAY * (unit === 'week' ? 1 : weeks)
  return Date.parse(`${localMonth(start + 32 * DAY)}-01T00:00:00+08:00`)
}

/**
 * The start of a copy, epoch ms, in the unit that begins at `to`, of a session of the unit that begins at `from`: the same clock
 * time on the same weekday of the same week, or in a month on the second Saturday for the second Saturday. Null when the month
 * has no such day.
 */
export function copiedStart(unit: CopyUnit, startsAt: number, from: number, to: number): number | null {
  if (unit !== 'month') return startsAt - from + to
  const day = nthWeekday(localMonth(to), weekday(startsAt), weekdayOrdinal(startsAt))
  return day === null ? null : day + minuteOfDay(startsAt) * MINUTE
}

/** Starts of a weekly repetition from one local day until another (both included, epoch ms), at a minute of the day. */
export function repeatedStarts(weekdays: readonly number[], minute: number, from: number, until: number): number[] {
  const starts: number[] = []
  for (let day = startOfLocalDay(from); day <= until; day += DAY) {
    if (weekdays.includes(weekday(day))) starts.push(day + minute * MINUTE)
  }
  return starts
}

/** Decides for each candidate whether it is created, and if not, why. Earlier candidates take the room from later ones. */
export function planRows(candidates: readonly Candidate[], around: Surroundings): PlanRow[] {
  const taken: Slot[] = []
  return candidates.map(candidate => {
    const { startsAt, length } = candidate
    if (startsAt === null) return skipped(candidate, 'no-such-day', null)
    const slot: Slot = { ...candidate, startsAt, endsAt: startsAt + length }
    const refused = whySkipped(candidate.offeringId, slot, taken, around)
    if (refused) return skipped(candidate, refused.why, refused.detail)
    taken.push(slot)
    const isWorkday = specialDay(localDate(startsAt))?.kind === 'workday'
    return { ...candidate, outcome: 'create', why: null, detail: null, isWorkday }
  })
}

function whySkipped(
  offeringId: string,
  slot: Slot,
  taken: readonly Slot[],
  { now, hours, existing }: Surroundings,
): { why: SkipReason; detail: string | null } | null {
  const same = existing.find(other => other.offeringId === offeringId && other.startsAt === slot.startsAt)
  if (same) return { why: 'exists', detail: null }
  if (slot.startsAt <= now) return { why: 'past', detail: null }
  const special = specialDay(localDate(slot.startsAt))
  if (special?.kind === 'holiday') return { why: 'holiday', detail: special.name }
  const state = openState(hours, slot.startsAt)
  if (!state.open) return { why: 'closed', detail: state.reason }
  const [clash] = clashesOf([slot], [...existing, ...taken]) as [Clash | undefined]
  return clash ? { why: clash.what, detail: clash.other.title } : null
}

function skipped(candidate: Candidate, why: SkipReason, detail: string | null): PlanRow {
  return { ...candidate, outcome: 'skip', why, detail, isWorkday: false }
}
