/** Converts conditions on one indexed field to intervals of encoded keys. */

import { cellRanges, GeoMark } from '../geo/cells'
import { boxOfCondition } from '../geo/conditions'
import type { IndexField } from '../store/index'
import { compareValues, TypeOrder, typeOrderOf } from '../values/compare'
import { encodeValue, endOfPrefix, invertBytes } from '../values/keys'
import type { Condition } from './conditions'

/** A half-open interval of keys, compared by their prefix. */
export interface Interval {
  from: Buffer
  to: Buffer
  /** A single value: the next field of the index can be bounded too. */
  point: boolean
}

interface Bound {
  value: unknown
  inclusive: boolean
}

/** A range of values of one type; without a bound it ends with the type. */
interface TypeRange {
  kind: number
  low?: Bound
  high?: Bound
}

/** True for values with one index key. Arrays are indexed by element, and a regular expression matches many values. */
function isExact(value: unknown): boolean {
  const kind = typeOrderOf(value)
  return kind !== TypeOrder.array && kind !== TypeOrder.pattern && !Number.isNaN(value)
}

function pointsOf({ operator, operand }: Condition): unknown[] | undefined {
  if (operator === '$eq') return isExact(operand) ? [operand] : undefined
  if (operator === '$in' && Array.isArray(operand)) return operand.every(isExact) ? operand : undefined
  return undefined
}

function rangeOf({ operator, operand }: Condition): TypeRange | undefined {
  if (!isExact(operand) || typeOrderOf(operand) === TypeOrder.object) return undefined
  const kind = typeOrderOf(operand)
  const end = (inclusive: boolean): Bound => ({ value: operand, inclusive })
  // NaN sorts below all numbers but satisfies no range.
  const least = kind === TypeOrder.number ? { low: { value: Number.NEGATIVE_INFINITY, inclusive: true } } : {}
  switch (operator) {
    case '$gt':
      return { kind, low: end(false) }
    case '$gte':
      return { kind, low: end(true) }
    case '$lt':
      return { kind, ...least, high: end(false) }
    case '$lte':
      return { kind, ...least, high: end(true) }
    default:
      return undefined
  }
}

function tighterBound(a: Bound | undefined, b: Bound | undefined, sign: 1 | -1): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const order = sign * compareValues(a.value, b.value)
  if (order !== 0) return order > 0 ? a : b
  return a.inclusive ? b : a
}

function intersection(a: TypeRange, b: TypeRange): TypeRange {
  // No value has two types, so nothing matches; either range is a valid bound, and the filter rejects the rest.
  if (a.kind !== b.kind) return a
  const low = tighterBound(a.low, b.low, 1)
  const high = tighterBound(a.high, b.high, -1)
  return { kind: a.kind, ...(low && { low }), ...(high && { high }) }
}

function encodedPoint(value: unknown, direction: 1 | -1): Interval {
  const bytes = direction === 1 ? encodeValue(value) : invertBytes(encodeValue(value))
  return { from: bytes, to: endOfPrefix(bytes), point: true }
}

function encodedRange({ kind, low, high }: TypeRange, direction: 1 | -1): Interval {
  const side = (end: Bound | undefined) => ({
    bytes: end ? encodeValue(end.value) : Buffer.of(kind),
    inclusive: end?.inclusive ?? true,
  })
  const turn = (bytes: Buffer) => (direction === 1 ? bytes : invertBytes(bytes))
  const [first, last] = direction === 1 ? [side(low), side(high)] : [side(high), side(low)]
  const from = turn(first.bytes)
  const to = turn(last.bytes)
  return { from: first.inclusive ? from : endOfPrefix(from), to: last.inclusive ? endOfPrefix(to) : to, point: false }
}

/** Sorted, disjoint intervals that contain all entries of matching documents; undefined when unbounded. */
export function intervalsOf(field: IndexField, conditions: Condition[], multikey: boolean): Interval[] | undefined {
  const { direction } = field
  if (direction === '2dsphere') return geoIntervals(conditions)
  for (const condition of conditions) {
    const points = pointsOf(condition)
    if (points === undefined) continue
    const unique = new Map(
      points.map(value => encodedPoint(value, direction)).map(point => [point.from.toString('latin1'), point]),
    )
    return [...unique.values()].sort((a, b) => Buffer.compare(a.from, b.from))
  }
  const ranges = conditions.map(rangeOf).filter(range => range !== undefined)
  const first = ranges[0]
  if (first === undefined) return undefined
  // In an array, different elements may satisfy different conditions, so ranges must not be intersected.
  const range = multikey ? first : ranges.reduce(intersection)
  return [encodedRange(range, direction)]
}

function geoIntervals(conditions: Condition[]): Interval[] | undefined {
  for (const { operator, operand, siblings } of conditions) {
    const box = boxOfCondition(operator, operand, siblings)
    if (box === undefined) continue
    const cells = cellRanges(box).map(range => ({ ...range, point: false }))
    return [...cells, { from: Buffer.of(GeoMark.elsewhere), to: Buffer.of(GeoMark.elsewhere + 1), point: false }]
  }
  return undefined
}
