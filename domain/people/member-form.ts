import { needsConsent, type Relation } from './members'

/** What is filled in about a member. */
export interface MemberFields {
  relation: Relation
  nickname: string
  /** `YYYY-MM`, or null while nothing is chosen. */
  birthMonth: string | null
  consent: boolean
}

export type MissingMemberField = 'nickname' | 'birthMonth' | 'consent'

/** What must still be filled in before the member can be saved at `now` (epoch ms). */
export function missingMemberFields(
  { relation, nickname, birthMonth, consent }: MemberFields,
  now: number,
): MissingMemberField[] {
  const missing: MissingMemberField[] = []
  if (nickname.trim() === '') missing.push('nickname')
  // Classes are chosen by age: a child without one could book nothing.
  if (relation === 'child' && birthMonth === null) missing.push('birthMonth')
  if (needsConsent(relation, birthMonth, now) && !consent) missing.push('consent')
  return missing
}
