import { type Holder, placesOf } from '@domain/bookings/places'
import { SESSION_FIELDS, type SessionRow } from '../../catalogue/session-views'
import type { Claim, SessionDocument } from '../../kernel/store/documents'
import { exists, gte, inc, remove, type Store } from '../../kernel/store/port'
import { releaseUpdate, spotFields } from './release-update'

/** A session as one booking sees it: the card, who holds which spot, and its own claim among the claims. */
export type SessionWithClaim = SessionRow & Pick<SessionDocument, 'spots' | 'closures'> & { claim: Claim | null }

/** Reads a session without the claims of other bookings, which grow with the class. */
export async function readSession(
  store: Store,
  sessionId: string,
  bookingId: string,
): Promise<SessionWithClaim | null> {
  const row = await store.sessions.get(sessionId, [...SESSION_FIELDS, 'spots', 'closures', `claims.${bookingId}`])
  if (!row) return null
  const { claims, ...session } = row
  return { ...session, claim: claims?.[bookingId] ?? null }
}

/**
 * Takes a place for everybody in the claim, or for nobody; of a container, every spot of the span, or none. One
 * conditional update of one document: the database itself lets no more in than there are places, nobody on a spot that
 * is held, nobody past those who wait, and the same booking in only once. A session that the centre has moved since it
 * was read takes nobody: they would find themselves booked for a time they never saw.
 */
export async function takeClaim(
  store: Store,
  { _id, moves }: Pick<SessionDocument, '_id' | 'moves'>,
  bookingId: string,
  claim: Claim,
): Promise<boolean> {
  const places = placesOf(claim)
  const won = await store.sessions.update(
    {
      _id,
      status: 'open',
      moves,
      seatsLeft: gte(places),
      waiting: 0,
      [claimPath(bookingId)]: exists(false),
      ...spotFields(claim, exists(false)),
    },
    { seatsLeft: inc(-places), [claimPath(bookingId)]: claim, claimedAt: claim.at, ...spotFields(claim, bookingId) },
  )
  return won === 1
}

/** Gives what the claim or its booking holds back; once, however often it is called. */
export async function releaseClaim(store: Store, sessionId: string, bookingId: string, holder: Holder): Promise<void> {
  await store.sessions.update(
    { _id: sessionId, [claimPath(bookingId)]: exists(true) },
    { [claimPath(bookingId)]: remove(), ...releaseUpdate(holder) },
  )
}

function claimPath(bookingId: string): `claims.${string}` {
  return `claims.${bookingId}`
}
