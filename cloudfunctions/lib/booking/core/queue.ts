import { type Holder, placesOf } from '@domain/bookings/places'
import { MAX_WAITING } from '@domain/bookings/rules/waiting'
import { SESSION_FIELDS, type SessionRow } from '../../catalogue/session-views'
import type { Context } from '../../kernel/router/context'
import type { Claim, Offer, SessionDocument, WaitEntry } from '../../kernel/store/documents'
import { exists, gt, gte, inc, lt, remove, type Store } from '../../kernel/store/port'
import { releaseClaim } from './claim'
import { entryAdded } from './entry-added'
import { promotionDue } from './promotion-due'
import { releaseEntry } from './release-entry'

/** A session with the entry, offer and claim of one party. */
export type SessionWithParty = SessionRow & { entry: WaitEntry | null; offer: Offer | null; claim: Claim | null }

/** Reads a session with one party's entries only; those of others grow with the class. */
export async function readSessionWithParty(
  store: Store,
  sessionId: string,
  bookingId: string,
): Promise<SessionWithParty | null> {
  const row = await store.sessions.get(sessionId, [
    ...SESSION_FIELDS,
    `waitlist.${bookingId}`,
    `offers.${bookingId}`,
    `claims.${bookingId}`,
  ])
  if (!row) return null
  const { waitlist, offers, claims, ...session } = row
  return {
    ...session,
    entry: waitlist?.[bookingId] ?? null,
    offer: offers?.[bookingId] ?? null,
    claim: claims?.[bookingId] ?? null,
  }
}

/**
 * Adds a party to the waitlist, once, and not if it already has an offer or a claim. Returns false when the session was
 * moved, its capacity was changed or its ballot was drawn since it was read, when places that the party could take became free or were taken, or when
 * the waitlist is full. The tickets of a ballot are not limited.
 *
 * Only where there are places for the party is a promotion due at once; otherwise when its wait ends.
 */
export async function addToWaitlist(
  store: Store,
  session: Pick<SessionDocument, '_id' | 'moves' | 'capacity' | 'drawnAt' | 'seatsLeft' | 'startsAt' | 'rules'>,
  bookingId: string,
  entry: WaitEntry,
): Promise<boolean> {
  const { _id, moves, capacity, drawnAt = null, seatsLeft, startsAt, rules } = session
  const places = placesOf(entry)
  const fits = seatsLeft >= places
  const entered = await store.sessions.update(
    {
      _id,
      status: 'open',
      moves,
      capacity,
      drawnAt,
      ...(entry.ticket
        ? { ticketsClosedAt: exists(false) }
        : { waiting: lt(MAX_WAITING), seatsLeft: fits ? gte(places) : lt(places) }),
      [`waitlist.${bookingId}`]: exists(false),
      [`offers.${bookingId}`]: exists(false),
      [`claims.${bookingId}`]: exists(false),
    },
    {
      [`waitlist.${bookingId}`]: entry,
      waiting: inc(1),
      ...entryAdded(entry.at),
      // A ticket waits for the draw, which makes a promotion due.
      ...promotionDue(entry.ticket ? startsAt : fits ? entry.at : startsAt - rules.closesBefore),
    },
  )
  return entered === 1
}

/** Turns an offer into a claim. Returns false when the offer has expired; the database decides between the two. */
export async function claimOffer(store: Store, sessionId: string, bookingId: string, claim: Claim): Promise<boolean> {
  const { at } = claim
  const won = await store.sessions.update(
    { _id: sessionId, status: 'open', [`offers.${bookingId}.until`]: gt(at) },
    { [`offers.${bookingId}`]: remove(), [`claims.${bookingId}`]: claim, ...entryAdded(at) },
  )
  return won === 1
}

/**
 * Turns the claim of a refused acceptance back into its offer, which the person may accept again until it expires. The claim
 * of another attempt stays.
 */
export async function restoreOffer(
  store: Store,
  sessionId: string,
  bookingId: string,
  { offer, acceptance }: Claim & { offer: Offer },
): Promise<void> {
  await store.sessions.update(
    { _id: sessionId, [`claims.${bookingId}.acceptance`]: acceptance },
    { [`claims.${bookingId}`]: remove(), [`offers.${bookingId}`]: offer, ...promotionDue(offer.until) },
  )
}

/**
 * Removes a party from the session, whether it waits, has an offer or a claim. Looks in the order in which parties move, and
 * at the offers once more, because a refused claim becomes an offer again. Safe to repeat.
 */
export async function removeParty(
  context: Pick<Context, 'store' | 'now'>,
  sessionId: string,
  bookingId: string,
  holder: Holder,
): Promise<void> {
  const gone = await context.store.sessions.update(
    { _id: sessionId, [`waitlist.${bookingId}`]: exists(true) },
    // This frees no place, but a draw that has read the list is to be repeated.
    { [`waitlist.${bookingId}`]: remove(), waiting: inc(-1), turns: inc(1) },
  )
  if (gone === 1) return
  const removeOffer = () => releaseEntry(context, sessionId, `offers.${bookingId}`, holder)
  if (await removeOffer()) return
  if (await releaseClaim(context, sessionId, bookingId, holder)) return
  await removeOffer()
}
