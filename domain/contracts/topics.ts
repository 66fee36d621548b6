import * as v from 'valibot'
import type { ProjectState } from '../governance/project'
import { CHOICES, type TopicVersion, type VoteResult } from '../governance/topic'
import type { TopicState } from '../governance/topic-state'
import { cursor, id } from './fields'
import { route } from './route'
import type { Page } from './views'

/** A topic in a list. */
export interface TopicCard {
  id: string
  title: string
  words: string
  state: TopicState
  /** The version of the text. */
  version: number
  /** How many households support this version. */
  supporters: number
  /** How many needs it gathers. */
  needs: number
  at: number
  /** Until when voices are given; null: the vote is not open yet. */
  closesAt: number | null
  result: VoteResult | null
  decision: { adopted: boolean; reasons: string; at: number } | null
}

/** A topic as people see it. Before the vote is counted nothing in it depends on the voices of others. */
export interface TopicView extends TopicCard {
  centre: { id: string; name: string }
  needTexts: string[]
  versions: TopicVersion[]
  meeting: { sessionId: string; offeringId: string; title: string; startsAt: number } | null
  /** Whether the household supports this version; `changed`: it supported a former one. */
  support: 'none' | 'given' | 'changed'
  /** When the household has given its voice; null: it has not. */
  votedAt: number | null
  /** The project that carries it out; null: there is none yet. */
  project: { id: string; state: ProjectState } | null
}

/** Routes of topics. */
export const topicRoutes = {
  /** The topics of a centre, newest first; without one, of the first centre. */
  'topic.list': route<{ now: number; centre: { id: string; name: string }; changed: string[] } & Page<TopicCard>>()({
    effect: 'read',
    input: v.strictObject({ centreId: v.optional(id), after: v.optional(cursor) }),
    errors: ['CENTRE_NOT_FOUND'],
  }),
  /** One topic. */
  'topic.get': route<{ now: number; topic: TopicView }>()({
    effect: 'read',
    input: v.strictObject({ topicId: id }),
    errors: ['TOPIC_NOT_FOUND'],
  }),
  /** Supports a version of a topic, once for each household. */
  'topic.support': route<{ now: number; topic: TopicView }>()({
    effect: 'write',
    input: v.strictObject({ topicId: id, version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)) }),
    errors: ['TOPIC_NOT_FOUND', 'TOPIC_CLOSED', 'TOPIC_CHANGED', 'SUPPORT_FULL'],
  }),
  /** Gives the voice of a household that was let in at a centre within a year. It is final, and sealed until the vote is counted. */
  'topic.vote': route<{ now: number; topic: TopicView }>()({
    effect: 'write',
    input: v.strictObject({ topicId: id, choice: v.picklist(CHOICES) }),
    errors: ['TOPIC_NOT_FOUND', 'TOPIC_CLOSED', 'NOT_VERIFIED', 'ALREADY_VOTED', 'REQUEST_REUSED'],
  }),
}
