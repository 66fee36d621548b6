import type { SessionDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { searchIndexOf } from '../search'
import type { Collections, World } from '../world'
import { canteens } from './canteen'
import { centres as centresAt } from './centres'
import { CLASS_PLANS } from './classes'
import { contest } from './contest'
import { crowdOf } from './crowd'
import { GROUP_CLASSES, groups } from './groups'
import { honours } from './honours'
import { needs } from './needs'
import { partners, partnerWants } from './partners'
import { households, PERSONAS, relations, staff } from './people'
import { PHONE_DESK, phoneDesk } from './phone-desk'
import { points } from './points'
import { rate } from './ratings'
import { socialWorkers } from './social-workers'
import { SPACE_PLANS } from './spaces'
import { daysOf, spaceOffering } from './spaces/days'
import { visitorsOf } from './spaces/visitors'
import { starredElsewhere } from './starred-elsewhere'
import { stars } from './stars'
import { stations } from './stations'
import { stories } from './stories'
import { ticketsOf } from './tickets'
import { DAYS_AHEAD, offering, sessionsOf } from './timetable'
import { projects, topics } from './topics'
import { volunteers } from './volunteers'

/** How many days back the history of the personas reaches. */
const DAYS_BACK = 28
/** Past sessions of each class of a resident group. */
const PAST_OF_GROUPS = 5

/**
 * Yuxi as demo data: real names of counties and centres, everything else made up. Pure: the same `now` (epoch ms) gives
 * the same world, and a later one the same sessions for the same days. A database that is already filled takes
 * `additions` of it.
 */
export function yuxiWorld(now: number): World {
  const centres = centresAt(now)
  const plans = [...CLASS_PLANS, PHONE_DESK]
  const timetable = (fromDay: number, toDay: number) =>
    byStart(
      centres.flatMap(centre =>
        CLASS_PLANS.filter(plan => plan.centreId === centre._id).flatMap(plan =>
          sessionsOf(plan, centre, now, fromDay, toDay),
        ),
      ),
    )
  const desk = centres.filter(({ _id }) => _id === PHONE_DESK.centreId).flatMap(centre => phoneDesk(centre, now))
  const coming = byStart([...timetable(0, DAYS_AHEAD - 1), ...desk])
  const past = timetable(-DAYS_BACK, -1)

  const people = households(now)
  const told = stories(people, coming, past, now)
  // What groups did lately: a few sessions of each, so that the world stays small.
  const met = GROUP_CLASSES.flatMap(id => past.filter(({ offeringId }) => offeringId === id).slice(-PAST_OF_GROUPS))
  const demand = new Map(plans.map(plan => [plan.id, plan.demand]))
  const spaces = SPACE_PLANS.flatMap(plan =>
    centres
      .filter(({ _id }) => _id === plan.centreId)
      .flatMap(centre => daysOf(plan, centre, now, DAYS_AHEAD).map(session => ({ session, busy: plan.busy }))),
  )
  const crowds = [
    ...[...told.sessions, ...met, ...coming]
      .filter(({ rules }) => !rules.ballot)
      .map(session => crowdOf(session, demand.get(session.offeringId) ?? 'quiet', now)),
    ...spaces.map(({ session, busy }) => visitorsOf(session, busy, now)),
  ]
  const meals = canteens(centres, people.elder, now)
  const ballots = coming.filter(({ rules }) => rules.ballot).map(session => ticketsOf(session, now))
  crowds.push(...ballots)
  const places = stations(centres, now)
  const collections: Collections = {
    ...stars(centres, now, starredElsewhere),
    stations: places,
    offerings: [...plans.map(offering), ...SPACE_PLANS.map(spaceOffering), ...meals.offerings],
    canteens: meals.canteens,
    menus: meals.menus,
    ballots: ballots.flatMap(crowd => crowd.ballots),
    sessions: [...told.sessions, ...met, ...coming, ...spaces.map(({ session }) => session), ...meals.sessions],
    accounts: [...Object.values(people), ...meals.accounts, ...crowds.flatMap(crowd => crowd.accounts)],
    bookings: [...told.bookings, ...meals.bookings, ...crowds.flatMap(crowd => crowd.bookings)],
    checkins: [...told.checkins, ...meals.checkins, ...crowds.flatMap(crowd => crowd.checkins)],
    staff: staff(centres),
    ...points(centres, now),
    honours: honours(now),
    ...contest(centres, CLASS_PLANS, now),
    needs: needs(centres, now),
    topics: topics(centres, now),
    ...volunteers(places, [...coming, ...meals.sessions], now),
    socialworkers: socialWorkers(now),
    partners: partners(now),
    partnerwants: partnerWants(now),
    relations: relations(now),
    groups: groups(
      centres,
      [...met, ...coming],
      crowds.flatMap(crowd => crowd.bookings),
      now,
    ),
    projects: projects(centres, now),
  }
  // The personas rate what they came to themselves.
  rate(
    crowds.flatMap(crowd => crowd.bookings),
    collections.offerings ?? [],
    now,
  )
  return {
    name: '玉溪演示数据',
    personas: PERSONAS,
    collections: { ...collections, search: searchIndexOf(collections, now) },
  }
}

function byStart(sessions: SessionDocument[]): SessionDocument[] {
  return sessions.sort((a, b) => a.startsAt - b.startsAt)
}
