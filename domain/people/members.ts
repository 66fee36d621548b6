import { charactersOf } from '../text'
import { ageAt, possibleAgesAt } from '../time'

/** How a member relates to the account holder. */
export const RELATIONS = ['self', 'child', 'elder', 'other'] as const
export type Relation = (typeof RELATIONS)[number]

/** Id of the account holder, who can book without filling in any form. */
export const SELF_ID = 'self'

/** Most members of an account besides the holder. */
export const MAX_MEMBERS = 8

/** Longest name, characters. */
export const NICKNAME_LENGTH = 12

/** Under this age a guardian's consent is required (Personal Information Protection Law, art. 31). */
export const CONSENT_AGE = 14

/** From this age a person may accompany a child. */
export const ADULT_AGE = 18

/** A person an account may book for. Data minimisation: no real name, no identity number, no exact birthday. */
export interface Member {
  id: string
  relation: Relation
  nickname: string
  /** `YYYY-MM`, or null when the person was never asked. */
  birthMonth: string | null
  /** When the guardian consented, epoch ms; null for people who need no guardian. */
  consentAt: number | null
}

/** The account holder before any details were saved. */
export const UNNAMED_SELF: Member = {
  id: SELF_ID,
  relation: 'self',
  nickname: '我',
  birthMonth: null,
  consentAt: null,
}

/** Age in whole years at a moment; null when unknown. In the month of the birthday, the age after it. */
export function memberAge(member: Pick<Member, 'birthMonth'>, ms: number): number | null {
  return member.birthMonth === null ? null : ageAt(member.birthMonth, ms)
}

/** The ages that a person may have at a moment; null when the birth month is unknown. */
export function possibleAges(member: Pick<Member, 'birthMonth'>, ms: number): { least: number; most: number } | null {
  return member.birthMonth === null ? null : possibleAgesAt(member.birthMonth, ms)
}

/**
 * Whether a person counts as an adult: by age if the birth month is known, otherwise unless the relation is `child`.
 */
export function isAdult(member: Pick<Member, 'birthMonth' | 'relation'>, ms: number): boolean {
  const age = memberAge(member, ms)
  return age === null ? member.relation !== 'child' : age >= ADULT_AGE
}

/** Whether this person's record needs a guardian's consent: it does as long as the person may be under that age. */
export function needsConsent(relation: Relation, birthMonth: string | null, ms: number): boolean {
  if (relation === 'self') return false
  return birthMonth === null ? relation === 'child' : possibleAgesAt(birthMonth, ms).least < CONSENT_AGE
}

/** Masks a name for display to others: the first character, the rest hidden. */
export function maskName(name: string): string {
  const [first = '＊', ...rest] = charactersOf(name)
  return first + (rest.length > 0 ? '＊'.repeat(Math.min(rest.length, 2)) : '＊')
}
