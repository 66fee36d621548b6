/**
 * Value types, their order, and comparison and equality of values as MongoDB defines them.
 */

export type Plain = Record<string, unknown>

/** True for an embedded document: not an array, date or pattern. */
export function isPlain(value: unknown): value is Plain {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp)
  )
}

/** Order of the types: values of different types sort by it, and query range operators never match across types. */
export const TypeOrder = {
  nothing: 0x05,
  null: 0x0a,
  number: 0x14,
  string: 0x1e,
  object: 0x28,
  array: 0x32,
  boolean: 0x46,
  date: 0x50,
  pattern: 0x5a,
} as const

/** Type order of `value`; a missing value counts as null, as in MongoDB's indexes and sorts. */
export function typeOrderOf(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return TypeOrder.number
    case 'string':
      return TypeOrder.string
    case 'boolean':
      return TypeOrder.boolean
    case 'undefined':
      return TypeOrder.null
  }
  if (value === null) return TypeOrder.null
  if (Array.isArray(value)) return TypeOrder.array
  if (value instanceof Date) return TypeOrder.date
  if (value instanceof RegExp) return TypeOrder.pattern
  return TypeOrder.object
}

/** Maps UTF-16 units so that comparing them gives code point order, which is MongoDB's order of strings. */
function codePointRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800
  return unit >= 0xd800 ? unit + 0x2000 : unit
}

function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return codePointRank(x) - codePointRank(y)
  }
  return a.length - b.length
}

function compareNumbers(a: number, b: number): number {
  if (a === b) return 0
  // NaN equals itself and comes before every number.
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1
  if (Number.isNaN(b)) return 1
  return a < b ? -1 : 1
}

function compareArrays(a: unknown[], b: unknown[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareValues(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Field by field in stored order: type of the value, then name, then value. */
function compareObjects(a: Plain, b: Plain): number {
  const left = Object.entries(a)
  const right = Object.entries(b)
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [nameA, valueA] = left[i] as [string, unknown]
    const [nameB, valueB] = right[i] as [string, unknown]
    const order =
      typeOrderOf(valueA) - typeOrderOf(valueB) || compareStrings(nameA, nameB) || compareValues(valueA, valueB)
    if (order !== 0) return order
  }
  return left.length - right.length
}

/** MongoDB's total order of values: negative, zero or positive. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  const kind = typeOrderOf(a)
  const byKind = kind - typeOrderOf(b)
  if (byKind !== 0) return byKind
  switch (kind) {
    case TypeOrder.number:
      return compareNumbers(a as number, b as number)
    case TypeOrder.string:
      return compareStrings(a as string, b as string)
    case TypeOrder.boolean:
      return Number(a) - Number(b)
    case TypeOrder.date:
      return compareNumbers((a as Date).getTime(), (b as Date).getTime())
    case TypeOrder.array:
      return compareArrays(a as unknown[], b as unknown[])
    case TypeOrder.object:
      return compareObjects(a as Plain, b as Plain)
    case TypeOrder.pattern:
      return compareStrings(String(a), String(b))
    default:
      return 0
  }
}

/** Equality of the query operator `$eq`: field order matters, a missing value equals null. */
export function valuesEqual(a: unknown, b: unknown): boolean {
  return compareValues(a, b) === 0
}

/** A deep copy of plain data. */
export function deepCopy<T>(value: T): T
export function deepCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(element => deepCopy(element))
  if (value instanceof Date) return new Date(value)
  if (!isPlain(value)) return value
  const copy: Plain = {}
  for (const key of Object.keys(value)) copy[key] = deepCopy(value[key])
  return copy
}
