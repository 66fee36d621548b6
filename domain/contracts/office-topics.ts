import * as v from 'valibot'
import { MAX_NEEDS } from '../governance/topic'
import { cursor, date, id, shortLine, shortText } from './fields'
import { ANSWER_LENGTH, TEXT_LENGTH, TITLE_LENGTH } from './limits'
import { route } from './route'
import type { TopicCard } from './topics'
import type { Page } from './views'

/** A topic as those see it who lead the centre. */
export interface OfficeTopic extends TopicCard {
  needIds: string[]
  meeting: { sessionId: string; offeringId: string; title: string; startsAt: number } | null
  revision: number
}

const revision = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))

/** Routes of topics in the back office. */
export const officeTopicRoutes = {
  /** The topics of a centre, newest first; the needs that they can gather, and the sessions that can be the meeting of one. */
  'office.topics': route<
    {
      now: number
      needs: { id: string; text: string }[]
      sessions: { id: string; title: string; startsAt: number }[]
    } & Page<OfficeTopic>
  >()({
    effect: 'read',
    input: v.strictObject({ centreId: id, after: v.optional(cursor) }),
    errors: [],
  }),
  /** Saves a topic; without an id a new one. An edit of a text that somebody supports makes a new version. */
  'office.saveTopic': route<{ now: number; topic: OfficeTopic }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      topicId: v.optional(id),
      revision,
      title: shortLine(TITLE_LENGTH),
      words: shortText(TEXT_LENGTH),
      needIds: v.pipe(
        v.array(id),
        v.minLength(1),
        v.maxLength(MAX_NEEDS),
        v.check(ids => new Set(ids).size === ids.length),
      ),
    }),
    errors: ['TOPIC_NOT_FOUND', 'TOPIC_CLOSED', 'TOPIC_EDITED', 'NEED_NOT_FOUND'],
  }),
  /** Opens the vote on a topic, until the end of a day; its text does not change any more. */
  'office.openVote': route<{ now: number; topic: OfficeTopic }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, topicId: id, revision, lastDay: date, sessionId: v.optional(id) }),
    errors: ['TOPIC_NOT_FOUND', 'TOPIC_CLOSED', 'TOPIC_EDITED', 'VOTE_DATE_WRONG', 'SESSION_NOT_FOUND'],
  }),
  /** Publishes the decision with its reasons, once the voices are counted. */
  'office.decideTopic': route<{ now: number; topic: OfficeTopic }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, topicId: id, adopted: v.boolean(), reasons: shortText(ANSWER_LENGTH) }),
    errors: ['TOPIC_NOT_FOUND', 'TOPIC_CLOSED'],
  }),
}
