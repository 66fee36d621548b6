/** Query operators: each compiles its operand into a test of one value. */
import { refuse } from '../errors'
import { intersectsTest, nearTest, withinTest } from '../geo/conditions'
import { compareValues, isPlain, typeOrderOf, valuesEqual } from '../values/compare'
import { bitsTest } from './bits'
import { originalOf, patternTest, toPattern } from './pattern'
import { typeTest } from './types'

export type ValueTest = (value: unknown) => boolean
export type OperatorName =
  | '$eq'
  | '$gt'
  | '$gte'
  | '$lt'
  | '$lte'
  | '$in'
  | '$regex'
  | '$mod'
  | '$type'
  | '$geoWithin'
  | '$geoIntersects'
  | '$near'
  | '$nearSphere'
  | '$maxDistance'
  | '$bitsAllClear'
  | '$bitsAllSet'
  | '$bitsAnyClear'
  | '$bitsAnySet'
  | '$minDistance'
type Operator = (operand: unknown, condition: Record<string, unknown>) => ValueTest

/** Ranges match within one type only; null equals itself and a missing value. */
function range(accept: (order: number) => boolean): Operator {
  return operand => {
    if (operand instanceof RegExp) return refuse("Can't have RegEx as arg to a predicate over a range.")
    const kind = typeOrderOf(operand)
    return value =>
      typeOrderOf(value) === kind && bothNumbersOrNaN(value, operand) && accept(compareValues(value, operand))
  }
}

/** NaN is neither less nor greater than any number; it only equals itself. */
function bothNumbersOrNaN(a: unknown, b: unknown): boolean {
  return Number.isNaN(a) === Number.isNaN(b)
}

const isOperatorObject = (value: unknown) => isPlain(value) && Object.keys(value)[0]?.startsWith('$') === true

function whole(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return refuse(`${what} must be a number`)
  return Math.trunc(value)
}

export const fieldOperators: Record<OperatorName, Operator> = {
  $eq: operand => {
    if (operand instanceof RegExp) return patternValue(operand)
    return value => valuesEqual(value, operand)
  },
  $gt: range(order => order > 0),
  $gte: range(order => order >= 0),
  $lt: range(order => order < 0),
  $lte: range(order => order <= 0),
  $in: operand => {
    if (!Array.isArray(operand)) return refuse('$in needs an array')
    if (operand.some(isOperatorObject)) return refuse('cannot nest $ under $in')
    const patterns = operand.filter(item => item instanceof RegExp).map(item => patternTest(item))
    const values = operand.filter(item => !(item instanceof RegExp))
    const simple = new Set(values.filter(item => typeof item === 'string'))
    const others = values.filter(item => typeof item !== 'string')
    return value =>
      typeof value === 'string'
        ? simple.has(value) || patterns.some(test => test(value))
        : others.some(item => valuesEqual(value, item))
  },
  $regex: (operand, condition) => {
    const { $options } = condition
    if ($options !== undefined && typeof $options !== 'string') return refuse('$options has to be a string')
    if (operand instanceof RegExp) {
      const { source, options } = originalOf(operand)
      if ($options !== undefined && options !== '') return refuse('options set in both $regex and $options')
      return patternValue(toPattern(source, $options ?? options))
    }
    if (typeof operand !== 'string') return refuse('$regex has to be a string')
    return patternValue(toPattern(operand, $options ?? ''))
  },
  $mod: operand => {
    if (!Array.isArray(operand) || operand.length !== 2) return refuse('malformed mod, needs two numbers')
    const divisor = whole(operand[0], 'divisor')
    const remainder = whole(operand[1], 'remainder')
    if (divisor === 0) return refuse('divisor cannot be 0')
    return value => typeof value === 'number' && Number.isFinite(value) && Math.trunc(value) % divisor === remainder
  },
  $type: operand => {
    const tests = (Array.isArray(operand) ? operand : [operand]).map(typeTest)
    if (tests.length === 0) return refuse('$type must match at least one type')
    return value => tests.some(test => test(value))
  },
  $geoWithin: operand => withinTest(operand),
  $geoIntersects: operand => intersectsTest(operand),
  $near: (operand, condition) => nearTest(operand, condition),
  $nearSphere: (operand, condition) => nearTest(operand, condition),
  $bitsAllClear: bitsTest('$bitsAllClear', (value, mask) => (value & mask) === 0n),
  $bitsAllSet: bitsTest('$bitsAllSet', (value, mask) => (value & mask) === mask),
  $bitsAnyClear: bitsTest('$bitsAnyClear', (value, mask) => (value & mask) !== mask),
  $bitsAnySet: bitsTest('$bitsAnySet', (value, mask) => (value & mask) !== 0n),
  $maxDistance: () => () => true,
  $minDistance: () => () => true,
}

function patternValue(pattern: RegExp): ValueTest {
  const test = patternTest(pattern)
  return value => typeof value === 'string' && test(value)
}
