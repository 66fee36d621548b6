/** Text as dates. */
import { refuse } from '../../errors'
import { fromIsoWeek } from './parts'
import { fromLocal, UTC, utcTime, type Zone, zoneOf } from './zone'

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

interface Fields {
  year?: number
  month?: number
  day?: number
  hour?: number
  minute?: number
  second?: number
  ms?: number
  dayOfYear?: number
  isoYear?: number
  isoWeek?: number
  isoDay?: number
  /** Name of the zone or offset in the text. */
  zone?: string
}

const monthOf = (name: string): number => {
  const at = name.length < 3 ? -1 : MONTHS.findIndex(month => month.startsWith(name.toLowerCase()))
  return at === -1 ? Number.NaN : at + 1
}

const TIME = String.raw`(?:(?:[T ]|\s+)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,:](?<fraction>\d{1,9}))?)?\s*(?<half>[ap]\.?m\b\.?)?)?`
const ZONE = String.raw`\s*(?<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?|[A-Za-z]+(?:\/[A-Za-z_+-]+)+)?`

/** Forms of a date that the database reads without a format and that this parser knows. */
const FORMS = [
  String.raw`(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})`,
  String.raw`(?<year>\d{4})/(?<month>\d{1,2})/(?<day>\d{1,2})`,
  String.raw`(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})`,
  String.raw`(?<month>\d{1,2})/(?<day>\d{1,2})/(?<year>\d{4})`,
  String.raw`(?<day>\d{1,2})[-.](?<month>\d{1,2})[-.](?<year>\d{4})`,
  String.raw`(?:[A-Za-z]{3,9},?\s+)?(?<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?<name>[A-Za-z]{3,9})[\s,-]+(?<year>\d{4})`,
  String.raw`(?:[A-Za-z]{3,9},?\s+)?(?<name>[A-Za-z]{3,9})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})`,
].map(form => new RegExp(`^\\s*${form}${TIME}${ZONE}\\s*$`, 'i'))

function withoutFormat(text: string): Fields | undefined {
  for (const form of FORMS) {
    const found = form.exec(text)?.groups
    if (!found) continue
    const { hour, half } = found
    const twelve = half === undefined ? Number(hour ?? 0) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0)
    return {
      year: Number(found.year),
      month: found.name === undefined ? Number(found.month) : monthOf(found.name),
      day: Number(found.day),
      hour: twelve,
      minute: Number(found.minute ?? 0),
      second: Number(found.second ?? 0),
      ms: Math.floor(Number(`0.${found.fraction ?? 0}`) * 1000),
      ...(found.zone && { zone: found.zone }),
    }
  }
  return undefined
}

/** How each specifier of a format is read: a pattern, and where its value goes. */
const SPECIFIERS: Record<string, [pattern: string, read: (text: string, fields: Fields) => void]> = {
  B: [
    '[A-Za-z]+',
    (text, fields) => {
      fields.month = MONTHS.includes(text.toLowerCase()) ? monthOf(text) : Number.NaN
    },
  ],
  b: [
    '[A-Za-z]{3}',
    (text, fields) => {
      fields.month = monthOf(text)
    },
  ],
  d: [
    '\\d{1,2}',
    (text, fields) => {
      fields.day = Number(text)
    },
  ],
  G: [
    '\\d{4}',
    (text, fields) => {
      fields.isoYear = Number(text)
    },
  ],
  H: [
    '\\d{1,2}',
    (text, fields) => {
      fields.hour = Number(text)
    },
  ],
  j: [
    '\\d{1,3}',
    (text, fields) => {
      fields.dayOfYear = Number(text)
    },
  ],
  L: [
    '\\d{1,3}',
    (text, fields) => {
      fields.ms = Number(text.padEnd(3, '0'))
    },
  ],
  M: [
    '\\d{1,2}',
    (text, fields) => {
      fields.minute = Number(text)
    },
  ],
  m: [
    '\\d{1,2}',
    (text, fields) => {
      fields.month = Number(text)
    },
  ],
  S: [
    '\\d{1,2}',
    (text, fields) => {
      fields.second = Number(text)
    },
  ],
  u: [
    '[1-7]',
    (text, fields) => {
      fields.isoDay = Number(text)
    },
  ],
  V: [
    '\\d{1,2}',
    (text, fields) => {
      fields.isoWeek = Number(text)
    },
  ],
  Y: [
    '\\d{4}',
    (text, fields) => {
      fields.year = Number(text)
    },
  ],
  Z: [
    '[+-]?\\d+',
    (text, fields) => {
      fields.zone = offsetName(Number(text))
    },
  ],
  z: [
    '(?:Z|[+-]\\d{2}:?\\d{2}|[A-Za-z]+(?:/[A-Za-z_+-]+)*)',
    (text, fields) => {
      fields.zone = text
    },
  ],
}

function offsetName(minutes: number): string {
  const absolute = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(absolute / 60))}${two(absolute % 60)}`
}

function withFormat(text: string, format: string): Fields | undefined {
  const reads: ((text: string, fields: Fields) => void)[] = []
  const pattern = format.replace(/%(.?)|[^%]+/gs, (part, specifier: string | undefined) => {
    if (specifier === undefined) return part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    if (specifier === '%') return '%'
    const known = Object.hasOwn(SPECIFIERS, specifier) ? SPECIFIERS[specifier] : undefined
    if (!known) return refuse(`Invalid format character '%${specifier}' in format string`)
    reads.push(known[1])
    return `(${known[0]})`
  })
  const found = new RegExp(`^${pattern}$`).exec(text)
  if (!found) return undefined
  const fields: Fields = {}
  reads.forEach((read, i) => {
    read(found[i + 1] ?? '', fields)
  })
  return fields
}

function checked(value: number, low: number, high: number, text: string): number {
  return value >= low && value <= high
    ? value
    : refuse(`Error parsing date string '${text}': the parsed date was invalid`)
}

function dayOf(fields: Fields, text: string): number {
  const { year, month, day, dayOfYear, isoYear, isoWeek, isoDay } = fields
  if (isoYear !== undefined) {
    if (year !== undefined || month !== undefined)
      return refuse(`Error parsing date string '${text}': it mixes ISO weeks with months`)
    return fromIsoWeek(isoYear, checked(isoWeek ?? 1, 1, 53, text), isoDay ?? 1)
  }
  if (year === undefined)
    return refuse(`Error parsing date string '${text}': an incomplete date/time string has been found`)
  if (dayOfYear !== undefined) return utcTime(year, 1, checked(dayOfYear, 1, 366, text))
  if (month === undefined || day === undefined) {
    return refuse(`Error parsing date string '${text}': an incomplete date/time string has been found`)
  }
  const time = utcTime(year, checked(month, 1, 12, text), checked(day, 1, 31, text))
  return new Date(time).getUTCDate() === day
    ? time
    : refuse(`Error parsing date string '${text}': the parsed date was invalid`)
}

/** Reads a date. A zone may stand in the text or be given, not both unless UTC is given. Throws REFUSED when the text is not a date. */
export function parseDate(text: string, zone: Zone | undefined, format?: string): Date {
  const fields = format === undefined ? withoutFormat(text) : withFormat(text, format)
  if (!fields) return refuse(`Error parsing date string '${text}'`)
  if (fields.zone !== undefined && zone !== undefined && zone !== UTC) {
    return refuse(
      `you cannot pass in a date/time string with time zone information ('${fields.zone}') together with a timezone argument`,
    )
  }
  const { hour = 0, minute = 0, second = 0, ms = 0 } = fields
  const local =
    dayOf(fields, text) +
    (checked(hour, 0, 23, text) * 3600 + checked(minute, 0, 59, text) * 60 + checked(second, 0, 59, text)) * 1000 +
    ms
  const named = fields.zone === undefined ? zone : /^z$/i.test(fields.zone) ? UTC : zoneOf(fields.zone)
  return new Date(fromLocal(local, named ?? UTC))
}
