import type { RouteOutput } from '@domain/contracts'
import { MAX_MEMBERS, type Member, needsConsent, SELF_ID } from '@domain/people/members'
import { memberIdOf } from '../kernel/ids'
import { AppError } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { changeAccount, loadAccount, membersOf } from './account'
import { carersChange, refuseCaredTwin, withoutMember } from './cares'
import { appendChange, wasApplied } from './changes'
import { upcomingEntries } from './ledger'

/**
 * Adds or changes a member. A child's record requires the guardian's consent on the same screen. Throws
 * MEMBER_NOT_FOUND, BIRTH_MONTH_NEEDED, CONSENT_REQUIRED, MEMBER_LIMIT, CARE_TWICE, REQUEST_REUSED.
 */
export const saveMember: Handler<'member.save'> = async (context, input): Promise<RouteOutput<'member.save'>> => {
  const { relation, nickname, birthMonth, guardianConsent } = input
  const memberId = relation === 'self' ? SELF_ID : (input.memberId ?? memberIdOf(context))
  if (memberId === SELF_ID && relation !== 'self') throw new AppError('MEMBER_NOT_FOUND', null)
  // Without the birth month the age limits of classes cannot be checked.
  if (relation === 'child' && birthMonth === null) throw new AppError('BIRTH_MONTH_NEEDED', { memberId })
  const consentNeeded = needsConsent(relation, birthMonth, context.now)
  if (consentNeeded && !guardianConsent) throw new AppError('CONSENT_REQUIRED', null)

  const change = { requestId: context.requestId, what: 'save', memberId, at: context.now } as const
  const seen = await loadAccount(context)
  await refuseCaredTwin(context, seen, { id: memberId, relation, nickname, birthMonth, consentAt: null })
  const account = await changeAccount(context, seen, ({ members, memberChanges }) => {
    // A late replay must not undo later changes or restore a removed member.
    if (wasApplied(memberChanges, change)) return null
    const before = members.find(member => member.id === memberId)
    if (!before && input.memberId !== undefined && memberId !== SELF_ID) throw new AppError('MEMBER_NOT_FOUND', null)
    if (!before && memberId !== SELF_ID && others(members).length >= MAX_MEMBERS) {
      throw new AppError('MEMBER_LIMIT', { max: MAX_MEMBERS })
    }
    const consentAt = consentNeeded ? (before?.consentAt ?? context.now) : null
    const after: Member = { id: memberId, relation, nickname, birthMonth, consentAt }
    return {
      members: before ? members.map(member => (member === before ? after : member)) : [...members, after],
      memberChanges: appendChange(memberChanges, change),
    }
  })
  return { memberId, members: membersOf(account) }
}

/**
 * Removes a member other than the holder. Removing a member who is gone already changes nothing. Throws
 * MEMBER_HAS_BOOKINGS, REQUEST_REUSED.
 */
export const removeMember: Handler<'member.remove'> = async (context, { memberId }) => {
  const change = { requestId: context.requestId, what: 'remove', memberId, at: context.now } as const
  const account = await changeAccount(
    context,
    await loadAccount(context),
    ({ members, eaters, allergies, ledger, memberChanges, removedMembers = [], carers }) => {
      if (wasApplied(memberChanges, change)) return null
      if (!members.some(member => member.id === memberId)) return null
      const upcoming = Object.values(ledger).filter(
        booking => booking.endsAt > context.now && booking.memberIds.includes(memberId),
      )
      if (upcoming.length > 0) throw new AppError('MEMBER_HAS_BOOKINGS', { count: upcoming.length })
      return {
        members: members.filter(member => member.id !== memberId),
        ...(eaters ? { eaters: withoutKey(eaters, memberId) } : {}),
        ...(allergies ? { allergies: withoutKey(allergies, memberId) } : {}),
        // Whoever cared for the child can do nothing for it any more.
        ...(carers ? carersChange(context, withoutMember(carers, memberId)) : {}),
        // The timer removes them from records of the past.
        removedMembers: [...removedMembers, memberId],
        removedAt: context.now,
        // What is over names the member as well.
        ledger: upcomingEntries(ledger, context.now),
        memberChanges: appendChange(memberChanges, change),
      }
    },
  )
  return { members: membersOf(account) }
}

function others(members: Member[]): Member[] {
  return members.filter(member => member.id !== SELF_ID)
}

function withoutKey<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  const { [key]: _removed, ...kept } = record
  return kept
}
