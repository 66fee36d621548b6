import { escalated } from '@domain/governance/need'
import { governanceRulesOf } from '@domain/governance/rules'
import type { Context } from '../kernel/router/context'
import type { NeedDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { oneOf, type Store } from '../kernel/store/port'
import { revise } from '../kernel/work/revise'
import { eachOf } from '../kernel/work/task'

/** Each conflict means that another change of the same need was stored. */
const MAX_ATTEMPTS = 50

/** A need is merged into an older one, so that each step goes back in time; more of them than staff would ever chain. */
const MAX_MERGES = 8

export type NeedChange = Partial<Omit<NeedDocument, '_id' | 'revision'>>

/**
 * Changes a need by compare-and-set. `decide` returns the fields to replace, or null to change nothing; it throws to refuse.
 * Returns the need afterwards. Throws NEED_NOT_FOUND, BUSY.
 */
export function changeNeed(
  { store }: Pick<Context, 'store'>,
  needId: string,
  decide: (need: NeedDocument) => NeedChange | null | Promise<NeedChange | null>,
): Promise<NeedDocument> {
  return revise(store.needs, needId, { missing: 'NEED_NOT_FOUND', attempts: MAX_ATTEMPTS }, decide)
}

/** Brings a need that nobody has answered in time to the level above. Safe to repeat. */
function escalate(context: Context, needId: string): Promise<NeedDocument> {
  return changeNeed(context, needId, need => {
    if (need.state !== 'open') return null
    const { level, dueAt, escalations } = escalated(need, context.now, governanceRulesOf(need.rulesId))
    return dueAt === need.dueAt ? null : { level, dueAt, escalations: [...escalations] }
  })
}

/** Needs that were not answered in time. */
export const followNeeds = eachOf(
  { name: 'needs', collection: 'needs', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, needId) => {
    if (await context.store.needs.get(needId, ['dueAt'])) await escalate(context, needId)
  },
)

/** What a list shows of a need: everything but who supports it. */
export const SHOWN = [
  'centreId',
  'county',
  'accountId',
  'category',
  'text',
  'state',
  'level',
  'at',
  'dueAt',
  'escalations',
  'supporters',
  'answer',
  'mergedInto',
] as const
export type ShownNeed = Pick<NeedDocument, '_id' | (typeof SHOWN)[number]>

/** For each of these needs the one with which it goes on: itself, unless it was merged. */
export async function goesOnWith(store: Store, needs: readonly ShownNeed[]): Promise<Map<string, ShownNeed>> {
  const known = new Map(needs.map(need => [need._id, need]))
  for (let round = 0; round < MAX_MERGES; round++) {
    const missing = [...known.values()].flatMap(({ mergedInto }) =>
      mergedInto && !known.has(mergedInto.needId) ? [mergedInto.needId] : [],
    )
    if (missing.length === 0) break
    const found = await store.needs.find({
      where: { _id: oneOf([...new Set(missing)]) },
      limit: missing.length,
      fields: SHOWN,
    })
    if (found.length === 0) break
    for (const need of found) known.set(need._id, need)
  }
  const lastOf = (need: ShownNeed): ShownNeed => {
    const next = need.mergedInto && known.get(need.mergedInto.needId)
    return next ? lastOf(next) : need
  }
  return new Map(needs.map(need => [need._id, lastOf(need)]))
}
