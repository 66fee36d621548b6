import type { OwnWant, WantView } from '@domain/contracts/office-wants'
import { categoryLabel } from '@domain/offerings/kinds'
import type { DayHours } from '@domain/places/opening-hours'
import { MINUTE, MONDAY_FIRST, sayLength, WEEKDAYS } from '@domain/time'

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The hours of a week, days with equal hours together. */
export function sayWeek(week: readonly DayHours[]): string {
  const spans = new Map<string, string[]>()
  for (const weekday of MONDAY_FIRST) {
    const day = week.find(each => each.weekday === weekday)
    if (!day) continue
    const span = `${clock(day.opens)}–${clock(day.closes)}`
    spans.set(span, [...(spans.get(span) ?? []), WEEKDAYS[weekday] ?? ''])
  }
  return [...spans].map(([span, days]) => `${days.join('、')} ${span}`).join('；')
}

/** What an entry is about. */
export function sayWant({ category, week, words }: WantView): string {
  return `${categoryLabel(category)} · ${sayWeek(week)} · ${words}`
}

/** One that fits an entry, and how much time both have. */
export function sayMatch({ want, minutes }: OwnWant['matches'][number]): string {
  return `${sayWeek(want.week)} · 一周合得上 ${sayLength(minutes * MINUTE)} · ${want.words}`
}
