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

/** The name of a weekday or an hour of a roll-up: `w2`, `h09`. */
export function saySplit(key: string): string {
  return key.startsWith('w') ? sayKey('weekday', key.slice(1)) : sayKey('hour', key.slice(1))
}

const more = (count: number, what: string) =>
  count === 0 ? `和前 7 天一样多` : `比前 7 天${count > 0 ? '多' : '少'} ${Math.abs(count)} ${what}`

/** The last seven days beside the seven before, in words. */
export function sayWeeks({ last, before }: { last: FigureGroup; before: FigureGroup }): string {
  const share = (group: FigureGroup) => Math.round((group.fill ?? 0) * 100)
  const points = share(last) - share(before)
  const fill =
    last.fill === null || before.fill === null
      ? ''
      : `；约出去 ${share(last)}%，${points === 0 ? '没有变' : `${points > 0 ? '高' : '低'} ${Math.abs(points)} 个百分点`}`
  return `近 7 天来了 ${last.came} 人，${more(last.came - before.came, '人')}${fill}。`
}

/** The name of a bar of a series: its month, or its first day. */
export function sayBar({ key }: FigureGroup): string {
  return key.length === 7 ? `${Number(key.slice(5))} 月` : sayMonthDay(key)
}
