/** Time zones: Olson names and UTC offsets. */
import { refuse } from '../../errors'

/** Offset from UTC in minutes at a moment (epoch ms), east positive. */
export type Zone = (time: number) => number

const MINUTE = 60_000
export const UTC: Zone = () => 0

const zones = new Map<string, Zone>([
  ['UTC', UTC],
  ['GMT', UTC],
])

function fixedOffset(name: string): Zone | undefined {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(name)
  if (!found) return undefined
  const minutes = (Number(found[2]) * 60 + Number(found[3] ?? 0)) * (found[1] === '-' ? -1 : 1)
  return () => minutes
}

/** The database knows names only as they are written; JavaScript knows them in any case, and aliases by another name. */
function refuseOtherCase(name: string, resolved: string): void {
  const isSame = name.toLowerCase() === resolved.toLowerCase()
  const isWritten = isSame ? name === resolved : /^[A-Z]/.test(name) && !/[A-Z]{2}.*\/|\/.*[A-Z]{4}/.test(name)
  if (!isWritten) refuse(`unrecognized time zone identifier: "${name}"`)
}

function named(name: string): Zone {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return refuse(`unrecognized time zone identifier: "${name}"`)
  }
  refuseOtherCase(name, format.resolvedOptions().timeZone)
  return time => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]))
    const number = (part: string) => Number(parts[part])
    const year = parts.era === 'BC' ? 1 - number('year') : number('year')
    const local = utcTime(year, number('month'), number('day'), number('hour'), number('minute'), number('second'))
    return Math.round((local - Math.floor(time / 1000) * 1000) / MINUTE)
  }
}

/** The zone of this name. Throws REFUSED for an unknown one. */
export function zoneOf(name: unknown): Zone {
  if (typeof name !== 'string') return refuse('a timezone must be a string')
  const known = zones.get(name)
  if (known) return known
  const zone = fixedOffset(name) ?? named(name)
  zones.set(name, zone)
  return zone
}

/** Epoch ms of a date in UTC; parts out of range carry over, and years below 100 mean themselves. */
export function utcTime(year: number, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, ms)
  return date.getTime()
}

const DAY = 1440 * MINUTE

/**
 * The moment at which clocks in the zone show `local` (epoch ms as if it were UTC): the first of two when clocks are put back;
 * when they are put forward over it, as if they were not yet.
 */
export function fromLocal(local: number, zone: Zone): number {
  const [before, after] = [zone(local - DAY), zone(local + DAY)]
  const time = local - before * MINUTE
  if (before === after || zone(time) === before) return time
  const later = local - after * MINUTE
  return zone(later) === after ? later : time
}

/** What clocks in the zone show at `time`, as epoch ms as if it were UTC. */
export function toLocal(time: number, zone: Zone): number {
  return time + zone(time) * MINUTE
}
