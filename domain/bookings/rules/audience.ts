import { type Refusal, refuse } from '../../errors'
import type { Audience } from '../../offerings/rules'
import { ADULT_AGE, isAdult, type Member, possibleAges } from '../../people/members'

/**
 * Whether one person fits the age limits at a moment (epoch ms, the start of the session). The limits do not apply to
 * an adult who accompanies a child. If the age is unknown, a person counts as an adult where that is enough to decide;
 * otherwise the birth month is required. Where the birthday may be before or after the session, the person is let in.
 */
export function checkPerson(member: Member, audience: Audience, at: number): Refusal | null {
  if (audience.accompanied === 'together' && isAdult(member, at)) return null
  const { ageMin, ageMax } = audience
  const ages = possibleAges(member, at)
  if (ages === null) {
    if (!isAdult(member, at)) return refuse('BIRTH_MONTH_NEEDED', { memberId: member.id })
    if (ageMax !== null && ageMax < ADULT_AGE) return refuse('TOO_OLD', { memberId: member.id, ageMax })
    const fitsAnyAdult = (ageMin === null || ageMin <= ADULT_AGE) && ageMax === null
    return fitsAnyAdult ? null : refuse('BIRTH_MONTH_NEEDED', { memberId: member.id })
  }
  if (ageMin !== null && ages.most < ageMin) return refuse('TOO_YOUNG', { memberId: member.id, ageMin })
  if (ageMax !== null && ages.least > ageMax) return refuse('TOO_OLD', { memberId: member.id, ageMax })
  return null
}
