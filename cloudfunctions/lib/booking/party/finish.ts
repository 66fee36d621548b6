import { checkNotOver } from '@domain/bookings/rules/window'
import { type Refusal, refuse } from '@domain/errors'
import type { PersonContext } from '../../kernel/router/context'
import type { BookingDocument } from '../../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { readSession, type SessionWithClaim } from '../core/claim'
import { withSpan } from '../core/span'
import { abandonJoining, type ChangingDocument, joinClaim, leaveClaim, undoJoining, withNewcomer } from './claim-steps'
import { joinLedger, leaveLedger } from './ledger-steps'

/** How a call takes a place for a member: the session as it was read, and the rules for reading it again. */
export interface Taking {
  session: SessionWithClaim
  decide: (session: SessionWithClaim) => Refusal | null
}

/** Completed changes that are remembered. */
const REMEMBERED = 20
/** Each conflict means that the session has changed since it was read. */
const MAX_ATTEMPTS = 8

export function isChanging(booking: BookingDocument): booking is ChangingDocument {
  return booking.partyChange != null
}

/**
 * Finishes the change of a party in progress and returns the refusal of a member who cannot join, or null. Runs for the
 * person, for another change that finds it unfinished, and for the reconciler. A member who leaves, leaves: the booking says
 * so since the change began. A member joins only where the place is taken, by this call (`taking`) or by one that died;
 * otherwise the change is abandoned.
 */
export async function finishPartyChange(
  context: PersonContext,
  booking: ChangingDocument,
  taking: Taking | null,
): Promise<Refusal | null> {
  if (booking.partyChange.what === 'leave') {
    await leaveClaim(context, booking)
    await leaveLedger(context, booking)
    await close(context, booking, 'done')
    return null
  }
  const refusal = (await holdPlace(context, booking, taking)) ?? (await enterLedger(context, booking))
  if (!(await close(context, booking, refusal ? 'abandoned' : 'done'))) {
    return refusal ?? refuse('BOOKING_CANCELLED', { cancelledAt: context.now })
  }
  return refusal
}

/** Takes the place, or abandons the change; null when the place is taken. */
function holdPlace(
  { store, now }: PersonContext,
  booking: ChangingDocument,
  taking: Taking | null,
): Promise<Refusal | null> {
  const { _id, sessionId, partyChange } = booking
  return retryOnConflict<Refusal | null>(MAX_ATTEMPTS, async () => {
    if (taking && (await joinClaim(store, booking, taking.session))) return null
    const session = await readSession(store, sessionId, _id)
    if (!session?.claim) return refuse('BOOKING_CANCELLED', { cancelledAt: now })
    const { partyChanges = 0, joined } = session.claim
    if (partyChanges === partyChange.n) return joined ? null : refuse('BUSY', null)
    // A later change has begun, so a copy of this call has finished it.
    if (partyChanges > partyChange.n) return null
    const { moves, startsAt, endsAt } = session
    const refusal = taking
      ? (taking.decide(session) ??
        (moves === taking.session.moves ? null : refuse('SESSION_MOVED', { startsAt, endsAt })))
      : refuse('BUSY', null)
    if (!refusal) return CONFLICT
    return (await abandonJoining(store, booking)) ? refusal : CONFLICT
  })
}

async function enterLedger(context: PersonContext, booking: ChangingDocument): Promise<Refusal | null> {
  const session = await readSession(context.store, booking.sessionId, booking._id)
  if (!session?.claim) return refuse('BOOKING_CANCELLED', { cancelledAt: context.now })
  const at = withSpan(session, session.claim)
  const refusal = checkNotOver(context.now, at) ?? (await joinLedger(context, booking, at))
  if (refusal) await undoJoining(context, booking)
  return refusal
}

/** Ends the change, once; false when a member was to join a booking that has ended meanwhile. */
async function close(
  { store }: PersonContext,
  booking: ChangingDocument,
  outcome: 'done' | 'abandoned',
): Promise<boolean> {
  const { _id, partyRequests = [], partyChange } = booking
  const { n, requestId, what, memberId } = partyChange
  const over = { partyChange: null, partyChangeAt: 0 }
  const unfinished = { _id, 'partyChange.n': n } as const
  if (outcome === 'done') {
    const done = { ...over, partyRequests: [...partyRequests, { requestId, what, memberId }].slice(-REMEMBERED) }
    const party = withNewcomer(booking)
    const change = what === 'join' ? { attendees: party, partySize: party.length, ...done } : done
    const where = what === 'join' ? ({ ...unfinished, status: 'confirmed' } as const) : unfinished
    if ((await store.bookings.update(where, change)) === 1) return true
  }
  const ended = await store.bookings.update(unfinished, over)
  return outcome === 'abandoned' || ended === 0
}
