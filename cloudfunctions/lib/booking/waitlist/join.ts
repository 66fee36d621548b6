import { decideWaiting } from '@domain/bookings/decide'
import type { BookingFacts } from '@domain/bookings/facts'
import { checkWaitlistCapacity } from '@domain/bookings/rules/waiting'
import type { ParsedInput, RouteOutput } from '@domain/contracts'
import type { Refusal } from '@domain/errors'
import type { Member } from '@domain/people/members'
import { loadAccount } from '../../accounts/account'
import { attendeesOf, partyOf, requireSameParty } from '../../accounts/party'
import { warningsOf } from '../../accounts/warnings'
import { waitIdOf } from '../../kernel/ids'
import type { PersonContext } from '../../kernel/router/context'
import { AppError, enforce, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { AccountDocument, BookingDocument, WaitEntry } from '../../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { refuseExpired } from '../core/expired'
import { finishBooking } from '../core/finish'
import { notingFull, refuseKnownFull } from '../core/known-full'
import { otherEntries } from '../core/ledger'
import { originOf } from '../core/origins/origin-of'
import { waiting } from '../core/origins/waiting'
import { endOrphanedWait } from '../core/orphaned-wait'
import { markOffered } from '../core/promote'
import { propagateToTicket } from '../core/propagate-draw'
import { addToWaitlist, readSessionWithParty, type SessionWithParty } from '../core/queue'
import { bookingReply } from '../core/reply'
import { isListKeeper, listKeeperTurn, shortenList } from '../core/stored-waits'
import { aheadOf } from '../core/views'
import { isWaiting } from './leave'

/**
 * Joins the waitlist of a session in the steps of a booking: read, entry in the session, ledger, booking. The id is derived
 * from the request id, so a replay repeats the same steps without effect.
 */
export const joinWaitlist: Handler<'waitlist.join'> = async (context, input) => {
  await refuseKnownFull(context, input.sessionId, checkWaitlistCapacity)
  return enterWaitlist(context, input, { decide: decideWaiting, mark: {} })
}

/** What differs between joining a waitlist and registering for a draw. */
interface Way {
  /** Whether the party may wait for the session. */
  decide: (facts: BookingFacts) => Refusal | null
  mark: Pick<WaitEntry, 'ticket'>
}

/** Enters a party in the waitlist of a session, or in its ballot. */
export async function enterWaitlist(
  context: PersonContext,
  { sessionId, memberIds }: ParsedInput<'waitlist.join'>,
  way: Way,
): Promise<RouteOutput<'waitlist.join'>> {
  const { store, isFirst } = context
  const bookingId = waitIdOf(context)
  const [row, account, known] = await Promise.all([
    readSessionWithParty(store, sessionId, bookingId),
    loadAccount(context),
    isFirst ? null : store.bookings.get(bookingId),
  ])
  // A first request that finds something of its party was delivered twice. Otherwise its booking, if there is one, waits or is
  // over: then the ledger and the insert decide, as for a slow copy.
  const earlier = isFirst && row && holdsParty(row) ? await store.bookings.get(bookingId) : known
  const session = requireFound(row, 'SESSION_NOT_FOUND')
  const sameAs = (booking: BookingDocument) => {
    if (booking.sessionId !== sessionId) throw new AppError('REQUEST_REUSED', null)
    requireSameParty(booking, memberIds)
    refuseExpired(booking)
  }
  if (earlier) {
    sameAs(earlier)
    return bookingReply(context, earlier, session)
  }
  const { claim } = session
  if (claim?.wonAt !== undefined) {
    // An earlier call of this request died, and its ticket was drawn: this call takes the place up.
    requireSameParty(claim, memberIds)
    const won = await finishBooking(context, { account, session, bookingId, origin: originOf(claim) })
    sameAs(won)
    return bookingReply(context, won)
  }
  const party = partyOf(account, memberIds)
  const current = partyEntryOf(session) ? session : await enter(context, { session, bookingId, account, party, way })
  if (current.left) return replyOfLeft(context, bookingId, sameAs)
  const entry = requireFound(partyEntryOf(current), 'SESSION_NOT_FOUND')
  requireSameParty(entry, memberIds)
  const origin = waiting(entry)
  let beside: Beside | undefined
  const booking = await finishBooking(context, {
    account,
    session: current,
    bookingId,
    origin: {
      ...origin,
      confirm: (finishing, target) => {
        beside = readBeside(context, current, { bookingId, entry })
        return origin.confirm(finishing, target)
      },
    },
  })
  sameAs(booking)
  return catchUp(context, booking, beside)
}

/** The reply where a copy of the call has joined, and the party has left since then. Throws BUSY while that is not stored. */
async function replyOfLeft(
  context: PersonContext,
  bookingId: string,
  sameAs: (booking: BookingDocument) => void,
): Promise<RouteOutput<'waitlist.join'>> {
  const booking = await context.store.bookings.get(bookingId)
  if (!booking) throw new AppError('BUSY', null)
  sameAs(booking)
  return bookingReply(context, booking)
}

/** What the reply needs, read in the round trip that stores the booking. */
interface Beside {
  place: Promise<SessionWithParty | null>
  ahead: Promise<number>
}

function readBeside(
  { store }: PersonContext,
  { _id: sessionId }: SessionWithParty,
  { bookingId, entry }: { bookingId: string; entry: WaitEntry },
): Beside {
  const place = readSessionWithParty(store, sessionId, bookingId)
  // Only a ticket has a rank.
  const party = { _id: bookingId, sessionId, createdAt: entry.at, rank: null }
  const ahead = entry.ticket ? Promise.resolve(0) : aheadOf(store, party)
  // Where the booking cannot be stored, nobody waits for them.
  for (const reading of [place, ahead]) reading.catch(() => undefined)
  return { place, ahead }
}

function holdsParty({ entry, offer, claim, left }: SessionWithParty): boolean {
  return entry !== null || offer !== null || claim !== null || left
}

function partyEntryOf({ entry, offer, claim }: SessionWithParty) {
  return entry ?? offer ?? claim?.offer ?? null
}

interface Wish {
  /** The session and the account as they were read. */
  session: SessionWithParty
  account: AccountDocument
  bookingId: string
  party: Member[]
  way: Way
}

/** Of the random keys of entries, which only differ from those of other copies of the same call. */
const KEY_LENGTH = 8

/** Each failed attempt means that places for the party became free, or were taken. */
const MAX_ATTEMPTS = 5

async function enter(
  context: PersonContext,
  { session, bookingId, account, party, way }: Wish,
): Promise<SessionWithParty> {
  const { store, accountId, requestId, now, newSecret } = context
  const facts = {
    now,
    party,
    active: otherEntries(account, bookingId),
    missed: account.missed,
    warned: warningsOf(account),
  }
  const decide = (seen: SessionWithParty) =>
    notingFull(context, seen._id, seen, () => enforce(way.decide({ ...facts, session: { ...seen, id: seen._id } })))
  const key = newSecret().slice(0, KEY_LENGTH)
  const entry = { accountId, requestId, attendees: attendeesOf(account, party), at: now, key, ...way.mark }
  let seen = session
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    decide(seen)
    if (seen.left) return seen
    if (await addToWaitlist(store, seen, bookingId, entry)) return { ...seen, entry }
    seen = requireFound(await readSessionWithParty(store, session._id, bookingId), 'SESSION_NOT_FOUND')
    return partyEntryOf(seen) ? seen : CONFLICT
  })
}

/** Every so many parties, takes those from the list of the session whose booking is stored. */
async function keepListShort({ store }: PersonContext, { sessionId }: BookingDocument, { ahead }: Beside) {
  const before = await ahead
  if (isListKeeper(before)) await shortenList(store, sessionId, listKeeperTurn(before))
}

/**
 * The reply. A promotion or a draw may have happened before the booking was stored; then the booking is updated first. One that
 * happens between the read and the booking, and those whom the offer passed over, are for the promotion, or for the reconciler.
 */
async function catchUp(
  context: PersonContext,
  booking: BookingDocument,
  beside: Beside | undefined,
): Promise<RouteOutput<'waitlist.join'>> {
  const { store } = context
  const { _id, status } = booking
  const reading = readPlace(context, booking, beside)
  // A ticket that was drawn before its booking was stored waits by its rank, which was not counted.
  const ahead = booking.rank ? undefined : beside?.ahead
  // Nearly always nothing has changed, so the reply is built in parallel with the read.
  const [place, answer] = await Promise.all([
    reading,
    bookingReply(context, booking, reading, ahead),
    beside && keepListShort(context, booking, beside),
  ])
  if (place.drawnAt && !place.left && status === 'registered') await propagateToTicket(context, place, booking)
  else if (place.left && isWaiting(booking)) await endOrphanedWait(context, _id)
  else if (place.offer && status === 'waiting') await markOffered(store, [_id], place.offer, [])
  else return answer
  return bookingReply(context, (await store.bookings.get(_id)) ?? booking)
}

async function readPlace(
  { store }: PersonContext,
  { _id, sessionId }: BookingDocument,
  beside: Beside | undefined,
): Promise<SessionWithParty> {
  return requireFound(await (beside?.place ?? readSessionWithParty(store, sessionId, _id)), 'SESSION_NOT_FOUND')
}
