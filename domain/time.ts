export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The names of weekdays by number, 0 = Sunday; and their numbers as a calendar shows them, Monday first. */
export const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const
export const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0] as const

/** China has one time zone, UTC+8 without summer time. */
const CHINA_OFFSET = 8 * HOUR

/**
 * The local time of a moment (epoch ms) as a UTC clock that is eight hours ahead; whoever uses it reads only its UTC parts. Its
 * epoch value is meaningless and must not leave this module.
 */
function local(ms: number): Date {
  return new Date(ms + CHINA_OFFSET)
}

/** A part of the same as ISO 8601 text. */
function localText(ms: number, from: number, to: number): string {
  const at = local(ms)
  return Number.isNaN(at.getTime()) ? 'Invalid Date' : at.toISOString().slice(from, to)
}

/** The month and the day of a local clock: 7月12日. */
function sayMonthAndDay(at: Date): string {
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`
}

/** Local date, `YYYY-MM-DD`. */
export function localDate(ms: number): string {
  return localText(ms, 0, 10)
}

/** Formats a date in full: 2025年7月12日. */
export function sayDate(ms: number): string {
  const at = local(ms)
  return `${at.getUTCFullYear()}年${sayMonthAndDay(at)}`
}

/** Local month, `YYYY-MM`. */
export function localMonth(ms: number): string {
  return localText(ms, 0, 7)
}

/** Local clock time, `HH:mm`. */
export function localClock(ms: number): string {
  return localText(ms, 11, 16)
}

/** Local hour of the day, 0–23. */
export function localHour(ms: number): number {
  return Math.floor(minuteOfDay(ms) / 60)
}

/** Minutes since local midnight. */
export function minuteOfDay(ms: number): number {
  return Math.floor(((((ms + CHINA_OFFSET) % DAY) + DAY) % DAY) / MINUTE)
}

/** Local weekday, 0 = Sunday. */
export function weekday(ms: number): number {
  return local(ms).getUTCDay()
}

/** Epoch ms of a local date (`YYYY-MM-DD`) and minutes after its midnight. */
export function atLocal(date: string, minutes = 0): number {
  return Date.parse(`${date}T00:00:00+08:00`) + minutes * MINUTE
}

/** Epoch ms of the local midnight before `ms`, plus whole days. */
export function startOfLocalDay(ms: number, addDays = 0): number {
  return atLocal(localDate(ms)) + addDays * DAY
}

/** The first of these moments after `now`, epoch ms; null when all are past. */
export function nextMoment(moments: readonly number[], now: number): number | null {
  const coming = moments.filter(moment => moment > now)
  return coming.length === 0 ? null : Math.min(...coming)
}

/** Formats a day relative to `now`: 今天, 明天, 后天, 周六 within the coming week, else 7月12日 周六. */
export function sayDay(ms: number, now: number): string {
  const days = Math.round((startOfLocalDay(ms) - startOfLocalDay(now)) / DAY)
  const named = { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' }[days]
  if (named) return named
  const name = WEEKDAYS[weekday(ms)] ?? ''
  if (days > 2 && days < 7) return name
  const at = local(ms)
  const sameYear = at.getUTCFullYear() === local(now).getUTCFullYear()
  return `${sameYear ? sayMonthAndDay(at) : sayDate(ms)} ${name}`
}

/** Formats day and clock time: 今天 14:00. */
export function sayMoment(ms: number, now: number): string {
  return `${sayDay(ms, now)} ${localClock(ms)}`
}

/** Formats a span within one day: 今天 14:00–15:30. */
export function saySpan(startsAt: number, endsAt: number, now: number): string {
  return `${sayMoment(startsAt, now)}–${localClock(endsAt)}`
}

/** Formats a span for a record that is read later: 2026-07-12 14:00–15:30. */
export function sayDatedSpan(startsAt: number, endsAt: number): string {
  return `${localDate(startsAt)} ${localClock(startsAt)}–${localClock(endsAt)}`
}

/** Formats a duration: 30 分钟, 2 小时, 2 个半小时. */
export function sayLength(ms: number): string {
  const minutes = Math.round(ms / MINUTE)
  if (minutes < 60) return `${minutes} 分钟`
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (rest === 30) return `${hours} 个半小时`
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分钟`
}

/** Formats the month and the day of a local date: 07/12. */
export function sayMonthDay(date: string): string {
  return date.slice(5).replace('-', '/')
}

/** Formats weekday and short date: 周六 7/12. */
export function sayShortDate(ms: number): string {
  const at = local(ms)
  return `${WEEKDAYS[at.getUTCDay()] ?? ''} ${at.getUTCMonth() + 1}/${at.getUTCDate()}`
}

/**
 * Age in whole years at a moment (epoch ms). Only the birth month (`YYYY-MM`) is known, so a birthday counts from the
 * first day of its month.
 */
export function ageAt(birthMonth: string, ms: number): number {
  const [year = 0, month = 1] = birthMonth.split('-').map(Number)
  const at = local(ms)
  return at.getUTCFullYear() - year - (at.getUTCMonth() + 1 < month ? 1 : 0)
}

/**
 * The least and the greatest age, in whole years, that a person born in this month (`YYYY-MM`) may have at a moment. They
 * differ during the month of the birthday, because the day is not known.
 */
export function possibleAgesAt(birthMonth: string, ms: number): { least: number; most: number } {
  const most = ageAt(birthMonth, ms)
  return { least: birthMonth.slice(5) === localMonth(ms).slice(5) ? most - 1 : most, most }
}
