import { cancellableUntil } from '@domain/bookings/cancelling'
import { decideJoining, decideLeaving, decideLeavingAtDesk, type PartyFacts } from '@domain/bookings/party-changes'
import type { RouteOutput } from '@domain/contracts'
import { type Refusal, refuse } from '@domain/errors'
import { loadAccount } from '../../accounts/account'
import { attendeesOf, partyOf, partyOfEntry } from '../../accounts/party'
import { warningsOf } from '../../accounts/warnings'
import { joiningIdOf } from '../../kernel/ids'
import { onBehalfOf, type PersonContext } from '../../kernel/router/context'
import { AppError, enforce, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { AccountDocument, BookingDocument, PartyChange, PartyRequest } from '../../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { readSession, type SessionWithClaim } from '../core/claim'
import { otherEntries } from '../core/ledger'
import { requireOwnBooking } from '../core/list'
import { bookingReply } from '../core/reply'
import { withSpan } from '../core/span'
import { finishPartyChange, isChanging } from './finish'

/** Each conflict means that the booking has changed since it was read. */
const MAX_ATTEMPTS = 8

/**
 * Lets one member stay away while the others come. The booking changes first, so that nobody is let in on a place that is
 * already given away; then the claim is reduced, then the ledger.
 */
export const removeMember: Handler<'booking.removeMember'> = (context, input) => changeParty(context, input, 'leave')

/**
 * Lets one more member of the household come along: a mark on the booking, then a place in the session, then the ledger, then
 * the booking.
 */
export const addMember: Handler<'booking.addMember'> = (context, input) => changeParty(context, input, 'join')

async function changeParty(
  context: PersonContext,
  { bookingId, memberId }: { bookingId: string; memberId: string },
  what: PartyRequest['what'],
): Promise<RouteOutput<'booking.addMember'>> {
  const wanted = { requestId: context.requestId, what, memberId }
  return bookingReply(context, await change(context, bookingId, wanted, null))
}

/**
 * Releases one member of a party at the desk, on behalf of the booking's owner: also after the owner's deadline. The owner is
 * told with the reason, if they asked to be. Returns the booking afterwards.
 */
export function releaseMember(
  context: PersonContext,
  { bookingId, memberId, reason }: { bookingId: string; memberId: string; reason: string },
): Promise<BookingDocument> {
  return change(context, bookingId, { requestId: context.requestId, what: 'leave', memberId }, { reason })
}

/** Why staff make a change; null: its owner makes it. */
type AtDesk = { reason: string } | null

async function change(
  context: PersonContext,
  bookingId: string,
  wanted: PartyRequest,
  desk: AtDesk,
): Promise<BookingDocument> {
  const begun = await begin(context, bookingId, wanted, desk)
  if (begun === null) return requireOwnBooking(context, bookingId)
  const refusal = await finishPartyChange(context, begun.booking, begun)
  const after = await requireOwnBooking(context, bookingId)
  // The booking decides: a copy of this call may have completed the change, or another change may have abandoned it.
  if (!doneBefore(after, wanted)) enforce(refusal ?? refuse('BUSY', null))
  return after
}

/** What one attempt has read, and its rules for reading the session again. */
async function read(
  context: PersonContext,
  booking: BookingDocument,
  { requestId, what, memberId }: PartyRequest,
  desk: AtDesk,
) {
  const [row, account] = await Promise.all([
    readSession(context.store, booking.sessionId, booking._id),
    loadAccount(context),
  ])
  const session = requireFound(row, 'BOOKING_NOT_FOUND')
  const decide = (seen: SessionWithClaim): Refusal | null => {
    const facts = partyFacts(context, { booking, session: seen, account })
    if (what === 'leave') return (desk ? decideLeavingAtDesk : decideLeaving)(facts, memberId)
    const earlier = account.closed?.[joiningIdOf(context, booking._id, requestId)]?.refusal
    const [newcomer] = partyOf(account, [memberId])
    return earlier ?? decideJoining(facts, requireFound(newcomer ?? null, 'MEMBER_NOT_FOUND'))
  }
  return { session, account, decide }
}

/** The facts for one person of the party to leave or join. */
export function partyFacts(
  { now }: Pick<PersonContext, 'now'>,
  { booking, session, account }: { booking: BookingDocument; session: SessionWithClaim; account: AccountDocument },
): PartyFacts {
  const { _id, status, checkIn, enrolment, attendees } = booking
  const { claim } = session
  return {
    now,
    session: { ...(claim ? withSpan(session, claim) : session), id: session._id },
    booking: {
      id: _id,
      confirmed: status === 'confirmed',
      cancelUntil: cancellableUntil(booking),
      checkedInAt: checkIn?.at ?? null,
      enrolled: enrolment != null,
    },
    party: partyOfEntry(account, attendees),
    active: otherEntries(account, _id),
    missed: account.missed,
    warned: warningsOf(account),
  }
}

/** Marks the change on the booking, once; null when it was made before. Another unfinished change is finished first. */
function begin(context: PersonContext, bookingId: string, wanted: PartyRequest, desk: AtDesk) {
  const { store, now } = context
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const booking = await requireOwnBooking(context, bookingId)
    if (doneBefore(booking, wanted)) return null
    if (isChanging(booking)) {
      const own = booking.partyChange.requestId === wanted.requestId
      if (own) {
        requireSame(booking.partyChange, wanted)
        return { booking, ...(await read(context, booking, wanted, desk)) }
      }
      await finishPartyChange(onBehalfOf(context, booking), booking, null)
      return CONFLICT
    }
    const { status, cancelledAt, activeUntil, partyChanges = null, attendees } = booking
    if (status === 'cancelled' || status === 'lapsed') {
      throw new AppError('BOOKING_CANCELLED', { cancelledAt: cancelledAt ?? activeUntil })
    }
    const seen = await read(context, booking, wanted, desk)
    enforce(seen.decide(seen.session))
    const partyChange = changeOf(booking, seen.account, wanted)
    const change = {
      partyChange,
      partyChanges: partyChange.n,
      partyChangeAt: now,
      bookedFor: booking.bookedFor ?? attendees.map(({ memberId }) => memberId),
      ...(wanted.what === 'leave' ? partyWithout(booking, wanted.memberId) : {}),
      ...(desk ? newsOf(booking, desk.reason, now) : {}),
    }
    const won = await store.bookings.update(
      { _id: bookingId, status: 'confirmed', checkIn: null, partyChange: null, partyChanges },
      change,
    )
    return won === 1 ? { booking: { ...booking, ...change }, ...seen } : CONFLICT
  })
}

/** What is told of a release at the desk. A change of the session that is still to be told says more. */
function newsOf(
  { notices, tellAt }: BookingDocument,
  reason: string,
  now: number,
): Partial<Pick<BookingDocument, 'changeReason' | 'releasedAt' | 'tellAt'>> {
  if (tellAt !== null) return {}
  return { changeReason: reason, releasedAt: now, tellAt: notices.includes('changed') ? now : null }
}

function changeOf(booking: BookingDocument, account: AccountDocument, wanted: PartyRequest): PartyChange {
  const { attendees, partyChanges, fromReserve = 0 } = booking
  const n = (partyChanges ?? 0) + 1
  const [newcomer] = wanted.what === 'join' ? attendeesOf(account, partyOf(account, [wanted.memberId])) : []
  const known = attendees.find(({ memberId }) => memberId === wanted.memberId)
  const nickname = newcomer?.nickname ?? known?.nickname ?? ''
  // Places of the reserve are the last that a party gives back.
  const toReserve = wanted.what === 'leave' && fromReserve === attendees.length
  return { ...wanted, n, nickname, ...(toReserve ? { toReserve: 1 } : {}) }
}

function partyWithout({ attendees, fromReserve = 0 }: BookingDocument, leaving: string) {
  const rest = attendees.filter(({ memberId }) => memberId !== leaving)
  return {
    attendees: rest,
    partySize: rest.length,
    ...(fromReserve > rest.length ? { fromReserve: rest.length } : {}),
  }
}

/** Whether the change was completed before. Throws REQUEST_REUSED when its request id was used for something else. */
function doneBefore({ partyRequests = [] }: BookingDocument, wanted: PartyRequest): boolean {
  const earlier = partyRequests.find(({ requestId }) => requestId === wanted.requestId)
  if (earlier) requireSame(earlier, wanted)
  return earlier !== undefined
}

function requireSame(earlier: PartyRequest, wanted: PartyRequest): void {
  if (earlier.what !== wanted.what || earlier.memberId !== wanted.memberId) throw new AppError('REQUEST_REUSED', null)
}
