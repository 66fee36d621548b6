import { placesOf } from '@domain/bookings/places'
import { initialCounters, type Sitting } from '@domain/canteen/sitting'
import type { Documents, SessionDocument } from '../cloudfunctions/lib/kernel/store/documents'
import type { Collections } from './world'

/**
 * Returns what must be inserted when a world meets a database that an earlier start has filled. Stored documents stay as they
 * are, because they may have changed since. A booking needs its session and its account, so it is added only when both are
 * new; a new session gets back the places, and a new account loses the entries, of bookings that are left out.
 *
 * The collections are in the order in which they must be written: what depends on a booking before it,
 * sessions last. A stored booking without its session shows that an earlier start was interrupted, and this one completes it.
 */
export function additions(
  collections: Collections,
  isStored: (collection: keyof Documents, id: string) => boolean,
): Collections {
  const all = <Name extends keyof Documents>(name: Name): Documents[Name][] => collections[name] ?? []
  const fresh = <Name extends keyof Documents>(name: Name): Documents[Name][] =>
    all(name).filter(document => !isStored(name, document._id))

  const insertable = new Set(
    all('bookings')
      .filter(({ sessionId }) => !isStored('sessions', sessionId))
      .filter(({ _id, accountId }) => isStored('bookings', _id) || !isStored('accounts', accountId))
      .map(({ _id }) => _id),
  )
  const bookings = fresh('bookings').filter(({ _id }) => insertable.has(_id))
  const inserted = new Set(bookings.map(({ _id }) => _id))
  return {
    centres: fresh('centres'),
    stations: fresh('stations'),
    sitters: fresh('sitters'),
    visits: fresh('visits'),
    offerings: fresh('offerings'),
    search: fresh('search'),
    pointtasks: fresh('pointtasks'),
    pointgoods: fresh('pointgoods'),
    pointissues: fresh('pointissues'),
    pointsplits: fresh('pointsplits'),
    honours: fresh('honours'),
    pointrows: fresh('pointrows'),
    purses: fresh('purses'),
    needs: fresh('needs'),
    topics: fresh('topics'),
    projects: fresh('projects'),
    contests: fresh('contests'),
    contestentries: fresh('contestentries'),
    contestjurors: fresh('contestjurors'),
    starrounds: fresh('starrounds'),
    centrestars: fresh('centrestars'),
    shifts: fresh('shifts'),
    volunteers: fresh('volunteers'),
    socialworkers: fresh('socialworkers'),
    groups: fresh('groups'),
    partners: fresh('partners'),
    partnerwants: fresh('partnerwants'),
    relations: fresh('relations'),
    ballots: fresh('ballots'),
    staff: fresh('staff'),
    checkins: fresh('checkins').filter(({ bookingId }) => inserted.has(bookingId)),
    notices: fresh('notices').filter(({ bookingId }) => inserted.has(bookingId)),
    bookings,
    accounts: fresh('accounts').map(account => ({ ...account, ledger: only(insertable, account.ledger) })),
    sessions: fresh('sessions').map(session => withClaimsOf(insertable, session)),
  }
}

function only<Value>(ids: Set<string>, entries: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([id]) => ids.has(id)))
}

function withClaimsOf(bookings: Set<string>, session: SessionDocument): SessionDocument {
  const claims = only(bookings, session.claims)
  const offers = only(bookings, session.offers)
  const waitlist = only(bookings, session.waitlist)
  const held = [...Object.values(claims), ...Object.values(offers)]
  const places = held.reduce((sum, entry) => sum + placesOf(entry), 0)
  const spots = Object.entries(session.spots ?? {}).filter(([, holder]) => claims[holder])
  const waiting = Object.keys(waitlist).length
  return {
    ...session,
    claims,
    offers,
    waitlist,
    waiting,
    seatsLeft: session.capacity - session.reserve - places,
    ...(session.spots ? { spots: Object.fromEntries(spots) } : {}),
    ...(session.sitting ? mealsOf(session.sitting, claims) : {}),
  }
}

/** What is left of a sitting, and who gets a subsidised meal, by these orders. */
function mealsOf(sitting: Sitting, claims: SessionDocument['claims']): Pick<SessionDocument, 'counters' | 'eaters'> {
  const orders = Object.entries(claims)
  const taken = (name: string) => orders.reduce((sum, [, { takes }]) => sum + (takes?.[name] ?? 0), 0)
  return {
    counters: Object.fromEntries(
      Object.entries(initialCounters(sitting)).map(([name, count]) => [name, count - taken(name)]),
    ),
    eaters: Object.fromEntries(orders.flatMap(([id, { eaters = [] }]) => eaters.map(key => [key, id]))),
  }
}
