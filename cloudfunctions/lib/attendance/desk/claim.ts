import { upcomingDrawAt } from '@domain/ballot/phase'
import { placesForDesk } from '@domain/desk/decide'
import type { Refusal } from '@domain/errors'
import { seriesOnlyOf } from '@domain/series/series'
import { readSession, type SessionWithClaim } from '../../booking/core/claim'
import { entryAdded } from '../../booking/core/entry-added'
import type { StaffContext } from '../../kernel/router/context'
import { AppError, enforce, requireFound } from '../../kernel/router/errors'
import type { Claim } from '../../kernel/store/documents'
import { exists, gte, inc } from '../../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'

/** Each failed attempt means that another booking took or released a place. */
const MAX_ATTEMPTS = 30

interface DeskClaim {
  /** The session as it was read. */
  session: SessionWithClaim
  bookingId: string
  claim: Omit<Claim, 'fromReserve'>
  /** Whether a guest may get places in the given state of the session. */
  decide: (session: SessionWithClaim) => Refusal | null
}

/**
 * Claims places for a guest, from the reserve first, with one conditional update like a resident's claim. The claim
 * stores how many places came from the reserve, so that they return there. Returns the session after the claim.
 */
export async function takeDeskClaim(
  { store, now }: StaffContext,
  { session: seen, bookingId, claim, decide }: DeskClaim,
): Promise<SessionWithClaim> {
  let session = seen
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    if (session.claim) return session
    enforce(decide(session))
    const kept = { drawAt: upcomingDrawAt(session), whole: seriesOnlyOf(session) }
    const places = placesForDesk({ ...session, ...kept }, claim.attendees.length, now)
    if ('code' in places) throw new AppError(places.code, places.detail)
    const { fromReserve, free } = places
    const entry = { ...claim, fromReserve }
    const won = await store.sessions.update(
      {
        _id: session._id,
        status: 'open',
        moves: session.moves,
        reserve: gte(fromReserve),
        ...(free > 0 ? { seatsLeft: gte(free), waiting: 0 } : {}),
        [`claims.${bookingId}`]: exists(false),
      },
      {
        reserve: inc(-fromReserve),
        reserveTaken: inc(fromReserve),
        seatsLeft: inc(-free),
        [`claims.${bookingId}`]: entry,
        ...entryAdded(claim.at),
      },
    )
    if (won === 1) return { ...session, claim: entry }
    session = requireFound(await readSession(store, session._id, bookingId), 'SESSION_NOT_FOUND')
    return CONFLICT
  })
}
