import { cleanText } from '../text'
import { needsConsent, type Relation } from './members'

/** The fields of the member form. */
export interface MemberFields {
  relation: Relation
  nickname: string
  /** `YYYY-MM`, or null while nothing is chosen. */
  birthMonth: string | null
  consent: boolean
}

export type MissingMemberField = 'nickname' | 'birthMonth' | 'consent'

/** The fields that are still missing before the member can be saved at `now` (epoch ms). */
export function missingMemberFields(
  { relation, nickname, birthMonth, consent }: MemberFields,
  now: number,
): MissingMemberField[] {
  const missing: MissingMemberField[] = []
  if (cleanText(nickname) === '') missing.push('nickname')
  // Classes are booked by age, so a child without a birth month could not book any.
  if (relation === 'child' && birthMonth === null) missing.push('birthMonth')
  if (needsConsent(relation, birthMonth, now) && !consent) missing.push('consent')
  return missing
}
