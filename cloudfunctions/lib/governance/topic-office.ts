import { governanceRulesAt, governanceRulesOf } from '@domain/governance/rules'
import { decideVoteDate, edited, voteEnd } from '@domain/governance/topic'
import { classCards } from '../catalogue/upcoming'
import { createdIdOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, enforce, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { TopicDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { neq, oneOf } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { officeTopic } from './topic-views'
import { changeTopic, TOPIC_SHOWN, type TopicChange } from './topics'

/** How many latest requests each topic remembers. */
const REMEMBERED = 20
/** Needs and sessions from which one chooses. */
const CHOICES_SHOWN = 50

/** The topics of a centre, and what they can be made of. */
export const listOfficeTopics: Handler<'office.topics'> = async ({ store, now }, { centreId, after }) => {
  const [{ items, next }, needs, sessions] = await Promise.all([
    findPage(store.topics, { where: { centreId }, by: 'at', direction: 'desc', after, fields: TOPIC_SHOWN }),
    store.needs.find({
      where: { centreId, state: oneOf(['open', 'answered']), 'answer.kind': neq('declined') },
      sort: [['at', 'desc']],
      limit: CHOICES_SHOWN,
      fields: ['text'],
    }),
    classCards(store, { centreId }, now, CHOICES_SHOWN),
  ])
  return {
    now,
    items: items.map(officeTopic),
    needs: needs.map(({ _id, text }) => ({ id: _id, text })),
    sessions: sessions.map(({ id, title, startsAt }) => ({ id, title, startsAt })),
    next,
  }
}

/** Saves a topic, guarded by the revision that was read. Idempotent under the request id. */
export const saveTopic: Handler<'office.saveTopic'> = async (context, input) => {
  const { store, now, requestId } = context
  const { centreId, topicId, revision, title, words, needIds } = input
  await requireNeeds(context, centreId, needIds)
  if (topicId !== undefined) {
    return changeAtCentre(context, centreId, topicId, topic => {
      requireState(topic, 'gathering')
      requireRevision(topic, revision)
      const { version, versions, supporters } = edited(topic, { title, words }, now)
      return { title, words, needIds, version, versions: [...versions], supporters }
    })
  }
  const _id = createdIdOf('topic', context)
  note(context, { subject: { id: _id, title } })
  const { county } = requireFound(await store.centres.get(centreId, ['county']), 'CENTRE_NOT_FOUND')
  const fresh: TopicDocument = {
    ...{ _id, centreId, county, title, words, needIds },
    version: 1,
    versions: [],
    state: 'gathering',
    supporters: 0,
    voices: {},
    meeting: null,
    opensAt: null,
    closesAt: null,
    dueAt: 0,
    result: null,
    decision: null,
    at: now,
    rulesId: governanceRulesAt(now).id,
    revision: 1,
    requests: [requestId],
    forgottenAt: null,
  }
  const isNew = await store.topics.insert(fresh)
  const topic = isNew ? fresh : requireAtCentre(await store.topics.get(_id), centreId, 'TOPIC_NOT_FOUND')
  return { now, topic: officeTopic(topic) }
}

/** Opens the vote. Its end is fixed; the voices are counted when no call can be running that still gives one. */
export const openVote: Handler<'office.openVote'> = async (context, input) => {
  const { store, now } = context
  const { centreId, topicId, revision, lastDay, sessionId } = input
  return changeAtCentre(context, centreId, topicId, async topic => {
    requireState(topic, 'gathering')
    requireRevision(topic, revision)
    enforce(decideVoteDate(lastDay, now, governanceRulesOf(topic.rulesId)))
    const closesAt = voteEnd(lastDay)
    const meeting = sessionId === undefined ? null : await requireSession(sessionId)
    return { state: 'voting', meeting, opensAt: now, closesAt, dueAt: closesAt + STALE_CALL_AFTER }
  })

  /** The meeting can still be booked. A repeated call asks no more. */
  async function requireSession(id: string) {
    const fields = ['centreId', 'offeringId', 'title', 'startsAt', 'status'] as const
    const session = await store.sessions.get(id, fields)
    const { _id, offeringId, title, startsAt, status } = requireAtCentre(session, centreId, 'SESSION_NOT_FOUND')
    if (status !== 'open' || startsAt <= now) throw new AppError('SESSION_NOT_FOUND', null)
    return { sessionId: _id, offeringId, title, startsAt }
  }
}

/** Publishes the decision with its reasons. */
export const decideTopic: Handler<'office.decideTopic'> = async (context, { centreId, topicId, adopted, reasons }) =>
  changeAtCentre(context, centreId, topicId, topic => {
    requireState(topic, 'counted')
    return { state: 'decided', decision: { adopted, reasons, at: context.now } }
  })

function requireState({ state }: TopicDocument, wanted: TopicDocument['state']): void {
  if (state !== wanted) throw new AppError('TOPIC_CLOSED', { state })
}

function requireRevision(topic: TopicDocument, revision: number): void {
  if (topic.revision !== revision) throw new AppError('TOPIC_EDITED', null)
}

/** Throws NEED_NOT_FOUND unless all of these are needs of the centre. */
async function requireNeeds({ store }: StaffContext, centreId: string, needIds: readonly string[]): Promise<void> {
  const found = await store.needs.find({ where: { _id: oneOf(needIds) }, limit: needIds.length, fields: ['centreId'] })
  const own = found.filter(need => need.centreId === centreId)
  if (own.length < needIds.length) throw new AppError('NEED_NOT_FOUND', null)
}

/** Changes a topic of a centre, once under the request id. */
async function changeAtCentre(
  context: StaffContext,
  centreId: string,
  topicId: string,
  decide: (topic: TopicDocument) => TopicChange | Promise<TopicChange>,
) {
  const { now, requestId } = context
  const topic = await changeTopic(context, topicId, async current => {
    requireAtCentre(current, centreId, 'TOPIC_NOT_FOUND')
    if (current.requests.includes(requestId)) return null
    return { ...(await decide(current)), requests: [...current.requests, requestId].slice(-REMEMBERED) }
  })
  note(context, { subject: { id: topicId, title: topic.title } })
  return { now, topic: officeTopic(topic) }
}
