import type { BookingFacts } from '@domain/bookings/facts'
import type { Member } from '@domain/people/members'
import type { PersonContext } from '../router/context'
import { AppError } from '../router/errors'
import type { AccountDocument, BookingDocument, Claim } from '../store/documents'
import { releaseClaim, type SessionWithClaim } from './claim'
import { enterLedger, leaveLedger } from './ledger'

type Session = Omit<SessionWithClaim, 'claim'>

/**
 * The steps after a claim: ledger, then booking. Runs for the person who books, and for the reconciler when that person
 * never came back. Gives the places back when the ledger refuses.
 */
export async function finishBooking(
  context: PersonContext,
  account: AccountDocument,
  session: Session,
  bookingId: string,
  claim: Claim,
  party: Member[],
): Promise<BookingDocument> {
  const { store, now } = context
  const { kind, title, startsAt, endsAt, moves } = session
  const memberIds = claim.attendees.map(attendee => attendee.memberId)
  const facts: Omit<BookingFacts, 'active' | 'missed'> = { now, session: { ...session, id: session._id }, party }
  const entry = { bookingId, sessionId: session._id, kind, title, startsAt, endsAt, memberIds, moves }
  try {
    await enterLedger(context, account, facts, entry)
  } catch (error) {
    // A refusal leaves nothing behind. After any other failure the claim stays, and the reconciler finishes it.
    if (error instanceof AppError) await releaseClaim(store, session._id, bookingId, claim.attendees.length)
    throw error
  }
  const booking = newBooking(context, session, bookingId, claim)
  if (await store.bookings.insert(booking)) return booking
  const first = await store.bookings.get(bookingId)
  if (!first) throw new Error('a booking was there and is gone')
  if (first.status === 'cancelled' || first.sessionId !== session._id) {
    // This claim came too late: its booking is over, or stands for another session.
    await releaseClaim(store, session._id, bookingId, claim.attendees.length)
    await leaveLedger(context, session._id, bookingId)
  }
  return first
}

function newBooking({ newSecret }: PersonContext, session: Session, bookingId: string, claim: Claim): BookingDocument {
  const { _id, offeringId, centreId, centreName, address, kind, category, title, room, startsAt, endsAt } = session
  const { rules, moves } = session
  return {
    _id: bookingId,
    accountId: claim.accountId,
    requestId: claim.requestId,
    status: 'confirmed',
    sessionId: _id,
    offeringId,
    centreId,
    centreName,
    address,
    kind,
    category,
    title,
    room,
    startsAt,
    endsAt,
    attendees: claim.attendees,
    partySize: claim.attendees.length,
    activeUntil: endsAt,
    cancelUntil: startsAt - rules.cancelBefore,
    checkInFrom: startsAt - rules.checkInBefore,
    createdAt: claim.at,
    cancelledAt: null,
    checkIn: null,
    unlogged: false,
    secret: newSecret(),
    notices: [],
    remindAt: null,
    releasing: false,
    cancelledBy: null,
    moves,
    movedFrom: null,
    changeReason: null,
    tellAt: null,
    missed: false,
  }
}
