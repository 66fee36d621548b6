import { charactersOf } from '../text'
import { DAY } from '../time'
import { type Member, needsConsent } from './members'

/** Most people who care for one child besides its own account. */
export const MAX_CARERS = 2

/** Most children of others that an account cares for. */
export const MAX_CARED = 4

/** How long a code to care for a child is good, ms. */
export const CARE_CODE_FOR = DAY

/** Longest name for the other person, characters. */
export const CARER_NAME_LENGTH = 8

/** Why somebody does not care for a child any more. `gone`: it was ended, or the child is not kept any more. */
export type CareEnd = 'age' | 'gone'

/** Whether a child can be cared for by two accounts: as long as a guardian speaks for it. */
export function canShareCare({ relation, birthMonth }: Member, now: number): boolean {
  return relation === 'child' && needsConsent(relation, birthMonth, now)
}

/** Whether two entries may be the same child: it would be booked twice for one hour, because each account has its own ledger. */
export function isSameChild(one: Member, other: Member): boolean {
  const name = ({ nickname }: Member) => charactersOf(nickname.trim()).join('').toLowerCase()
  return one.relation === 'child' && one.birthMonth === other.birthMonth && name(one) === name(other)
}
