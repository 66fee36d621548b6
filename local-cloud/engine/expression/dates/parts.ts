/** Parts of a date. All take the local time as `toLocal` gives it. */
import { utcTime } from './zone'

const DAY = 86_400_000

export interface IsoWeek {
  year: number
  week: number
  /** 1 Monday to 7 Sunday. */
  day: number
}

export const dayOfYear = (date: Date) => Math.floor((date.getTime() - utcTime(date.getUTCFullYear())) / DAY) + 1

/** Weeks begin on Sunday; days before the first Sunday are week 0. */
export const week = (date: Date) => Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7)

/** ISO 8601: weeks begin on Monday, week 1 holds the year's first Thursday. */
export function isoWeek(date: Date): IsoWeek {
  const day = date.getUTCDay() || 7
  const thursday = new Date(date.getTime() + (4 - day) * DAY)
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7), day }
}

/** Epoch ms of a day given by its ISO week. */
export function fromIsoWeek(year: number, weekNumber: number, day: number): number {
  const fourth = new Date(utcTime(year, 1, 4))
  const monday = fourth.getTime() - ((fourth.getUTCDay() || 7) - 1) * DAY
  return monday + ((weekNumber - 1) * 7 + day - 1) * DAY
}

/** The numeric date operators by name. */
export const PARTS: Record<string, (date: Date) => number> = {
  $year: date => date.getUTCFullYear(),
  $month: date => date.getUTCMonth() + 1,
  $dayOfMonth: date => date.getUTCDate(),
  $dayOfWeek: date => date.getUTCDay() + 1,
  $dayOfYear: dayOfYear,
  $hour: date => date.getUTCHours(),
  $minute: date => date.getUTCMinutes(),
  $second: date => date.getUTCSeconds(),
  $millisecond: date => date.getUTCMilliseconds(),
  $week: week,
  $isoWeek: date => isoWeek(date).week,
  $isoWeekYear: date => isoWeek(date).year,
  $isoDayOfWeek: date => isoWeek(date).day,
}
