/** Reads: plan, fetch, filter, sort, skip, limit, project. Each read runs synchronously on one committed state. */
import type { Transaction as Snapshot } from 'lmdb'
import type { Document, DocumentId, Examined, FindOptions } from './engine'
import { refuse } from './errors'
import type { Evaluation } from './expression/scope'
import { distanceTo, type Near, readNear } from './geo/conditions'
import { compileFilter, type Predicate, splitPath } from './match/match'
import { requiredConditions } from './plan/conditions'
import { countInIndex } from './plan/covered'
import { fetchPlan } from './plan/fetch'
import { type Plan, planFor } from './plan/plan'
import { compileProjection } from './project'
import type { Collection } from './store/storage'
import { deepCopy, type Plain } from './values/compare'
import { visitPath } from './values/paths'
import { sortDocuments } from './values/sort'

export interface Found<T> {
  documents: T[]
  examined: Examined
}

/** What a read needs besides the collection. */
export interface Query extends Omit<FindOptions, 'projection'> {
  /** For expressions in the filter. */
  evaluation?: Evaluation
}

/** Documents that match, in the order of `sort`. They are shared and must not be modified. */
export function findDocuments(
  collection: Collection,
  { filter, sort = [], skip = 0, limit, evaluation }: Query,
): Found<Document> {
  const matches = compileFilter(filter, evaluation)
  for (const [field] of sort) splitPath(field)
  const near = findNearQuery(collection, filter)
  if (near && sort.length === 0) return findNear(collection, filter, near, skip, limit, evaluation)
  const examined: Examined = { keys: 0, documents: 0 }
  const plan = planFor(collection, filter, sort, evaluation?.variables)
  const documents: Document[] = []
  const enough = plan.ordered ? skip + limit : Number.POSITIVE_INFINITY
  if (limit > 0) {
    for (const document of fetchPlan(collection, plan, examined)) {
      if (!matches(document)) continue
      documents.push(document)
      if (documents.length >= enough) break
    }
  }
  const ordered = plan.ordered ? documents : sortDocuments(documents, sort)
  return { documents: ordered.slice(skip, skip + limit), examined }
}

/** `findDocuments` with the projection applied, as copies. */
export function findProjected(collection: Collection, options: FindOptions & Query): Found<Document> {
  const project = compileProjection(options.projection)
  const { documents, examined } = findDocuments(collection, options)
  return { documents: documents.map(document => deepCopy(project(document) as Document)), examined }
}

/** What a transaction sees: the state at its start, and its own writes. */
export interface View {
  snapshot: Snapshot
  /** Documents of this collection that the transaction wrote, by id; undefined for removed ones. */
  written: Map<DocumentId, Document | undefined>
}

/** `findDocuments` in a transaction. */
export function findInView(
  collection: Collection,
  { filter, sort = [], skip = 0, limit, evaluation }: Query,
  { snapshot, written }: View,
): Found<Document> {
  const matches = compileFilter(filter, evaluation)
  for (const [field] of sort) splitPath(field)
  if (findNearQuery(collection, filter)) refuse('$near is not offered in a transaction')
  const examined: Examined = { keys: 0, documents: 0 }
  const rest = new Map(written)
  const documents: Document[] = []
  const take = (document: Document | undefined) => {
    if (document && matches(document)) documents.push(document)
  }
  for (const document of fetchPlan(collection, planFor(collection, filter, sort), examined, snapshot)) {
    take(rest.has(document._id) ? rest.get(document._id) : document)
    rest.delete(document._id)
  }
  // What the plan did not reach: new documents, and some that match only since they were changed.
  for (const document of rest.values()) take(document)
  return { documents: sortDocuments(documents, sort).slice(skip, skip + limit), examined }
}

/** A plan that need not keep an order: documents lie in the order of their ids. */
function inAnyOrder(plan: Plan): Plan {
  return plan.kind === 'scan' ? { ...plan, by: 'id' } : plan
}

/** The first `most` matches, or all of them in no particular order, for updates and removals. */
export function findMatching(collection: Collection, filter: Plain, matches: Predicate, most: number): Found<Document> {
  const examined: Examined = { keys: 0, documents: 0 }
  const documents: Document[] = []
  const plan = planFor(collection, filter, [])
  for (const document of fetchPlan(collection, Number.isFinite(most) ? plan : inAnyOrder(plan), examined)) {
    if (matches(document)) documents.push(document)
    if (documents.length >= most) break
  }
  return { documents, examined }
}

/** Number of matches. */
export function countMatching(
  collection: Collection,
  filter: Plain,
  evaluation?: Evaluation,
): { total: number; examined: Examined } {
  const matches = compileFilter(filter, evaluation)
  if (Object.keys(filter).length === 0) {
    return { total: collection.documents.getKeysCount(), examined: { keys: 0, documents: 0 } }
  }
  const examined: Examined = { keys: 0, documents: 0 }
  const plan = inAnyOrder(planFor(collection, filter, []))
  const counted = countInIndex(plan, filter, examined)
  if (counted !== undefined) return { total: counted, examined }
  let total = 0
  for (const document of fetchPlan(collection, plan, examined)) if (matches(document)) total++
  return { total, examined }
}

interface NearQuery {
  path: string
  operator: string
  near: Near
}

function findNearQuery(collection: Collection, filter: Plain): NearQuery | undefined {
  for (const [path, conditions] of requiredConditions(filter).byPath) {
    for (const { operator, operand, siblings } of conditions) {
      if (operator !== '$near' && operator !== '$nearSphere') continue
      const indexed = collection.indexes.some(({ fields }) =>
        fields.some(({ name, direction }) => name === path && direction === '2dsphere'),
      )
      // As on the platform.
      if (!indexed) refuse(`unable to find index for $geoNear query on ${path}`)
      return { path, operator, near: readNear(operand, siblings) }
    }
  }
  return undefined
}

/** Half the circumference of the earth, metres. */
const MAX_DISTANCE = 20_100_000
const FIRST_RADIUS = 2000

/** Metres from a query's centre to the nearest point under `path`; undefined when there is none. */
export function distanceUnder(document: unknown, path: string, near: Near): number | undefined {
  let nearest: number | undefined
  visitPath(document, path.split('.'), true, value => {
    const distance = distanceTo(near, value)
    if (distance !== undefined && (nearest === undefined || distance < nearest)) nearest = distance
    return false
  })
  return nearest
}

/** Nearest first. Searches growing circles, so that a small limit reads few documents. */
function findNear(
  collection: Collection,
  filter: Plain,
  query: NearQuery,
  skip: number,
  limit: number,
  evaluation: Evaluation | undefined,
): Found<Document> {
  const examined: Examined = { keys: 0, documents: 0 }
  const matches = compileFilter(filter, evaluation)
  const { near, path } = query
  for (let radius = FIRST_RADIUS; ; radius *= 4) {
    const most = Math.min(radius, near.most, MAX_DISTANCE)
    const ring = { [path]: { $near: { $geometry: { type: 'Point', coordinates: near.centre }, $maxDistance: most } } }
    const found: { document: Document; distance: number }[] = []
    for (const document of fetchPlan(collection, planFor(collection, { $and: [ring, filter] }, []), examined)) {
      const distance = distanceUnder(document, path, near)
      if (distance !== undefined && distance <= most && matches(document)) found.push({ document, distance })
    }
    if (found.length >= skip + limit || most >= Math.min(near.most, MAX_DISTANCE)) {
      found.sort((a, b) => a.distance - b.distance)
      return { documents: found.slice(skip, skip + limit).map(({ document }) => document), examined }
    }
  }
}
