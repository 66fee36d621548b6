import type { NeedState } from '@domain/governance/need-state'
import { type CountedComplaint, countAgreements, countComplaints, countGroups } from '@domain/rating/beside'
import { type CountedBooking, type CountedSession, countMonth, type MonthCounts } from '@domain/rating/counts'
import { monthSpan, spanBefore } from '@domain/rating/round'
import type { RatingRules } from '@domain/rating/standards'
import { localMonth } from '@domain/time'
import type { BookingDocument, SessionDocument } from '../kernel/store/documents'
import { both, gt, gte, lt, neq, oneOf, type Picked, type Store } from '../kernel/store/port'
import { readAll } from '../kernel/store/read-all'

/** Kinds that have a roster; a day of seats has none. */
const ROSTERS = ['class', 'meal'] as const
/** Sessions whose bookings are read at once. */
const LOT = 20
/** Most stations of a centre. */
const STATIONS = 100
/** Most complaints of a month, and most partners and groups of a centre. */
const COMPLAINTS = 1000
const PARTNERS = 200
const GROUPS = 60

/** Epoch ms; the end is not included. */
interface Span {
  from: number
  to: number
}

const SESSION_FIELDS = ['kind', 'category', 'title', 'status', 'startsAt', 'endsAt', 'capacity'] as const
const BOOKING_FIELDS = ['sessionId', 'partySize', 'missed', 'checkIn'] as const

/** The classes and sittings of a centre that begin in a span (epoch ms), with what is recorded of them, by start. */
export async function countedSessions(store: Store, centreId: string, { from, to }: Span): Promise<CountedSession[]> {
  const where = { centreId, kind: oneOf(ROSTERS), startsAt: both(gte(from), lt(to)) }
  const sessions = await readAll(store.sessions, where, SESSION_FIELDS)
  const counted: CountedSession[] = []
  for (let n = 0; n < sessions.length; n += LOT) counted.push(...(await withRosters(store, sessions.slice(n, n + LOT))))
  return counted.sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))
}

type Slot = Picked<SessionDocument, (typeof SESSION_FIELDS)[number]>

async function withRosters(store: Store, sessions: readonly Slot[]): Promise<CountedSession[]> {
  const sessionId = oneOf(sessions.map(({ _id }) => _id))
  const [confirmed, released, rows] = await Promise.all([
    readAll(store.bookings, { sessionId, status: 'confirmed' }, BOOKING_FIELDS),
    store.bookings.tally({ sessionId, status: neq('confirmed'), missed: true }, 'sessionId', 'partySize', 'checkIn'),
    readAll(store.checkins, { sessionId }, ['sessionId', 'loggedAt']),
  ])
  return sessions.map(({ _id: id, ...session }) => ({
    id,
    ...session,
    bookings: confirmed.filter(booking => booking.sessionId === id).map(countedBooking),
    released: released.get(id)?.all ?? 0,
    loggedAt: rows.filter(row => row.sessionId === id).map(({ loggedAt }) => loggedAt),
  }))
}

function countedBooking({
  partySize,
  missed,
  checkIn,
}: Picked<BookingDocument, (typeof BOOKING_FIELDS)[number]>): CountedBooking {
  return { partySize, missed, checkIn: checkIn && { at: checkIn.at, by: checkIn.by, way: checkIn.way } }
}

/** Counts a month of a centre from its records, without some sessions; a centre that was removed has opened at no time. */
export async function countMonthOf(
  store: Store,
  centreId: string,
  year: number,
  month: number,
  rules: RatingRules,
  without: ReadonlySet<string>,
): Promise<MonthCounts> {
  const span = monthSpan(year, month)
  const before = spanBefore(year, month)
  const [centre, sessions, beside, needs, complaints, volunteerMinutes, agreements, groups] = await Promise.all([
    store.centres.get(centreId, ['hours', 'residents']),
    countedSessions(store, centreId, span),
    countedBeside(store, centreId, span),
    countedNeeds(store, centreId, before),
    countedComplaints(store, centreId, before),
    countedMinutes(store, centreId, before),
    countedAgreements(store, centreId, span),
    countedGroups(store, centreId, span.to),
  ])
  const counting = sessions.filter(({ id }) => !without.has(id))
  return countMonth(counting, centre?.hours ?? { week: [], closures: [] }, rules, {
    ...beside,
    ...needs,
    ...complaints,
    ...agreements,
    ...{ volunteerMinutes, groups, residents: centre?.residents ?? 0 },
  })
}

/**
 * The needs of a span that go on with no other, and those that were answered. It lies a month back: whoever has to answer has more
 * than a month then, whatever holidays there are.
 */
async function countedNeeds(store: Store, centreId: string, { from, to }: Span) {
  const countOf = (state: NeedState) => store.needs.count({ centreId, state, at: both(gte(from), lt(to)) })
  const [open, answered] = await Promise.all([countOf('open'), countOf('answered')])
  return { needs: open + answered, answered }
}

/** What people said against records of absences. A month back, because whoever answers has five working days. */
async function countedComplaints(store: Store, centreId: string, { from, to }: Span) {
  const records = await store.noshows.find({
    where: { centreId, 'appeal.at': both(gte(from), lt(to)) },
    limit: COMPLAINTS,
    fields: ['appeal', 'excuse'],
  })
  return countComplaints(
    records.flatMap(({ appeal, excuse }): CountedComplaint[] =>
      // An absence that was excused for another reason needs no answer any more.
      appeal ? [{ at: appeal.at, answeredAt: appeal.decision?.at ?? excuse?.at ?? null }] : [],
    ),
  )
}

/** Minutes of volunteers that count. A month back, because a guide signs for 30 days. */
async function countedMinutes(store: Store, centreId: string, { from, to }: Span): Promise<number> {
  const where = { centreId, startsAt: both(gte(from), lt(to)) }
  const sums = await store.shifts.tally(where, 'centreId', 'minutes', 'centreId')
  return sums.get(centreId)?.all ?? 0
}

/** What partners owed and delivered, as their agreements were counted. */
async function countedAgreements(store: Store, centreId: string, { from }: Span) {
  const month = localMonth(from)
  const partners = await store.partners.find({
    where: { centreId, endsAt: gt(from) },
    limit: PARTNERS,
    fields: ['months'],
  })
  return countAgreements(partners.flatMap(({ months }) => months.filter(own => own.month === month)))
}

/** Groups that were active at a moment. */
async function countedGroups(store: Store, centreId: string, at: number): Promise<number> {
  const fields = ['startedAt', 'closedAt', 'people', 'activities'] as const
  const [open, closed] = await Promise.all([
    store.groups.find({ where: { centreId, closedAt: 0, startedAt: lt(at) }, limit: GROUPS, fields }),
    store.groups.find({ where: { centreId, closedAt: gte(at) }, limit: GROUPS, fields }),
  ])
  const counted = [...open, ...closed].map(({ people, ...group }) => ({
    ...group,
    joinedAt: Object.values(people).map(member => member.at),
  }))
  return countGroups(counted, at)
}

/** What is counted without sessions: visits of its stations, and what people gave who came. */
async function countedBeside(store: Store, centreId: string, { from, to }: Span) {
  const rated = { centreId, ratedAt: both(gte(from), lt(to)) }
  const [stations, sums, ratings] = await Promise.all([
    store.stations.find({ where: { centreId }, limit: STATIONS, fields: ['centreId'] }),
    store.bookings.tally(rated, 'centreId', 'stars', 'ratedAt'),
    store.bookings.count(rated),
  ])
  const ids = stations.map(({ _id }) => _id)
  // A visit that was only kept for somebody who never scanned the code at the door is none.
  const visits =
    ids.length === 0
      ? 0
      : await store.visits.count({ stationId: oneOf(ids), from: both(gte(from), lt(to)), held: neq(true) })
  return { stations: ids.length, visits, stars: sums.get(centreId)?.all ?? 0, ratings }
}
