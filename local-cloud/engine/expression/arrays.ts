/** Array and set operators. */
import { refuse } from '../errors'
import { compareValues, isPlain, valuesEqual } from '../values/compare'
import { encodeValue } from '../values/keys'
import { type Sort, sortDocuments } from '../values/sort'
import { binary, namedArguments, type Operator, unary, variadic, withArguments, withNamed } from './arguments'
import { checkVariableName } from './names'
import { isNullish, withVariable } from './scope'
import { boundsOf } from './strings'
import { arrayOf, integerOf, isTrue, objectOf, stringOf, typeName } from './values'

/** Longest array that `$range` makes; the database stops at about the same size for want of memory. */
const MAX_RANGE = 4_000_000

/** Applies to an array; null and missing give null. */
const ofArray = (apply: (list: unknown[], name: string) => unknown) =>
  unary((value, name) => (isNullish(value) ? null : apply(arrayOf(value, `the argument of ${name}`), name)))

function elementAt(list: unknown, index: unknown, name: string): unknown {
  if (isNullish(list) || isNullish(index)) return null
  const items = arrayOf(list, `the first argument of ${name}`)
  return items.at(integerOf(index, `the second argument of ${name}`))
}

const filter: Operator = (argument, compiler, name) => {
  const spec = namedArguments(argument, name, ['input', 'cond'], ['as', 'limit'])
  const as = spec.as === undefined ? 'this' : checkVariableName(spec.as)
  const input = compiler.compile(spec.input)
  const test = compiler.compile(spec.cond, new Set([...compiler.names, as]))
  const limit = spec.limit === undefined ? undefined : compiler.compile(spec.limit)
  return scope => {
    const list = input(scope)
    if (isNullish(list)) return null
    const most = limit?.(scope)
    const count = isNullish(most) ? Number.POSITIVE_INFINITY : integerOf(most, `the limit of ${name}`)
    if (count < 1) return refuse(`the limit of ${name} must be greater than 0`)
    const kept: unknown[] = []
    for (const item of arrayOf(list, `the input of ${name}`)) {
      if (kept.length >= count) break
      if (isTrue(test(withVariable(scope, as, item)))) kept.push(item)
    }
    return kept
  }
}

const map: Operator = (argument, compiler, name) => {
  const spec = namedArguments(argument, name, ['input', 'in'], ['as'])
  const as = spec.as === undefined ? 'this' : checkVariableName(spec.as)
  const input = compiler.compile(spec.input)
  const body = compiler.compile(spec.in, new Set([...compiler.names, as]))
  return scope => {
    const list = input(scope)
    if (isNullish(list)) return null
    return arrayOf(list, `the input of ${name}`).map(item => body(withVariable(scope, as, item)) ?? null)
  }
}

const reduce: Operator = (argument, compiler, name) => {
  const spec = namedArguments(argument, name, ['input', 'initialValue', 'in'])
  const input = compiler.compile(spec.input)
  const initial = compiler.compile(spec.initialValue)
  const body = compiler.compile(spec.in, new Set([...compiler.names, 'this', 'value']))
  return scope => {
    const list = input(scope)
    if (isNullish(list)) return null
    let value = initial(scope)
    for (const item of arrayOf(list, `the input of ${name}`)) {
      value = body(withVariable(withVariable(scope, 'value', value), 'this', item))
    }
    return value
  }
}

const zip: Operator = (argument, compiler, name) => {
  const spec = namedArguments(argument, name, ['inputs'], ['useLongestLength', 'defaults'])
  const { inputs, useLongestLength = false, defaults } = spec
  if (!Array.isArray(inputs) || inputs.length === 0) return refuse(`${name} requires at least one input array`)
  if (typeof useLongestLength !== 'boolean') return refuse(`useLongestLength of ${name} must be a bool`)
  if (defaults !== undefined && !useLongestLength)
    return refuse(`cannot specify defaults of ${name} unless useLongestLength is true`)
  if (defaults !== undefined && (!Array.isArray(defaults) || defaults.length !== inputs.length)) {
    return refuse(`defaults and inputs of ${name} must have the same length`)
  }
  const lists = inputs.map(input => compiler.compile(input))
  const fallbacks = Array.isArray(defaults) ? defaults.map(value => compiler.compile(value)) : []
  return scope => {
    const values = lists.map(list => list(scope))
    if (values.some(isNullish)) return null
    const arrays = values.map(value => arrayOf(value, `an input of ${name}`))
    const lengths = arrays.map(list => list.length)
    const length = useLongestLength ? Math.max(...lengths) : Math.min(...lengths)
    const fill = fallbacks.map(value => value(scope) ?? null)
    return Array.from({ length }, (_, at) => arrays.map((list, i) => (at < list.length ? list[at] : (fill[i] ?? null))))
  }
}

function range([from, to, step = 1]: unknown[], name: string): number[] {
  const start = integerOf(from, `the starting value of ${name}`)
  const end = integerOf(to, `the ending value of ${name}`)
  const by = integerOf(step, `the step of ${name}`)
  if (by === 0) return refuse(`${name} requires a non-zero step value`)
  const length = Math.max(0, Math.ceil((end - start) / by))
  if (length > MAX_RANGE) return refuse(`${name} would use too much memory: ${length} values`)
  return Array.from({ length }, (_, i) => start + i * by)
}

function slice([list, first, count]: unknown[], name: string, hasCount: boolean): unknown {
  if (isNullish(list) || isNullish(first) || (hasCount && isNullish(count))) return null
  const items = arrayOf(list, `the first argument of ${name}`)
  const at = integerOf(first, `the second argument of ${name}`)
  if (!hasCount) return at >= 0 ? items.slice(0, at) : items.slice(at)
  const length = integerOf(count, `the third argument of ${name}`)
  if (length <= 0) return refuse(`the third argument of ${name} must be positive: ${length}`)
  const start = at >= 0 ? at : Math.max(0, items.length + at)
  return items.slice(start, start + length)
}

const sliceOf: Operator = withArguments(2, 3, (values, name) => slice(values, name, values.length === 3))

function indexOfArray([list, wanted, ...bounds]: unknown[], name: string): number | null {
  if (isNullish(list)) return null
  const items = arrayOf(list, `the first argument of ${name}`)
  const [start, end] = boundsOf(bounds, name)
  for (let at = start; at < Math.min(end, items.length); at++) {
    if (wanted !== undefined && valuesEqual(items[at], wanted)) return at
  }
  return -1
}

/** `{k, v}` documents or `[k, v]` pairs into one object. */
function arrayToObject(list: unknown[], name: string): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  const isPair = Array.isArray(list[0])
  for (const item of list) {
    if (!Array.isArray(item) && !isPlain(item))
      return refuse(`${name} requires objects or arrays, found: ${typeName(item)}`)
    if (Array.isArray(item) !== isPair) return refuse(`${name} takes either pairs or objects, not both`)
    if (Array.isArray(item) ? item.length !== 2 : Object.keys(item).length !== 2 || !('k' in item) || !('v' in item)) {
      return refuse(
        `${name} requires ${isPair ? 'arrays of two elements' : "objects with exactly the fields 'k' and 'v'"}`,
      )
    }
    const [key, value] = Array.isArray(item) ? item : [item.k, item.v]
    const field = stringOf(key, `a key of ${name}`)
    if (field === '__proto__') return refuse(`${name}: illegal field name`)
    result[field] = value
  }
  return result
}

function sortArray(input: unknown, sortBy: unknown, name: string): unknown {
  if (isNullish(input)) return null
  const list = [...arrayOf(input, `the input of ${name}`)]
  if (sortBy === 1 || sortBy === -1) return list.sort((a, b) => sortBy * compareValues(a, b))
  const spec = Object.entries(objectOf(sortBy, `the sortBy of ${name}`))
  if (spec.length === 0 || spec.some(([, direction]) => direction !== 1 && direction !== -1)) {
    return refuse(`the sortBy of ${name} must be 1, -1 or fields with 1 or -1`)
  }
  return sortDocuments(list, spec as Sort)
}

/** The distinct values of a list, by their encoding. */
function distinct(list: unknown[]): Map<string, unknown> {
  const values = new Map<string, unknown>()
  for (const item of list) {
    const key = encodeValue(item).toString('latin1')
    if (!values.has(key)) values.set(key, item)
  }
  return values
}

const inOrder = (values: Iterable<unknown>) => [...values].sort(compareValues)

function setsOf(values: unknown[], name: string): Map<string, unknown>[] {
  return values.map(value => distinct(arrayOf(value, `an argument of ${name}`)))
}

function setEquals(values: unknown[], name: string): boolean {
  const [first, ...others] = setsOf(values, name)
  return others.every(other => other.size === first?.size && [...other.keys()].every(key => first.has(key)))
}

function setIntersection(values: unknown[], name: string): unknown {
  if (values.some(isNullish)) return null
  const [first = new Map<string, unknown>(), ...others] = setsOf(values, name)
  return inOrder([...first].filter(([key]) => others.every(other => other.has(key))).map(([, value]) => value))
}

function setUnion(values: unknown[], name: string): unknown {
  if (values.some(isNullish)) return null
  return inOrder(distinct(values.flatMap(value => arrayOf(value, `an argument of ${name}`))).values())
}

function setDifference(a: unknown, b: unknown, name: string): unknown {
  if (isNullish(a) || isNullish(b)) return null
  const [left, right] = setsOf([a, b], name) as [Map<string, unknown>, Map<string, unknown>]
  return [...left].filter(([key]) => !right.has(key)).map(([, value]) => value)
}

function setIsSubset(a: unknown, b: unknown, name: string): boolean {
  const [left, right] = setsOf([a, b], name) as [Map<string, unknown>, Map<string, unknown>]
  return [...left.keys()].every(key => right.has(key))
}

/** `n` elements from one end of an array, or its `n` greatest or least. */
const someOf = (choose: (list: unknown[], n: number) => unknown[]): Operator =>
  withNamed(['input', 'n'], [], ({ input, n }, name) => {
    const count = integerOf(n, `the n of ${name}`)
    if (count < 1) return refuse(`the n of ${name} must be greater than 0`)
    return choose(arrayOf(input, `the input of ${name}`), count)
  })

export const present = (list: unknown[]) => list.filter(item => !isNullish(item))

/** The order is no expression: its names may have dots. */
const sortArrayOf: Operator = (argument, compiler, name) => {
  const { input, sortBy } = namedArguments(argument, name, ['input', 'sortBy'])
  const list = compiler.compile(input)
  return scope => sortArray(list(scope), sortBy, name)
}

export const arrayOperators: Record<string, Operator> = {
  $arrayElemAt: binary(elementAt),
  $arrayToObject: ofArray(arrayToObject),
  $concatArrays: variadic((values, name) =>
    values.some(isNullish) ? null : values.flatMap(value => arrayOf(value, `an argument of ${name}`)),
  ),
  $filter: filter,
  $firstN: someOf((list, n) => list.slice(0, n)),
  $lastN: someOf((list, n) => list.slice(-n)),
  $maxN: someOf((list, n) =>
    present(list)
      .sort((a, b) => compareValues(b, a))
      .slice(0, n),
  ),
  $minN: someOf((list, n) => present(list).sort(compareValues).slice(0, n)),
  $in: binary((value, list, name) =>
    arrayOf(list, `the second argument of ${name}`).some(item => value !== undefined && valuesEqual(item, value)),
  ),
  $indexOfArray: withArguments(2, 4, indexOfArray),
  $isArray: unary(Array.isArray),
  $map: map,
  $range: withArguments(2, 3, range),
  $reduce: reduce,
  $reverseArray: ofArray(list => [...list].reverse()),
  $size: unary((value, name) => arrayOf(value, `the argument of ${name}`).length),
  $slice: sliceOf,
  $sortArray: sortArrayOf,
  $zip: zip,
  $setDifference: binary(setDifference),
  $setEquals: variadic(setEquals, 2),
  $setIntersection: variadic(setIntersection),
  $setIsSubset: binary(setIsSubset),
  $setUnion: variadic(setUnion),
  $allElementsTrue: withArguments(1, 1, ([list], name) => arrayOf(list, `the argument of ${name}`).every(isTrue)),
  $anyElementTrue: withArguments(1, 1, ([list], name) => arrayOf(list, `the argument of ${name}`).some(isTrue)),
}
