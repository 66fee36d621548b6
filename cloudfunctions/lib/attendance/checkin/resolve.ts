import { type CheckInCode, parseCode, verifyCode } from '@domain/checkin/code'
import type { StaffContext } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import type { BookingDocument } from '../../kernel/store/documents'
import { bookingShowing } from './known-digits'

/** Finds the booking of a code. Throws CODE_INVALID, CODE_EXPIRED, CODE_AMBIGUOUS. */
export async function resolveCode(
  context: StaffContext,
  centreId: string,
  text: string,
): Promise<{ booking: BookingDocument; way: CheckInCode['kind'] }> {
  const code = parseCode(text)
  if (!code) throw new AppError('CODE_INVALID', null)
  const { store, now } = context
  const booking =
    code.kind === 'qr' ? await store.bookings.get(code.bookingId) : await bookingShowing(context, centreId, code.digits)
  const verdict = booking ? verifyCode(code, booking.secret, booking._id, now) : 'invalid'
  if (verdict === 'expired') throw new AppError('CODE_EXPIRED', null)
  if (!booking || verdict === 'invalid') throw new AppError('CODE_INVALID', null)
  return { booking, way: code.kind }
}
