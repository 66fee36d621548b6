import { KEEP } from '@domain/privacy/keep'
import { nobodyIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import { lte, oneOf } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { lotsOf, type Task } from '../kernel/work/task'

/** Records per run; the rest is left to the next tick. */
const BATCH = 100

/**
 * Takes a household that was erased at `erasedAt` out of the needs that it had put. They stay, because others support them and get an
 * answer; the keys of supporters name nobody. Safe to repeat. Returns whether everything is done.
 */
export async function anonymizeNeeds(
  context: Pick<Context, 'store' | 'idSecret'>,
  accountId: string,
  erasedAt: number,
): Promise<boolean> {
  const { store } = context
  const needs = await store.needs.find({ where: { accountId, at: lte(erasedAt) }, limit: BATCH, fields: ['at'] })
  await forEachConcurrent(needs, ({ _id }) =>
    store.needs.update(
      { _id, accountId },
      { accountId: nobodyIdOf(context, _id), requestId: '', news: null, lookAt: 0 },
    ),
  )
  return needs.length < BATCH
}

/** Needs at the end of their period. One that still escalates is not due. */
const forgetNeeds = lotsOf(
  {
    name: 'pastNeeds',
    collection: 'needs',
    due: now => ({ forgottenAt: null, dueAt: 0, at: lte(now - KEEP.need) }),
    by: 'at',
    lot: BATCH,
  },
  async (context, ids) => {
    await forEachConcurrent(ids, _id =>
      context.store.needs.update(
        { _id, dueAt: 0 },
        {
          ...{ accountId: nobodyIdOf(context, _id), requestId: '', voices: {}, requests: [], news: null },
          lookAt: 0,
          forgottenAt: context.now,
        },
      ),
    )
    return {}
  },
)

/** Topics at the end of their period. One whose voices are not counted is not due. */
const forgetTopics = lotsOf(
  {
    name: 'pastTopics',
    collection: 'topics',
    due: now => ({ forgottenAt: null, dueAt: 0, at: lte(now - KEEP.need) }),
    by: 'at',
    lot: BATCH,
  },
  async ({ store, now }, ids) => {
    await store.topics.update({ _id: oneOf(ids), dueAt: 0 }, { voices: {}, requests: [], forgottenAt: now })
    return {}
  },
)

/** Projects at the end of their period. One that is still counted is not due. */
const forgetProjects = lotsOf(
  {
    name: 'pastProjects',
    collection: 'projects',
    due: now => ({ forgottenAt: null, dueAt: 0, at: lte(now - KEEP.need) }),
    by: 'at',
    lot: BATCH,
  },
  async ({ store, now }, ids) => {
    await store.projects.update({ _id: oneOf(ids), dueAt: 0 }, { owner: '', requests: [], forgottenAt: now })
    return {}
  },
)

/** Voices that are counted. Those of a topic that could not be counted stay until it is. */
const deleteVotes = lotsOf(
  {
    name: 'pastVotes',
    collection: 'topicvotes',
    due: now => ({ closesAt: lte(now - KEEP.vote) }),
    by: 'closesAt',
    lot: BATCH,
  },
  async ({ store, now }, ids) => {
    const votes = await store.topicvotes.find({ where: { _id: oneOf(ids) }, limit: BATCH, fields: ['topicId'] })
    const topicIds = [...new Set(votes.map(({ topicId }) => topicId))]
    const waiting =
      topicIds.length === 0
        ? []
        : await store.topics.find({
            where: { _id: oneOf(topicIds), state: 'voting' },
            limit: topicIds.length,
            fields: ['state'],
          })
    const kept = new Set(waiting.map(({ _id }) => _id))
    const over = votes.filter(({ topicId }) => !kept.has(topicId)).map(({ _id }) => _id)
    if (over.length > 0) await store.topicvotes.remove({ _id: oneOf(over), closesAt: lte(now - KEEP.vote) })
    return { later: votes.filter(({ topicId }) => kept.has(topicId)).map(({ _id }) => _id) }
  },
)

/** The timer's work of forgetting about needs and topics. */
export const GOVERNANCE_RETENTION: readonly Task[] = [forgetNeeds, forgetTopics, forgetProjects, deleteVotes]
