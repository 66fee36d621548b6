import { type Refusal, refuse } from '../errors'
import { MINUTE, startOfLocalDay } from '../time'
import type { MarkFault } from './shift-faults'
import { VOLUNTEER_RULES } from './volunteer-rules'

/** From `startsAt` until before `endsAt`, epoch ms. */
export interface Span {
  startsAt: number
  endsAt: number
}

/** A shift of a person, with the site where it is. */
export interface SitedSpan extends Span {
  site: string
}

/**
 * How a shift ended for a person. `done`: with both check-ins; `open`: without a check-out, so that a guide must sign; `signed`;
 * `refused`: the guide did not; `missed`: never checked in.
 */
export type Outcome = 'done' | 'open' | 'signed' | 'refused' | 'missed'

type Rules = Pick<typeof VOLUNTEER_RULES, 'dayMost' | 'rest' | 'step'>

/** Decides whether a person with these shifts can take one more; null: yes. */
export function decideShift(
  taken: readonly SitedSpan[],
  shift: SitedSpan,
  rules: Rules = VOLUNTEER_RULES,
): Refusal | null {
  for (const other of taken) {
    const gap = other.site === shift.site ? 0 : rules.rest
    if (shift.startsAt < other.endsAt + gap && other.startsAt < shift.endsAt + gap) {
      const { startsAt, endsAt } = other
      return refuse('SHIFT_CLASH', { startsAt, endsAt, rest: gap })
    }
  }
  const isTooMuch = daysOf(shift).some(day => onDay([...taken, shift], day) > rules.dayMost)
  return isTooMuch ? refuse('DAY_HOURS_FULL', { max: rules.dayMost }) : null
}

/** The local days that a span touches, by their first moments. */
function daysOf({ startsAt, endsAt }: Span): number[] {
  const days: number[] = []
  for (let day = startOfLocalDay(startsAt); day < endsAt; day = startOfLocalDay(day, 1)) days.push(day)
  return days
}

/** How long these shifts last within a local day, ms. */
function onDay(spans: readonly Span[], day: number): number {
  return spans.reduce((sum, span) => sum + overlap(span, { startsAt: day, endsAt: startOfLocalDay(day, 1) }), 0)
}

function overlap(one: Span, other: Span): number {
  return Math.max(0, Math.min(one.endsAt, other.endsAt) - Math.max(one.startsAt, other.startsAt))
}

/**
 * Minutes that count: what the time between check-in and check-out shares with the shift, in whole steps, rounded down. Without a
 * check-out it ends with the shift; without a check-in nothing counts.
 */
export function minutesOf(
  shift: Span,
  pair: { in: number | null; out: number | null },
  rules: Pick<Rules, 'step'> = VOLUNTEER_RULES,
): number {
  if (pair.in === null) return 0
  const there = overlap(shift, { startsAt: pair.in, endsAt: pair.out ?? shift.endsAt })
  return Math.floor(there / (rules.step * MINUTE)) * rules.step
}

/** How a shift that is over ended for a person. */
export function outcomeOf(pair: { in: number | null; out: number | null }): 'done' | 'open' | 'missed' {
  if (pair.in === null) return 'missed'
  return pair.out === null ? 'open' : 'done'
}

/** Decides whether somebody can be checked in or out; null: yes. */
export function decideMark(
  what: 'in' | 'out',
  shift: Span,
  pair: { in: number | null; out: number | null },
  now: number,
): Refusal | null {
  const { inBefore, outAfter } = VOLUNTEER_RULES
  const fault = (why: MarkFault) => refuse('SHIFT_MARK_WRONG', { fault: why })
  if (now < shift.startsAt - inBefore) return fault('early')
  if (pair[what] !== null) return fault('twice')
  if (what === 'out') {
    if (pair.in === null) return fault('not-in')
    return now < shift.endsAt + outAfter ? null : fault('late')
  }
  return now < shift.endsAt ? null : fault('late')
}

/** The stars of so many minutes, and the minutes that the next one needs; null: there is none. */
export function starsOf(minutes: number): { stars: number; next: number | null } {
  const { stars } = VOLUNTEER_RULES
  const reached = stars.filter(hours => minutes >= hours * 60).length
  const next = stars[reached]
  return { stars: reached, next: next === undefined ? null : next * 60 }
}

/** Whether a centre may enter so many minutes by hand, beside all and the manual ones of the year. */
export function fitsManual(added: number, all: number, manual: number): boolean {
  return (manual + added) * 100 <= (all + added) * VOLUNTEER_RULES.manualPercent
}
