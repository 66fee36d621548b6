import { checkOwnBookings } from '@domain/bookings/rules/own-bookings'
import { decideDesk, decideWalkIn } from '@domain/desk/decide'
import { type Guest, guestParty } from '@domain/desk/guest'
import { newAccount } from '../../accounts/account'
import { partyOfEntry } from '../../accounts/party'
import { readSession, type SessionWithClaim } from '../../booking/core/claim'
import { refuseExpired } from '../../booking/core/expired'
import { finishBooking } from '../../booking/core/finish'
import { otherEntries } from '../../booking/core/ledger'
import { direct } from '../../booking/core/origins/direct'
import { deskIdOf, guestIdOf } from '../../kernel/ids'
import { note, onBehalfOf, type StaffContext } from '../../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { checkInResultOf } from '../checkin/check-in'
import { flushLog } from '../checkin/log'
import { bookingNote } from '../checkin/undo'
import { takeDeskClaim } from './claim'

interface Visit {
  centreId: string
  sessionId: string
  people: number
  guest: Guest
  /** The party is at the desk and is checked in at once. */
  walkIn: boolean
}

/** Books for a walk-in party. Ages and audience are not checked; staff judge them. */
export const walkIn: Handler<'staff.walkIn'> = async (context, { centreId, sessionId, people, name, lastFour }) => {
  const guest = { name: name ?? null, lastFour: lastFour ?? null }
  const booking = await bookForGuest(context, { centreId, sessionId, people, guest, walkIn: true })
  note(context, { ...bookingNote(booking), to: `${people} 人` })
  return checkInResultOf(context, { outcome: 'accepted', at: booking.createdAt, booking })
}

/** Books an upcoming session for a guest by phone or at the desk. */
export const bookFor: Handler<'staff.bookFor'> = async (context, { centreId, sessionId, people, name, lastFour }) => {
  const guest = { name, lastFour }
  const booking = await bookForGuest(context, { centreId, sessionId, people, guest, walkIn: false })
  note(context, { ...bookingNote(booking), to: `${people} 人` })
  const [result, centre] = await Promise.all([
    checkInResultOf(context, { outcome: 'accepted', at: booking.createdAt, booking }),
    context.store.centres.get(centreId, ['name', 'address', 'phone']),
  ])
  const { name: centreName, address, phone } = requireFound(centre, 'SESSION_NOT_FOUND')
  return { ...result, place: { centreName, address, phone } }
}

/**
 * Books for a guest in the same steps as any booking: read, claim, ledger, booking. A walk-in is stored checked in, and
 * the log row follows. The id comes from the request id, so a replay repeats the steps and finds them done.
 */
async function bookForGuest(context: StaffContext, visit: Visit): Promise<BookingDocument> {
  const { store, actor: by, requestId, now } = context
  const { centreId, sessionId, guest } = visit
  const bookingId = deskIdOf(context)
  const accountId = guestIdOf(context, centreId, guest, bookingId)
  const owner = onBehalfOf(context, { accountId, requestId })
  const [row, account, earlier] = await Promise.all([
    readSession(store, sessionId, bookingId),
    store.accounts.get(accountId).then(stored => stored ?? newAccount(owner)),
    store.bookings.get(bookingId),
  ])
  const session = requireAtCentre(row, centreId, 'SESSION_NOT_FOUND')
  if (earlier) return flushLog(store, requireSameVisit(earlier, visit, accountId))
  const attendees = guestParty(guest, visit.people)
  const party = partyOfEntry(account, attendees)
  const active = otherEntries(account, bookingId)
  const decide = (current: SessionWithClaim) =>
    (visit.walkIn ? decideWalkIn : decideDesk)({ now, session: current }) ??
    checkOwnBookings({ now, session: { ...current, id: current._id }, party, active })
  const claim = {
    accountId,
    attendees,
    requestId,
    at: now,
    guest: { ...guest, letInBy: visit.walkIn ? by : null },
  }
  const claimed = await takeDeskClaim(context, { session, bookingId, claim, decide })
  const origin = direct(requireFound(claimed.claim, 'SESSION_NOT_FOUND'))
  const booking = await finishBooking(owner, { account, session: claimed, bookingId, origin })
  return flushLog(store, requireSameVisit(booking, visit, accountId))
}

/** Throws REQUEST_REUSED when the request id was used for something else. */
function requireSameVisit(booking: BookingDocument, visit: Visit, accountId: string): BookingDocument {
  const { sessionId, people, walkIn } = visit
  const same =
    booking.sessionId === sessionId &&
    booking.accountId === accountId &&
    booking.partySize === people &&
    (booking.guest?.letInBy != null) === walkIn
  if (!same) throw new AppError('REQUEST_REUSED', null)
  refuseExpired(booking)
  return booking
}
