/** MongoDB's sort order: an array sorts by its smallest element ascending, by its greatest descending. */
import { compareValues } from '../values/compare'
import { EMPTY_ARRAY, indexedValues } from '../values/paths'
import type { Sort } from './plan'

function compareIndexed(a: unknown, b: unknown): number {
  if (a === EMPTY_ARRAY || b === EMPTY_ARRAY) return Number(b === EMPTY_ARRAY) - Number(a === EMPTY_ARRAY)
  return compareValues(a, b)
}

function sortValue(document: unknown, path: string[], direction: 1 | -1): unknown {
  const { values } = indexedValues(document, path)
  return values.reduce((best, value) => (direction * compareIndexed(value, best) < 0 ? value : best))
}

/** A sorted copy; documents that compare equal keep their order. */
export function sortDocuments<T>(documents: T[], sort: Sort): T[] {
  const fields = sort.map(([field, direction]) => ({ path: field.split('.'), direction }))
  const decorated = documents.map(document => ({
    document,
    values: fields.map(({ path, direction }) => sortValue(document, path, direction)),
  }))
  decorated.sort((a, b) => {
    for (const [i, { direction }] of fields.entries()) {
      const order = direction * compareIndexed(a.values[i], b.values[i])
      if (order !== 0) return order
    }
    return 0
  })
  return decorated.map(({ document }) => document)
}
