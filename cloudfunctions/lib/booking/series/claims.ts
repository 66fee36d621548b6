import type { Refusal } from '@domain/errors'
import { refuse } from '@domain/errors'
import { decideSeriesPlace, seriesRefusal } from '@domain/series/decide'
import type { PersonContext } from '../../kernel/router/context'
import { AppError, enforce } from '../../kernel/router/errors'
import type { Claim, EnrolmentDocument } from '../../kernel/store/documents'
import { takeClaim } from '../core/claim'
import { sessionFactsOf } from './ledger'
import { type Part, readParts, requireAllParts } from './parts'

/** Two rounds claim everything. Two more are for claims that are lost although the session is read as free. */
const MAX_ROUNDS = 4

/**
 * Claims places for the whole party in every session that has no claim of this enrolment yet: first in the session with
 * the fewest places, then in all others in parallel. That is two round trips for any number of sessions. In a rush most
 * parties lose at the first claim and hold nothing; otherwise parties would hold single sessions and block each other.
 * Throws the refusal of the first session that has no places, and SERIES_OVER where a session was deleted; the caller must
 * release what was claimed until then.
 */
export async function claimParts(context: PersonContext, enrolment: EnrolmentDocument, seen: Part[]): Promise<Part[]> {
  const { store, now } = context
  const { accountId, requestId, attendees, _id } = enrolment
  const claim: Claim = { accountId, requestId, attendees, at: now, enrolment: _id }
  let parts = seen
  for (let round = 0; round < MAX_ROUNDS; round++) {
    requireAllParts(enrolment, parts)
    const missing = parts.filter(({ session }) => !session.claim)
    if (missing.length === 0) return parts
    for (const part of missing) enforce(refusalOf(part, now, attendees.length))
    const wanted = missing.length === parts.length ? [scarcest(missing)] : missing
    // Read in the same round trip as the claims, to know why one was lost.
    const [won, beside] = await Promise.all([
      Promise.all(wanted.map(({ session, bookingId }) => takeClaim(store, session, bookingId, claim))),
      readParts(store, enrolment),
    ])
    const taken = new Set(wanted.filter((_, at) => won[at]).map(({ bookingId }) => bookingId))
    parts = beside.map(part =>
      taken.has(part.bookingId) ? { ...part, session: { ...part.session, claim: part.session.claim ?? claim } } : part,
    )
  }
  requireAllParts(enrolment, parts)
  if (parts.every(({ session }) => session.claim)) return parts
  throw new AppError('BUSY', null)
}

function scarcest(parts: readonly Part[]): Part {
  return parts.reduce((least, part) => (part.session.seatsLeft < least.session.seatsLeft ? part : least))
}

/** Why a session cannot be booked: no places, closed, or moved to another time since the person saw it. */
function refusalOf(part: Part, now: number, wanted: number): Refusal | null {
  const { moves, startsAt, endsAt } = part.session
  const facts = sessionFactsOf(part)
  const why =
    moves === part.movesSeen ? decideSeriesPlace(now, facts, wanted) : refuse('SESSION_MOVED', { startsAt, endsAt })
  return why && seriesRefusal(facts, why)
}
