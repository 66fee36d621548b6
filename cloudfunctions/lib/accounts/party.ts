import { labelsOf } from '@domain/people/labels'
import { type Member, UNNAMED_SELF } from '@domain/people/members'
import { AppError } from '../kernel/router/errors'
import type { AccountDocument, WaitEntry } from '../kernel/store/documents'
import { membersOf } from './account'

type Attendees = WaitEntry['attendees']

/** The members with these ids, in this order. Throws MEMBER_NOT_FOUND. */
export function partyOf(account: AccountDocument, memberIds: string[]): Member[] {
  const members = membersOf(account)
  return memberIds.map(memberId => {
    const member = members.find(({ id }) => id === memberId)
    if (!member) throw new AppError('MEMBER_NOT_FOUND', null)
    return member
  })
}

/** The members of an entry. A member who was removed meanwhile still holds the place that was booked. */
export function partyOfEntry(account: AccountDocument, attendees: Attendees): Member[] {
  const members = membersOf(account)
  return attendees.map(
    ({ memberId, nickname }) =>
      members.find(member => member.id === memberId) ?? { ...UNNAMED_SELF, id: memberId, nickname },
  )
}

/** A party as a session stores it, with names by which the household can tell them apart. */
export function attendeesOf(account: AccountDocument, party: Member[]): Attendees {
  const labels = labelsOf(membersOf(account))
  return party.map(({ id, nickname }) => ({ memberId: id, nickname: labels.get(id) ?? nickname }))
}

/** Throws REQUEST_REUSED when the request id was used before for other members. */
export function requireSameParty(
  { attendees, bookedFor }: { attendees: Attendees; bookedFor?: string[] },
  memberIds: string[],
): void {
  if (!sameIds(bookedFor ?? attendees.map(({ memberId }) => memberId), memberIds))
    throw new AppError('REQUEST_REUSED', null)
}

function sameIds(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at])
}
