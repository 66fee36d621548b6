import type { Documents, SessionDocument } from '../../cloudfunctions/lib/store/documents'
import type { Collections } from './world'

/**
 * What has to be inserted when a world meets a database that a former start has filled. Stored documents stay as they
 * are: they may have lived on. A booking touches a session and an account at once, so it comes only when both are new;
 * a new session gets back the places, and a new account loses the entries, of bookings that stay away.
 */
export function additions(
  collections: Collections,
  isStored: (collection: keyof Documents, id: string) => boolean,
): Collections {
  const fresh = <Name extends keyof Documents>(name: Name): Documents[Name][] =>
    (collections[name] ?? []).filter(document => !isStored(name, document._id))

  const bookings = fresh('bookings').filter(
    booking => !isStored('accounts', booking.accountId) && !isStored('sessions', booking.sessionId),
  )
  const coming = new Set(bookings.map(booking => booking._id))
  return {
    centres: fresh('centres'),
    offerings: fresh('offerings'),
    sessions: fresh('sessions').map(session => withClaimsOf(coming, session)),
    accounts: fresh('accounts').map(account => ({ ...account, ledger: only(coming, account.ledger) })),
    bookings,
    checkins: fresh('checkins').filter(entry => coming.has(entry.bookingId)),
    staff: fresh('staff'),
    notices: fresh('notices').filter(notice => coming.has(notice.bookingId)),
  }
}

function only<Value>(ids: Set<string>, entries: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([id]) => ids.has(id)))
}

function withClaimsOf(bookings: Set<string>, session: SessionDocument): SessionDocument {
  const claims = only(bookings, session.claims)
  const places = Object.values(claims).reduce((sum, claim) => sum + claim.attendees.length, 0)
  return { ...session, claims, seatsLeft: session.capacity - session.reserve - places }
}
