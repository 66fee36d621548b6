import * as v from 'valibot'
import { type AnswerKind, NEED_CATEGORIES, type NeedCategory, type NeedLevel } from '../governance/need'
import type { NeedState } from '../governance/need-state'
import type { ProjectState } from '../governance/project'
import type { TopicState } from '../governance/topic-state'
import { cursor, id, shortLine } from './fields'
import { NEED_LENGTH } from './limits'
import { route } from './route'
import type { Page } from './views'

/** A need in a list. Nobody learns who put it. */
export interface NeedCard {
  id: string
  category: NeedCategory
  text: string
  at: number
  /** Of a merged need, that of the one with which it goes on. */
  state: NeedState
  level: NeedLevel
  /** How many other households need it, too. */
  supporters: number
}

/** Messages about a need that its household has agreed to and not received yet, and whether it can agree to one more. */
export interface NeedNotices {
  left: number
  canAdd: boolean
}

/** A need with its way. Of a merged one, the way is that of the need with which it goes on. */
export interface NeedView extends NeedCard {
  centre: { id: string; name: string }
  isOwn: boolean
  isSupported: boolean
  /** Null: it is not the caller's. */
  notices: NeedNotices | null
  /** Until when it must be answered at its level, epoch ms; null: it is answered, or it is late with the city. */
  answerBy: number | null
  /** When it went to a level above. */
  escalations: { level: NeedLevel; at: number }[]
  answer: { kind: AnswerKind; words: string; level: NeedLevel; at: number } | null
  /** The older need with which it goes on. */
  mergedInto: { id: string; text: string; at: number } | null
  /** The latest topic that gathers it. */
  topic: {
    id: string
    title: string
    state: TopicState
    at: number
    project: { id: string; state: ProjectState } | null
  } | null
}

/** Routes of needs. */
export const needRoutes = {
  /** The needs of a centre, newest first; without one, of the first centre. */
  'need.list': route<{ now: number; centre: { id: string; name: string } } & Page<NeedCard>>()({
    effect: 'read',
    input: v.strictObject({ centreId: v.optional(id), after: v.optional(cursor) }),
    errors: ['CENTRE_NOT_FOUND'],
  }),
  /** What the caller's household has put, newest first. */
  'need.mine': route<{ now: number } & Page<NeedCard>>()({
    effect: 'read',
    input: v.strictObject({ after: v.optional(cursor) }),
    errors: [],
  }),
  /** One need, and where it stands. */
  'need.get': route<{ now: number; need: NeedView }>()({
    effect: 'read',
    input: v.strictObject({ needId: id }),
    errors: ['NEED_NOT_FOUND'],
  }),
  /** Puts a need in one sentence. */
  'need.put': route<{ now: number; need: NeedView }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      category: v.picklist(NEED_CATEGORIES.map(each => each.id)),
      text: shortLine(NEED_LENGTH),
    }),
    errors: ['CENTRE_NOT_FOUND', 'NEED_LIMIT', 'REQUEST_REUSED'],
  }),
  /** Says that the caller's household needs it, too; once. */
  'need.support': route<{ now: number; need: NeedView }>()({
    effect: 'write',
    input: v.strictObject({ needId: id }),
    errors: ['NEED_NOT_FOUND', 'OWN_NEED', 'NEED_CLOSED', 'SUPPORT_FULL'],
  }),
  /** Agrees to one message about the caller's need, when it comes to its next step. */
  'need.tell': route<{ now: number; need: NeedView }>()({
    effect: 'write',
    input: v.strictObject({ needId: id }),
    errors: ['NEED_NOT_FOUND'],
  }),
}
