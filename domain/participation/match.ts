import type { ClassCategory } from '../offerings/kinds'
import type { DayHours } from '../places/opening-hours'
import { DAY } from '../time'

/** Numbers that custom or the office sets, as data. */
export const MATCH_RULES = {
  /** Fewest minutes a week that a need and an offer must share. */
  sharedLeast: 60,
  /** How long an entry is listed after it was saved. */
  listedFor: 180 * DAY,
  /** Entries of a centre, and matches that are shown of each. */
  most: 20,
  shown: 5,
} as const

/** A centre needs somebody for a category of classes, or a partner offers it. */
export type WantSide = 'need' | 'offer'

/** What is needed or offered, and when in a week. */
export interface Want {
  category: ClassCategory
  week: readonly DayHours[]
}

/** Minutes of a week in which both can be. */
export function sharedMinutes(one: Pick<Want, 'week'>, other: Pick<Want, 'week'>): number {
  return one.week.reduce((sum, { weekday, opens, closes }) => {
    const same = other.week.filter(day => day.weekday === weekday)
    return (
      sum + same.reduce((all, day) => all + Math.max(0, Math.min(closes, day.closes) - Math.max(opens, day.opens)), 0)
    )
  }, 0)
}

/** Those of the other side that fit: the same category, and enough time in common; most time in common first. */
export function matchesOf<Other extends Want & { id: string }>(
  own: Want,
  others: readonly Other[],
): { want: Other; minutes: number }[] {
  return others
    .filter(({ category }) => category === own.category)
    .map(want => ({ want, minutes: sharedMinutes(own, want) }))
    .filter(({ minutes }) => minutes >= MATCH_RULES.sharedLeast)
    .sort((a, b) => b.minutes - a.minutes || (a.want.id < b.want.id ? -1 : 1))
}
