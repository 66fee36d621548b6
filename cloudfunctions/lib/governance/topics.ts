import { CHOICES, type Choice, type VoteResult } from '@domain/governance/topic'
import type { Context } from '../kernel/router/context'
import type { TopicDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import type { Store } from '../kernel/store/port'
import { revise } from '../kernel/work/revise'
import { eachOf } from '../kernel/work/task'

/** Each conflict means that another change of the same topic was stored. */
const MAX_ATTEMPTS = 50

export type TopicChange = Partial<Omit<TopicDocument, '_id' | 'revision'>>

/** What lists show of a topic: everything but who supports it. */
export const TOPIC_SHOWN = [
  'centreId',
  'title',
  'words',
  'needIds',
  'version',
  'state',
  'supporters',
  'meeting',
  'closesAt',
  'result',
  'decision',
  'at',
  'revision',
] as const
export type ShownTopic = Pick<TopicDocument, '_id' | (typeof TOPIC_SHOWN)[number]>

/**
 * Changes a topic by compare-and-set. `decide` returns the fields to replace, or null to change nothing; it throws to refuse.
 * Returns the topic afterwards. Throws TOPIC_NOT_FOUND, BUSY.
 */
export function changeTopic(
  { store }: Pick<Context, 'store'>,
  topicId: string,
  decide: (topic: TopicDocument) => TopicChange | null | Promise<TopicChange | null>,
): Promise<TopicDocument> {
  return revise(store.topics, topicId, { missing: 'TOPIC_NOT_FOUND', attempts: MAX_ATTEMPTS }, decide)
}

/** Counts the voices on a topic. */
async function countVoices({ topicvotes }: Store, topicId: string): Promise<VoteResult> {
  const counted = { topicId, counted: true }
  const [counter, ...sums] = await Promise.all([
    topicvotes.count({ ...counted, way: 'counter' }),
    ...CHOICES.map(choice => topicvotes.count({ ...counted, choice })),
  ])
  const byChoice = Object.fromEntries(CHOICES.map((choice, n) => [choice, sums[n] ?? 0])) as Record<Choice, number>
  return { ...byChoice, counter }
}

/**
 * Votes that are over. They are counted when no call can be running any more that gives a voice (`dueAt`), so that every voice that
 * was accepted is counted, and nobody can read a sum before.
 */
export const countVotes = eachOf(
  { name: 'votes', collection: 'topics', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, topicId) => {
    const topic = await context.store.topics.get(topicId, ['dueAt'])
    if (!topic) return
    const result = await countVoices(context.store, topicId)
    await changeTopic(context, topicId, ({ state }) =>
      state === 'voting' ? { state: 'counted', result, dueAt: 0 } : null,
    )
  },
)
