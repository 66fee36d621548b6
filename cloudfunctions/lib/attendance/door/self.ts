import { decideCheckIn } from '@domain/checkin/decide'
import { doorKeyOf, parseDoorCode, verifyDoorCode } from '@domain/checkin/door'
import { requireOwnBooking } from '../../booking/core/list'
import { bookingView } from '../../booking/core/views'
import type { PersonContext } from '../../kernel/router/context'
import { AppError, enforce } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { withSessionChanges } from '../checkin/facts'
import { recordCheckIn } from '../checkin/log'

/**
 * Checks in by the code on the door screen. The code proves place and time, the caller's identity the booking; which of
 * several check-ins is first is decided as for any other. A position that an older app sends is ignored: WeChat's fuzzy one is
 * kilometres off and says nothing about who stands at a door.
 */
export const checkInSelf: Handler<'checkin.self'> = async (context, { bookingId, code }) => {
  const { now, accountId, requestId } = context
  const booking = await requireOwnBooking(context, bookingId)
  // A booking without a confirmed place cannot be checked in.
  if (['registered', 'waiting', 'offered'].includes(booking.status)) throw new AppError('BOOKING_NOT_FOUND', null)
  // A replay gets the first answer, although the code has changed since.
  const replay = booking.checkIn?.requestId === requestId
  if (!replay) await requireAtDoor(context, booking, code)
  const mark = { at: now, by: accountId, way: 'door' as const, requestId, near: null }
  const { outcome, at, booking: after } = await recordCheckIn(context, booking, mark)
  return { outcome, at, booking: bookingView(after) }
}

/** Verifies by the code that the caller is at this door in time. */
async function requireAtDoor({ store, now }: PersonContext, booking: BookingDocument, text: string): Promise<void> {
  const { centreId, centreName } = booking
  const [door, stands] = await Promise.all([store.doors.get(centreId), withSessionChanges(store, booking)])
  const code = parseDoorCode(text)
  if (!code || !door) throw new AppError('DOOR_CODE_INVALID', null)
  switch (verifyDoorCode(code, date => doorKeyOf(door.secret, date).key, centreId, now)) {
    case 'elsewhere':
      throw new AppError('DOOR_ELSEWHERE', { centreName })
    case 'expired':
      throw new AppError('DOOR_CODE_EXPIRED', null)
    case 'invalid':
      throw new AppError('DOOR_CODE_INVALID', null)
    case 'valid':
      enforce(decideCheckIn({ now, centreId, sessionId: null, ...stands }))
  }
}
