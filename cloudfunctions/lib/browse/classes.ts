import { checkPerson } from '@domain/bookings/rules/audience'
import { checkStanding } from '@domain/bookings/rules/standing'
import { availabilityOf, isBookable } from '@domain/classes/availability'
import type { MemberChoice, SessionCard } from '@domain/contracts/views'
import type { Refusal } from '@domain/errors'
import { categoriesOfFilter } from '@domain/offerings/kinds'
import type { Member } from '@domain/people/members'
import { loadAccount, membersOf } from '../accounts/account'
import { caredNames } from '../accounts/cares'
import { warningFor } from '../accounts/standing'
import { warningsOf } from '../accounts/warnings'
import { activeBookings } from '../booking/core/list'
import { bookingViews } from '../booking/core/views'
import { centreView } from '../catalogue/centre-views'
import { ratingSum } from '../catalogue/ratings'
import { offeringView, sessionCard } from '../catalogue/session-views'
import { classCards, upcomingPage } from '../catalogue/upcoming'
import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { SessionDocument } from '../kernel/store/documents'
import { gt, lt, not, oneOf, type Where } from '../kernel/store/port'

/** Sessions on the page of a class. */
const MAX_SESSIONS = 30

/** Pages that are read for one of what can be booked, and from how many found on it is shown. */
const MAX_PAGES = 4
const ENOUGH = 10

/** Lists upcoming classes by filters. */
export const listClasses: Handler<'class.list'> = async (
  { store, now },
  { centreId, category, date, week, age, ageTo, bookable, after },
) => {
  const days = week ? 7 : 1
  const of: Where<SessionDocument> = {
    ...(centreId === undefined ? {} : { centreId }),
    ...(category === undefined ? {} : { category: anyOf(categoriesOfFilter(category)) }),
    ...(age === undefined ? {} : acceptsAges(age, ageTo ?? age)),
  }
  if (!bookable) {
    const page = await upcomingPage(store, of, { now, date, days, after })
    return { now, items: page.items.map(sessionCard), next: page.next }
  }
  const items: SessionCard[] = []
  let next = after
  for (let read = 0; read < MAX_PAGES; read++) {
    const page = await upcomingPage(store, { ...of, status: 'open' }, { now, date, days, after: next })
    items.push(...page.items.map(sessionCard).filter(session => isBookable(availabilityOf(session, now))))
    if (page.next === null) return { now, items, next: null }
    next = page.next
    if (items.length >= ENOUGH) break
  }
  return { now, items, next: next ?? null }
}

/** Matches these values; a single one by itself, which an index serves best. */
function anyOf<Value>(values: readonly Value[]) {
  const [first] = values
  return values.length === 1 && first !== undefined ? first : oneOf(values)
}

/** Matches sessions open to both ages; a missing limit allows everybody. */
function acceptsAges(one: number, other: number): Where<SessionDocument> {
  return {
    'rules.audience.ageMin': not(gt(Math.min(one, other))),
    'rules.audience.ageMax': not(lt(Math.max(one, other))),
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
  const [foundCentre, rating, cared] = await Promise.all([
    store.centres.get(centreId),
    offering?.rated ? ratingSum(store, { offeringId }) : null,
    caredNames(context, account),
  ])
  const centre = requireFound(foundCentre, 'OFFERING_NOT_FOUND')
  return {
    now,
    offering: offeringView(requireFound(offering, 'OFFERING_NOT_FOUND')),
    centre: centreView(centre, undefined, now),
    sessions,
    members: membersOf(account).map(member => ({
      ...choiceOf(member, sessions, checkStanding([member], account.missed, now, warningsOf(account))),
      ...warningFor(account, member.id, now),
    })),
    rating,
    ...(cared.length > 0 ? { cared } : {}),
    bookings: await bookingViews(store, bookings),
  }
}

/** Whether a member is eligible, as of each session; `standing` refuses the person for all of them. */
function choiceOf(member: Member, sessions: readonly SessionCard[], standing: Refusal | null): MemberChoice {
  const refusals = Object.fromEntries(
    sessions.flatMap(({ id, rules, startsAt }) => {
      const refusal = checkPerson(member, rules.audience, startsAt) ?? standing
      return refusal ? [[id, refusal]] : []
    }),
  )
  const [next] = sessions
  return { member, refusal: next ? (refusals[next.id] ?? null) : standing, refusals }
}
