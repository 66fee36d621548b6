/** Dates as text by a format such as `%Y-%m-%d`. */
import { refuse } from '../../errors'
import { dayOfYear, isoWeek, week } from './parts'
import { toLocal, UTC, type Zone } from './zone'

const pad = (value: number, width: number) => String(value).padStart(width, '0')

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

function offsetText(minutes: number): string {
  const absolute = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(absolute / 60), 2)}${pad(absolute % 60, 2)}`
}

function year(value: number): string {
  return value >= 0 && value <= 9999 ? pad(value, 4) : refuse('$dateToString is only defined on year 0-9999')
}

const SPECIFIERS: Record<string, (local: Date, offset: number) => string> = {
  '%': () => '%',
  B: local => MONTHS[local.getUTCMonth()] ?? '',
  b: local => (MONTHS[local.getUTCMonth()] ?? '').slice(0, 3),
  d: local => pad(local.getUTCDate(), 2),
  G: local => year(isoWeek(local).year),
  H: local => pad(local.getUTCHours(), 2),
  j: local => pad(dayOfYear(local), 3),
  L: local => pad(local.getUTCMilliseconds(), 3),
  M: local => pad(local.getUTCMinutes(), 2),
  m: local => pad(local.getUTCMonth() + 1, 2),
  S: local => pad(local.getUTCSeconds(), 2),
  U: local => pad(week(local), 2),
  u: local => String(isoWeek(local).day),
  V: local => pad(isoWeek(local).week, 2),
  w: local => String(local.getUTCDay() + 1),
  Y: local => year(local.getUTCFullYear()),
  Z: (_, offset) => String(offset),
  z: (_, offset) => offsetText(offset),
}

/** Throws REFUSED unless every specifier of the format is known. */
export function checkFormat(format: string): void {
  for (const [, specifier] of format.matchAll(/%(.?)/gs)) {
    if (specifier === '') refuse('Unmatched % at the end of a date format')
    if (!Object.hasOwn(SPECIFIERS, specifier ?? '')) refuse(`Invalid format character '%${specifier}' in format string`)
  }
}

/** The date as text. Without a format, ISO 8601 with milliseconds, and `Z` in UTC. */
export function formatDate(date: Date, zone: Zone, format: string | undefined): string {
  const offset = zone(date.getTime())
  const local = new Date(toLocal(date.getTime(), zone))
  const pattern = format ?? `%Y-%m-%dT%H:%M:%S.%L${zone === UTC ? 'Z' : ''}`
  return pattern.replace(/%(.)/gs, (_, specifier: string) => {
    const write = SPECIFIERS[specifier]
    return write ? write(local, offset) : refuse(`Invalid format character '%${specifier}' in format string`)
  })
}
