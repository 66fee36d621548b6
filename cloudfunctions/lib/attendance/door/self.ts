import { decideCheckIn } from '@domain/checkin/decide'
import { doorKeyOf, parseDoorCode, verifyDoorCode } from '@domain/checkin/door'
import { isNear } from '@domain/checkin/near'
import type { Location } from '@domain/places/geo'
import { requireOwnBooking } from '../../booking/core/list'
import { bookingView } from '../../booking/core/views'
import type { PersonContext } from '../../kernel/router/context'
import { AppError, enforce } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { withSessionChanges } from '../checkin/check-in'
import { recordCheckIn } from '../checkin/log'

/**
 * Checks in by the code on the door screen. The code proves place and time, the caller's identity the booking; which of
 * several check-ins is first is decided as for any other.
 */
export const checkInSelf: Handler<'checkin.self'> = async (context, { bookingId, code, location }) => {
  const { now, accountId, requestId } = context
  const booking = await requireOwnBooking(context, bookingId)
  // A booking without a confirmed place cannot be checked in.
  if (['registered', 'waiting', 'offered'].includes(booking.status)) throw new AppError('BOOKING_NOT_FOUND', null)
  // A replay gets the first answer, although the code has changed since.
  const replay = booking.checkIn?.requestId === requestId
  const near = replay ? null : await atTheDoor(context, booking, code, location)
  const mark = { at: now, by: accountId, way: 'door' as const, requestId, near }
  const { outcome, at, booking: after } = await recordCheckIn(context, booking, mark)
  return { outcome, at, booking: bookingView(after) }
}

/**
 * Verifies that the caller is at this door in time. Returns whether the phone is near; null when it reported no
 * location.
 */
async function atTheDoor(
  { store, now }: PersonContext,
  booking: BookingDocument,
  text: string,
  location: Location | undefined,
): Promise<boolean | null> {
  const { centreId, centreName } = booking
  const [door, stands, centre] = await Promise.all([
    store.doors.get(centreId),
    withSessionChanges(store, booking),
    location ? store.centres.get(centreId, ['location']) : null,
  ])
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
  if (!centre) return null
  const [longitude, latitude] = centre.location.coordinates
  return isNear({ longitude, latitude }, location)
}
