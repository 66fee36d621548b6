/** Dotted paths: how MongoDB walks them through documents and arrays. */
import { isPlain } from './compare'

/** The own value under `name`, so that `constructor` or `__proto__` never reach a prototype. */
export function ownValue(container: object, name: string): unknown {
  return Object.hasOwn(container, name) ? (container as Record<string, unknown>)[name] : undefined
}

/** True for a path segment that is an array position. */
export function isPosition(segment: string): boolean {
  return /^(0|[1-9]\d{0,6})$/.test(segment)
}

/**
 * Visits every value that `path` reaches; `undefined` stands for "missing". An array on the way is entered by position and
 * through each of its documents. At the end of the path an array is visited element by element first when `expand` is set,
 * and always as a whole. Stops, and returns true, as soon as `visit` does.
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

/** What an index or a sort sees under a path. */
export interface IndexedValues {
  values: unknown[]
  /** An array was met on the way or at the end: one document may have many index entries. */
  throughArray: boolean
}

/** Stands for an empty array, which MongoDB indexes below null. */
export const EMPTY_ARRAY = Symbol('nothing')

/** The values under `path` that an index keeps: elements instead of arrays, null for missing. */
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
