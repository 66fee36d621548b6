import type { Holder } from '@domain/bookings/places'
import { MAX_WAITING } from '@domain/bookings/rules/waiting'
import { SESSION_FIELDS, type SessionRow } from '../../catalogue/session-views'
import type { Claim, Offer, SessionDocument, WaitEntry } from '../../kernel/store/documents'
import { exists, gt, inc, lt, remove, type Store } from '../../kernel/store/port'
import { PROMOTION_DUE } from './promotion-due'
import { releaseUpdate } from './release-update'

/** A session as one party of its waitlist sees it: the card, and where the party stands. */
export type SessionWithParty = SessionRow & { entry: WaitEntry | null; offer: Offer | null; claim: Claim | null }

/** Reads a session without the entries of other bookings, which grow with the class. */
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
 * Puts a party on the waitlist; once, and never when it has been there before and moved on. A session that the centre has
 * moved since it was read, whose ballot has been drawn since, or for which as many wait as may, takes nobody. Tickets of a
 * ballot are not bounded: a draw is for everybody.
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
    { [`waitlist.${bookingId}`]: entry, waiting: inc(1), claimedAt: entry.at, ...PROMOTION_DUE },
  )
  return entered === 1
}

/** Turns an offer into a claim. False when the offer is over: the database decides between this and its lapse. */
export async function claimOffer(store: Store, sessionId: string, bookingId: string, claim: Claim): Promise<boolean> {
  const { at } = claim
  const won = await store.sessions.update(
    { _id: sessionId, status: 'open', [`offers.${bookingId}.until`]: gt(at) },
    { [`offers.${bookingId}`]: remove(), [`claims.${bookingId}`]: claim, claimedAt: at },
  )
  return won === 1
}

/**
 * Turns the claim of a refused acceptance back into the offer it was: the person may sort it out and try again until the
 * offer lapses. The claim of another attempt stays.
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
 * Takes a party out of the session, wherever it stands. It looks in the order in which parties move, and at the offers
 * once more, where a refused claim goes back to. Safe to repeat.
 */
export async function removeParty(store: Store, sessionId: string, bookingId: string, holder: Holder): Promise<void> {
  const gone = await store.sessions.update(
    { _id: sessionId, [`waitlist.${bookingId}`]: exists(true) },
    { [`waitlist.${bookingId}`]: remove(), waiting: inc(-1), ...PROMOTION_DUE },
  )
  if (gone === 1) return
  for (const stage of ['offers', 'claims', 'offers']) {
    const freed = await store.sessions.update(
      { _id: sessionId, [`${stage}.${bookingId}`]: exists(true) },
      { [`${stage}.${bookingId}`]: remove(), ...releaseUpdate(holder) },
    )
    if (freed === 1) return
  }
}
