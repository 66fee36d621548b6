import { type Refusal, refuse } from '../errors'
import { atLocal, DAY, localDate, startOfLocalDay } from '../time'
import type { GovernanceRules } from './rules'
import type { TopicState } from './topic-state'

/** What a household can say in a vote. */
export const CHOICES = ['for', 'against', 'abstain'] as const
export type Choice = (typeof CHOICES)[number]

/** What a vote has come to. `counter`: how many of all voices were entered by staff. */
export interface VoteResult extends Record<Choice, number> {
  counter: number
}

/** Most households whose support is noted for one topic. */
export const MAX_TOPIC_SUPPORTERS = 500
/** Most needs of a topic, and most of its earlier versions. */
export const MAX_NEEDS = 20
export const MAX_VERSIONS = 10

/** The text of a topic, as people support it. */
export interface TopicText {
  title: string
  words: string
}

/** An earlier version of a topic. */
export interface TopicVersion extends TopicText {
  version: number
  /** When it was replaced. */
  until: number
  supporters: number
}

/** The part of a topic that an edit of its text changes. */
export interface Editable extends TopicText {
  version: number
  versions: readonly TopicVersion[]
  supporters: number
}

/**
 * A topic after an edit of its text: a new version that nobody supports yet. Whoever supported a former one is asked again, and
 * whoever still reads it cannot support words that they have not read. Only versions that somebody supported are kept.
 */
export function edited(topic: Editable, text: TopicText, now: number): Editable {
  const { title, words, version, versions, supporters } = topic
  if (title === text.title && words === text.words) return topic
  const former = supporters === 0 ? [] : [{ version, title, words, until: now, supporters }]
  return { ...text, version: version + 1, versions: [...versions, ...former].slice(-MAX_VERSIONS), supporters: 0 }
}

/** Decides whether a household can support a version of a topic; null: yes. */
export function decideTopicSupport(
  topic: { state: TopicState; version: number; supporters: number },
  version: number,
): Refusal | null {
  if (topic.state !== 'gathering') return refuse('TOPIC_CLOSED', { state: topic.state })
  if (topic.version !== version) return refuse('TOPIC_CHANGED', { version: topic.version })
  return topic.supporters >= MAX_TOPIC_SUPPORTERS ? refuse('SUPPORT_FULL', { most: MAX_TOPIC_SUPPORTERS }) : null
}

/** Decides whether a vote can end with this local date; null: yes. */
export function decideVoteDate(
  date: string,
  now: number,
  { voteDaysLeast, voteDaysMost }: Pick<GovernanceRules, 'voteDaysLeast' | 'voteDaysMost'>,
): Refusal | null {
  const from = localDate(startOfLocalDay(now, voteDaysLeast))
  const to = localDate(startOfLocalDay(now, voteDaysMost))
  return from <= date && date <= to ? null : refuse('VOTE_DATE_WRONG', { from, to })
}

/** When a vote ends whose last day is this local date: the midnight after it. */
export function voteEnd(date: string): number {
  return atLocal(date) + DAY
}

/** Decides whether a voice can be given now; null: yes. The end holds, however late the votes are counted. */
export function decideVoice(topic: { state: TopicState; closesAt: number | null }, now: number): Refusal | null {
  const isOpen = topic.state === 'voting' && topic.closesAt !== null && now < topic.closesAt
  return isOpen ? null : refuse('TOPIC_CLOSED', { state: topic.state })
}
