import { groupDerived } from '@domain/participation/group'
import { KEEP } from '@domain/privacy/keep'
import type { Context } from '../kernel/router/context'
import { both, gt, inc, lte, oneOf } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { lotsOf, type Task } from '../kernel/work/task'

/** Records per run; the rest is left to the next tick. */
const BATCH = 50

/**
 * Ends the memberships that an account had when it was erased at `erasedAt`; where it led a group, a successor is asked for. Whoever
 * has joined since stays. Safe to repeat. Returns whether everything is done.
 */
export async function anonymizeMemberships(
  context: Pick<Context, 'store' | 'now'>,
  accountId: string,
  erasedAt: number,
): Promise<boolean> {
  const { store, now } = context
  const groups = await store.groups.find({ where: { accountIds: oneOf([accountId]) }, limit: BATCH })
  let left = groups.length === BATCH
  await forEachConcurrent(groups, async group => {
    const { _id, revision, handOverAt, closedAt } = group
    const entries = Object.entries(group.people)
    const [key, own] = entries.find(([, person]) => person.accountId === accountId && person.at <= erasedAt) ?? []
    if (!own) return
    const people = Object.fromEntries(entries.filter(([other]) => other !== key))
    const asks = own.isHolder && closedAt === 0 && handOverAt === 0 ? { handOverAt: now } : {}
    const change = { people, ...asks, ...groupDerived({ ...group, people }, now), revision: revision + 1 }
    // A group that has changed meanwhile is read again by the next run.
    if ((await store.groups.update({ _id, revision }, change)) === 0) left = true
  })
  return !left
}

/** Who was in a group, at the end of the period after it was closed. */
const forgetGroups = lotsOf(
  {
    name: 'pastGroups',
    collection: 'groups',
    due: now => ({ forgottenAt: null, closedAt: both(gt(0), lte(now - KEEP.group)) }),
    by: 'closedAt',
    lot: BATCH,
  },
  async ({ store, now }, ids) => {
    await store.groups.update(
      { _id: oneOf(ids), closedAt: both(gt(0), lte(now - KEEP.group)) },
      { people: {}, accountIds: [], requests: [], changedBy: '', forgottenAt: now, revision: inc(1) },
    )
    return {}
  },
)

/** The timer's work of forgetting about groups. */
export const GROUP_RETENTION: readonly Task[] = [forgetGroups]
