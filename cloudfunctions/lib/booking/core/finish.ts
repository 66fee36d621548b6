import type { ActiveBooking, BookingFacts } from '@domain/bookings/facts'
import { checkNotOver } from '@domain/bookings/rules/window'
import { type Refusal, refuse } from '@domain/errors'
import type { Member } from '@domain/people/members'
import type { SessionRow } from '../../catalogue/session-views'
import type { PersonContext } from '../../kernel/router/context'
import { enforce } from '../../kernel/router/errors'
import type { AccountDocument, BookingDocument, Claim, WaitEntry } from '../../kernel/store/documents'
import { oneOf } from '../../kernel/store/port'
import { releaseClaim } from './claim'
import { firstOf, stored } from './first'
import { bookedLate } from './late'
import { enterLedger, leaveLedger } from './ledger'
import { newBooking, waitEvent } from './new-booking'
import { leaveQueue, unclaimOffer } from './queue'
import { releaseBooking } from './release'
import { atSpan } from './span'
import { confirmTicket, refuseTicket, ticketFields } from './tickets'
import { lapse } from './turn'

/** Everything that the steps after a claim, or after an entry on the waitlist, need to know. */
export interface Unfinished<Entry extends WaitEntry> {
  account: AccountDocument
  session: SessionRow
  bookingId: string
  entry: Entry
  party: Member[]
}

/**
 * The steps after a claim: ledger, then booking. Runs for the person who books, and for the reconciler when that person
 * never came back. When the ledger refuses, the places go back: to everybody, to the offer they came from, or from a
 * drawn ticket to the waitlist.
 */
export async function finishBooking(context: PersonContext, claimed: Unfinished<Claim>): Promise<BookingDocument> {
  const { store } = context
  const { bookingId, entry: claim } = claimed
  const session = atSpan(claimed.session, claim)
  const what = { ...claimed, session }
  const refusal = await enter(context, what, ticketOf(claim), claim.acceptance)
  if (refusal) {
    // The ledger refuses every copy of this request from now on, so nobody else goes on with the claim.
    if (isDrawn(claim)) await refuseTicket(context, session, bookingId, claim, refusal)
    else if (claim.offer) await unclaimOffer(store, session._id, bookingId, claim)
    else await releaseClaim(store, session._id, bookingId, claim)
    enforce(refusal)
  }
  const first = await (isPast(context, session) ? endLate(context, what) : confirm(context, what))
  if (!isOver(first, session._id)) return first
  if (first.releasing && first.sessionId === session._id) return releaseBooking(context, first)
  // This claim came too late: its booking is over, or stands for another session.
  await releaseClaim(store, session._id, bookingId, claim)
  await leaveLedger(context, session._id, bookingId)
  return first
}

/**
 * The last step of a claim whose session is over by now: no booking, unless a copy of the request was in time. Answers
 * what stands.
 */
async function endLate(context: PersonContext, what: Unfinished<Claim>): Promise<BookingDocument> {
  const { session, bookingId, entry: claim } = what
  if (isDrawn(claim)) {
    await refuseTicket(context, session, bookingId, claim, refuse('BOOKING_CLOSED', { closedAt: session.endsAt }))
    return stored(context, bookingId)
  }
  await lapse(context, [bookingId], 'booking-closed')
  return firstOf(context, newBooking(context, session, bookingId, claim, bookedLate(context.now)))
}

function isPast({ now }: PersonContext, session: SessionRow): boolean {
  return checkNotOver(now, session) !== null
}

async function confirm(context: PersonContext, what: Unfinished<Claim>): Promise<BookingDocument> {
  const { store } = context
  const { session, bookingId, entry: claim } = what
  if (isDrawn(claim)) return confirmTicket(context, session, bookingId, claim)
  const { offer } = claim
  if (!offer) return firstOf(context, newBooking(context, session, bookingId, claim))
  const accepted = waitEvent('accepted', claim.at)
  const change = { status: 'confirmed', waitUntil: null, offerTellAt: null, 'waitEvents.accepted': accepted } as const
  const update = () => store.bookings.update({ _id: bookingId, status: oneOf(['waiting', 'offered']) }, change)
  if ((await update()) === 0) {
    const waitEvents = { joined: waitEvent('joined', offer.at), accepted }
    const made = await firstOf(context, newBooking(context, session, bookingId, offer, { waitEvents }))
    if (made.status !== 'waiting' && made.status !== 'offered') return made
    await update()
  }
  return await stored(context, bookingId)
}

/**
 * The steps after an entry on the waitlist: ledger, then booking. Runs for the person who joins, and for the reconciler.
 * A refusal takes the party off the waitlist again.
 */
export async function finishWaiting(context: PersonContext, what: Unfinished<WaitEntry>): Promise<BookingDocument> {
  const { store } = context
  const { session, bookingId, entry } = what
  const refusal = await enter(context, what, { waiting: true, ...ticketOf(entry) })
  if (refusal) {
    await leaveQueue(store, session._id, bookingId, entry)
    enforce(refusal)
  }
  const joined = {
    status: 'waiting',
    waitUntil: session.startsAt - session.rules.closesBefore,
    waitEvents: { joined: waitEvent('joined', entry.at) },
  } as const
  const waiting = entry.ticket ? ticketFields(session, entry) : joined
  const change = isPast(context, session) ? { ...waiting, ...bookedLate(context.now) } : waiting
  const first = await firstOf(context, newBooking(context, session, bookingId, entry, change))
  if (!isOver(first, session._id)) return first
  if (first.releasing && first.sessionId === session._id) return releaseBooking(context, first)
  await leaveQueue(store, session._id, bookingId, entry)
  await leaveLedger(context, session._id, bookingId)
  return first
}

async function enter(
  context: PersonContext,
  what: Unfinished<WaitEntry>,
  how: Pick<ActiveBooking, 'waiting' | 'ticket'>,
  acceptance?: string,
): Promise<Refusal | null> {
  const { account, session, bookingId, entry, party } = what
  const { _id: sessionId, kind, title, startsAt, endsAt, moves } = session
  const memberIds = entry.attendees.map(attendee => attendee.memberId)
  const facts: Omit<BookingFacts, 'active' | 'missed'> = {
    now: context.now,
    session: { ...session, id: sessionId },
    party,
  }
  const row = { bookingId, sessionId, kind, title, startsAt, endsAt, memberIds, moves, ...how }
  return enterLedger(context, account, facts, row, acceptance)
}

function ticketOf({ ticket }: WaitEntry): Pick<ActiveBooking, 'ticket'> {
  return ticket ? { ticket } : {}
}

function isDrawn(claim: Claim): claim is Claim & { wonAt: number } {
  return claim.wonAt !== undefined
}

function isOver({ status, sessionId }: BookingDocument, claimed: string): boolean {
  return status === 'cancelled' || status === 'lapsed' || sessionId !== claimed
}
