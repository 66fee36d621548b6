/** Adding to dates, their difference, and rounding them down, in units of the calendar. */
import { refuse } from '../../errors'
import { fromLocal, toLocal, utcTime, type Zone } from './zone'

const LENGTHS = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
} as const
const MONTHS = { year: 12, quarter: 3, month: 1 } as const
export type Unit = keyof typeof LENGTHS | keyof typeof MONTHS

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

export function unitOf(value: unknown, name: string): Unit {
  return typeof value === 'string' && (Object.hasOwn(LENGTHS, value) || Object.hasOwn(MONTHS, value))
    ? (value as Unit)
    : refuse(`unknown time unit of ${name}: ${String(value)}`)
}

/** 0 Sunday to 6 Saturday, from a name or its first three letters. */
export function weekdayOf(value: unknown, name: string): number {
  const text = typeof value === 'string' ? value.toLowerCase() : ''
  const at = WEEKDAYS.findIndex(day => day === text || day.slice(0, 3) === text)
  return at === -1 ? refuse(`unknown day of the week of ${name}: ${String(value)}`) : at
}

const isMonths = (unit: Unit): unit is keyof typeof MONTHS => unit in MONTHS

function daysIn(year: number, month: number): number {
  return new Date(utcTime(year, month + 1, 0)).getUTCDate()
}

/** Months keep the day of the month where it exists, else take the last; days keep the local time of day. */
export function addUnits(date: Date, unit: Unit, amount: number, zone: Zone): Date {
  let time: number
  if (isMonths(unit)) {
    const local = new Date(toLocal(date.getTime(), zone))
    const months = local.getUTCFullYear() * 12 + local.getUTCMonth() + amount * MONTHS[unit]
    const [year, month] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1]
    const day = Math.min(local.getUTCDate(), daysIn(year, month))
    time = fromLocal(utcTime(year, month, day) + (local.getTime() - startOfDay(local.getTime())), zone)
  } else if (unit === 'week' || unit === 'day') {
    time = fromLocal(toLocal(date.getTime(), zone) + amount * LENGTHS[unit], zone)
  } else {
    time = date.getTime() + amount * LENGTHS[unit]
  }
  const result = new Date(time)
  return Number.isNaN(result.getTime()) ? refuse('the resulting date is out of range') : result
}

const startOfDay = (local: number) => Math.floor(local / LENGTHS.day) * LENGTHS.day

const monthsOf = (local: number) => {
  const date = new Date(local)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** Sundays (or other first days of a week) since the epoch, up to and including this day. */
const weeksOf = (local: number, firstDay: number) => Math.floor((Math.floor(local / LENGTHS.day) + 4 - firstDay) / 7)

/** How many borders of the unit lie between two dates. */
export function differenceIn(from: Date, to: Date, unit: Unit, zone: Zone, firstDay: number): number {
  const [a, b] = [toLocal(from.getTime(), zone), toLocal(to.getTime(), zone)]
  if (isMonths(unit)) return Math.floor(monthsOf(b) / MONTHS[unit]) - Math.floor(monthsOf(a) / MONTHS[unit])
  if (unit === 'week') return weeksOf(b, firstDay) - weeksOf(a, firstDay)
  if (unit === 'day') return Math.floor(b / LENGTHS.day) - Math.floor(a / LENGTHS.day)
  // Hours and smaller count by the clock in UTC, so that a change to summer time is no hour.
  const length = LENGTHS[unit]
  return Math.floor(to.getTime() / length) - Math.floor(from.getTime() / length)
}

/** Bins are counted from here; for weeks, from the first given weekday on or after it. */
const REFERENCE = utcTime(2000)

/** The start of the bin of `size` units that holds the date. */
export function truncateTo(date: Date, unit: Unit, size: number, zone: Zone, firstDay: number): Date {
  const local = toLocal(date.getTime(), zone)
  if (isMonths(unit)) {
    const length = MONTHS[unit] * size
    const months = Math.floor((monthsOf(local) - 2000 * 12) / length) * length + 2000 * 12
    return new Date(fromLocal(utcTime(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1), zone))
  }
  const weekday = new Date(REFERENCE).getUTCDay()
  const reference = unit === 'week' ? REFERENCE + ((firstDay - weekday + 7) % 7) * LENGTHS.day : REFERENCE
  const length = LENGTHS[unit] * size
  if (unit === 'week' || unit === 'day') {
    return new Date(fromLocal(Math.floor((local - reference) / length) * length + reference, zone))
  }
  // The reference is midnight in the zone.
  const start = fromLocal(reference, zone)
  return new Date(Math.floor((date.getTime() - start) / length) * length + start)
}
