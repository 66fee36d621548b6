import { type CheckInCode, parseCode, verifyCode } from '@domain/checkin/code'
import { DAY } from '@domain/time'
import type { StaffContext } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import type { BookingDocument } from '../../kernel/store/documents'
import { digitsFinder } from './digits'

/** Finds the booking of a code. Throws CODE_INVALID, CODE_EXPIRED, CODE_AMBIGUOUS. */
export async function resolveCode(
  context: StaffContext,
  centreId: string,
  text: string,
): Promise<{ booking: BookingDocument; way: CheckInCode['kind'] }> {
  const code = parseCode(text)
  if (!code) throw new AppError('CODE_INVALID', null)
  const { store, now } = context
  const bookingId = code.kind === 'qr' ? code.bookingId : await bookingOfDigits(context, centreId, code.digits)
  const booking = await store.bookings.get(bookingId)
  const verdict = booking ? verifyCode(code, booking.secret, booking._id, now) : 'invalid'
  if (verdict === 'expired') throw new AppError('CODE_EXPIRED', null)
  if (!booking || verdict === 'invalid') throw new AppError('CODE_INVALID', null)
  return { booking, way: code.kind }
}

/** Digits name no booking: they are compared with all that could be checked in here now. */
async function bookingOfDigits({ store, now }: StaffContext, centreId: string, digits: string): Promise<string> {
  const finder = await digitsFinder(store, { centreId, status: 'confirmed' }, { from: now + 1, to: now + DAY })
  const [first, second] = finder.find(digits, now)
  if (second) throw new AppError('CODE_AMBIGUOUS', null)
  if (!first) throw new AppError('CODE_INVALID', null)
  return first._id
}
