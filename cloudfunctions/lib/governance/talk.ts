import { governanceRulesOf } from '@domain/governance/rules'
import { decideTopicSupport, decideVoice } from '@domain/governance/topic'
import { DAY } from '@domain/time'
import { firstCentre } from '../catalogue/first-centre'
import { householdKeyOf, requestKeyOf, voteIdOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import { AppError, enforce, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { TopicVoteDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { gt, lt, neq } from '../kernel/store/port'
import { topicCard, topicView } from './topic-views'
import { changeTopic, type ShownTopic, TOPIC_SHOWN } from './topics'

/** The topics of a centre; `changed`: those of them of which the household supported a former version. */
export const listTopics: Handler<'topic.list'> = async (context, { centreId: asked, after }) => {
  const { store, now } = context
  const centreId = asked ?? (await firstCentre(store))
  const [centre, { items, next }] = await Promise.all([
    store.centres.get(centreId, ['name']),
    findPage(store.topics, { where: { centreId }, by: 'at', direction: 'desc', after, fields: TOPIC_SHOWN }),
  ])
  const { name } = requireFound(centre, 'CENTRE_NOT_FOUND')
  const asksAgain = await Promise.all(items.map(topic => isAskedAgain(context, topic)))
  return {
    now,
    centre: { id: centreId, name },
    items: items.map(topicCard),
    changed: items.filter((_, n) => asksAgain[n]).map(({ _id }) => _id),
    next,
  }
}

/** Whether the household supported a former version of a topic. Asks only about topics that were edited. */
async function isAskedAgain(context: PersonContext, { _id, state, version }: ShownTopic): Promise<boolean> {
  if (state !== 'gathering' || version === 1) return false
  const by = householdKeyOf(context, _id, context.accountId)
  return (await context.store.topics.count({ _id, [`voices.${by}.version`]: lt(version) })) > 0
}

/** One topic. */
export const getTopic: Handler<'topic.get'> = async (context, { topicId }) => {
  const topic = requireFound(await context.store.topics.get(topicId), 'TOPIC_NOT_FOUND')
  return { now: context.now, topic: await topicView(context, topic) }
}

/** Supports a version of a topic. A household is counted once for each version, whatever it sends. */
export const supportTopic: Handler<'topic.support'> = async (context, { topicId, version }) => {
  const { now, accountId } = context
  const by = householdKeyOf(context, topicId, accountId)
  const topic = await changeTopic(context, topicId, ({ voices, ...current }) => {
    if ((voices[by]?.version ?? 0) >= version) return null
    enforce(decideTopicSupport(current, version))
    return { voices: { ...voices, [by]: { version, at: now } }, supporters: current.supporters + 1 }
  })
  return { now, topic: await topicView(context, topic) }
}

/**
 * Gives the voice of a household. Its id is that of topic and household, so one insert decides, and nothing of the topic changes:
 * no answer to anybody else depends on it before the voices are counted. Throws TOPIC_NOT_FOUND, TOPIC_CLOSED, NOT_VERIFIED,
 * ALREADY_VOTED, REQUEST_REUSED.
 */
export const vote: Handler<'topic.vote'> = async (context, { topicId, choice }) => {
  const { store, now, accountId } = context
  const requestId = requestKeyOf(context, topicId, context.requestId)
  const topic = requireFound(await store.topics.get(topicId), 'TOPIC_NOT_FOUND')
  const _id = voteIdOf(context, topicId, accountId)
  const requireSame = (stored: TopicVoteDocument) => {
    if (stored.requestId !== requestId) throw new AppError('ALREADY_VOTED', null)
    if (stored.choice !== choice) throw new AppError('REQUEST_REUSED', null)
  }
  const earlier = await store.topicvotes.get(_id)
  if (earlier) requireSame(earlier)
  else {
    enforce(decideVoice(topic, now))
    await requireVerified(context, governanceRulesOf(topic.rulesId).verifiedDays)
    const fresh: TopicVoteDocument = {
      ...{ _id, topicId, choice, way: 'app', at: now, requestId, first: null, second: null, counted: true },
      closesAt: topic.closesAt ?? 0,
    }
    if (!(await store.topicvotes.insert(fresh))) requireSame((await store.topicvotes.get(_id)) ?? fresh)
  }
  return { now, topic: await topicView(context, topic) }
}

/** Throws NOT_VERIFIED unless somebody of the household was let in at a centre within so many days. */
async function requireVerified({ store, now, accountId }: PersonContext, days: number): Promise<void> {
  const came = await store.bookings.find({
    where: { accountId, activeUntil: gt(now - days * DAY), checkIn: neq(null) },
    limit: 1,
    fields: ['activeUntil'],
  })
  if (came.length === 0) throw new AppError('NOT_VERIFIED', { days })
}
