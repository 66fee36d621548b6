import type { Document } from '../../../local-cloud/engine/engine'
import { readNear } from '../../../local-cloud/engine/geo/conditions'
import { compileFilter } from '../../../local-cloud/engine/match/match'
import { sortDocuments } from '../../../local-cloud/engine/plan/sort'
import { compileProjection } from '../../../local-cloud/engine/project'
import { distanceUnder } from '../../../local-cloud/engine/read'
import { deepCopy } from '../../../local-cloud/engine/values/compare'
import { applyUpdate, prepareUpdate } from '../../../local-cloud/engine/write'

type Fields = Record<string, unknown>

interface Find {
  filter: Fields
  sort?: [field: string, direction: 1 | -1][]
  /** Nearest first, where there is no sort. */
  nearest?: { path: string; point: Fields }
  limit: number
  projection?: Fields
}

/**
 * Collections in memory that match, sort, project and update with the very code of the local cloud's engine, but have no
 * disk, no index and no plan: a world of a dozen documents needs none, and thousands of such worlds cost a third.
 */
export class Tables {
  private readonly rows = new Map<string, Map<string, Document>>()
  /** Told of every write, before it is done; `before` is null where a document is new. */
  watch: (name: string, before: Document | null, after: Document) => void = () => {}

  constructor(readonly names: readonly string[]) {
    this.clear()
  }

  clear(): void {
    for (const name of this.names) this.rows.set(name, new Map())
  }

  /** Keeps everything as it is now; the answer brings it back. Documents are never changed in place. */
  keep(): () => void {
    const kept = [...this.rows].map(([name, table]) => [name, new Map(table)] as const)
    return () => {
      for (const [name, table] of kept) this.rows.set(name, new Map(table))
    }
  }

  /** Every document as it is stored, by id; to be read, not to be changed. */
  all(name: string): Document[] {
    return [...this.table(name).values()].sort((a, b) => (a._id < b._id ? -1 : 1))
  }

  find(name: string, { filter, sort, nearest, limit, projection }: Find): Document[] {
    const found = this.matching(name, filter)
    if (found.length === 0) return []
    const project = compileProjection(projection)
    const ordered = sort ? sortDocuments(found, sort) : nearest ? byDistance(found, nearest) : found
    return ordered.slice(0, limit).map(row => deepCopy(project(row)) as Document)
  }

  count(name: string, filter: Fields): number {
    return this.matching(name, filter).length
  }

  /** False when a document with this id is there already. */
  insert(name: string, document: Document): boolean {
    const table = this.table(name)
    if (table.has(document._id)) return false
    this.watch(name, null, document)
    table.set(document._id, document)
    return true
  }

  /** Changes all that match; answers how many have become different. */
  update(name: string, filter: Fields, update: Fields): number {
    const candidates = this.candidates(name, filter)
    if (candidates.length === 0) return 0
    const prepared = prepareUpdate({ filter, update, multi: true, upsert: false }, 0)
    const table = this.table(name)
    let modified = 0
    for (const before of candidates) {
      if (!prepared.matches(before)) continue
      const after = applyUpdate(before, prepared)
      if (after === before) continue
      this.watch(name, before, after)
      table.set(after._id, after)
      modified++
    }
    return modified
  }

  private matching(name: string, filter: Fields): Document[] {
    const candidates = this.candidates(name, filter)
    return candidates.length === 0 ? [] : candidates.filter(compileFilter(filter))
  }

  /** One document where the filter names it, or all. */
  private candidates(name: string, { _id }: Fields): Document[] {
    const table = this.table(name)
    if (typeof _id !== 'string') return [...table.values()]
    const row = table.get(_id)
    return row ? [row] : []
  }

  private table(name: string): Map<string, Document> {
    const table = this.rows.get(name)
    if (!table) throw new Error(`there is no collection ${name}`)
    return table
  }
}

function byDistance(rows: Document[], { path, point }: { path: string; point: Fields }): Document[] {
  const near = readNear({ $geometry: point }, {})
  const distanceOf = (row: Document) => distanceUnder(row, path, near) ?? Number.POSITIVE_INFINITY
  return rows
    .map(row => ({ row, distance: distanceOf(row) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ row }) => row)
}
