import type { OfficeTopic } from '@domain/contracts/office-topics'
import type { TopicCard, TopicView } from '@domain/contracts/topics'
import { householdKeyOf, voteIdOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import type { TopicDocument } from '../kernel/store/documents'
import { oneOf, type Store } from '../kernel/store/port'
import { projectOf } from './projects'
import type { ShownTopic } from './topics'

/** A topic in a list. */
export function topicCard({ _id, needIds, ...topic }: ShownTopic): TopicCard {
  const { title, words, state, version, supporters, at, closesAt, result, decision } = topic
  return {
    id: _id,
    ...{ title, words, state, version, supporters, at, closesAt, result, decision },
    needs: needIds.length,
  }
}

/** A topic as those see it who lead the centre. */
export function officeTopic(topic: ShownTopic): OfficeTopic {
  const { needIds, meeting, revision } = topic
  return { ...topicCard(topic), needIds, meeting, revision }
}

/** A topic as a household sees it. */
export async function topicView(context: PersonContext, topic: TopicDocument): Promise<TopicView> {
  const { store, accountId } = context
  const { _id, centreId, needIds, versions, version, meeting } = topic
  const [centre, needs, own, project, held] = await Promise.all([
    store.centres.get(centreId, ['name']),
    store.needs.find({ where: { _id: oneOf(needIds) }, limit: needIds.length, fields: ['text'] }),
    store.topicvotes.get(voteIdOf(context, _id, accountId), ['at']),
    topic.state === 'decided' ? projectOf(store, _id) : null,
    meetingNow(store, meeting),
  ])
  const texts = new Map(needs.map(need => [need._id, need.text]))
  const voice = topic.voices[householdKeyOf(context, _id, accountId)]
  return {
    ...topicCard(topic),
    centre: { id: centreId, name: centre?.name ?? '' },
    needTexts: needIds.flatMap(id => texts.get(id) ?? []),
    versions,
    meeting: held,
    support: voice === undefined ? 'none' : voice.version === version ? 'given' : 'changed',
    votedAt: own?.at ?? null,
    project: project && { id: project._id, state: project.state },
  }
}

/** The meeting as it stands: the centre may have moved it, or cancelled it (null). One that is not kept any more stays as it was. */
async function meetingNow(store: Store, meeting: TopicDocument['meeting']): Promise<TopicDocument['meeting']> {
  if (!meeting) return null
  const session = await store.sessions.get(meeting.sessionId, ['status', 'startsAt'])
  if (!session) return meeting
  return session.status === 'open' ? { ...meeting, startsAt: session.startsAt } : null
}
