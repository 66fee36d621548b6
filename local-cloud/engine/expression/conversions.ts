/** Types of values and conversions between them. Object ids are texts of 24 hexadecimal digits here. */
import { refuse } from '../errors'
import { namedArguments, type Operator, unary } from './arguments'
import { parseDate } from './dates/parse'
import { isNullish } from './scope'
import { isTrue, numberText, typeName } from './values'

const TYPE_NAMES: Record<number, string> = {
  1: 'double',
  2: 'string',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  16: 'int',
  18: 'long',
  19: 'decimal',
}

type Convert = (value: unknown) => unknown

function unsupported(value: unknown, to: string): never {
  return refuse(`Unsupported conversion from ${typeName(value)} to ${to} in $convert`)
}

/** The number in a text of decimal digits, `inf` or `NaN`; one that a double cannot hold is refused. */
function numberInText(text: string): number {
  if (/inf/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const number = Number(text)
  const isLost = !Number.isFinite(number) || (number === 0 && /[1-9]/.test(text.replace(/e.*$/i, '')))
  if (isLost && !/nan/i.test(text)) return refuse(`Failed to parse number '${text}' in $convert: it is out of range`)
  return number
}

function toNumber(value: unknown, to: string): number {
  switch (typeof value) {
    case 'number':
      return value
    case 'boolean':
      return Number(value)
    case 'string':
      // Only decimal digits: JavaScript would take '', ' 1' and '0x10' too.
      if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) && !/^[+-]?(Infinity|inf|NaN)$/i.test(value)) {
        return refuse(`Failed to parse number '${value}' in $convert`)
      }
      return numberInText(value)
  }
  return value instanceof Date && to !== 'int' ? value.getTime() : unsupported(value, to)
}

const toInteger =
  (to: 'int' | 'long', limit: number): Convert =>
  value => {
    if (typeof value === 'string' && !/^[+-]?\d+$/.test(value))
      return refuse(`Failed to parse number '${value}' in $convert`)
    const number = Math.trunc(toNumber(value, to))
    if (!(number >= -limit && number < limit)) {
      return refuse(
        `Conversion of ${typeof value === 'number' ? numberText(value) : String(value)} to ${to} would overflow in $convert`,
      )
    }
    return number + 0
  }

function toText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'boolean':
      return String(value)
    case 'number':
      return numberText(value)
  }
  return value instanceof Date ? value.toISOString() : unsupported(value, 'string')
}

function toDate(value: unknown): Date {
  if (value instanceof Date) return value
  if (typeof value === 'number') {
    const date = new Date(Math.trunc(value))
    return Number.isNaN(date.getTime()) ? refuse('the number is out of the range of dates in $convert') : date
  }
  if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value))
    return new Date(Number.parseInt(value.slice(0, 8), 16) * 1000)
  return typeof value === 'string' ? parseDate(value, undefined) : unsupported(value, 'date')
}

function toObjectId(value: unknown): string {
  if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return value.toLowerCase()
  return typeof value === 'string'
    ? refuse(`Failed to parse objectId '${value}' in $convert`)
    : unsupported(value, 'objectId')
}

const CONVERSIONS: Record<string, Convert> = {
  double: value => toNumber(value, 'double'),
  string: toText,
  objectId: toObjectId,
  bool: isTrue,
  date: toDate,
  int: toInteger('int', 2 ** 31),
  long: toInteger('long', 2 ** 63),
}

/** Types that documents cannot hold here, or that newer versions of the database convert to. */
const NOT_OFFERED = new Set([
  'binData',
  'regex',
  'timestamp',
  'javascript',
  'symbol',
  'minKey',
  'maxKey',
  'object',
  'array',
])

function conversionTo(type: unknown): Convert | null {
  if (isNullish(type)) return null
  const name = typeof type === 'number' ? TYPE_NAMES[type] : type
  if (name === 'decimal') return refuse('$convert to decimal is not offered: numbers are double precision here')
  const convert = typeof name === 'string' && Object.hasOwn(CONVERSIONS, name) ? CONVERSIONS[name] : undefined
  if (typeof name === 'string' && NOT_OFFERED.has(name))
    return refuse(`$convert to ${name} is not offered by the local cloud`)
  return convert ?? refuse(`Unknown type name: ${JSON.stringify(type)}`)
}

const convert: Operator = (argument, compiler, name) => {
  const spec = namedArguments(argument, name, ['input', 'to'], ['onError', 'onNull'])
  const [input, to] = [compiler.compile(spec.input), compiler.compile(spec.to)]
  const onError = 'onError' in spec ? compiler.compile(spec.onError) : undefined
  const onNull = 'onNull' in spec ? compiler.compile(spec.onNull) : undefined
  return scope => {
    const apply = conversionTo(to(scope))
    const value = input(scope)
    if (isNullish(value)) return onNull ? onNull(scope) : null
    if (apply === null) return null
    if (!onError) return apply(value)
    try {
      return apply(value)
    } catch {
      return onError(scope)
    }
  }
}

const to = (type: string) =>
  unary(value => {
    const apply = conversionTo(type)
    return isNullish(value) || apply === null ? null : apply(value)
  })

export const conversionOperators: Record<string, Operator> = {
  $type: unary(typeName),
  $isNumber: unary(value => typeof value === 'number'),
  $convert: convert,
  $toBool: to('bool'),
  $toDate: to('date'),
  $toDouble: to('double'),
  $toInt: to('int'),
  $toLong: to('long'),
  $toObjectId: to('objectId'),
  $toString: to('string'),
}
