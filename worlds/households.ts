import { type Member, needsConsent, type Relation, SELF_ID } from '@domain/people/members'
import { KEEP } from '@domain/privacy/keep'
import { localMonth } from '@domain/time'
import { accountIdOf } from '../cloudfunctions/lib/kernel/ids'
import type { AccountDocument } from '../cloudfunctions/lib/kernel/store/documents'

/** Returns the birth month of a person who is this many years and months old at `now`. */
export function birthMonthBefore(now: number, years: number, months = 0): string {
  const [year = 0, month = 1] = localMonth(now).split('-').map(Number)
  const count = (year - years) * 12 + (month - 1) - months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** A member of a household; with a guardian's consent for those who need one. */
export function member(
  id: string,
  relation: Relation,
  nickname: string,
  birthMonth: string | null,
  since: number,
): Member {
  const consentAt = needsConsent(relation, birthMonth, since) ? since : null
  return { id, relation, nickname, birthMonth, consentAt }
}

/** The account holder. */
export function holder(nickname: string, birthMonth: string | null, since: number): Member {
  return member(SELF_ID, 'self', nickname, birthMonth, since)
}

/** A household without bookings. */
export function account(openid: string, members: Member[], createdAt: number): AccountDocument {
  return {
    _id: accountIdOf(openid),
    openid,
    members,
    ledger: {},
    missed: {},
    revision: 1,
    createdAt,
    reviewAt: createdAt + KEEP.account,
  }
}
