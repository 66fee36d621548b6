import type { ActiveBooking, BookingFacts } from '@domain/bookings/facts'
import type { Refusal } from '@domain/errors'
import type { Member } from '@domain/people/members'
import type { SessionRow } from '../classes/views'
import type { PersonContext } from '../router/context'
import { enforce } from '../router/errors'
import { atSpan } from '../spaces/span'
import type { AccountDocument, BookingDocument, Claim, WaitEntry } from '../store/documents'
import { oneOf } from '../store/port'
import { leaveQueue, unclaimOffer } from '../waitlist/queue'
import { releaseClaim } from './claim'
import { enterLedger, leaveLedger } from './ledger'
import { newBooking, waitEvent } from './new-booking'

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
 * never came back. When the ledger refuses, the places go back: to everybody, or to the offer they came from.
 */
export async function finishBooking(context: PersonContext, claimed: Unfinished<Claim>): Promise<BookingDocument> {
  const { store } = context
  const { bookingId, entry: claim } = claimed
  const session = atSpan(claimed.session, claim)
  const what = { ...claimed, session }
  const refusal = await enter(context, what, {}, claim.acceptance)
  if (refusal) {
    // The ledger refuses every copy of this request from now on, so nobody else goes on with the claim.
    if (claim.offer) await unclaimOffer(store, session._id, bookingId, claim)
    else await releaseClaim(store, session._id, bookingId, claim)
    enforce(refusal)
  }
  const first = await confirm(context, what)
  if (isOver(first, session._id)) {
    // This claim came too late: its booking is over, or stands for another session.
    await releaseClaim(store, session._id, bookingId, claim)
    await leaveLedger(context, session._id, bookingId)
  }
  return first
}

async function confirm(context: PersonContext, what: Unfinished<Claim>): Promise<BookingDocument> {
  const { store } = context
  const { session, bookingId, entry: claim } = what
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
  const refusal = await enter(context, what, { waiting: true })
  if (refusal) {
    await leaveQueue(store, session._id, bookingId, entry)
    enforce(refusal)
  }
  const booking = newBooking(context, session, bookingId, entry, {
    status: 'waiting',
    waitUntil: session.startsAt - session.rules.closesBefore,
    waitEvents: { joined: waitEvent('joined', entry.at) },
  })
  const first = await firstOf(context, booking)
  if (isOver(first, session._id)) {
    await leaveQueue(store, session._id, bookingId, entry)
    await leaveLedger(context, session._id, bookingId)
  }
  return first
}

async function enter(
  context: PersonContext,
  what: Unfinished<WaitEntry>,
  how: Pick<ActiveBooking, 'waiting'>,
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

/** Stores a booking unless it is there already; answers the one that is there. */
async function firstOf(context: PersonContext, booking: BookingDocument): Promise<BookingDocument> {
  return (await context.store.bookings.insert(booking)) ? booking : stored(context, booking._id)
}

async function stored({ store }: PersonContext, bookingId: string): Promise<BookingDocument> {
  const booking = await store.bookings.get(bookingId)
  if (!booking) throw new Error('a booking was there and is gone')
  return booking
}

function isOver({ status, sessionId }: BookingDocument, claimed: string): boolean {
  return status === 'cancelled' || status === 'lapsed' || sessionId !== claimed
}
