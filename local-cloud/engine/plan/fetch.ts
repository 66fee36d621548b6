/** Executes a query plan: yields candidate documents and counts the work. */
import type { Document, Examined } from '../engine'
import { type Collection, documentKey } from '../store/storage'
import { idOfEntry } from '../values/keys'
import type { Plan } from './plan'

/** Yields each candidate document once. Counts the work in `examined`. */
export function* fetchPlan(collection: Collection, plan: Plan, examined: Examined): Generator<Document> {
  if (plan.kind === 'scan') {
    for (const { value } of collection.documents.getRange({ reverse: plan.reverse })) {
      examined.documents++
      yield value
    }
    return
  }
  const byId = plan.kind === 'ids'
  const seen = new Set<string>()
  for (const id of fetchPlanIds(plan, examined)) {
    if (seen.has(id)) continue
    seen.add(id)
    const document = byId ? collection.cache.get(id) : collection.documents.get(documentKey(id))
    if (document === undefined) continue
    examined.documents++
    yield document
  }
}

/** Yields the ids of candidate documents, possibly more than once. */
export function* fetchPlanIds(plan: Exclude<Plan, { kind: 'scan' }>, examined: Examined): Generator<string> {
  if (plan.kind === 'ids') {
    examined.keys += plan.ids.length
    yield* plan.ids
  } else if (plan.kind === 'union') {
    for (const part of plan.plans) if (part.kind !== 'scan') yield* fetchPlanIds(part, examined)
  } else {
    const ranges = plan.reverse ? [...plan.ranges].reverse() : plan.ranges
    for (const { from, to } of ranges) {
      const bounds = plan.reverse
        ? { start: to, end: from, reverse: true, exclusiveStart: true, inclusiveEnd: true }
        : { start: from, end: to }
      for (const key of plan.index.entries.getKeys(bounds)) {
        examined.keys++
        yield idOfEntry(key as Buffer)
      }
    }
  }
}
