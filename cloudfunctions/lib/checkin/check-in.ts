import { decideCheckIn } from '@domain/checkin/decide'
import type { CheckInResult } from '@domain/contracts/staff'
import { maskName } from '@domain/people/members'
import type { StaffContext } from '../router/context'
import { AppError, enforce, found } from '../router/errors'
import type { Handler } from '../router/router'
import type { BookingDocument, CheckInMark } from '../store/documents'
import type { Store } from '../store/port'
import { calledOffAt } from './as-it-stands'
import { boardSession } from './board'
import { bookingOfCode } from './resolve'

/**
 * Lets the holder of a code in. The booking document is where scans meet: one conditional update decides which scan was
 * the first and excludes a cancellation. The log follows, from the booking, and the reconciler writes it if we cannot.
 */
export const checkIn: Handler<'staff.checkIn'> = async (context, input): Promise<CheckInResult> => {
  const { centreId, sessionId = null } = input
  const { booking, way } = await bookingOfCode(context, centreId, input.code)
  // A replay of the accepted scan gets the first answer even after the door has closed.
  if (booking.checkIn?.requestId !== context.requestId) {
    enforce(decideCheckIn({ now: context.now, centreId, sessionId, ...(await asItStands(context.store, booking)) }))
  } else if (booking.centreId !== centreId) {
    throw new AppError('WRONG_CENTRE', null)
  }
  const mark = booking.checkIn ?? (await markIn(context, booking, way))
  const [session] = await Promise.all([
    boardSession(context.store, centreId, booking.sessionId),
    logCheckIn(context.store, { ...booking, checkIn: mark, unlogged: true }),
  ])
  return {
    outcome: mark.requestId === context.requestId ? 'accepted' : 'already',
    at: mark.at,
    bookingId: booking._id,
    names: booking.attendees.map(attendee => maskName(attendee.nickname)),
    partySize: booking.partySize,
    session: found(session, 'SESSION_NOT_FOUND'),
  }
}

/** The booking with what the centre has changed about its session, even before the booking has followed. */
async function asItStands(store: Store, booking: BookingDocument) {
  const fields = ['status', 'startsAt', 'endsAt', 'rules', 'changes'] as const
  const session = found(await store.sessions.get(booking.sessionId, fields), 'SESSION_NOT_FOUND')
  const { startsAt, endsAt, rules } = session
  // A booking of a container has times of its own, and a container is never moved.
  const times = booking.unit ? {} : { startsAt, endsAt, checkInFrom: startsAt - rules.checkInBefore }
  return {
    booking: { ...booking, ...times },
    calledOffAt: calledOffAt(session),
  }
}

async function markIn(
  { store, now, accountId, requestId }: StaffContext,
  booking: BookingDocument,
  way: CheckInMark['way'],
): Promise<CheckInMark> {
  const mark = { at: now, by: accountId, way, requestId }
  const won = await store.bookings.update(
    { _id: booking._id, status: 'confirmed', checkIn: null },
    { checkIn: mark, unlogged: true },
  )
  if (won === 1) return mark
  const current = await store.bookings.get(booking._id)
  if (current?.checkIn) return current.checkIn
  throw new AppError('BOOKING_CANCELLED', { cancelledAt: current?.cancelledAt ?? now })
}

/** Copies a booking's check-in into the append-only log. Safe to repeat: the entry's id is its place in the log. */
export async function logCheckIn(store: Store, booking: BookingDocument): Promise<void> {
  const { _id, sessionId, centreId, checkIn: mark } = booking
  if (!mark || !booking.unlogged) return
  await store.checkins.insert({ ...mark, _id: `${_id}-0`, bookingId: _id, sessionId, centreId })
  await store.bookings.update({ _id }, { unlogged: false })
}
