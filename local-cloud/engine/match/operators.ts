/** Query operators: each compiles its operand into a test of one value. */
import { invalid } from '../errors'
import { intersectsTest, nearTest, withinTest } from '../geo/conditions'
import { compareValues, TypeOrder, typeOrderOf, valuesEqual } from '../values/compare'
import { patternTest, toPattern } from './pattern'

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
  | '$minDistance'
type Operator = (operand: unknown, condition: Record<string, unknown>) => ValueTest

/** Ranges match within one type only; null equals itself and a missing value. */
function range(accept: (order: number) => boolean): Operator {
  return operand => {
    if (operand instanceof RegExp) return invalid("Can't have RegEx as arg to a predicate over a range.")
    const kind = typeOrderOf(operand)
    return value =>
      typeOrderOf(value) === kind && bothNumbersOrNaN(value, operand) && accept(compareValues(value, operand))
  }
}

/** NaN is neither less nor greater than any number; it only equals itself. */
function bothNumbersOrNaN(a: unknown, b: unknown): boolean {
  return Number.isNaN(a) === Number.isNaN(b)
}

function whole(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return invalid(`${what} must be a number`)
  return Math.trunc(value)
}

const TYPE_TESTS: Record<string, (value: unknown) => boolean> = {
  double: value => typeof value === 'number',
  int: value => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31,
  long: value => typeof value === 'number' && Number.isInteger(value),
  number: value => typeof value === 'number',
  string: value => typeof value === 'string',
  object: value => typeOrderOf(value) === TypeOrder.object,
  array: value => Array.isArray(value),
  bool: value => typeof value === 'boolean',
  date: value => value instanceof Date,
  null: value => value === null,
}
const TYPE_NUMBERS: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  8: 'bool',
  9: 'date',
  10: 'null',
  16: 'int',
  18: 'long',
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
    if (!Array.isArray(operand)) return invalid('$in needs an array')
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
    const options = condition.$options ?? (operand instanceof RegExp ? operand.flags : '')
    if (typeof options !== 'string') return invalid('$options must be a string')
    if (operand instanceof RegExp) return patternValue(toPattern(operand.source, options))
    if (typeof operand !== 'string') return invalid('$regex must be a string or a pattern')
    return patternValue(toPattern(operand, options))
  },
  $mod: operand => {
    if (!Array.isArray(operand) || operand.length !== 2) return invalid('malformed mod, needs two numbers')
    const divisor = whole(operand[0], 'divisor')
    const remainder = whole(operand[1], 'remainder')
    if (divisor === 0) return invalid('divisor cannot be 0')
    return value => typeof value === 'number' && Number.isFinite(value) && Math.trunc(value) % divisor === remainder
  },
  $type: operand => {
    const tests = (Array.isArray(operand) ? operand : [operand]).map(item => {
      const name = typeof item === 'number' ? TYPE_NUMBERS[item] : item
      const test = typeof name === 'string' && Object.hasOwn(TYPE_TESTS, name) ? TYPE_TESTS[name] : undefined
      return test ?? invalid(`unknown type name: ${String(name)}`)
    })
    return value => tests.some(test => test(value))
  },
  $geoWithin: operand => withinTest(operand),
  $geoIntersects: operand => intersectsTest(operand),
  $near: (operand, condition) => nearTest(operand, condition),
  $nearSphere: (operand, condition) => nearTest(operand, condition),
  $maxDistance: () => () => true,
  $minDistance: () => () => true,
}

function patternValue(pattern: RegExp): ValueTest {
  const test = patternTest(pattern)
  return value => typeof value === 'string' && test(value)
}
