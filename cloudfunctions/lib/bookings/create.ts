import { decideBooking } from '@domain/bookings/decide'
import { placesOf } from '@domain/bookings/places'
import type { ParsedInput, RouteOutput } from '@domain/contracts'
import type { Member } from '@domain/people/members'
import { sessionCard } from '../classes/views'
import { loadAccount } from '../household/account'
import { partyOf, requireSameParty } from '../household/party'
import { bookingIdOf } from '../ids'
import type { PersonContext } from '../router/context'
import { AppError, enforce, found } from '../router/errors'
import type { Handler } from '../router/router'
import type { AccountDocument, BookingDocument } from '../store/documents'
import { readSession, type SessionWithClaim, takeClaim } from './claim'
import { finishBooking } from './finish'
import { bookingView } from './views'

type Input = ParsedInput<'booking.create'>
type Output = RouteOutput<'booking.create'>

/**
 * Books one session for a party, in four steps of which each heals when the one after it never comes (docs/decisions,
 * "Capacity"): read, claim on the session, ledger of the account, booking. The id comes from the request id, so a
 * replay walks the same steps and finds them done.
 */
export const createBooking: Handler<'booking.create'> = async (context, input): Promise<Output> => {
  const { store, accountId, requestId } = context
  const bookingId = bookingIdOf(accountId, requestId)
  const [row, account, earlier] = await Promise.all([
    readSession(store, input.sessionId, bookingId),
    loadAccount(context),
    store.bookings.get(bookingId),
  ])
  const session = found(row, 'SESSION_NOT_FOUND')
  if (earlier) return replayOf(earlier, input, session)

  const party = partyOf(account, input.memberIds)
  const fresh = session.claim ? session : await claimPlaces(context, session, bookingId, account, party)
  const claim = found(fresh.claim, 'SESSION_NOT_FOUND')
  requireSameParty(claim.attendees, input.memberIds)
  const { claim: entry, ...card } = { ...fresh, claim }
  const booking = await finishBooking(context, { account, session: card, bookingId, entry, party })
  return replayOf(booking, input, fresh)
}

/** Decides, then takes the places. Answers with the session as it stands after that, its claim included. */
async function claimPlaces(
  { store, accountId, requestId, now }: PersonContext,
  session: SessionWithClaim,
  bookingId: string,
  account: AccountDocument,
  party: Member[],
): Promise<SessionWithClaim> {
  const facts = { now, party, active: Object.values(account.ledger), missed: account.missed }
  enforce(decideBooking({ ...facts, session: { ...session, id: session._id } }))
  const attendees = party.map(({ id, nickname }) => ({ memberId: id, nickname }))
  const claim = { accountId, requestId, attendees, at: now }
  // The second read travels with the claim: it tells why the claim was lost without another round trip.
  const [won, beside] = await Promise.all([
    takeClaim(store, session, bookingId, claim),
    readSession(store, session._id, bookingId),
  ])
  let current = found(beside, 'SESSION_NOT_FOUND')
  if (won) return current.claim ? current : { ...current, claim, seatsLeft: current.seatsLeft - placesOf(claim) }
  if (current.claim) return current
  enforce(decideBooking({ ...facts, session: { ...current, id: current._id } }))
  // It read as free and was lost all the same: a twin of this request, or somebody else, came between the two.
  current = found(await readSession(store, session._id, bookingId), 'SESSION_NOT_FOUND')
  if (current.claim) return current
  enforce(decideBooking({ ...facts, session: { ...current, id: current._id } }))
  const { moves, startsAt, endsAt } = current
  if (moves !== session.moves) throw new AppError('SESSION_MOVED', { startsAt, endsAt })
  throw new AppError('BUSY', null)
}

/** The first answer again; refused when the request id stood for something else. */
function replayOf(booking: BookingDocument, input: Input, session: SessionWithClaim): Output {
  if (booking.sessionId !== input.sessionId) throw new AppError('REQUEST_REUSED', null)
  requireSameParty(booking.attendees, input.memberIds)
  return { booking: bookingView(booking), session: sessionCard(session) }
}
