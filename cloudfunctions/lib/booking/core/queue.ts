import type { Holder } from '@domain/bookings/places'
import { MAX_WAITING } from '@domain/bookings/rules/waiting'
import { SESSION_FIELDS, type SessionRow } from '../../catalogue/session-views'
import type { Claim, Offer, SessionDocument, WaitEntry } from '../../kernel/store/documents'
import { exists, gt, inc, lt, remove, type Store } from '../../kernel/store/port'
import { releaseClaim } from './claim'
import { entryAdded } from './entry-added'
import { PROMOTION_DUE } from './promotion-due'
import { releaseUpdate } from './release-update'

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
 * moved or its ballot was drawn since it was read, or when the waitlist is full. The tickets of a ballot are not limited.
 */
export async function addToWaitlist(
  store: Store,
  { _id, moves, drawnAt = null }: Pick<SessionDocument, '_id' | 'moves' | 'drawnAt'>,
  bookingId: string,
  entry: WaitEntry,
): Promise<boolean> {
  const entered = await store.sessions.update(
    {
      _id,
      status: 'open',
      moves,
      drawnAt,
      ...(entry.ticket ? { ticketsClosedAt: exists(false) } : { waiting: lt(MAX_WAITING) }),
      [`waitlist.${bookingId}`]: exists(false),
      [`offers.${bookingId}`]: exists(false),
      [`claims.${bookingId}`]: exists(false),
    },
    { [`waitlist.${bookingId}`]: entry, waiting: inc(1), ...entryAdded(entry.at), ...PROMOTION_DUE },
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
  { offer, acceptance }: Pick<Claim, 'offer' | 'acceptance'>,
): Promise<void> {
  await store.sessions.update(
    { _id: sessionId, [`claims.${bookingId}.acceptance`]: acceptance },
    { [`claims.${bookingId}`]: remove(), [`offers.${bookingId}`]: offer, ...PROMOTION_DUE },
  )
}

/**
 * Removes a party from the session, whether it waits, has an offer or a claim. Looks in the order in which parties move, and
 * at the offers once more, because a refused claim becomes an offer again. Safe to repeat.
 */
export async function removeParty(store: Store, sessionId: string, bookingId: string, holder: Holder): Promise<void> {
  const gone = await store.sessions.update(
    { _id: sessionId, [`waitlist.${bookingId}`]: exists(true) },
    { [`waitlist.${bookingId}`]: remove(), waiting: inc(-1), ...PROMOTION_DUE },
  )
  if (gone === 1) return
  const removeOffer = async () =>
    (await store.sessions.update(
      { _id: sessionId, [`offers.${bookingId}`]: exists(true) },
      { [`offers.${bookingId}`]: remove(), ...releaseUpdate(holder) },
    )) === 1
  if (await removeOffer()) return
  if (await releaseClaim(store, sessionId, bookingId, holder)) return
  await removeOffer()
}
