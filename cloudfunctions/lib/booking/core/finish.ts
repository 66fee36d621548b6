import type { BookingFacts } from '@domain/bookings/facts'
import { checkNotOver } from '@domain/bookings/rules/window'
import type { Refusal } from '@domain/errors'
import { partyOfEntry } from '../../accounts/party'
import type { PersonContext } from '../../kernel/router/context'
import { enforce } from '../../kernel/router/errors'
import type { AccountDocument, BookingDocument } from '../../kernel/store/documents'
import { addToLedger, removeFromLedger } from './ledger'
import type { Origin, Target } from './origins/origin'
import { releaseBooking } from './release'
import { withSpan } from './span'

/** An entry in a session that has no booking yet, or whose booking is not known to match it. */
export interface Unfinished extends Target {
  account: AccountDocument
  origin: Origin
}

/**
 * The steps after an entry in a session, a claim or a place on the waitlist: ledger, then booking. Runs for the person, and
 * for the reconciler when that person's call died. Throws what the ledger refuses, after the origin has given the places
 * back; otherwise returns the stored booking, which may be over.
 */
export async function finishBooking(context: PersonContext, unfinished: Unfinished): Promise<BookingDocument> {
  const { account, origin, bookingId } = unfinished
  const session = withSpan(unfinished.session, origin.entry)
  const target = { session, bookingId }
  const refusal = await enterLedger(context, { account, origin, ...target })
  if (refusal) {
    // The ledger refuses every copy of this request from now on, so nobody else goes on with the entry.
    await origin.refuse(context, target, refusal)
    enforce(refusal)
  }
  const isPast = checkNotOver(context.now, session) !== null
  const booking = await (isPast ? origin.expire(context, target) : origin.confirm(context, target))
  if (!isOver(booking, session._id)) return booking
  if (booking.releasing && booking.sessionId === session._id) return releaseBooking(context, booking)
  // The entry came too late: its booking is over, or is for another session.
  await origin.release(context, target)
  await removeFromLedger(context, session._id, bookingId)
  return booking
}

function enterLedger(
  context: PersonContext,
  { account, origin, session, bookingId }: Unfinished,
): Promise<Refusal | null> {
  const { entry, marks, acceptance } = origin
  const { _id: sessionId, kind, title, startsAt, endsAt, moves } = session
  const memberIds = entry.attendees.map(({ memberId }) => memberId)
  const facts: Omit<BookingFacts, 'active' | 'missed'> = {
    now: context.now,
    session: { ...session, id: sessionId },
    party: partyOfEntry(account, entry.attendees),
  }
  const row = { bookingId, sessionId, kind, title, startsAt, endsAt, memberIds, moves, ...marks }
  return addToLedger(context, { account, facts, entry: row, acceptance })
}

function isOver({ status, sessionId }: BookingDocument, claimed: string): boolean {
  return status === 'cancelled' || status === 'lapsed' || sessionId !== claimed
}
