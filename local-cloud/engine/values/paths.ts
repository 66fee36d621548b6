/** Resolves dotted paths through documents and arrays as MongoDB queries and indexes do. */
import { isPlain } from './compare'

/** The own property `name`; never a property of a prototype. */
export function ownValue(container: object, name: string): unknown {
  return Object.hasOwn(container, name) ? (container as Record<string, unknown>)[name] : undefined
}

/** True for a path segment that is an array position. */
export function isPosition(segment: string): boolean {
  return /^(0|[1-9]\d{0,6})$/.test(segment)
}

/**
 * Visits every value at `path`; `undefined` means missing. An array on the way is entered by position and through each of
 * its documents. An array at the end is visited element by element (if `expand` is set), then as a whole.
 * Stops and returns true as soon as `visit` returns true.
 */
export function visitPath(
  value: unknown,
  path: readonly string[],
  expand: boolean,
  visit: (reached: unknown) => boolean,
  at = 0,
): boolean {
  const segment = path[at]
  if (segment === undefined) {
    if (expand && Array.isArray(value)) for (const element of value) if (visit(element)) return true
    return visit(value)
  }
  if (Array.isArray(value)) {
    if (isPosition(segment) && Number(segment) < value.length) {
      if (visitPath(value[Number(segment)], path, expand, visit, at + 1)) return true
    }
    for (const element of value) if (isPlain(element) && visitPath(element, path, expand, visit, at)) return true
    return false
  }
  if (isPlain(value)) return visitPath(ownValue(value, segment), path, expand, visit, at + 1)
  return visit(undefined)
}

/** The values at a path that an index or a sort uses. */
export interface IndexedValues {
  values: unknown[]
  /** The path leads through an array: one document may have several index entries. */
  throughArray: boolean
}

/** Index value of an empty array, which MongoDB sorts below null. */
export const EMPTY_ARRAY = Symbol('nothing')

/** The values at `path` for an index: elements instead of arrays, null for missing. */
export function indexedValues(document: unknown, path: readonly string[]): IndexedValues {
  const reached: IndexedValues = { values: [], throughArray: false }
  collectIndexed(document, path, 0, reached)
  if (reached.values.length === 0) reached.values.push(null)
  return reached
}

function collectIndexed(value: unknown, path: readonly string[], at: number, into: IndexedValues): void {
  const segment = path[at]
  if (Array.isArray(value)) into.throughArray = true
  if (segment === undefined) {
    if (!Array.isArray(value)) into.values.push(value ?? null)
    else if (value.length === 0) into.values.push(EMPTY_ARRAY)
    else for (const element of value) into.values.push(element ?? null)
  } else if (Array.isArray(value)) {
    if (isPosition(segment) && Number(segment) < value.length)
      collectIndexed(value[Number(segment)], path, at + 1, into)
    for (const element of value) if (isPlain(element)) collectIndexed(element, path, at, into)
  } else if (isPlain(value)) {
    collectIndexed(ownValue(value, segment), path, at + 1, into)
  } else {
    into.values.push(null)
  }
}
