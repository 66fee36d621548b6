import type { BookingStatus } from '@domain/contracts/views'
import type {
  AccountDocument,
  BookingDocument,
  Documents,
  SessionDocument,
  WaitEntry,
} from '../../../cloudfunctions/lib/kernel/store/documents'
import type { Collections } from '../../../worlds/world'
import { checkInViolations } from './invariants/checkins'

/**
 * Returns every contradiction between stored documents when all work is done; empty when there is none. Used for worlds and
 * for what a load test leaves in a database. Bookings that are over at `now` need no entry in a ledger.
 */
export function inconsistencies(collections: Collections, now: number): string[] {
  const all = <Name extends keyof Documents>(name: Name): Documents[Name][] => collections[name] ?? []
  const index = {
    centres: byId(all('centres')),
    offerings: byId(all('offerings')),
    sessions: byId(all('sessions')),
    accounts: byId(all('accounts')),
    bookings: byId(all('bookings')),
  }
  return [
    ...Object.entries(collections).flatMap(([name, documents]) => duplicateIds(name, documents)),
    ...all('offerings').flatMap(({ _id, centreId }) => (index.centres.has(centreId) ? [] : [`${_id}: no centre`])),
    ...all('sessions').flatMap(session => [
      ...(index.offerings.get(session.offeringId)?.centreId === session.centreId
        ? []
        : [`${session._id}: no offering`]),
      ...inSession(session, index.bookings),
    ]),
    ...all('bookings').flatMap(booking => inBooking(booking, index.sessions, index.accounts, now)),
    ...checkInViolations(all('bookings'), all('checkins')),
    ...all('accounts').flatMap(account => inLedger(account, index.bookings)),
  ]
}

function byId<Document extends { _id: string }>(documents: Document[]): Map<string, Document> {
  return new Map(documents.map(document => [document._id, document]))
}

function duplicateIds(name: string, documents: { _id: string }[]): string[] {
  const seen = new Set<string>()
  return documents.flatMap(({ _id }) => (seen.size === seen.add(_id).size ? [`${name}/${_id}: twice`] : []))
}

function inSession(session: SessionDocument, bookings: Map<string, BookingDocument>): string[] {
  const { _id, capacity, reserve, seatsLeft, claims, offers, waitlist, waiting } = session
  const held = [...Object.values(claims), ...Object.values(offers)]
  const places = held.reduce((sum, entry) => sum + (entry.spots ?? entry.attendees).length, 0)
  const count = seatsLeft + places + reserve
  // A waiting party that the session does not list is known by its booking alone.
  const stored =
    waitsOf(bookings)
      .get(_id)
      ?.filter(id => !waitlist[id]).length ?? 0
  const without = (what: string, entries: Record<string, WaitEntry>, ...statuses: BookingStatus[]) =>
    Object.entries(entries).flatMap(([id, { accountId }]) => {
      const booking = bookings.get(id)
      const fits =
        booking && statuses.includes(booking.status) && booking.sessionId === _id && booking.accountId === accountId
      return fits ? [] : [`${_id}: ${what} ${id} without a booking`]
    })
  return [
    ...(waiting === Object.keys(waitlist).length + stored ? [] : [`${_id}: wrong length of the waitlist`]),
    ...(seatsLeft < 0 ? [`${_id}: oversold`] : []),
    ...(count === capacity ? [] : [`${_id}: ${count} places instead of ${capacity}`]),
    ...without('claim', claims, 'confirmed'),
    ...without('offer', offers, 'offered'),
    ...without('wait', waitlist, 'waiting', 'registered'),
  ]
}

const waits = new WeakMap<Map<string, BookingDocument>, Map<string, string[]>>()

/** Ids of the bookings that wait, by session; found once. */
function waitsOf(bookings: Map<string, BookingDocument>): Map<string, string[]> {
  const known = waits.get(bookings)
  if (known) return known
  const found = new Map<string, string[]>()
  for (const { _id, status, sessionId, rank } of bookings.values()) {
    if (status === 'waiting' && !rank) found.set(sessionId, [...(found.get(sessionId) ?? []), _id])
  }
  waits.set(bookings, found)
  return found
}

function inBooking(
  booking: BookingDocument,
  sessions: Map<string, SessionDocument>,
  accounts: Map<string, AccountDocument>,
  now: number,
): string[] {
  const { _id, status, attendees, partySize, accountId, sessionId, endsAt } = booking
  const claim = sessions.get(sessionId)?.claims[_id]
  const entry = accounts.get(accountId)?.ledger[_id]
  const members = JSON.stringify(attendees.map(({ memberId }) => memberId))
  const problems: string[] = []
  if (!sessions.has(sessionId)) problems.push('no session')
  if (!accounts.has(accountId)) problems.push('no account')
  if (partySize !== attendees.length) problems.push('wrong party size')
  const over = status === 'cancelled' || status === 'lapsed'
  if (over && (claim || entry)) problems.push(`${status}, but still holds places`)
  if (status === 'confirmed') {
    if (JSON.stringify(claim?.attendees) !== JSON.stringify(attendees)) problems.push('no claim of this party')
    if (endsAt > now && JSON.stringify(entry?.memberIds) !== members) problems.push('no ledger entry of this party')
  }
  return problems.map(problem => `${_id}: ${problem}`)
}

function inLedger({ _id, ledger }: AccountDocument, bookings: Map<string, BookingDocument>): string[] {
  return Object.entries(ledger).flatMap(([id, { bookingId, sessionId, startsAt, endsAt }]) => {
    const booking = bookings.get(id)
    const fits =
      (booking?.status === 'confirmed' ||
        booking?.status === 'offered' ||
        booking?.status === 'waiting' ||
        booking?.status === 'registered') &&
      bookingId === id &&
      booking.accountId === _id &&
      booking.sessionId === sessionId &&
      booking.startsAt === startsAt &&
      booking.endsAt === endsAt
    return fits ? [] : [`${_id}: ledger entry ${id} without a booking`]
  })
}
