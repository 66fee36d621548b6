/** The `$unwind` stage. */
import { refuse } from '../errors'
import { namedArguments } from '../expression/arguments'
import { fieldPath } from '../expression/names'
import { isNullish } from '../expression/scope'
import { isPlain, type Plain } from '../values/compare'
import { ownValue } from '../values/paths'
import type { Apply } from './context'
import { setPath } from './set-path'

/** Compiles `$unwind`: one document for each element of an array. */
export function unwind(spec: unknown): Apply {
  const given =
    typeof spec === 'string'
      ? { path: spec }
      : namedArguments(spec, '$unwind', ['path'], ['includeArrayIndex', 'preserveNullAndEmptyArrays'])
  const { path, includeArrayIndex, preserveNullAndEmptyArrays: preserve = false } = given
  if (typeof path !== 'string' || path === '') return refuse('expected a string as the path for $unwind stage')
  if (!path.startsWith('$')) return refuse(`path option to $unwind stage should be prefixed with a '$': ${path}`)
  if (typeof preserve !== 'boolean')
    return refuse('expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage')
  if (includeArrayIndex !== undefined && (typeof includeArrayIndex !== 'string' || includeArrayIndex === '')) {
    return refuse('expected a non-empty string for the includeArrayIndex option to $unwind stage')
  }
  const segments = fieldPath(path.slice(1))
  const indexPath = includeArrayIndex === undefined ? undefined : fieldPath(includeArrayIndex as string)
  const withIndex = (document: Plain, index: number | null) =>
    indexPath ? setPath(document, indexPath, index) : document
  return documents =>
    documents.flatMap(document => {
      const value = segments.reduce<unknown>(
        (held, name) => (isPlain(held) ? ownValue(held, name) : undefined),
        document,
      )
      if (Array.isArray(value) && value.length > 0) {
        return value.map((item, index) => withIndex(setPath(document, segments, item), index))
      }
      if (!Array.isArray(value) && !isNullish(value)) return [withIndex(document, null)]
      if (!preserve) return []
      return [withIndex(Array.isArray(value) ? setPath(document, segments, undefined) : document, null)]
    })
}
