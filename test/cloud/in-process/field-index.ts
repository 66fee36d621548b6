import type { Document } from '../../../local-cloud/engine/engine'

type Condition = unknown

/** Numbers greater than `$gt` and not greater than `$lte`. */
export interface Range {
  $gt?: number
  $lte?: number
}

const NONE: ReadonlySet<string> = new Set()

/**
 * Which documents have which value in one field: texts, booleans, numbers, and for a field that is not nested also null, which
 * a missing value equals. For other conditions it returns null, and the caller scans all documents. Numbers are sorted, so that
 * due documents are found without reading the others.
 */
export class FieldIndex {
  private readonly byValue = new Map<unknown, Set<string>>()
  private readonly numbers: number[] = []
  private readonly path: string[]

  constructor(field: string) {
    this.path = field.split('.')
  }

  add(document: Document<string>): void {
    for (const value of this.valuesOf(document)) this.addValue(value, document)
  }

  private addValue(value: unknown, document: Document<string>): void {
    const ids = this.byValue.get(value)
    if (ids) {
      ids.add(document._id)
      return
    }
    this.byValue.set(value, new Set([document._id]))
    if (typeof value === 'number') this.numbers.splice(this.placeOf(value), 0, value)
  }

  remove(document: Document<string>): void {
    for (const value of this.valuesOf(document)) this.removeValue(value, document)
  }

  private removeValue(value: unknown, document: Document<string>): void {
    const ids = this.byValue.get(value)
    if (!ids?.delete(document._id) || ids.size > 0) return
    this.byValue.delete(value)
    if (typeof value === 'number') this.numbers.splice(this.placeOf(value), 1)
  }

  /** Whether an update leaves the field unchanged, so that the index needs no update. */
  isSame(before: Document<string>, after: Document<string>): boolean {
    const [old, now] = [this.valuesOf(before), this.valuesOf(after)]
    return old.length === now.length && old.every((value, n) => value === now[n])
  }

  /** Returns how many documents match a condition on the field, at most `most`; null: the index cannot say. */
  count(condition: Condition, most: number): number | null {
    let total = 0
    for (const ids of this.setsOf(condition) ?? [null]) {
      if (ids === null) return null
      total += ids.size
      if (total > most) break
    }
    return total
  }

  /** Whether no document has a number in this range. */
  isEmptyBetween({ $gt = Number.NEGATIVE_INFINITY, $lte = Number.POSITIVE_INFINITY }: Range): boolean {
    const first = this.numbers[this.placeOf($gt, true)]
    return first === undefined || first > $lte
  }

  /** Returns the ids of the documents that match a condition; null: the index cannot say. */
  ids(condition: Condition): string[] | null {
    const sets = this.setsOf(condition)
    if (sets === null) return null
    const ids: string[] = []
    for (const set of sets) ids.push(...set)
    return ids
  }

  private setsOf(condition: Condition): Iterable<ReadonlySet<string>> | null {
    if (typeof condition !== 'object' || condition === null) {
      return this.isIndexed(condition) ? [this.byValue.get(condition) ?? NONE] : null
    }
    const operators = condition as Record<string, unknown>
    if ('$eq' in operators) return this.isIndexed(operators.$eq) ? [this.byValue.get(operators.$eq) ?? NONE] : null
    const { $in: wanted } = operators
    if (Array.isArray(wanted)) {
      return wanted.every(value => this.isIndexed(value))
        ? [...new Set(wanted)].map(value => this.byValue.get(value) ?? NONE)
        : null
    }
    return this.range(operators)
  }

  private range({ $gt, $gte, $lt, $lte }: Record<string, unknown>): Iterable<ReadonlySet<string>> | null {
    if (![$gt, $gte, $lt, $lte].some(bound => typeof bound === 'number')) return null
    const from = typeof $gt === 'number' ? this.placeOf($gt, true) : typeof $gte === 'number' ? this.placeOf($gte) : 0
    const end =
      typeof $lt === 'number'
        ? this.placeOf($lt)
        : typeof $lte === 'number'
          ? this.placeOf($lte, true)
          : this.numbers.length
    return this.between(from, end)
  }

  private *between(from: number, end: number): Iterable<ReadonlySet<string>> {
    for (let place = from; place < end; place++) yield this.byValue.get(this.numbers[place]) ?? NONE
  }

  /** Returns the position of the first number ≥ `value`; with `after`, of the first number > `value`. */
  private placeOf(value: number, after = false): number {
    let low = 0
    let high = this.numbers.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const here = this.numbers[middle] as number
      if (here < value || (after && here === value)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The different values of the field; an array has those of its elements. */
  private valuesOf(document: Document<string>): unknown[] {
    const [name = '', ...deeper] = this.path
    const value = (document as Record<string, unknown>)[name] ?? null
    // Most fields hold one value.
    if (deeper.length === 0 && !Array.isArray(value)) return isScalar(value) || value === null ? [value] : []
    let values: unknown[] = Array.isArray(value) ? value : [value]
    for (const part of deeper) {
      values = values.flatMap(inner => (inner as Record<string, unknown> | null | undefined)?.[part])
    }
    return [...new Set(values.filter(inner => this.isIndexed(inner)))]
  }

  private isIndexed(value: unknown): boolean {
    return isScalar(value) || (value === null && this.path.length === 1)
  }
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
