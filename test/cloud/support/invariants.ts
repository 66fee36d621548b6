import type { BookingStatus } from '@domain/contracts/views'
import { DAY } from '@domain/time'
import type {
  AccountDocument,
  BookingDocument,
  Documents,
  NoShowDocument,
  SessionDocument,
  WaitEntry,
} from '../../../cloudfunctions/lib/kernel/store/documents'
import { cloudNow } from './clock'
import { ballotViolations } from './invariants/ballot'
import { canteenViolations } from './invariants/canteen'
import { checkInViolations } from './invariants/checkins'
import { deskViolations } from './invariants/desk'
import { dueViolations } from './invariants/due'
import { groupViolations } from './invariants/groups'
import { honourViolations } from './invariants/honours'
import { paymentViolations } from './invariants/payments'
import { peopleViolations } from './invariants/people'
import { pointViolations } from './invariants/points'
import { seriesViolations } from './invariants/series'
import { closedSpots, spaceViolations } from './invariants/spaces'
import { stationViolationsIn } from './invariants/stations'
import { tillViolations } from './invariants/till'
import { volunteerViolations } from './invariants/volunteers'
import type { Stored } from './test-cloud'

/** Where the session stores the party of a booking, by the booking's status. */
const STAGE_OF: Partial<Record<BookingStatus, 'claims' | 'offers' | 'waitlist'>> = {
  confirmed: 'claims',
  offered: 'offers',
  waiting: 'waitlist',
  registered: 'waitlist',
}

/** The collections that the invariants read. */
export type Kept = {
  [Name in
    | 'sessions'
    | 'bookings'
    | 'accounts'
    | 'noshows'
    | 'enrolments'
    | 'checkins'
    | 'ballots'
    | 'stations'
    | 'sitters'
    | 'visits'
    | 'tillrows'
    | 'tillcloses']: Documents[Name][]
}

/**
 * Returns the violations of what must hold whenever no call is running, one line each. A ledger need not keep what is over at
 * `now`, epoch ms.
 */
export async function invariantViolations(cloud: Stored, now = cloudNow()): Promise<string[]> {
  const [sessions, bookings, accounts, noshows, enrolments, checkins, ballots] = await Promise.all([
    cloud.stored('sessions'),
    cloud.stored('bookings'),
    cloud.stored('accounts'),
    cloud.stored('noshows'),
    cloud.stored('enrolments'),
    cloud.stored('checkins'),
    cloud.stored('ballots'),
  ])
  const [stations, sitters, visits, tillrows, tillcloses] = await Promise.all([
    cloud.stored('stations'),
    cloud.stored('sitters'),
    cloud.stored('visits'),
    cloud.stored('tillrows'),
    cloud.stored('tillcloses'),
  ])
  const payments = await cloud.stored('payments')
  const rest = { stations, sitters, visits, tillrows, tillcloses }
  const [purses, pointrows, pointgoods, deeds, redemptions] = await Promise.all([
    cloud.stored('purses'),
    cloud.stored('pointrows'),
    cloud.stored('pointgoods'),
    cloud.stored('deeds'),
    cloud.stored('redemptions'),
  ])
  const [volunteers, shifts] = await Promise.all([cloud.stored('volunteers'), cloud.stored('shifts')])
  const [groups, partners] = await Promise.all([cloud.stored('groups'), cloud.stored('partners')])
  return [
    ...violationsIn({ sessions, bookings, accounts, noshows, enrolments, checkins, ballots, ...rest }, now),
    ...paymentViolations({ payments, bookings, tillrows }),
    ...pointViolations({ purses, pointrows, pointgoods, deeds, redemptions }),
    ...honourViolations(await cloud.stored('honours')),
    ...volunteerViolations({ volunteers, shifts }),
    ...groupViolations({ groups, partners }),
  ]
}

/** Checks the same on loaded documents. Each is read once, because a city has some ten thousand of them. */
export function violationsIn(kept: Kept, now: number): string[] {
  const { sessions, bookings, accounts, noshows, enrolments, checkins, ballots } = kept
  const sessionsById = byId(sessions)
  const bookingsById = byId(bookings)
  const accountsById = byId(accounts)
  const ofSession = groupedBy(bookings, ({ sessionId }) => sessionId)
  const recordsOf = groupedBy(noshows, ({ bookingId }) => bookingId)
  const countedBy = groupedBy(noshows, ({ accountId }) => accountId)
  const wrong = [
    ...sessions.flatMap(session => {
      const own = ofSession.get(session._id) ?? []
      return [
        ...sessionViolations(session, own, bookingsById, now),
        ...ballotViolations(session, own, ballots),
        ...deskViolations(session),
        ...canteenViolations(session, own),
      ]
    }),
    ...checkInViolations(bookings, checkins),
    ...peopleViolations(bookings, sessionsById, now),
  ]
  for (const booking of bookings) {
    const session = sessionsById.get(booking.sessionId)
    const account = accountsById.get(booking.accountId)
    wrong.push(...bookingViolations(booking, session, account, recordsOf.get(booking._id) ?? [], now))
  }
  for (const { _id, bookingId, stale, state, excuse } of noshows) {
    const booking = bookingsById.get(bookingId)
    // Late evidence of attendance removes the mark and excuses the no-show.
    const missed = booking?.missed || (booking?.checkIn != null && state === 'excused')
    if (!booking || !(booking.status === 'confirmed' || booking.cancelledBy === 'grace') || !missed)
      wrong.push(`${_id}: a record of nothing missed`)
    if (stale) wrong.push(`${_id}: the account does not know`)
    if ((state === 'excused') !== (excuse !== null)) wrong.push(`${_id}: excused without a reason`)
  }
  for (const account of accounts) {
    if (account.erasingAt) wrong.push(`${account._id}: erased, but not everywhere`)
    const explained = countedIn(countedBy.get(account._id) ?? [])
    if (JSON.stringify(sorted(account.missed)) !== JSON.stringify(sorted(explained))) {
      wrong.push(`${account._id}: ${JSON.stringify(account.missed)} is not what its records say`)
    }
    for (const id of Object.keys(account.ledger)) {
      const booking = bookingsById.get(id)
      if (!booking || !STAGE_OF[booking.status]) wrong.push(`${account._id}: ledger names ${id}, which is over`)
    }
  }
  const series = seriesViolations({ enrolments, sessions, bookings, accounts })
  return [...wrong, ...series, ...stationViolationsIn(kept), ...tillViolations(kept)]
}

function byId<Row extends { _id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map(row => [row._id, row]))
}

function groupedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

function bookingViolations(
  booking: BookingDocument,
  session: SessionDocument | undefined,
  account: AccountDocument | undefined,
  records: NoShowDocument[],
  now: number,
): string[] {
  const { _id, status, sessionId } = booking
  const stage = STAGE_OF[status]
  if (booking.partyChange || booking.partyChangeAt) return [`${_id}: a change of its party is not finished`]
  const wrong = dueViolations(booking, now)
  if (!stage) return wrong
  const isHere =
    session?.[stage][_id] !== undefined || (stage === 'waitlist' && session && isStoredWait(session, booking))
  if (!isHere) wrong.push(`${_id}: ${status}, but not in ${stage}`)
  const entry = account?.ledger[_id]
  if (entry?.sessionId !== sessionId && (entry || booking.endsAt > now)) {
    wrong.push(`${_id}: ${status} without a ledger entry`)
  }
  const party = JSON.stringify(booking.attendees.map(({ memberId }) => memberId))
  if (entry && JSON.stringify(entry.memberIds) !== party) wrong.push(`${_id}: the ledger holds another party`)
  const held = session?.claims[_id]?.attendees.map(({ memberId }) => memberId)
  if (held && JSON.stringify(held) !== party) wrong.push(`${_id}: the claim is for another party`)
  if (booking.partySize !== booking.attendees.length) wrong.push(`${_id}: its party is counted wrongly`)
  if (entry && (entry.waiting === true) !== (stage !== 'claims')) wrong.push(`${_id}: the ledger holds another status`)
  // A booking that was over before the cancellation is kept.
  const offAt = session && calledOffAt(session)
  if (offAt && booking.checkIn === null && booking.endsAt > offAt) {
    wrong.push(`${_id}: ${status} on a session that was called off`)
  }
  const own = booking.unit ? booking : session
  if (own && ![booking, entry ?? booking].every(times => sameTimes(times, own))) {
    wrong.push(`${_id}: has times that its session has not`)
  }
  if (booking.missed) {
    if (records.length !== recordedOf(booking, now)) wrong.push(`${_id}: missed without a record for everybody`)
    if (booking.checkIn) wrong.push(`${_id}: missed and checked in`)
  }
  return wrong
}

/** How long no-shows are kept, ms, and what stands in place of the name of a removed member. */
const NO_SHOWS_KEPT = 194 * DAY
const REMOVED_NAME = '已删除的家人'

/** How many records of an absence are kept: of everybody, until the party or one of it is removed, or the period is over. */
function recordedOf({ anonymous, attendees, endsAt }: BookingDocument, now: number): number {
  if (anonymous || (Number.isFinite(now) && endsAt + NO_SHOWS_KEPT <= now)) return 0
  return attendees.filter(({ nickname }) => nickname !== REMOVED_NAME).length
}

/** Whether a booking alone says that its party waits: the session does not list it, and it has not left. */
function isStoredWait(session: SessionDocument, { _id, status, rank, sessionId }: BookingDocument): boolean {
  const { waitlist, left = {} } = session
  const may = ((session as { shape?: number }).shape ?? 1) >= 2
  return may && status === 'waiting' && !rank && sessionId === session._id && !waitlist[_id] && left[_id] === undefined
}

/** All parties that wait for a session, listed or not. */
function partiesOf(session: SessionDocument, own: readonly BookingDocument[]): Record<string, WaitEntry> {
  const stored = own
    .filter(booking => isStoredWait(session, booking))
    .map(({ _id, createdAt, accountId, requestId, attendees }) => [
      _id,
      { at: createdAt, accountId, requestId, attendees },
    ])
  return { ...session.waitlist, ...Object.fromEntries(stored) }
}

function placesIn(entries: Record<string, WaitEntry>): number {
  return Object.values(entries).reduce((sum, entry) => sum + placesHeld(entry), 0)
}

/** Written out here, like all that the invariants need: they must not judge a function by itself. */
function placesHeld({ spots, attendees }: WaitEntry): number {
  return spots ? spots.length : attendees.length
}

/** When the centre called a session off, epoch ms; null: it takes place. */
function calledOffAt({ status, changes }: SessionDocument): number | null {
  const calling = Object.values(changes).filter(({ to }) => to === null)
  return status === 'cancelled' ? (calling[0]?.at ?? 0) : null
}

/** The times of each person's no-shows that count, by member, in order. */
function countedIn(records: readonly NoShowDocument[]): Record<string, number[]> {
  const members = [...new Set(records.filter(({ state }) => state === 'counted').map(({ memberId }) => memberId))]
  const timesOf = (member: string) =>
    records.filter(({ memberId, state }) => memberId === member && state === 'counted').map(({ missedAt }) => missedAt)
  return Object.fromEntries(members.map(member => [member, timesOf(member).sort((a, b) => a - b)]))
}

function sessionViolations(
  session: SessionDocument,
  own: BookingDocument[],
  bookings: Map<string, BookingDocument>,
  now: number,
): string[] {
  const { _id, seatsLeft, claims, offers, waitlist, waiting, reserve, capacity, turnAt } = session
  const parties = partiesOf(session, own)
  const wrong: string[] = []
  const closed = closedSpots(session)
  const taken = placesIn(claims) + placesIn(offers) + closed.length
  wrong.push(...spaceViolations(session, own))
  if (seatsLeft + taken + reserve !== capacity) wrong.push(`${_id}: ${seatsLeft} left + ${taken} is not ${capacity}`)
  if (seatsLeft < 0) wrong.push(`${_id}: oversold`)
  if (session.changedAt > 0) wrong.push(`${_id}: its bookings have not followed a change`)
  // Names the parties: one whose booking refuses every write is excused in the simulated city.
  const waits = Object.keys(parties)
  if (waiting !== waits.length) wrong.push(`${_id}: ${waiting} is not the length of the waitlist: ${waits.join(', ')}`)
  for (const [id, { key }] of Object.entries(waitlist)) {
    if (bookings.get(id)?.waitKey !== key) wrong.push(`${_id}: ${id} was listed twice`)
  }
  for (const stage of ['claims', 'offers', 'waitlist'] as const) {
    for (const id of Object.keys(session[stage])) {
      const booking = bookings.get(id)
      const here = booking && STAGE_OF[booking.status] === stage && booking.sessionId === _id
      if (!here) wrong.push(`${_id}: ${stage} names ${id}`)
    }
  }
  const fits = Object.values(parties).some(party => placesHeld(party) <= seatsLeft)
  const held = (session.drawAt ?? 0) > 0
  const isDue = turnAt !== undefined && turnAt <= now
  if (fits && !held && !isDue) wrong.push(`${_id}: somebody waits for places that are free, and nobody will look`)
  const queued = waiting + Object.keys(offers).length
  if (queued > 0 && turnAt === undefined) wrong.push(`${_id}: nobody will look at the waitlist`)
  const soonest = Math.min(...Object.values(offers).map(({ until }) => until))
  if (turnAt !== undefined && turnAt > soonest) wrong.push(`${_id}: nobody will look when an offer is over`)
  return [...wrong, ...overtakingViolations(session, parties, bookings)]
}

/** An offer may precede an earlier party only if that party was too large, and its booking records the skip. */
function overtakingViolations(
  { _id, offers }: SessionDocument,
  parties: Record<string, WaitEntry>,
  bookings: Map<string, BookingDocument>,
): string[] {
  return Object.entries(offers).flatMap(([id, offer]) =>
    Object.entries(parties)
      .filter(([other, entry]) => comesBefore(other, entry, id, offer))
      .filter(([other]) => {
        const events = bookings.get(other)?.waitEvents ?? {}
        // A later offer takes the place of an event that is sixteen minutes older, or a multiple of it.
        const kept = events[`skipped-${Math.floor(offer.offeredAt / 60_000) % 16}`]
        return (kept?.at ?? 0) < offer.offeredAt
      })
      .map(([other]) => `${_id}: ${id} was offered before ${other}`),
  )
}

/** The order of a waitlist: ranks of the draw first, then arrival, then id. */
function comesBefore(idA: string, a: WaitEntry, idB: string, b: WaitEntry): boolean {
  if (a.rank !== b.rank) return (a.rank ?? Number.POSITIVE_INFINITY) < (b.rank ?? Number.POSITIVE_INFINITY)
  return a.at < b.at || (a.at === b.at && idA < idB)
}

function sameTimes(a: { startsAt: number; endsAt: number }, b: { startsAt: number; endsAt: number }): boolean {
  return a.startsAt === b.startsAt && a.endsAt === b.endsAt
}

function sorted<Value>(fields: Record<string, Value>): [string, Value][] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
}
