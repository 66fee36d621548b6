import type { NeedCard, NeedView } from '@domain/contracts/needs'
import { type AnswerKind, NEED_CATEGORIES, type NeedCategory, type NeedLevel } from '@domain/governance/need'
import { DAY, sayDay } from '@domain/time'
import type { PillTone } from '@/ui/pill'

/** The name of a category. */
export function sayCategory(category: NeedCategory): string {
  return NEED_CATEGORIES.find(({ id }) => id === category)?.label ?? ''
}

const LEVELS: Record<NeedLevel, string> = { centre: '中心', county: '县区办公室', city: '市级办公室' }

/** Who has to answer, or has answered. */
export function sayLevel(level: NeedLevel): string {
  return LEVELS[level]
}

/** Where a need stands, in words and colour. */
export function needState({ state, level }: Pick<NeedCard, 'state' | 'level'>): { label: string; tone: PillTone } {
  if (state === 'answered') return { label: '已答复', tone: 'good' }
  return level === 'centre'
    ? { label: '等答复', tone: 'few' }
    : { label: level === 'county' ? '转到县区了' : '转到市里了', tone: 'indigo' }
}

/** How many other households need it, too. */
export function saySupporters(supporters: number): string {
  return supporters === 0 ? '还没有别家说需要' : `还有 ${supporters} 家也需要`
}

const ANSWERS: Record<AnswerKind, string> = { done: '这就办', topic: '列成议题，大家商量', declined: '这次办不了' }

/** What is done about it. */
export function sayAnswer(kind: AnswerKind): string {
  return ANSWERS[kind]
}

/** Until when it must be answered; the time ends at midnight. */
export function sayAnswerBy({ answerBy }: Pick<NeedView, 'answerBy'>, now: number): string {
  return answerBy === null ? '已经过了期限，请他们尽快' : `最晚${sayDay(answerBy - DAY, now)}答复`
}
