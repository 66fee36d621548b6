import { closePurse, purseTurnOf } from '@domain/participation/purse'
import { KEEP } from '@domain/privacy/keep'
import { nobodyIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import type { PurseDocument } from '../kernel/store/documents'
import { gt, lte, neq, not, oneOf, type Store } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { lotsOf, type Task } from '../kernel/work/task'
import { removalOf } from './removal'

/** Records of each kind per run; the rest is left to the next tick. */
const BATCH = 100

type PointContext = Pick<Context, 'store' | 'now' | 'idSecret'>

/**
 * Takes a household that was erased at `erasedAt` out of the records of points. What was open is ended first: deeds earn nothing,
 * redemptions give their stock back; the timer does so. Then the points expire, and the records become anonymous: the ledger still
 * balances. What the household has reported and redeemed since stays. Safe to repeat. Returns whether everything is done.
 */
export async function anonymizePoints(context: PointContext, accountId: string, erasedAt: number): Promise<boolean> {
  const { store } = context
  await leavePanels(store, accountId, erasedAt)
  const purse = await store.purses.get(accountId)
  const isOld = purse !== null && (purse.since ?? 0) <= erasedAt
  if (await endOpen(context, accountId, { erasedAt, isOld })) return false
  if (isOld && !(await emptyPurse(context, purse))) return false
  return forgetRecords(context, accountId, erasedAt)
}

/**
 * Makes the points of a purse expire, and removes it unless it holds points of what was done since. The rows are stored in it first, so
 * that they are written once, whatever is repeated. Returns false if it has to be looked at again.
 */
async function emptyPurse(context: PointContext, purse: PurseDocument): Promise<boolean> {
  const { store, now } = context
  const { _id, listed, kept } = purse
  if (Object.keys(purse.rows).length > 0) return false
  const closed = closePurse(purse, nobodyIdOf(context, purseTurnOf(purse)))
  const rows = Object.fromEntries(closed.map(row => [row._id, { ...row, centreId: null, at: now }]))
  const revision = purse.revision + 1
  const emptied = {
    ...{ lots: [], owed: 0, rows, rowsAt: now, expireAt: 0, since: now, revision },
    months: monthsOf(listed),
  }
  if ((await store.purses.update({ _id, revision: purse.revision }, emptied)) === 0) return false
  await Promise.all(
    Object.values(rows).map(row => store.pointrows.insert({ ...row, accountId: _id, forgottenAt: null })),
  )
  if (Object.keys(listed).length + Object.keys(kept).length === 0) {
    return (await store.purses.remove({ _id, revision })) === 1
  }
  return (await store.purses.update({ _id, revision }, { rows: {}, rowsAt: 0 })) === 1
}

/** Points that count for the cap, of deeds that are listed. */
function monthsOf(listed: PurseDocument['listed']): Record<string, number> {
  const months: Record<string, number> = {}
  for (const { month, points } of Object.values(listed)) months[month] = (months[month] ?? 0) + points
  return months
}

/** Ends what was open, and what old points were spent on since; returns whether anything still is. */
async function endOpen(
  { store, now }: PointContext,
  accountId: string,
  { erasedAt, isOld }: { erasedAt: number; isOld: boolean },
): Promise<boolean> {
  const open = { accountId, dueAt: neq(0), at: lte(erasedAt) }
  const [from, to, deeds, redemptions] = await Promise.all([
    // The timer moves these on; meanwhile they are this household's.
    store.pointsplits.count({ fromId: accountId, dueAt: neq(0), at: lte(erasedAt) }),
    store.pointsplits.count({ toId: accountId, dueAt: neq(0), at: lte(erasedAt) }),
    store.deeds.find({ where: open, limit: BATCH, fields: ['state', 'revision'] }),
    store.redemptions.find({
      where: isOld ? { accountId, dueAt: neq(0) } : open,
      limit: BATCH,
      fields: ['state', 'revision'],
    }),
  ])
  await forEachConcurrent(deeds, async ({ _id, state, revision }) => {
    const change =
      state === 'done'
        ? { state: 'lapsed' as const, dueAt: 0 }
        : state === 'listed' || state === 'disputed'
          ? { state: 'refusing' as const, dueAt: now, judges: [] }
          : null
    if (change) await store.deeds.update({ _id, revision }, { ...change, revision: revision + 1 })
  })
  await forEachConcurrent(redemptions, async ({ _id, state, revision }) => {
    if (state !== 'held') return
    const ended = { why: 'person' as const, at: now, requestId: '' }
    await store.redemptions.update({ _id, revision }, { state: 'returning', dueAt: now, ended, revision: revision + 1 })
  })
  return from + to + deeds.length + redemptions.length > 0
}

async function forgetRecords(context: PointContext, accountId: string, erasedAt: number): Promise<boolean> {
  const { store } = context
  const past = { accountId, at: lte(erasedAt) }
  await Promise.all([
    store.pointsplits.remove({ fromId: accountId, dueAt: 0, at: lte(erasedAt) }),
    store.pointsplits.remove({ toId: accountId, dueAt: 0, at: lte(erasedAt) }),
  ])
  const [deeds, redemptions, rows] = await Promise.all([
    store.deeds.find({ where: past, limit: BATCH, fields: ['at'] }),
    store.redemptions.find({ where: past, limit: BATCH, fields: ['at'] }),
    pastRows(store, accountId, erasedAt),
  ])
  // Not the moment of the erasure, by which the records of one household would be found.
  await forEachConcurrent(deeds, ({ _id, at }) =>
    store.deeds.update({ _id }, { ...deedForgotten, accountId: nobodyIdOf(context, _id), forgottenAt: at }),
  )
  await forEachConcurrent(redemptions, ({ _id, at }) =>
    store.redemptions.update({ _id }, { ...redemptionForgotten, accountId: nobodyIdOf(context, _id), forgottenAt: at }),
  )
  await forEachConcurrent(rows, ({ _id, at }) =>
    store.pointrows.update({ _id }, { accountId: nobodyIdOf(context, _id), forgottenAt: at }),
  )
  return [deeds, redemptions, rows].every(({ length }) => length < BATCH)
}

/** Rows of the ledger but those about what was reported and redeemed since. */
async function pastRows(store: Store, accountId: string, erasedAt: number) {
  const since = { where: { accountId, at: gt(erasedAt) }, limit: BATCH, fields: ['at'] as const }
  const [deeds, redemptions] = await Promise.all([store.deeds.find(since), store.redemptions.find(since)])
  const ids = [...deeds, ...redemptions].map(({ _id }) => _id)
  const subject = ids.length > 0 ? { subject: not(oneOf(ids)) } : {}
  return store.pointrows.find({ where: { accountId, ...subject }, limit: BATCH, fields: ['at'] })
}

/** Takes somebody out of the panels that they were in, and out of the cases that they decided. */
async function leavePanels(store: Store, accountId: string, erasedAt: number): Promise<void> {
  const [panels, cases] = await Promise.all([
    store.pointpanels.find({ where: { 'members.accountId': accountId }, limit: BATCH }),
    store.deeds.find({
      where: { judges: oneOf([accountId]) },
      limit: BATCH,
      fields: ['judges', 'objections', 'round', 'revision'],
    }),
  ])
  await forEachConcurrent(panels, async ({ _id, revision, members }) => {
    const left = members.filter(({ accountId: id, since = 0 }) => id !== accountId || since > erasedAt)
    if (left.length < members.length)
      await store.pointpanels.update({ _id, revision }, { members: left, revision: revision + 1 })
  })
  await forEachConcurrent(cases, async ({ _id, revision, judges, objections, round }) => {
    // Judges are chosen with the first objection of a question.
    const present = Object.values(objections).filter(objection => (objection.round ?? round) === round)
    if (present.every(({ at }) => at > erasedAt)) return
    const left = judges.filter(judge => judge !== accountId)
    await store.deeds.update({ _id, revision }, { judges: left, revision: revision + 1 })
  })
}

const deedForgotten = {
  name: '',
  note: '',
  requestId: '',
  code: '',
  objections: {},
  votes: {},
  confirmed: null,
  reclaimed: null,
}
const redemptionForgotten = { requestId: '', code: '', handedOut: null, ended: null }

/**
 * Deeds and redemptions at the end of their period: the points that they were about have expired. One with work left is not due,
 * so that those whose work always fails take no place in a lot.
 */
const endedBefore = (now: number) => ({ forgottenAt: null, dueAt: 0, at: lte(now - KEEP.points) })

/** Work of a lot that is done record by record. */
const forgetEach =
  (forget: (context: PointContext, id: string) => Promise<unknown>): Task['work'] =>
  async (context, ids) => {
    await forEachConcurrent(ids, id => forget(context, id))
    return {}
  }

const forgetDeeds = lotsOf(
  { name: 'pastDeeds', collection: 'deeds', due: endedBefore, by: 'at', lot: BATCH },
  forgetEach((context, _id) =>
    context.store.deeds.update(
      { _id, dueAt: 0 },
      { ...deedForgotten, accountId: nobodyIdOf(context, _id), forgottenAt: context.now },
    ),
  ),
)

const forgetRedemptions = lotsOf(
  { name: 'pastRedemptions', collection: 'redemptions', due: endedBefore, by: 'at', lot: BATCH },
  forgetEach((context, _id) =>
    context.store.redemptions.update(
      { _id, dueAt: 0 },
      { ...redemptionForgotten, accountId: nobodyIdOf(context, _id), forgottenAt: context.now },
    ),
  ),
)

/** Rows of the ledger at the end of their period. */
const forgetRows = lotsOf(
  {
    name: 'pastPointRows',
    collection: 'pointrows',
    due: now => ({ forgottenAt: null, at: lte(now - KEEP.points) }),
    by: 'at',
    lot: BATCH,
  },
  forgetEach((context, _id) =>
    context.store.pointrows.update({ _id }, { accountId: nobodyIdOf(context, _id), forgottenAt: context.now }),
  ),
)

/** Help between two households that no rule looks back to. */
const deletePairs = removalOf({
  name: 'pastPairs',
  collection: 'pointpairs',
  due: now => ({ changedAt: lte(now - KEEP.help) }),
  by: 'changedAt',
})

/** Splits that were done long ago: the rows of the ledger say what was moved. */
const deleteSplits = removalOf({
  name: 'pastSplits',
  collection: 'pointsplits',
  due: now => ({ dueAt: 0, at: lte(now - KEEP.relation) }),
  by: 'at',
})

/** Who changed tasks, goods and panels. */
const forgetManaged = (['pointtasks', 'pointgoods', 'pointpanels'] as const).map(collection =>
  lotsOf(
    {
      name: `past-${collection}`,
      collection,
      due: now => ({ forgottenAt: null, changedAt: lte(now - KEEP.act) }),
      by: 'changedAt',
      lot: BATCH,
    },
    async ({ store, now }, ids) => {
      const nobody = { changedBy: '', requests: [], forgottenAt: now }
      if (collection === 'pointtasks') await store.pointtasks.update({ _id: oneOf(ids) }, nobody)
      else if (collection === 'pointgoods') await store.pointgoods.update({ _id: oneOf(ids) }, nobody)
      else await store.pointpanels.update({ _id: oneOf(ids) }, nobody)
      return {}
    },
  ),
)

/** The timer's work of forgetting about points. */
export const POINT_RETENTION: readonly Task[] = [
  forgetDeeds,
  forgetRedemptions,
  forgetRows,
  deletePairs,
  deleteSplits,
  ...forgetManaged,
]
