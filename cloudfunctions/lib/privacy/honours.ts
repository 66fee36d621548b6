import { endHonour } from '@domain/participation/honour'
import { isHeld } from '@domain/participation/honour-state'
import { KEEP } from '@domain/privacy/keep'
import { nobodyIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import type { HonourDocument } from '../kernel/store/documents'
import { lte, neq, oneOf } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { lotsOf, type Task } from '../kernel/work/task'

/** Records per run; the rest is left to the next tick. */
const BATCH = 100

type HonourContext = Pick<Context, 'store' | 'now' | 'idSecret'>

/**
 * Takes a household that was erased at `erasedAt` out of honours: what is open ends, and what was granted stays as that of nobody. Safe
 * to repeat. Returns whether everything is done.
 */
export async function anonymizeHonours(context: HonourContext, accountId: string, erasedAt: number): Promise<boolean> {
  const { store, now } = context
  const past = { accountId, at: lte(erasedAt) }
  const [cases, open] = await Promise.all([
    store.honours.find({
      where: { judges: oneOf([accountId]) },
      limit: BATCH,
      fields: ['judges', 'steps', 'revision'],
    }),
    store.honours.find({ where: { ...past, dueAt: neq(0) }, limit: BATCH, fields: ['state', 'revision'] }),
  ])
  await forEachConcurrent(cases, async ({ _id, revision, judges, steps }) => {
    // Judges are chosen with the latest step.
    if ((steps.at(-1)?.at ?? 0) > erasedAt) return
    const others = judges.filter(judge => judge !== accountId)
    await store.honours.update({ _id, revision }, { judges: others, revision: revision + 1 })
  })
  await forEachConcurrent(open, async ({ _id, revision, state }) => {
    const ended = endHonour(isHeld(state) ? 'returned' : 'declined', now)
    await store.honours.update({ _id, revision }, { ...ended, stage: 'ended', revision: revision + 1 })
  })
  const own = await store.honours.find({ where: past, limit: BATCH, fields: ['at', 'revision'] })
  let left = own.length === BATCH || cases.length === BATCH
  await forEachConcurrent(own, async ({ _id, at, revision }) => {
    // Not the moment of the erasure, by which the records of one household would be found.
    const change = { ...forgotten(context, _id, at), revision: revision + 1 }
    if ((await store.honours.update({ _id, revision, dueAt: 0 }, change)) === 0) left = true
  })
  return !left
}

/** Fields of an honour that is nobody's. */
function forgotten(context: HonourContext, honourId: string, forgottenAt: number): Partial<HonourDocument> {
  return {
    ...{ accountId: nobodyIdOf(context, honourId), name: '', words: '', reason: '', requests: [] },
    ...{ nominator: { household: '', by: '' }, objections: {}, judges: [], votes: {}, forgottenAt },
  }
}

/** Honours that ended long ago: that they were granted stays, not to whom. */
const forgetHonours = lotsOf(
  {
    name: 'pastHonours',
    collection: 'honours',
    due: now => ({ forgottenAt: null, endedAt: lte(now - KEEP.points) }),
    by: 'endedAt',
    lot: BATCH,
  },
  async (context, ids) => {
    await forEachConcurrent(ids, _id =>
      context.store.honours.update({ _id, dueAt: 0 }, forgotten(context, _id, context.now)),
    )
    return {}
  },
)

/** The timer's work of forgetting about honours. */
export const HONOUR_RETENTION: readonly Task[] = [forgetHonours]
