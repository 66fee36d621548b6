/**
 * The kinds of value a document may hold, their order across kinds, and comparison and equality as MongoDB defines them.
 * mingo's own comparison sorts arrays before comparing them and ignores the order of keys, so it is not used here.
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

/** Rank of a value's kind; values of different kinds sort by it, and range operators never match across it. */
export const Kind = {
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

/** Rank of `value`; a missing value counts as null, as it does in MongoDB's indexes and sorts. */
export function kindOf(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return Kind.number
    case 'string':
      return Kind.string
    case 'boolean':
      return Kind.boolean
    case 'undefined':
      return Kind.null
  }
  if (value === null) return Kind.null
  if (Array.isArray(value)) return Kind.array
  if (value instanceof Date) return Kind.date
  if (value instanceof RegExp) return Kind.pattern
  return Kind.object
}

/** UTF-16 units moved so that comparing them gives the order of the UTF-8 bytes, which is MongoDB's order of strings. */
function byteOrder(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800
  return unit >= 0xd800 ? unit + 0x2000 : unit
}

function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return byteOrder(x) - byteOrder(y)
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

/** Field by field in stored order: kind of the value, then name, then value. */
function compareObjects(a: Plain, b: Plain): number {
  const left = Object.entries(a)
  const right = Object.entries(b)
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [nameA, valueA] = left[i] as [string, unknown]
    const [nameB, valueB] = right[i] as [string, unknown]
    const order = kindOf(valueA) - kindOf(valueB) || compareStrings(nameA, nameB) || compareValues(valueA, valueB)
    if (order !== 0) return order
  }
  return left.length - right.length
}

/** MongoDB's total order of values: negative, zero or positive. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  const kind = kindOf(a)
  const byKind = kind - kindOf(b)
  if (byKind !== 0) return byKind
  switch (kind) {
    case Kind.number:
      return compareNumbers(a as number, b as number)
    case Kind.string:
      return compareStrings(a as string, b as string)
    case Kind.boolean:
      return Number(a) - Number(b)
    case Kind.date:
      return compareNumbers((a as Date).getTime(), (b as Date).getTime())
    case Kind.array:
      return compareArrays(a as unknown[], b as unknown[])
    case Kind.object:
      return compareObjects(a as Plain, b as Plain)
    case Kind.pattern:
      return compareStrings(String(a), String(b))
    default:
      return 0
  }
}

/** Equality as `$eq` means it: the order of keys matters, a missing value equals null. */
export function sameValue(a: unknown, b: unknown): boolean {
  return compareValues(a, b) === 0
}

/** A deep copy of plain data. */
export function copyOf<T>(value: T): T
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(element => copyOf(element))
  if (value instanceof Date) return new Date(value)
  if (!isPlain(value)) return value
  const copy: Plain = {}
  for (const key of Object.keys(value)) copy[key] = copyOf(value[key])
  return copy
}
