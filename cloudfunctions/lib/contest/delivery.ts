import { type Delivery, deliveryOf, deliveryTenths, isEligible, type RecordedSession } from '@domain/contest/delivery'
import type { ContestRules } from '@domain/contest/rules'
import { KEEP } from '@domain/privacy/keep'
import { DAY } from '@domain/time'
import { AppError } from '../kernel/router/errors'
import type { BookingDocument, ShiftDocument } from '../kernel/store/documents'
import { both, gt, gte, lt, neq, oneOf, type Picked, type Store } from '../kernel/store/port'
import { readAll } from '../kernel/store/read-all'

/** Sessions whose records are read at once, and most sessions: one a day for as long as records are kept. */
const LOT = 20
const MAX_SESSIONS = 400

const BOOKING_FIELDS = ['sessionId', 'accountId', 'attendees', 'partySize'] as const

/** What offerings have delivered since a moment (epoch ms) by the records that are kept: those of a year. */
export async function recordedDelivery(
  store: Store,
  offeringIds: readonly string[],
  since: number,
  now: number,
): Promise<Delivery> {
  const sessions = await store.sessions.find({
    where: {
      ...{ offeringId: oneOf(offeringIds), status: 'open' },
      startsAt: both(gte(Math.max(since, now - KEEP.booking)), lt(now)),
    },
    sort: [['startsAt', 'desc']],
    limit: MAX_SESSIONS,
    fields: ['capacity'],
  })
  const recorded: RecordedSession[] = []
  for (let n = 0; n < sessions.length; n += LOT)
    recorded.push(...(await withRecords(store, sessions.slice(n, n + LOT))))
  return deliveryOf(recorded)
}

async function withRecords(
  store: Store,
  sessions: readonly { _id: string; capacity: number }[],
): Promise<RecordedSession[]> {
  const sessionId = oneOf(sessions.map(({ _id }) => _id))
  const [bookings, rows] = await Promise.all([
    readAll(store.bookings, { sessionId, status: 'confirmed', checkIn: neq(null) }, BOOKING_FIELDS),
    readAll(store.checkins, { sessionId, what: 'in' }, ['sessionId', 'loggedAt']),
  ])
  return sessions.map(({ _id, capacity }) => {
    const own = bookings.filter(booking => booking.sessionId === _id)
    const logged = rows.filter(row => row.sessionId === _id).map(({ loggedAt }) => loggedAt)
    return {
      firstLoggedAt: Math.min(...logged),
      // What is not in the log yet was not recorded by the server.
      attended: logged.length === 0 ? 0 : own.reduce((sum, { partySize }) => sum + partySize, 0),
      capacity,
      people: own.flatMap(peopleOf),
    }
  })
}

/** A guest has no members: their account stands for them. */
function peopleOf({ accountId, attendees }: Picked<BookingDocument, (typeof BOOKING_FIELDS)[number]>): string[] {
  return attendees.length === 0 ? [accountId] : attendees.map(({ memberId }) => `${accountId}.${memberId}`)
}

/** Shifts of volunteers that a person has guided within a year, by their check-ins and check-outs; hours entered by hand are none. */
export async function guidedDelivery(store: Store, accountId: string, now: number): Promise<Delivery> {
  const shifts = await store.shifts.find({
    where: { 'guide.accountId': accountId, endsAt: both(gt(now - KEEP.booking), lt(now)) },
    sort: [['endsAt', 'desc']],
    limit: MAX_SESSIONS,
    fields: ['places', 'people', 'state', 'startsAt'],
  })
  return deliveryOf(shifts.filter(({ state }) => state === 'open').map(recordedShift))
}

function recordedShift({
  places,
  people,
  startsAt,
}: Pick<ShiftDocument, 'places' | 'people' | 'startsAt'>): RecordedSession {
  const came = Object.entries(people).filter(([, { outcome }]) => outcome === 'done' || outcome === 'signed')
  return {
    firstLoggedAt: Math.min(...came.map(([, person]) => person.in?.at ?? startsAt)),
    attended: came.length,
    capacity: places,
    // Somebody who was erased has no account; the key is theirs in this shift.
    people: came.map(([key, person]) => person.accountId || key),
  }
}

/** What was delivered with its points. Throws NOT_ELIGIBLE. */
export function requireEligible(delivery: Delivery, rules: ContestRules): { delivery: Delivery; tenths: number } {
  if (isEligible(delivery, rules)) return { delivery, tenths: deliveryTenths(delivery, rules) }
  throw new AppError('NOT_ELIGIBLE', {
    kind: rules.kind,
    sessions: delivery.sessions,
    leastSessions: rules.leastSessions,
    days: Math.floor((delivery.lastAt - delivery.firstAt) / DAY),
    leastDays: Math.ceil(rules.leastSpan / DAY),
  })
}
