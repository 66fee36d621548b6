import { decideVoice } from '@domain/governance/topic'
import { paperVoteIdOf } from '../kernel/ids'
import { note } from '../kernel/router/context'
import { AppError, enforce, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { TopicVoteDocument } from '../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'

/** Each conflict means that somebody else has entered the same paper. */
const MAX_ATTEMPTS = 10
/** Requests of earlier choices that a paper remembers, so that a late copy of one does not restore its choice. */
const REMEMBERED = 20

/**
 * Enters a voice from a paper, without storing whose it is. The first member of staff inserts it, and can correct it as long as
 * nobody else has entered it; it counts once another one has entered the same. Idempotent under the request ids of both.
 */
export const enterVote: Handler<'staff.enterVote'> = async (context, { centreId, topicId, name, lastFour, choice }) => {
  const { store, now, actor, requestId } = context
  const topic = requireAtCentre(
    await store.topics.get(topicId, ['centreId', 'title', 'state', 'closesAt']),
    centreId,
    'TOPIC_NOT_FOUND',
  )
  note(context, { subject: { id: topicId, title: topic.title } })
  const _id = paperVoteIdOf(context, topicId, name, lastFour)
  const fresh: TopicVoteDocument = {
    ...{ _id, topicId, choice, way: 'counter', at: now, requestId, first: actor, second: null, counted: false },
    closesAt: topic.closesAt ?? 0,
  }
  const entered = await retryOnConflict(MAX_ATTEMPTS, async () => {
    const vote = await store.topicvotes.get(_id)
    if (vote?.second?.requestId === requestId && vote.second.by === actor) return 'counted' as const
    const isKnown = vote?.requestId === requestId || vote?.replaced?.includes(requestId)
    if (vote && isKnown && vote.first === actor) return vote.counted ? 'counted' : 'first'
    enforce(decideVoice(topic, now))
    if (!vote) return (await store.topicvotes.insert(fresh)) ? 'first' : CONFLICT
    if (vote.counted) throw new AppError('ALREADY_VOTED', null)
    const open = { _id, counted: false, first: vote.first, requestId: vote.requestId }
    if (vote.first === actor) {
      if (vote.choice === choice) throw new AppError('SECOND_PERSON_NEEDED', null)
      const replaced = [...(vote.replaced ?? []), vote.requestId].slice(-REMEMBERED)
      return (await store.topicvotes.update(open, { choice, at: now, requestId, replaced })) === 1 ? 'first' : CONFLICT
    }
    if (vote.choice !== choice) throw new AppError('VOTE_DIFFERS', null)
    const second = { by: actor, requestId }
    return (await store.topicvotes.update(open, { counted: true, second })) === 1 ? 'counted' : CONFLICT
  })
  return { entered }
}
