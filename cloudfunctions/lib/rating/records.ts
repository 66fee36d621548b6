import type { NeedState } from '@domain/governance/need-state'
import { type CountedBooking, type CountedSession, countMonth, type MonthCounts } from '@domain/rating/counts'
import { monthSpan, spanBefore } from '@domain/rating/round'
import type { RatingRules } from '@domain/rating/standards'
import type { BookingDocument, SessionDocument } from '../kernel/store/documents'
import { both, gte, lt, neq, oneOf, type Picked, type Store } from '../kernel/store/port'
import { readAll } from '../kernel/store/read-all'

/** Kinds that have a roster; a day of seats has none. */
const ROSTERS = ['class', 'meal'] as const
/** Sessions whose bookings are read at once. */
const LOT = 20
/** Most stations of a centre. */
const STATIONS = 100

const SESSION_FIELDS = ['kind', 'category', 'title', 'status', 'startsAt', 'endsAt', 'capacity'] as const
const BOOKING_FIELDS = ['sessionId', 'partySize', 'missed', 'checkIn'] as const

/** The classes and sittings of a centre that begin in a span (epoch ms), with what is recorded of them, by start. */
export async function countedSessions(
  store: Store,
  centreId: string,
  { from, to }: { from: number; to: number },
): Promise<CountedSession[]> {
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
  const [centre, sessions, beside, needs] = await Promise.all([
    store.centres.get(centreId, ['hours']),
    countedSessions(store, centreId, span),
    countedBeside(store, centreId, span),
    countedNeeds(store, centreId, spanBefore(year, month)),
  ])
  const counting = sessions.filter(({ id }) => !without.has(id))
  return countMonth(counting, centre?.hours ?? { week: [], closures: [] }, rules, {
    ...beside,
    ...needs,
  })
}

/**
 * The needs of a span that go on with no other, and those that were answered. It lies a month back: whoever has to answer has more
 * than a month then, whatever holidays there are.
 */
async function countedNeeds(store: Store, centreId: string, { from, to }: { from: number; to: number }) {
  const countOf = (state: NeedState) => store.needs.count({ centreId, state, at: both(gte(from), lt(to)) })
  const [open, answered] = await Promise.all([countOf('open'), countOf('answered')])
  return { needs: open + answered, answered }
}

/** What is counted without sessions: visits of its stations, and what people gave who came. */
async function countedBeside(store: Store, centreId: string, { from, to }: { from: number; to: number }) {
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
