/** Date operators. */
import { refuse } from '../../errors'
import { isPlain } from '../../values/compare'
import { type NamedValues, namedArguments, type Operator, withNamed } from '../arguments'
import { isNullish } from '../scope'
import { integerOf, stringOf, typeName } from '../values'
import { checkFormat, formatDate } from './format'
import { parseDate } from './parse'
import { fromIsoWeek, isoWeek, PARTS } from './parts'
import { addUnits, differenceIn, truncateTo, unitOf, weekdayOf } from './units'
import { fromLocal, toLocal, UTC, utcTime, type Zone, zoneOf } from './zone'

function dateOf(value: unknown, name: string): Date {
  return value instanceof Date ? value : refuse(`${name} requires a date, found: ${typeName(value)}`)
}

/** The zone of the `timezone` argument; null when that is null or missing, which makes the result null. */
function zoneArgument({ timezone }: NamedValues, given: ReadonlySet<string>): Zone | null {
  if (!given.has('timezone')) return UTC
  return isNullish(timezone) ? null : zoneOf(timezone)
}

/** `{$year: date}` or `{$year: {date, timezone}}`. */
const part =
  (read: (local: Date) => number): Operator =>
  (argument, compiler, name) => {
    const single = Array.isArray(argument) && argument.length === 1 ? argument[0] : argument
    if (Array.isArray(single))
      return refuse(`${name} accepts exactly one argument if given an array, but was given ${single.length}`)
    const operatorKey = isPlain(single) ? Object.keys(single)[0]?.startsWith('$') : true
    const spec = operatorKey ? { date: single } : namedArguments(single, name, ['date'], ['timezone'])
    const date = compiler.compile(spec.date)
    const timezone = 'timezone' in spec ? compiler.compile(spec.timezone) : undefined
    return scope => {
      const value = date(scope)
      const zone = timezone ? zoneArgument({ timezone: timezone(scope) }, new Set(['timezone'])) : UTC
      if (isNullish(value) || zone === null) return null
      return read(new Date(toLocal(dateOf(value, name).getTime(), zone)))
    }
  }

const dateToString = withNamed(['date'], ['format', 'timezone', 'onNull'], (values, name, given) => {
  const { date, format } = values
  const zone = zoneArgument(values, given)
  if (isNullish(date)) return given.has('onNull') ? values.onNull : null
  if (zone === null || (given.has('format') && isNullish(format))) return null
  const pattern = given.has('format') ? stringOf(format, `the format of ${name}`) : undefined
  if (pattern !== undefined) checkFormat(pattern)
  return formatDate(dateOf(date, name), zone, pattern)
})

const dateFromString: Operator = (argument, compiler, name) => {
  const spec = namedArguments(argument, name, ['dateString'], ['format', 'timezone', 'onError', 'onNull'])
  const optional = (key: string) => (key in spec ? compiler.compile(spec[key]) : undefined)
  const text = compiler.compile(spec.dateString)
  const [format, timezone, onError, onNull] = ['format', 'timezone', 'onError', 'onNull'].map(optional)
  return scope => {
    const value = text(scope)
    const zoneName = timezone?.(scope)
    const pattern = format?.(scope)
    if ((timezone && isNullish(zoneName)) || (format && isNullish(pattern))) return null
    if (isNullish(value)) return onNull ? onNull(scope) : null
    const zone = timezone ? zoneOf(zoneName) : undefined
    const form = format ? stringOf(pattern, `the format of ${name}`) : undefined
    try {
      return parseDate(stringOf(value, `the dateString of ${name}`), zone, form)
    } catch (error) {
      if (onError) return onError(scope)
      throw error
    }
  }
}

const TIME_PARTS = ['hour', 'minute', 'second', 'millisecond'] as const

const dateFromParts = withNamed(
  [],
  ['year', 'month', 'day', 'isoWeekYear', 'isoWeek', 'isoDayOfWeek', ...TIME_PARTS, 'timezone'],
  (values, name, given) => {
    const zone = zoneArgument(values, given)
    for (const key of given) if (isNullish(values[key])) return null
    if (zone === null) return null
    const number = (key: string, fallback: number) =>
      given.has(key) ? integerOf(values[key], `'${key}' of ${name}`) : fallback
    const byWeek = given.has('isoWeekYear')
    if (byWeek === given.has('year')) return refuse(`${name} requires either 'year' or 'isoWeekYear' to be present`)
    const foreign = byWeek ? ['month', 'day'] : ['isoWeek', 'isoDayOfWeek']
    if (foreign.some(key => given.has(key))) return refuse(`${name} does not allow mixing natural dates with ISO dates`)
    const year = number(byWeek ? 'isoWeekYear' : 'year', 0)
    if (year < 1 || year > 9999) return refuse(`the year of ${name} must be in the range 1 to 9999, found ${year}`)
    const day = byWeek
      ? fromIsoWeek(year, number('isoWeek', 1), number('isoDayOfWeek', 1))
      : utcTime(year, number('month', 1), number('day', 1))
    const [hour = 0, minute = 0, second = 0, ms = 0] = TIME_PARTS.map(key => number(key, 0))
    return new Date(fromLocal(day + ((hour * 60 + minute) * 60 + second) * 1000 + ms, zone))
  },
)

const dateToParts = withNamed(['date'], ['timezone', 'iso8601'], (values, name, given) => {
  const { date, iso8601 = false } = values
  const zone = zoneArgument(values, given)
  if (isNullish(date) || zone === null || iso8601 === null) return null
  if (typeof iso8601 !== 'boolean') return refuse(`iso8601 of ${name} must be a bool`)
  const local = new Date(toLocal(dateOf(date, name).getTime(), zone))
  const { year, week, day } = isoWeek(local)
  const first = iso8601
    ? { isoWeekYear: year, isoWeek: week, isoDayOfWeek: day }
    : { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() }
  return {
    ...first,
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
  }
})

const shift = (sign: 1 | -1) =>
  withNamed(['startDate', 'unit', 'amount'], ['timezone'], (values, name, given) => {
    const { startDate, unit, amount } = values
    const zone = zoneArgument(values, given)
    if (isNullish(startDate) || isNullish(unit) || isNullish(amount) || zone === null) return null
    return addUnits(
      dateOf(startDate, name),
      unitOf(unit, name),
      sign * integerOf(amount, `the amount of ${name}`),
      zone,
    )
  })

/** Sunday unless `startOfWeek` says otherwise; null when that is null. */
function firstDay({ startOfWeek }: NamedValues, given: ReadonlySet<string>, name: string): number | null {
  if (!given.has('startOfWeek')) return 0
  return isNullish(startOfWeek) ? null : weekdayOf(startOfWeek, name)
}

const dateDiff = withNamed(['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek'], (values, name, given) => {
  const { startDate, endDate, unit } = values
  const zone = zoneArgument(values, given)
  if (isNullish(startDate) || isNullish(endDate) || isNullish(unit) || zone === null) return null
  const start = unit === 'week' ? firstDay(values, given, name) : 0
  if (start === null) return null
  return differenceIn(dateOf(startDate, name), dateOf(endDate, name), unitOf(unit, name), zone, start)
})

const dateTrunc = withNamed(['date', 'unit'], ['binSize', 'timezone', 'startOfWeek'], (values, name, given) => {
  const { date, unit } = values
  const zone = zoneArgument(values, given)
  const binSize = given.has('binSize') ? values.binSize : 1
  if (isNullish(date) || isNullish(unit) || isNullish(binSize) || zone === null) return null
  const start = unit === 'week' ? firstDay(values, given, name) : 0
  if (start === null) return null
  const size = integerOf(binSize, `the binSize of ${name}`)
  if (size < 1) return refuse(`${name} requires 'binSize' to be greater than 0`)
  return truncateTo(dateOf(date, name), unitOf(unit, name), size, zone, start)
})

export const dateOperators: Record<string, Operator> = {
  ...Object.fromEntries(Object.entries(PARTS).map(([name, read]) => [name, part(read)])),
  $dateToString: dateToString,
  $dateFromString: dateFromString,
  $dateFromParts: dateFromParts,
  $dateToParts: dateToParts,
  $dateAdd: shift(1),
  $dateSubtract: shift(-1),
  $dateDiff: dateDiff,
  $dateTrunc: dateTrunc,
}
