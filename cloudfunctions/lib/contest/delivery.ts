import { type Delivery, deliveryOf, type RecordedSession } from '@domain/contest/delivery'
import { KEEP } from '@domain/privacy/keep'
import type { BookingDocument } from '../kernel/store/documents'
import { both, gte, lt, neq, oneOf, type Picked, type Store } from '../kernel/store/port'
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
