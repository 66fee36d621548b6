import { type Refusal, refuse } from '../errors'
import type { AnyRole } from '../office/roles'
import { afterWorkdays } from '../participation/phases'
import type { NeedState } from './need-state'
import type { GovernanceRules } from './rules'

/** What a need is about. */
export const NEED_CATEGORIES = [
  { id: 'classes', label: '课程活动' },
  { id: 'care', label: '老人孩子' },
  { id: 'canteen', label: '吃饭' },
  { id: 'space', label: '场地设施' },
  { id: 'street', label: '周边环境' },
  { id: 'other', label: '别的' },
] as const
export type NeedCategory = (typeof NEED_CATEGORIES)[number]['id']

/** Who has to answer a need: its centre, and after the deadlines the county and the city. */
export type NeedLevel = 'centre' | 'county' | 'city'

/** What is done about a need: at once, by a topic that people talk about, or nothing, for the reason that is given. */
export const ANSWER_KINDS = ['done', 'topic', 'declined'] as const
export type AnswerKind = (typeof ANSWER_KINDS)[number]

/** Most households whose support is noted for one need. */
export const MAX_SUPPORTERS = 500

/** Until when somebody at a level has to answer, epoch ms; 0: the city is the last one. */
export function answerBy(
  level: NeedLevel,
  since: number,
  { answerWorkdays, countyWorkdays }: Pick<GovernanceRules, 'answerWorkdays' | 'countyWorkdays'>,
): number {
  if (level === 'city') return 0
  return afterWorkdays(since, level === 'centre' ? answerWorkdays : countyWorkdays)
}

/** Who has to answer a need, until when, and when it went to a level above. */
export interface NeedDuty {
  level: NeedLevel
  dueAt: number
  escalations: readonly { level: NeedLevel; at: number }[]
}

/** The duty to answer after the deadlines that have passed at `now`: each goes to the level above, from its own moment on. */
export function escalated(
  duty: NeedDuty,
  now: number,
  rules: Pick<GovernanceRules, 'answerWorkdays' | 'countyWorkdays'>,
): NeedDuty {
  const { level, dueAt, escalations } = duty
  if (dueAt === 0 || dueAt > now) return duty
  const above = level === 'centre' ? 'county' : 'city'
  const next = { level: above, dueAt: answerBy(above, dueAt, rules) } as const
  return escalated({ ...next, escalations: [...escalations, { level: above, at: dueAt }] }, now, rules)
}

/** For which level somebody answers, by the roles that they hold at the centre. The centre comes first. */
export function answerLevel(roles: readonly AnyRole[]): NeedLevel {
  if (roles.includes('manager')) return 'centre'
  return roles.includes('county') ? 'county' : 'city'
}

/** Decides whether a household can support a need; null: yes. */
export function decideSupport(
  { state, supporters }: { state: NeedState; supporters: number },
  isOwn: boolean,
): Refusal | null {
  if (isOwn) return refuse('OWN_NEED', null)
  if (state === 'merged') return refuse('NEED_CLOSED', { state })
  return supporters >= MAX_SUPPORTERS ? refuse('SUPPORT_FULL', { most: MAX_SUPPORTERS }) : null
}

/** Decides whether a need can be merged into another one of the same centre; null: yes. Only into an older one: no circle arises. */
export function decideMerge(
  need: { _id: string; state: NeedState; at: number },
  into: { _id: string; state: NeedState; at: number },
): Refusal | null {
  if (need.state === 'merged') return refuse('NEED_CLOSED', { state: need.state })
  if (into.state === 'merged') return refuse('NEED_CLOSED', { state: into.state })
  const isOlder = into.at < need.at || (into.at === need.at && into._id < need._id)
  return isOlder ? null : refuse('MERGE_INTO_OLDER', null)
}
