/** Arithmetic and trigonometry. A null or missing operand makes the result null. */
import { refuse } from '../errors'
import { binary, type Operator, unary, variadic, withArguments } from './arguments'
import { isNullish } from './scope'
import { CompensatedSum, integerOf, typeName } from './values'

function numberOf(value: unknown, name: string): number {
  return typeof value === 'number' ? value : refuse(`${name} only supports numeric types, not ${typeName(value)}`)
}

const numeric = (apply: (value: number, name: string) => number) =>
  unary((value, name) => (isNullish(value) ? null : apply(numberOf(value, name), name)))

/** A function of a number in a range; outside of it the database refuses. */
const inRange = (low: number, high: number, apply: (value: number) => number) =>
  numeric((value, name) => {
    if (value < low || value > high) refuse(`cannot apply ${name} to ${value}, value must be in [${low},${high}]`)
    return apply(value)
  })

const numericPair = (apply: (a: number, b: number, name: string) => number) =>
  binary((a, b, name) => (isNullish(a) || isNullish(b) ? null : apply(numberOf(a, name), numberOf(b, name), name)))

/** Rounds to the nearest whole number, halves away from zero. */
const roundAway = (value: number) => Math.sign(value) * Math.round(Math.abs(value))

function dateAt(time: number, name: string): Date {
  const date = new Date(Math.trunc(time))
  return Number.isNaN(date.getTime()) ? refuse(`${name}: the resulting date is out of range`) : date
}

function add(values: unknown[], name: string): unknown {
  const sum = new CompensatedSum()
  let hasDate = false
  for (const value of values) {
    if (isNullish(value)) return null
    if (value instanceof Date) {
      if (hasDate) return refuse(`only one date allowed in an ${name} expression`)
      hasDate = true
      sum.add(value.getTime())
    } else if (typeof value === 'number') {
      sum.add(value)
    } else {
      return refuse(`${name} only supports numeric or date types, not ${typeName(value)}`)
    }
  }
  return hasDate ? dateAt(roundAway(sum.value()), name) : sum.value()
}

function subtract(a: unknown, b: unknown, name: string): unknown {
  if (isNullish(a) || isNullish(b)) return null
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime()
  if (a instanceof Date && typeof b === 'number') return dateAt(a.getTime() - roundAway(b), name)
  return refuse(`can't ${name} ${typeName(b)} from ${typeName(a)}`)
}

function multiply(values: unknown[], name: string): number | null {
  if (values.some(isNullish)) return null
  return values.reduce<number>((product, value) => product * numberOf(value, name), 1)
}

function power(base: number, exponent: number, name: string): number {
  if (base === 0 && exponent < 0) return refuse(`${name} cannot take a base of 0 and a negative exponent`)
  // JavaScript answers NaN for 1 to the power of an infinity; C answers 1.
  return Math.abs(base) === 1 && !Number.isFinite(exponent) && !Number.isNaN(exponent) ? 1 : base ** exponent
}

function logarithm(value: number, base: number, name: string): number {
  if (Number.isNaN(value) || Number.isNaN(base)) return Number.NaN
  if (!(value > 0)) return refuse(`${name}'s argument must be a positive number, but is ${value}`)
  if (!(base > 0) || base === 1)
    return refuse(`${name}'s base must be a positive number not equal to 1, but is ${base}`)
  return base === 10 ? Math.log10(value) : base === 2 ? Math.log2(value) : Math.log(value) / Math.log(base)
}

const positive = (apply: (value: number) => number) =>
  numeric((value, name) =>
    value > 0 || Number.isNaN(value)
      ? apply(value)
      : refuse(`${name}'s argument must be a positive number, but is ${value}`),
  )

/** Moves the decimal point by way of the decimal text, so that 2.675 is not rounded as the binary number below it. */
function shifted(value: number, places: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(exponent) + places}`)
}

/** Rounds to the nearest even at a tie. */
function roundEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

function toPlaces(round: (value: number) => number): Operator {
  return withArguments(1, 2, ([value, places = 0], name) => {
    if (isNullish(value) || places === null) return null
    const number = numberOf(value, name)
    const at = integerOf(places, `precision of ${name}`)
    if (at < -20 || at > 100)
      return refuse(`cannot apply ${name} with precision value ${at}, value must be in [-20, 100]`)
    if (!Number.isFinite(number)) return number
    if (at === 0) return round(number)
    const scaled = shifted(number, at)
    return Number.isFinite(scaled) ? shifted(round(scaled), -at) : number
  })
}

const DEGREE = Math.PI / 180

export const arithmeticOperators: Record<string, Operator> = {
  $add: variadic(add),
  $subtract: binary(subtract),
  $multiply: variadic(multiply),
  $divide: numericPair((a, b, name) => (b === 0 ? refuse(`can't ${name} by zero`) : a / b)),
  $mod: numericPair((a, b, name) => (b === 0 ? refuse(`can't ${name} by zero`) : a % b)),
  $abs: numeric(Math.abs),
  $ceil: numeric(Math.ceil),
  $floor: numeric(Math.floor),
  $trunc: toPlaces(Math.trunc),
  $round: toPlaces(roundEven),
  $sqrt: numeric((value, name) =>
    value < 0 ? refuse(`${name}'s argument must be greater than or equal to 0`) : Math.sqrt(value),
  ),
  $exp: numeric(Math.exp),
  $ln: positive(Math.log),
  $log10: positive(Math.log10),
  $log: numericPair(logarithm),
  $pow: numericPair(power),
  $sin: inRange(-Number.MAX_VALUE, Number.MAX_VALUE, Math.sin),
  $cos: inRange(-Number.MAX_VALUE, Number.MAX_VALUE, Math.cos),
  $tan: inRange(-Number.MAX_VALUE, Number.MAX_VALUE, Math.tan),
  $asin: inRange(-1, 1, Math.asin),
  $acos: inRange(-1, 1, Math.acos),
  $atan: numeric(Math.atan),
  $atan2: numericPair(Math.atan2),
  $sinh: numeric(Math.sinh),
  $cosh: numeric(Math.cosh),
  $tanh: numeric(Math.tanh),
  $asinh: numeric(Math.asinh),
  $acosh: inRange(1, Number.POSITIVE_INFINITY, Math.acosh),
  $atanh: inRange(-1, 1, Math.atanh),
  $degreesToRadians: numeric(value => value * DEGREE),
  $radiansToDegrees: numeric(value => value * (180 / Math.PI)),
}
