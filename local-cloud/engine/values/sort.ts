/** MongoDB's sort order: an array sorts by its smallest element ascending, by its greatest descending. */
import { compareValues } from './compare'
import { EMPTY_ARRAY, indexedValues } from './paths'

export type Sort = [field: string, direction: 1 | -1][]

function compareIndexed(a: unknown, b: unknown): number {
  if (a === EMPTY_ARRAY || b === EMPTY_ARRAY) return Number(b === EMPTY_ARRAY) - Number(a === EMPTY_ARRAY)
  return compareValues(a, b)
}

function sortValue(document: unknown, path: string[], direction: 1 | -1): unknown {
  const { values } = indexedValues(document, path)
  return values.reduce((best, value) => (direction * compareIndexed(value, best) < 0 ? value : best))
}

/** The values that a document is sorted by, and their comparison. */
export function sortKeys(sort: Sort): {
  keyOf(document: unknown): unknown[]
  compare(a: unknown[], b: unknown[]): number
} {
  const fields = sort.map(([field, direction]) => ({ path: field.split('.'), direction }))
  return {
    keyOf: document => fields.map(({ path, direction }) => sortValue(document, path, direction)),
    compare(a, b) {
      for (const [i, { direction }] of fields.entries()) {
        const order = direction * compareIndexed(a[i], b[i])
        if (order !== 0) return order
      }
      return 0
    },
  }
}

/** A sorted copy; documents that compare equal keep their order. */
export function sortDocuments<T>(documents: T[], sort: Sort): T[] {
  const { keyOf, compare } = sortKeys(sort)
  const decorated = documents.map(document => ({ document, key: keyOf(document) }))
  decorated.sort((a, b) => compare(a.key, b.key))
  return decorated.map(({ document }) => document)
}
