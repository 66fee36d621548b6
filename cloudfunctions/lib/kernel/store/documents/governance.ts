import type { AnswerKind, NeedCategory, NeedLevel } from '@domain/governance/need'
import type { NeedState } from '@domain/governance/need-state'
import type { BudgetLine, Milestone, ProjectFigures, ProjectState } from '@domain/governance/project'
import type { Choice, TopicText, TopicVersion, VoteResult } from '@domain/governance/topic'
import type { TopicState } from '@domain/governance/topic-state'

/** A need that a resident has put. Every change is a compare-and-set on `revision`. */
export interface NeedDocument {
  _id: string
  centreId: string
  county: string
  /** Who put it. Others never learn it. */
  accountId: string
  requestId: string
  category: NeedCategory
  text: string
  state: NeedState
  /** Who has to answer it. */
  level: NeedLevel
  at: number
  /** Until when it must be answered at this level, when the timer looks at it; 0: never again. */
  dueAt: number
  /** When it went to a level above. */
  escalations: { level: NeedLevel; at: number }[]
  /** How many other households need it, too. */
  supporters: number
  /** By the household's key. */
  voices: Record<string, { at: number }>
  answer: { kind: AnswerKind; words: string; level: NeedLevel; at: number } | null
  /** The older need with which it goes on. */
  mergedInto: { needId: string; at: number } | null
  /** The last requests of staff that changed it. */
  requests: string[]
  /** What its household is told of it; absent or null: it has asked for nothing, or is forgotten. */
  news?: NeedNews | null
  /** When the timer looks whether there is something to tell; absent or 0: never. */
  lookAt?: number
  rulesId: string
  revision: number
  forgottenAt: number | null
}

/** Consents to messages about a need, and what was told. */
export interface NeedNews {
  /** Messages that may still be sent. */
  left: number
  sent: number
  /** The step that the household knows. */
  step: string
  /** Since when a call is sending one; 0: none is. */
  sendingAt: number
  /** The last requests that added a consent. */
  requests: string[]
}

/** A topic that gathers needs. Every change of its text and phase is a compare-and-set on `revision`. */
export interface TopicDocument extends TopicText {
  _id: string
  centreId: string
  county: string
  needIds: string[]
  /** The version of the text, and those before it. */
  version: number
  versions: TopicVersion[]
  state: TopicState
  /** How many households support this version. */
  supporters: number
  /** By the household's key: which version it supports. */
  voices: Record<string, { version: number; at: number }>
  /** The meeting at which people talk about it, one of the centre's sessions; null: none. */
  meeting: { sessionId: string; offeringId: string; title: string; startsAt: number } | null
  opensAt: number | null
  /** Until when voices are given. */
  closesAt: number | null
  /** When the timer counts the voices; 0: never. */
  dueAt: number
  result: VoteResult | null
  decision: { adopted: boolean; reasons: string; at: number } | null
  at: number
  rulesId: string
  revision: number
  /** The last requests of staff that changed it. */
  requests: string[]
  forgottenAt: number | null
}

/**
 * A voice in the vote on a topic. The id is derived from topic and household, or from topic and the name on a paper, so that there
 * is one of each; nothing in it names anybody. It is read by nobody but the timer that counts.
 */
export interface TopicVoteDocument {
  _id: string
  topicId: string
  choice: Choice
  way: 'app' | 'counter'
  at: number
  /** In the app what stands for it (`requestKeyOf`), because the voice outlives an erasure. */
  requestId: string
  /** Requests of the first for choices that they have corrected since; absent: none. */
  replaced?: string[]
  /** Who entered it first, by their number; null: it was given in the app. */
  first: string | null
  /** Who entered it a second time; null: nobody has yet, or it was given in the app. */
  second: { by: string; requestId: string } | null
  /** A voice of the counter is not counted before somebody else has entered it, too. */
  counted: boolean
  /** When the vote ends. */
  closesAt: number
}

/** A project that carries out an adopted topic; the id is derived from the topic's. Every change is a compare-and-set. */
export interface ProjectDocument {
  _id: string
  centreId: string
  county: string
  topicId: string
  topicTitle: string
  /** Who answers for it, as they want to be called. */
  owner: string
  /** Local date from which sessions count, `YYYY-MM-DD`. */
  from: string
  budget: BudgetLine[]
  milestones: Milestone[]
  /** Their sessions are those of the project. */
  offeringIds: string[]
  state: ProjectState
  /** As they were counted at `countedAt`; null: not yet. */
  figures: ProjectFigures | null
  countedAt: number | null
  /** When the timer counts it the next time; 0: it is closed. */
  dueAt: number
  closing: { words: string; fewReason: string; at: number } | null
  at: number
  rulesId: string
  revision: number
  /** The last requests that changed it. */
  requests: string[]
  forgottenAt: number | null
}
