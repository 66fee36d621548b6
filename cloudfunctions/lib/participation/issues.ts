import { carriedStock, fundedIn, issuable, quarterOf } from '@domain/participation/issue'
import type { Context } from '../kernel/router/context'
import type { DeedDocument, PointIssueDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import type { Store } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'

/** Each conflict means that another deed of the same centre was noted. */
const MAX_ATTEMPTS = 60
/** Goods of a centre. */
const MAX_GOODS = 100

type IssueContext = Pick<Context, 'store' | 'now'>

function issueIdOf(centreId: string, quarter: string): string {
  return `${centreId}-${quarter}`
}

function goodsOf(store: Store, centreId: string) {
  return store.pointgoods.find({ where: { centreId }, limit: MAX_GOODS, fields: ['points', 'left', 'funded'] })
}

/** What a centre can issue in the quarter of a moment and has issued, in points. */
export async function quarterAt(store: Store, centreId: string, at: number) {
  const quarter = quarterOf(at)
  const [issue, goods] = await Promise.all([
    store.pointissues.get(issueIdOf(centreId, quarter), ['carried', 'issued']),
    goodsOf(store, centreId),
  ])
  const carried = issue?.carried ?? carriedStock(goods, quarter)
  return { bound: Math.max(0, carried + fundedIn(goods, quarter)), issued: issue?.issued ?? 0 }
}

/**
 * Reserves points of a confirmed deed in the quarter of its confirmation, as many as the stock allows. Returns how many. Safe to
 * repeat: as long as the deed is `confirmed`, its entry stays; it is read after the issue, so that a call that was overtaken
 * reserves nothing.
 */
export async function reserveIssue(context: IssueContext, deed: DeedDocument, points: number): Promise<number> {
  const { store, now } = context
  const { _id: deedId, centreId, confirmed } = deed
  const quarter = quarterOf(confirmed?.at ?? now)
  const _id = issueIdOf(centreId, quarter)
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const stored = await store.pointissues.get(_id)
    const [goods, current] = await Promise.all([goodsOf(store, centreId), store.deeds.get(deedId, ['state', 'points'])])
    const earlier = stored?.open[deedId]
    if (earlier) return earlier.points
    if (current?.state !== 'confirmed') return current?.points ?? 0
    const before = stored ?? { carried: carriedStock(goods, quarter), issued: 0, open: {}, revision: 0 }
    const reserved = issuable(points, { bound: before.carried + fundedIn(goods, quarter), issued: before.issued })
    const change = {
      ...{ centreId, carried: before.carried, issued: before.issued + reserved, dueAt: now + STALE_CALL_AFTER },
      ...{ open: { ...before.open, [deedId]: { points: reserved, at: now } }, revision: before.revision + 1 },
    }
    const { revision } = before
    const isStored = stored
      ? (await store.pointissues.update({ _id, revision }, change)) === 1
      : await store.pointissues.insert({ _id, ...change })
    return isStored ? reserved : CONFLICT
  })
}

/** Ends the entry of a deed that is listed: only what the cap of its household has left of it was issued. Safe to repeat. */
export async function settleIssue(context: IssueContext, deed: DeedDocument): Promise<void> {
  const { _id: deedId, centreId, confirmed } = deed
  await settle(context, issueIdOf(centreId, quarterOf(confirmed?.at ?? context.now)), { [deedId]: deed.points ?? 0 })
}

function settle({ store }: IssueContext, _id: string, ended: Readonly<Record<string, number>>): Promise<void> {
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const stored = await store.pointissues.get(_id)
    if (!stored) return
    const open: PointIssueDocument['open'] = {}
    let { issued } = stored
    for (const [deedId, entry] of Object.entries(stored.open)) {
      const points = ended[deedId]
      if (points === undefined) open[deedId] = entry
      else issued += points - entry.points
    }
    if (Object.keys(open).length === Object.keys(stored.open).length) return
    const { revision, dueAt } = stored
    const change = { open, issued, dueAt: Object.keys(open).length > 0 ? dueAt : 0, revision: revision + 1 }
    return (await store.pointissues.update({ _id, revision }, change)) === 1 ? undefined : CONFLICT
  })
}

/** Entries whose call has died: those of deeds that are listed end, the others wait for their deed. */
export const followIssues = eachOf(
  { name: 'pointIssues', collection: 'pointissues', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, issueId) => {
    const { store, now } = context
    const issue = await store.pointissues.get(issueId)
    if (!issue) return
    const deeds = await Promise.all(
      Object.keys(issue.open).map(async id => [id, await store.deeds.get(id, ['state', 'points'])] as const),
    )
    const ended = deeds.filter(([, deed]) => deed?.state !== 'confirmed').map(([id, deed]) => [id, deed?.points ?? 0])
    await settle(context, issueId, Object.fromEntries(ended))
    await store.pointissues.update({ _id: issueId, dueAt: dueBy(now) }, { dueAt: now + STALE_CALL_AFTER })
  },
)
