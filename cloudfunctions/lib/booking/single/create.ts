import { decideBooking } from '@domain/bookings/decide'
import { placesOf } from '@domain/bookings/places'
import { checkPlaces } from '@domain/bookings/rules/places'
import type { ParsedInput, RouteOutput } from '@domain/contracts'
import type { Unit } from '@domain/offerings/layout'
import type { Member } from '@domain/people/members'
import { loadAccount } from '../../accounts/account'
import { attendeesOf, partyOf, requireSameParty } from '../../accounts/party'
import { warningsOf } from '../../accounts/warnings'
import { sessionCard } from '../../catalogue/session-views'
import { bookingIdOf } from '../../kernel/ids'
import type { PersonContext } from '../../kernel/router/context'
import { AppError, enforce, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { AccountDocument, BookingDocument, Claim } from '../../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { readSession, type SessionWithClaim, takeClaim } from '../core/claim'
import { refuseExpired } from '../core/expired'
import { finishBooking } from '../core/finish'
import { notingFull, refuseKnownFull } from '../core/known-full'
import { otherEntries } from '../core/ledger'
import { direct } from '../core/origins/direct'
import { pickUnit, spaceFacts, type WantedSpan } from '../core/span'
import { bookingView } from '../core/views'

/** Attempts when any unit will do and the chosen one is lost to somebody else. */
const MAX_PICKS = 8

type Input = ParsedInput<'booking.create'>
type Output = RouteOutput<'booking.create'>

/**
 * Books one session for a party in four steps: read, claim on the session, ledger, booking. A crash after any of them is
 * completed or undone later (docs/decisions/0006-capacity.md). The id is derived from the request id, so a replay repeats
 * the same steps without effect.
 */
export const createBooking: Handler<'booking.create'> = async (context, input): Promise<Output> => {
  const { store, isFirst } = context
  const bookingId = bookingIdOf(context)
  if (!input.span) {
    await refuseKnownFull(context, input.sessionId, places => checkPlaces(places, input.memberIds.length), bookingId)
  }
  const [row, account, known] = await Promise.all([
    readSession(store, input.sessionId, bookingId),
    loadAccount(context),
    isFirst ? null : store.bookings.get(bookingId),
  ])
  // A first request that finds its claim was delivered twice. Without a claim its booking, if there is one, is over: then the
  // ledger and the insert decide, as for two copies at one time.
  const earlier = isFirst && row?.claim ? await store.bookings.get(bookingId) : known
  const session = requireFound(row, 'SESSION_NOT_FOUND')
  if (earlier) {
    // Read side by side, the session may be older than the booking.
    const after = session.claim
      ? session
      : requireFound(await readSession(store, session._id, bookingId), 'SESSION_NOT_FOUND')
    return replayOf(earlier, input, after)
  }

  const wanted = wantedOf(session, input)
  const party = partyOf(account, input.memberIds)
  const fresh = session.claim ? session : await claimPlaces(context, { session, bookingId, account, party, wanted })
  const claim = requireFound(fresh.claim, 'SESSION_NOT_FOUND')
  requireSameParty(claim, input.memberIds)
  requireSameSpan({ ...claim.span, unit: claim.unit }, input)
  const booking = await finishBooking(context, { account, session: fresh, bookingId, origin: direct(claim) })
  return replayOf(booking, input, fresh)
}

/** The wanted span of a container; undefined for a class. Throws SPAN_NEEDED, INVALID_INPUT. */
function wantedOf({ layout }: SessionWithClaim, { span }: Input): WantedSpan | undefined {
  if (layout && !span) throw new AppError('SPAN_NEEDED', null)
  if (span && !layout) throw new AppError('INVALID_INPUT', { path: 'span' })
  return span
}

interface Wish {
  /** The session and the account as they were read. */
  session: SessionWithClaim
  account: AccountDocument
  bookingId: string
  party: Member[]
  wanted: WantedSpan | undefined
}

/**
 * Checks the booking rules, then claims the places. Returns the session with its claim; the places that others have taken since it
 * was read are not taken off.
 */
async function claimPlaces(
  context: PersonContext,
  { session, bookingId, account, party, wanted }: Wish,
): Promise<SessionWithClaim> {
  const { store, accountId, requestId, now } = context
  const attendees = attendeesOf(account, party)
  const decide = (seen: SessionWithClaim): Claim => {
    const space = spaceFacts(seen, wanted)
    const facts = {
      now,
      party,
      active: otherEntries(account, bookingId),
      missed: account.missed,
      warned: warningsOf(account),
    }
    const at = { ...seen, ...space?.span, id: seen._id }
    notingFull(context, seen._id, seen, () =>
      enforce(decideBooking({ ...facts, session: at, ...(space ? { space } : {}) })),
    )
    return { accountId, requestId, attendees, at: now, ...(space ? pickUnit(space, bookingId) : {}) }
  }
  let current = session
  return retryOnConflict(wanted ? MAX_PICKS : 1, async () => {
    const claim = decide(current)
    if (await takeClaim(store, session, bookingId, claim)) {
      return { ...current, claim, seatsLeft: current.seatsLeft - placesOf(claim) }
    }
    // A copy of this request, or somebody else, came first.
    current = requireFound(await readSession(store, session._id, bookingId), 'SESSION_NOT_FOUND')
    if (current.claim) return current
    decide(current)
    const { moves, startsAt, endsAt } = current
    if (moves !== session.moves) throw new AppError('SESSION_MOVED', { startsAt, endsAt })
    return CONFLICT
  })
}

/** The first reply again. Throws REQUEST_REUSED when the request id was used for something else. */
function replayOf(booking: BookingDocument, input: Input, session: SessionWithClaim): Output {
  if (booking.sessionId !== input.sessionId) throw new AppError('REQUEST_REUSED', null)
  requireSameParty(booking, input.memberIds)
  if (booking.unit) requireSameSpan(booking, input)
  refuseExpired(booking)
  return { booking: bookingView(booking), session: sessionCard(session) }
}

/** Throws REQUEST_REUSED when the request id was used for another time or another unit. */
function requireSameSpan(had: { startsAt?: number; endsAt?: number; unit?: Unit | undefined }, { span }: Input): void {
  if (!span) return
  const same = had.startsAt === span.startsAt && had.endsAt === span.endsAt
  if (!same || (span.unit !== undefined && had.unit?.id !== span.unit)) throw new AppError('REQUEST_REUSED', null)
}
