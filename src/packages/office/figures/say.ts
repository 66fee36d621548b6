import { type Category, categoryLabel } from '@domain/offerings/kinds'
import type { FigureGroup, FigureKey } from '@domain/office/figures'
import { MONDAY_FIRST, sayMonthDay, WEEKDAYS } from '@domain/time'

/** A share in whole percent; empty when there is nothing to share. */
export function sayShare(share: number | null): string {
  return share === null ? '' : `${Math.round(share * 100)}%`
}

/** The name of a group, as under a bar. */
export function sayKey(by: FigureKey, key: string): string {
  if (by === 'weekday') return WEEKDAYS[MONDAY_FIRST[Number(key)] ?? 0]
  if (by === 'hour') return `${Number(key)} 点`
  if (by === 'category') return categoryLabel(key as Category)
  if (by === 'week') return sayMonthDay(key)
  return key
}

/** All figures in one sentence. */
export function sayTotals({ sessions, capacity, booked, came, missed, fill }: FigureGroup): string {
  return `开了 ${sessions} 场，${capacity} 个名额约出去 ${booked} 个（${sayShare(fill)}），来了 ${came} 人，约了没来 ${missed} 人。`
}
