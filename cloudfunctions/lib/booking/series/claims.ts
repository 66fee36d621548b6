import type { Refusal } from '@domain/errors'
import { refuse } from '@domain/errors'
import { decideSeriesPlace, seriesRefusal } from '@domain/series/decide'
import type { PersonContext } from '../../kernel/router/context'
import { AppError, enforce } from '../../kernel/router/errors'
import type { Claim, EnrolmentDocument } from '../../kernel/store/documents'
import { takeClaim } from '../core/claim'
import { sessionFactsOf } from './ledger'
import { type Part, readParts } from './parts'

/** Two rounds take all; a claim that is lost although the session reads as free then gets two more. */
const MAX_ROUNDS = 4

/**
 * Takes a place for the whole party in every session that has no claim of this enrolment yet: in the scarcest one first,
 * then in all others side by side. Two round trips however many sessions there are. Of many who race, all but a few lose
 * at the first claim; without it they would hold a session here and there, and refuse one another what neither gets.
 * Refuses by the first session that takes nobody; what was claimed until then is for the caller to give back.
 */
export async function claimParts(context: PersonContext, enrolment: EnrolmentDocument, seen: Part[]): Promise<Part[]> {
  const { store, now } = context
  const { accountId, requestId, attendees, _id } = enrolment
  const claim: Claim = { accountId, requestId, attendees, at: now, enrolment: _id }
  let parts = seen
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const missing = parts.filter(({ session }) => !session.claim)
    if (missing.length === 0) return parts
    for (const part of missing) enforce(refusalOf(part, now, attendees.length))
    const wanted = missing.length === parts.length ? [scarcest(missing)] : missing
    // The second read travels with the claims: it tells why one was lost without another round trip.
    const [won, beside] = await Promise.all([
      Promise.all(wanted.map(({ session, bookingId }) => takeClaim(store, session, bookingId, claim))),
      readParts(store, enrolment),
    ])
    const taken = new Set(wanted.filter((_, at) => won[at]).map(({ bookingId }) => bookingId))
    parts = beside.map(part =>
      taken.has(part.bookingId) ? { ...part, session: { ...part.session, claim: part.session.claim ?? claim } } : part,
    )
  }
  if (parts.every(({ session }) => session.claim)) return parts
  throw new AppError('BUSY', null)
}

function scarcest(parts: readonly Part[]): Part {
  return parts.reduce((least, part) => (part.session.seatsLeft < least.session.seatsLeft ? part : least))
}

/** Why a session takes nobody: no places, closed, or at another time than the person saw. */
function refusalOf(part: Part, now: number, wanted: number): Refusal | null {
  const { moves, startsAt, endsAt } = part.session
  const facts = sessionFactsOf(part)
  const why =
    moves === part.movesSeen ? decideSeriesPlace(now, facts, wanted) : refuse('SESSION_MOVED', { startsAt, endsAt })
  return why && seriesRefusal(facts, why)
}
