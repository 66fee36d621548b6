import type { OfficeNeed } from '@domain/contracts/office-needs'
import type { AnswerKind, NeedLevel } from '@domain/governance/need'

/** The ways to answer a need. */
export const ANSWERS: readonly { id: AnswerKind; value: AnswerKind; label: string }[] = [
  { id: 'done', value: 'done', label: '这就办' },
  { id: 'topic', value: 'topic', label: '列成议题' },
  { id: 'declined', value: 'declined', label: '这次办不了' },
]

/** Who answers at a level. */
export function sayOffice(level: NeedLevel): string {
  return { centre: '中心', county: '县区', city: '市级' }[level]
}

/** Who has answered, and how. */
export function sayAnswered({ kind, level }: NonNullable<OfficeNeed['answer']>): string {
  return `${sayOffice(level)}答复：${ANSWERS.find(({ id }) => id === kind)?.label ?? ''}`
}
