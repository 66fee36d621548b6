/** String operators. Positions count bytes (UTF-8) or code points, as each operator says. */
import { refuse } from '../errors'
import { compareValues } from '../values/compare'
import { binary, type Operator, unary, variadic, withArguments, withNamed } from './arguments'
import { isNullish } from './scope'
import { coerceToString, integerOf, stringOf, typeName } from './values'

/** The database changes the case of ASCII letters only. */
const upper = (text: string) => text.replace(/[a-z]/g, letter => letter.toUpperCase())
const lower = (text: string) => text.replace(/[A-Z]/g, letter => letter.toLowerCase())

function concat(values: unknown[], name: string): string | null {
  let text = ''
  for (const value of values) {
    if (isNullish(value)) return null
    if (typeof value !== 'string') return refuse(`${name} only supports strings, not ${typeName(value)}`)
    text += value
  }
  return text
}

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80

/** A negative length stands for the rest of the text. */
function substrBytes(text: unknown, start: unknown, length: unknown, name: string): string {
  const bytes = Buffer.from(coerceToString(text, name))
  const from = numberArgument(start, `starting index of ${name}`)
  const count = numberArgument(length, `length of ${name}`)
  if (from < 0) return refuse(`${name}: starting index must be non-negative (got: ${from})`)
  if (from >= bytes.length) return ''
  const to = count < 0 ? bytes.length : Math.min(bytes.length, from + count)
  if (isContinuation(bytes[from]))
    return refuse(`${name}: Invalid range, starting index is in the middle of a UTF-8 character`)
  if (isContinuation(bytes[to]))
    return refuse(`${name}: Invalid range, ending index is in the middle of a UTF-8 character`)
  return bytes.toString('utf8', from, to)
}

function numberArgument(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return refuse(`${what} must be a finite number (is BSON type ${typeName(value)})`)
  }
  return Math.trunc(value)
}

function substrCP(text: unknown, start: unknown, length: unknown, name: string): string {
  const points = [...coerceToString(text, name)]
  const from = integerOf(start, `starting index of ${name}`)
  const count = integerOf(length, `length of ${name}`)
  if (from < 0) return refuse(`${name}: the starting index must be a non-negative integer`)
  if (count < 0) return refuse(`${name}: length must be a non-negative integer`)
  return points.slice(from, from + count).join('')
}

/** First position of `wanted` in a list of units, within the optional bounds; -1 when there is none. */
function indexOfUnits<T>(units: readonly T[], wanted: readonly T[], [start, last]: [number, number]): number {
  for (let at = start; at <= last; at++) if (wanted.every((unit, i) => units[at + i] === unit)) return at
  return -1
}

/** The optional start and end of a search. */
export function boundsOf(bounds: unknown[], name: string): [start: number, end: number] {
  const [start = 0, end = Number.POSITIVE_INFINITY] = bounds.map((bound, i) => {
    const what = `the ${i === 0 ? 'starting' : 'ending'} index of ${name}`
    const value = integerOf(bound, what)
    return value < 0 ? refuse(`${what} must be non-negative, found: ${value}`) : value
  })
  return [start, end]
}

/** A text found by bytes ends before the end of the range. */
const indexOfBytes: Operator = indexOfText(
  text => [...Buffer.from(text)],
  (end, length, wanted) => Math.min(end, length) - wanted,
)

/** A text found by code points only begins before the end of the range; the database makes this difference. */
const indexOfCP: Operator = indexOfText(
  text => [...text],
  (end, length, wanted) => Math.min(end <= length ? end - 1 : length, length - wanted),
)

function indexOfText(
  unitsOf: (text: string) => readonly unknown[],
  lastStart: (end: number, length: number, wanted: number) => number,
): Operator {
  return withArguments(2, 4, ([text, wanted, ...bounds], name) => {
    if (isNullish(text)) return null
    const units = unitsOf(stringOf(text, `the first argument of ${name}`))
    const found = unitsOf(stringOf(wanted, `the second argument of ${name}`))
    const [start, end] = boundsOf(bounds, name)
    return indexOfUnits(units, found, [start, lastStart(end, units.length, found.length)])
  })
}

function split(text: unknown, delimiter: unknown, name: string): string[] | null {
  if (isNullish(text) || isNullish(delimiter)) return null
  const separator = stringOf(delimiter, `the delimiter of ${name}`)
  if (separator === '') return refuse(`${name} requires a non-empty separator`)
  return stringOf(text, `the first argument of ${name}`).split(separator)
}

/** What is trimmed unless characters are named: the zero character and white space. */
const SPACES = new Set('\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a')

const trim = (left: boolean, right: boolean): Operator =>
  withNamed(['input'], ['chars'], ({ input, chars }, name, given) => {
    if (isNullish(input) || (given.has('chars') && isNullish(chars))) return null
    const points = [...stringOf(input, `the input of ${name}`)]
    const trimmed = given.has('chars') ? new Set(stringOf(chars, `the chars of ${name}`)) : SPACES
    let from = 0
    let to = points.length
    while (left && from < to && trimmed.has(points[from] as string)) from++
    while (right && to > from && trimmed.has(points[to - 1] as string)) to--
    return points.slice(from, to).join('')
  })

const replace = (all: boolean): Operator =>
  withNamed(['input', 'find', 'replacement'], [], ({ input, find, replacement }, name) => {
    for (const [key, value] of Object.entries({ input, find, replacement })) {
      if (!isNullish(value)) stringOf(value, `the ${key} of ${name}`)
    }
    if (isNullish(input) || isNullish(find) || isNullish(replacement)) return null
    // A function, because a replacement text would give "$&" a meaning.
    const put = () => String(replacement)
    return all ? String(input).replaceAll(String(find), put) : String(input).replace(String(find), put)
  })

export const stringOperators: Record<string, Operator> = {
  $concat: variadic(concat),
  $toUpper: unary((value, name) => upper(coerceToString(value, name))),
  $toLower: unary((value, name) => lower(coerceToString(value, name))),
  $strcasecmp: binary((a, b, name) =>
    Math.sign(compareValues(upper(coerceToString(a, name)), upper(coerceToString(b, name)))),
  ),
  $strLenBytes: unary((value, name) => Buffer.byteLength(stringOf(value, `the argument of ${name}`))),
  $strLenCP: unary((value, name) => [...stringOf(value, `the argument of ${name}`)].length),
  $substr: withArguments(3, 3, ([text, start, length], name) => substrBytes(text, start, length, name)),
  $substrBytes: withArguments(3, 3, ([text, start, length], name) => substrBytes(text, start, length, name)),
  $substrCP: withArguments(3, 3, ([text, start, length], name) => substrCP(text, start, length, name)),
  $indexOfBytes: indexOfBytes,
  $indexOfCP: indexOfCP,
  $split: binary(split),
  $trim: trim(true, true),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $replaceOne: replace(false),
  $replaceAll: replace(true),
}
