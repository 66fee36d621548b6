import { checkPerson } from '@domain/bookings/rules/audience'
import { checkStanding } from '@domain/bookings/rules/standing'
import type { MemberChoice } from '@domain/contracts/views'
import type { BookingRules } from '@domain/offerings/rules'
import type { Member } from '@domain/people/members'
import { loadAccount, membersOf } from '../accounts/account'
import { activeBookings } from '../booking/core/list'
import { bookingViews } from '../booking/core/views'
import { centreView } from '../catalogue/centre-views'
import { offeringView, sessionCard } from '../catalogue/session-views'
import { classCards, upcomingPage } from '../catalogue/upcoming'
import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { SessionDocument } from '../kernel/store/documents'
import { gt, lt, not, type Where } from '../kernel/store/port'

/** Sessions on the page of a class. */
const MAX_SESSIONS = 30

/** Lists upcoming classes by filters. */
export const listClasses: Handler<'class.list'> = async ({ store, now }, { centreId, category, date, age, after }) => {
  const of: Where<SessionDocument> = {
    ...(centreId === undefined ? {} : { centreId }),
    ...(category === undefined ? {} : { category }),
    ...(age === undefined ? {} : acceptsAge(age)),
  }
  const page = await upcomingPage(store, of, { now, date, after })
  return { now, items: page.items.map(sessionCard), next: page.next }
}

/** Matches sessions open to this age; a missing limit allows everybody. */
function acceptsAge(age: number): Where<SessionDocument> {
  return {
    'rules.audience.ageMin': not(gt(age)),
    'rules.audience.ageMax': not(lt(age)),
  }
}

/** Returns a class with its sessions, the eligibility of the household's members, and their bookings. */
export const getClass: Handler<'class.get'> = async (context, { offeringId }) => {
  const { store, now } = context
  const [offering, sessions, account, bookings] = await Promise.all([
    store.offerings.get(offeringId),
    classCards(store, { offeringId }, now, MAX_SESSIONS),
    loadAccount(context),
    activeBookings(context, { offeringId }),
  ])
  const { centreId } = requireFound(offering, 'OFFERING_NOT_FOUND')
  const centre = requireFound(await store.centres.get(centreId), 'OFFERING_NOT_FOUND')
  const [next] = sessions
  return {
    now,
    offering: offeringView(requireFound(offering, 'OFFERING_NOT_FOUND')),
    centre: centreView(centre, undefined),
    sessions,
    members: membersOf(account).map(member => {
      const choice = choiceOf(member, next)
      return { ...choice, refusal: choice.refusal ?? checkStanding([member], account.missed, now) }
    }),
    bookings: await bookingViews(store, bookings),
  }
}

/** Whether a member is eligible, as of the next session. */
function choiceOf(member: Member, next: { startsAt: number; rules: BookingRules } | undefined): MemberChoice {
  return { member, refusal: next ? checkPerson(member, next.rules.audience, next.startsAt) : null }
}
