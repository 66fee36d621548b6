/** Update operators on arrays. */
import { refuse, writeFailed } from '../errors'
import { compileElement, isOperators } from '../match/match'
import { patternTest } from '../match/pattern'
import { compareValues, isPlain, valuesEqual } from '../values/compare'
import { ownValue } from '../values/paths'
import { type Change, KEEP } from './fields'

function arrayAt(present: unknown, path: string, operator: string): unknown[] {
  if (!Array.isArray(present)) return writeFailed(`The field '${path}' must be an array for ${operator}`)
  return present
}

function wholeNumber(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) return refuse(`${name} must be a whole number`)
  return value
}

function valueUnder(element: unknown, path: string): unknown {
  let value = element
  for (const segment of path.split('.'))
    value = isPlain(value) || Array.isArray(value) ? ownValue(value, segment) : undefined
  return value
}

function sorter(spec: unknown): (a: unknown, b: unknown) => number {
  const direction = (value: unknown) => (value === 1 || value === -1 ? value : refuse('$sort takes 1 or -1'))
  if (!isPlain(spec)) {
    const sign = direction(spec)
    return (a, b) => sign * compareValues(a, b)
  }
  if (Object.keys(spec).length === 0) return refuse('The $sort pattern is empty when it should be a set of fields.')
  const fields = Object.entries(spec).map(([path, value]) => [path, direction(value)] as const)
  return (a, b) => {
    for (const [path, sign] of fields) {
      const order = sign * compareValues(valueUnder(a, path), valueUnder(b, path))
      if (order !== 0) return order
    }
    return 0
  }
}

function push(argument: unknown): Change {
  const modified = isPlain(argument) && '$each' in argument
  const { $each, $position, $sort, $slice, ...rest } = modified ? argument : { $each: [argument] }
  if (!Array.isArray($each)) return refuse('The argument to $each in $push must be an array')
  const unknown = Object.keys(rest)[0]
  if (unknown !== undefined) return refuse(`Unrecognized clause in $push: ${unknown}`)
  const position = $position === undefined ? undefined : wholeNumber($position, '$position')
  const slice = $slice === undefined ? undefined : wholeNumber($slice, '$slice')
  const order = $sort === undefined ? undefined : sorter($sort)
  return (present, path) => {
    const before = present === undefined ? [] : arrayAt(present, path, '$push')
    const list = [...before]
    list.splice(position ?? list.length, 0, ...$each)
    if (order) list.sort(order)
    if (slice === undefined) return list
    if (slice === 0) return []
    return slice > 0 ? list.slice(0, slice) : list.slice(slice)
  }
}

function addToSet(argument: unknown): Change {
  const many = isPlain(argument) && '$each' in argument
  const added = many ? argument.$each : [argument]
  if (many && Object.keys(argument).length > 1) return refuse('Found unexpected fields after $each in $addToSet')
  if (!Array.isArray(added)) return refuse('The argument to $each in $addToSet must be an array')
  return (present, path) => {
    const list = present === undefined ? [] : [...arrayAt(present, path, '$addToSet')]
    for (const item of added) if (!list.some(held => valuesEqual(held, item))) list.push(item)
    return list
  }
}

/** `$pull` takes a value to equal, a pattern, operators on the element, or a filter of the element's fields. */
function pullTest(argument: unknown): (element: unknown) => boolean {
  if (argument instanceof RegExp) {
    const test = patternTest(argument)
    return element => typeof element === 'string' && test(element)
  }
  if (isOperators(argument) || isPlain(argument)) return compileElement(argument)
  return element => valuesEqual(element, argument)
}

function removing(gone: (element: unknown) => boolean, operator: string): Change {
  return (present, path) =>
    present === undefined ? KEEP : arrayAt(present, path, operator).filter(item => !gone(item))
}

export const arrayChanges: Record<string, (argument: unknown) => Change> = {
  $push: push,
  $addToSet: addToSet,
  $pull: argument => removing(pullTest(argument), '$pull'),
  $pullAll: argument => {
    if (!Array.isArray(argument)) return refuse('$pullAll requires an array argument')
    return removing(item => argument.some(gone => valuesEqual(item, gone)), '$pullAll')
  },
  $pop: argument => {
    if (argument !== 1 && argument !== -1) return refuse('$pop expects 1 or -1')
    return (present, path) => {
      if (present === undefined) return KEEP
      const list = arrayAt(present, path, '$pop')
      return argument === 1 ? list.slice(0, -1) : list.slice(1)
    }
  },
}
