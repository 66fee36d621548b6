import type { Document } from '../../../local-cloud/engine/engine'
import { readNear } from '../../../local-cloud/engine/geo/conditions'
import { compileFilter } from '../../../local-cloud/engine/match/match'
import { compileProjection } from '../../../local-cloud/engine/project'
import { distanceUnder } from '../../../local-cloud/engine/read'
import { deepCopy } from '../../../local-cloud/engine/values/compare'
import { sortDocuments } from '../../../local-cloud/engine/values/sort'
import { applyUpdate, prepareUpdate } from '../../../local-cloud/engine/write'
import { FieldIndex, type Range } from './field-index'

type Fields = Record<string, unknown>

interface Find {
  filter: Fields
  sort?: [field: string, direction: 1 | -1][]
  /** Nearest first; applies where no sort is given. */
  nearest?: { path: string; point: Fields }
  limit: number
  projection?: Fields
}

/** Collections and their indexes, as `config/database.json` declares them. */
export type Schema = Record<string, { indexes: { keys: unknown[][] }[] }>

interface Table {
  rows: Map<string, Document<string>>
  /** One index per first field of a declared index; matching checks the other conditions. */
  indexes: Map<string, FieldIndex>
}

/** Up to this many documents, a scan is faster than an index. */
const FEW = 16

/**
 * Collections in memory that match, sort, project and update with the code of the local cloud's engine, but have neither disk
 * nor query plans: thousands of small worlds cost a third, and a city of some ten thousand documents stays fast.
 */
export class Tables {
  private readonly tables = new Map<string, Table>()
  readonly names: readonly string[]
  /** Called before every write; `before` is null when a document is new, `after` when it is deleted. */
  watch: (name: string, before: Document<string> | null, after: Document<string> | null) => void = () => {}

  constructor(private readonly schema: Schema) {
    this.names = Object.keys(schema)
    this.clear()
  }

  clear(): void {
    for (const [name, { indexes }] of Object.entries(this.schema)) {
      const fields = indexes.flatMap(({ keys }) => (keys[0]?.[1] === '2dsphere' ? [] : [String(keys[0]?.[0])]))
      const unique = [...new Set(fields)]
      this.tables.set(name, {
        rows: new Map(),
        indexes: new Map(unique.map(field => [field, new FieldIndex(field)])),
      })
    }
  }

  /** Saves the current state; the returned function restores it. Documents are never changed in place. */
  keep(): () => void {
    const kept = [...this.tables].map(([name, { rows }]) => [name, new Map(rows)] as const)
    return () => {
      this.clear()
      for (const [name, rows] of kept) {
        const table = this.table(name)
        for (const row of rows.values()) addTo(table, row)
      }
    }
  }

  /** All documents as they are stored, by id; do not change them. */
  all(name: string): Document<string>[] {
    return [...this.table(name).rows.values()].sort((a, b) => (a._id < b._id ? -1 : 1))
  }

  /** One document as it is stored; do not change it. */
  one(name: string, id: string): Document<string> | undefined {
    return this.table(name).rows.get(id)
  }

  size(name: string): number {
    return this.table(name).rows.size
  }

  /** Adds an index on a field that is not the first of a declared one, until the next `clear`. */
  ensureIndex(name: string, field: string): void {
    const { rows, indexes } = this.table(name)
    if (indexes.has(field)) return
    const index = new FieldIndex(field)
    for (const row of rows.values()) index.add(row)
    indexes.set(field, index)
  }

  /** Whether no document has a number in this range in a field that has an index. */
  isEmptyBetween(name: string, field: string, range: Range): boolean {
    return this.table(name).indexes.get(field)?.isEmptyBetween(range) === true
  }

  /** A copy of one document; with `projection`, of these fields. */
  get(name: string, id: string, projection?: Fields): Document<string> | null {
    const row = this.one(name, id)
    return row ? (deepCopy(compileProjection(projection)(row)) as Document<string>) : null
  }

  find(name: string, { filter, sort, nearest, limit, projection }: Find): Document<string>[] {
    const found = this.matching(name, filter)
    if (found.length === 0) return []
    const project = compileProjection(projection)
    const ordered = sort ? sortDocuments(found, sort) : nearest ? byDistance(found, nearest) : found
    return ordered.slice(0, limit).map(row => deepCopy(project(row)) as Document<string>)
  }

  /** The matching documents as they are stored; do not change them. */
  matching(name: string, filter: Fields): Document<string>[] {
    const candidates = this.candidates(name, filter)
    return candidates.length === 0 ? [] : candidates.filter(compileFilter(filter))
  }

  count(name: string, filter: Fields): number {
    return this.matching(name, filter).length
  }

  /** Inserts a document; false when its id exists. */
  insert(name: string, document: Document<string>): boolean {
    const table = this.table(name)
    if (table.rows.has(document._id)) return false
    this.watch(name, null, document)
    addTo(table, document)
    return true
  }

  /** Updates all matching documents; returns how many of them differ afterwards. */
  update(name: string, filter: Fields, update: Fields): number {
    const candidates = this.candidates(name, filter)
    if (candidates.length === 0) return 0
    const prepared = prepareUpdate({ filter, update, multi: true, upsert: false }, 0)
    const { rows, indexes } = this.table(name)
    let modified = 0
    for (const before of candidates) {
      if (!prepared.matches(before)) continue
      const after = applyUpdate(before, prepared)
      if (after === before) continue
      this.watch(name, before, after)
      rows.set(after._id, after)
      for (const index of indexes.values()) {
        if (index.isSame(before, after)) continue
        index.remove(before)
        index.add(after)
      }
      modified++
    }
    return modified
  }

  /** Removes all matching documents; returns how many. */
  removeMatching(name: string, filter: Fields): number {
    const found = this.matching(name, filter)
    for (const document of found) {
      this.watch(name, document, null)
      this.remove(name, document._id)
    }
    return found.length
  }

  /** Removes a document behind the product's back: for tests of references to missing documents. */
  remove(name: string, id: string): void {
    const { rows, indexes } = this.table(name)
    const document = rows.get(id)
    if (!document) return
    rows.delete(id)
    for (const index of indexes.values()) index.remove(document)
  }

  /** The documents that can match: those that the filter names, those that the best index returns, or all. */
  private candidates(name: string, filter: Fields): Document<string>[] {
    const { rows, indexes } = this.table(name)
    const { _id } = filter
    if (typeof _id === 'string') return named(rows, [_id])
    const among = (_id as { $in?: unknown } | undefined)?.$in
    if (Array.isArray(among)) return named(rows, [...new Set(among as string[])].sort())
    if (rows.size <= FEW) return [...rows.values()]
    let least = rows.size
    let best: (() => string[] | null) | null = null
    for (const [field, condition] of conditionsOf(filter)) {
      const index = indexes.get(field)
      const count = index?.count(condition, least)
      if (!index || count === null || count === undefined || count >= least) continue
      least = count
      best = () => index.ids(condition)
    }
    const ids = best?.()
    // Sorted, so that the order does not depend on the index.
    return ids ? named(rows, ids.sort()) : [...rows.values()]
  }

  private table(name: string): Table {
    const table = this.tables.get(name)
    if (!table) throw new Error(`there is no collection ${name}`)
    return table
  }
}

function addTo({ rows, indexes }: Table, document: Document<string>): void {
  rows.set(document._id, document)
  for (const index of indexes.values()) index.add(document)
}

function named(rows: Map<string, Document<string>>, ids: readonly string[]): Document<string>[] {
  return ids.flatMap(id => rows.get(id) ?? [])
}

/** The conditions that must all hold, per field; several on one field are merged as far as one range can express them. */
function conditionsOf(filter: Fields): [field: string, condition: unknown][] {
  const { $and, ...others } = filter
  const conditions = new Map<string, unknown>()
  for (const part of [others, ...((Array.isArray($and) ? $and : []) as Fields[])]) {
    for (const [field, condition] of Object.entries(part)) {
      const before = conditions.get(field)
      const both = isRange(before) && isRange(condition) ? { ...before, ...condition } : (before ?? condition)
      if (!field.startsWith('$')) conditions.set(field, both)
    }
  }
  return [...conditions]
}

function isRange(condition: unknown): condition is Fields {
  return (
    typeof condition === 'object' && condition !== null && Object.keys(condition).every(key => /^\$[gl]te?$/.test(key))
  )
}

function byDistance(rows: Document<string>[], { path, point }: { path: string; point: Fields }): Document<string>[] {
  const near = readNear({ $geometry: point }, {})
  const distanceOf = (row: Document<string>) => distanceUnder(row, path, near) ?? Number.POSITIVE_INFINITY
  return rows
    .map(row => ({ row, distance: distanceOf(row) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ row }) => row)
}
