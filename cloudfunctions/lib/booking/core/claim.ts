import { type Holder, placesOf } from '@domain/bookings/places'
import { SESSION_FIELDS, type SessionRow } from '../../catalogue/session-views'
import type { Context } from '../../kernel/router/context'
import type { Claim, SessionDocument } from '../../kernel/store/documents'
import { exists, gte, inc, type Store } from '../../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { entryAdded } from './entry-added'
import { releaseEntry, spotFields } from './release-entry'

/** A session with the holders of its spots, and the claim of one booking. */
export type SessionWithClaim = SessionRow & Pick<SessionDocument, 'spots' | 'closures'> & { claim: Claim | null }

/** Reads a session with one booking's claim only; the others grow with the class. */
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
 * Claims all places or none; of a container, all spots of the span or none. Returns whether it has. One conditional update of
 * one document, so the database itself refuses a claim when there are too few places, when a spot is taken, when parties
 * wait, and when the booking has a claim already. It also refuses when the session was moved since it was read: the person
 * would be booked for a time they never saw.
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
    {
      seatsLeft: inc(-places),
      [claimPath(bookingId)]: claim,
      ...entryAdded(claim.at),
      ...spotFields(claim, bookingId),
    },
  )
  return won === 1
}

/** A claim or its booking, with the change of the party that it reflects. */
interface ClaimHolder extends Holder {
  partyChanges?: number | null
  joined?: true
}

/** Each conflict means that the party of the claim has changed since it was read. */
const MAX_RELEASES = 8

/**
 * Releases the places of a claim; returns false when there is none. Safe to repeat. The claim itself decides how many places
 * it holds: a `holder` that was read before a member left or joined is replaced by it.
 */
export async function releaseClaim(
  context: Pick<Context, 'store' | 'now'>,
  sessionId: string,
  bookingId: string,
  holder: ClaimHolder,
): Promise<boolean> {
  const path = claimPath(bookingId)
  let held: ClaimHolder = holder
  return retryOnConflict(MAX_RELEASES, async () => {
    const { partyChanges = null, joined = null } = held
    const unchanged = { [`${path}.partyChanges`]: partyChanges, [`${path}.joined`]: joined }
    if (await releaseEntry(context, sessionId, path, held, unchanged)) return true
    const claim = (await context.store.sessions.get(sessionId, [path]))?.claims?.[bookingId]
    if (!claim) return false
    held = claim
    return CONFLICT
  })
}

export function claimPath(bookingId: string): `claims.${string}` {
  return `claims.${bookingId}`
}
