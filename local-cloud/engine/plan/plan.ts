/** The query planner. A plan yields a superset of the matches; the filter then decides. */

import type { DocumentId } from '../engine'
import type { Variables } from '../expression/scope'
import type { Index } from '../store/index'
import type { Collection } from '../store/storage'
import type { Plain } from '../values/compare'
import type { Sort } from '../values/sort'
import { isId } from '../values/validate'
import { intervalsOf } from './bounds'
import { type Condition, type RequiredConditions, requiredConditions } from './conditions'

export interface KeyRange {
  from: Buffer
  to: Buffer
}

export type Plan =
  | { kind: 'ids'; ids: DocumentId[]; ordered: boolean }
  | { kind: 'index'; index: Index; ranges: KeyRange[]; ordered: boolean; reverse: boolean }
  | { kind: 'union'; plans: Plan[]; ordered: false }
  /** All documents, in the order of their insertion or of their ids. */
  | { kind: 'scan'; by: 'insertion' | 'id'; ordered: boolean; reverse: boolean }

const MAX_RANGES = 1000

interface Candidate {
  plan: Extract<Plan, { kind: 'index' }>
  score: number
}

/** The plan for a filter and a sort. `ordered` means that documents come in the order of the sort. */
export function planFor(collection: Collection, filter: Plain, sort: Sort, variables?: Variables): Plan {
  const needs = requiredConditions(filter, variables)
  const ids = idsFrom(needs.byPath.get('_id') ?? [])
  if (ids) return { kind: 'ids', ids, ordered: sort.length === 0 || ids.length < 2 }
  let best: Candidate | undefined
  for (const index of collection.indexes) {
    const candidate = candidateOf(index, needs, sort)
    if (candidate && (best === undefined || candidate.score > best.score)) best = candidate
  }
  if (best && best.score >= BOUNDED) return best.plan
  const union = unionOf(collection, needs, variables)
  if (union) return union
  if (best) return best.plan
  const byId = sort.length === 1 && sort[0]?.[0] === '_id'
  if (byId) return { kind: 'scan', by: 'id', ordered: true, reverse: sort[0]?.[1] === -1 }
  return { kind: 'scan', by: 'insertion', ordered: sort.length === 0, reverse: false }
}

function idsFrom(conditions: Condition[]): DocumentId[] | undefined {
  for (const { operator, operand } of conditions) {
    if (operator === '$eq' && isId(operand)) return [operand]
    // Nothing but ids in the list can match, and patterns need a scan.
    if (operator === '$in' && Array.isArray(operand) && !operand.some(item => item instanceof RegExp)) {
      return [...new Set(operand.filter(isId))]
    }
  }
  return undefined
}

/** Scores: equality on a field counts most, a range less, an order least. Below BOUNDED no field is bounded. */
const BOUNDED = 5
const POINTS = 10
const RANGE = 5
const SORTED = 3

function candidateOf(index: Index, needs: RequiredConditions, sort: Sort): Candidate | undefined {
  let ranges: KeyRange[] = [{ from: Buffer.alloc(0), to: Buffer.from([0xff]) }]
  let prefixes: Buffer[] = [Buffer.alloc(0)]
  let score = 0
  /** Number of leading fields with a single value; the order of the index continues after them. */
  let fixed = 0
  for (const [at, field] of index.fields.entries()) {
    const intervals = intervalsOf(field, needs.byPath.get(field.name) ?? [], index.multikey)
    if (intervals === undefined || intervals.length * prefixes.length > MAX_RANGES) break
    const points = intervals.every(interval => interval.point)
    ranges = prefixes.flatMap(prefix =>
      intervals.map(({ from, to }) => ({ from: Buffer.concat([prefix, from]), to: Buffer.concat([prefix, to]) })),
    )
    score += points ? POINTS : RANGE
    if (!points) break
    prefixes = ranges.map(({ from }) => from)
    if (intervals.length === 1 && fixed === at) fixed++
  }
  ranges = ranges.filter(({ from, to }) => Buffer.compare(from, to) < 0)
  const order = index.multikey ? undefined : orderServed(index, fixed, sort)
  if (order) score += SORTED
  if (score === 0) return undefined
  const ordered = sort.length === 0 || order !== undefined
  return { score, plan: { kind: 'index', index, ranges, ordered, reverse: order === 'backward' } }
}

/** The direction in which the index yields the order of the sort, if any. */
function orderServed(index: Index, fixed: number, sort: Sort): 'forward' | 'backward' | undefined {
  if (sort.length === 0) return undefined
  const held = new Set(index.fields.slice(0, fixed).map(field => field.name))
  const wanted = sort.filter(([field]) => !held.has(field))
  const rest = index.fields.slice(fixed)
  for (const sign of [1, -1]) {
    const agrees = wanted.every(
      ([name, direction], i) => rest[i]?.name === name && rest[i]?.direction === sign * direction,
    )
    if (agrees) return sign === 1 ? 'forward' : 'backward'
  }
  return undefined
}

/** For a filter that only `$or` bounds: the union of the plans of its branches. */
function unionOf(
  collection: Collection,
  needs: RequiredConditions,
  variables: Variables | undefined,
): Plan | undefined {
  for (const branches of needs.alternatives) {
    const plans = branches.map(branch => planFor(collection, branch, [], variables))
    const bounded = plans.every(plan => plan.kind !== 'scan')
    if (bounded) return { kind: 'union', plans, ordered: false }
  }
  return undefined
}
