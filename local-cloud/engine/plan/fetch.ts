/** Executes a query plan: yields candidate documents and counts the work. */
import type { Transaction as Snapshot } from 'lmdb'
import type { Document, Examined } from '../engine'
import { type Collection, documentKey } from '../store/storage'
import { documentKeyOfEntry } from '../values/keys'
import type { Plan } from './plan'

/** Yields each candidate document once. Counts the work in `examined`. Reads a snapshot if one is given. */
export function* fetchPlan(
  collection: Collection,
  plan: Plan,
  examined: Examined,
  snapshot?: Snapshot,
): Generator<Document> {
  const options = snapshot ? { transaction: snapshot } : {}
  if (plan.kind === 'scan' && plan.by === 'id') {
    for (const { value } of collection.documents.getRange({ ...options, reverse: plan.reverse })) {
      examined.documents++
      yield value
    }
    return
  }
  if (plan.kind === 'ids' && !snapshot) {
    for (const id of plan.ids) {
      examined.keys++
      const document = collection.cache.get(id)
      if (document === undefined) continue
      examined.documents++
      yield document
    }
    return
  }
  const once = isDistinct(plan) ? undefined : new Set<string>()
  for (const key of fetchPlanKeys(collection, plan, examined, snapshot)) {
    if (once) {
      const name = key.toString('latin1')
      if (once.has(name)) continue
      once.add(name)
    }
    const document = collection.documents.get(key, options)
    if (document === undefined) continue
    examined.documents++
    yield document
  }
}

/** Whether a plan yields no document twice. */
function isDistinct(plan: Plan): boolean {
  return plan.kind === 'index' ? !plan.index.multikey : plan.kind !== 'union'
}

/** Yields the keys of candidate documents, possibly more than once. */
export function* fetchPlanKeys(
  collection: Collection,
  plan: Plan,
  examined: Examined,
  snapshot?: Snapshot,
): Generator<Buffer> {
  const options = snapshot ? { transaction: snapshot } : {}
  switch (plan.kind) {
    case 'scan':
      for (const { value } of collection.order.getRange(options)) yield value
      return
    case 'ids':
      for (const id of plan.ids) {
        examined.keys++
        yield documentKey(id)
      }
      return
    case 'union':
      for (const part of plan.plans) yield* fetchPlanKeys(collection, part, examined, snapshot)
      return
    case 'index': {
      const ranges = plan.reverse ? [...plan.ranges].reverse() : plan.ranges
      for (const { from, to } of ranges) {
        const bounds = plan.reverse
          ? { start: to, end: from, reverse: true, exclusiveStart: true, inclusiveEnd: true }
          : { start: from, end: to }
        for (const entry of plan.index.entries.getKeys({ ...options, ...bounds })) {
          examined.keys++
          yield documentKeyOfEntry(entry as Buffer)
        }
      }
    }
  }
}
