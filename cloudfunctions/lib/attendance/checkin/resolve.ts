import { type CheckInCode, parseCode, verifyCode } from '@domain/checkin/code'
import { DAY } from '@domain/time'
import type { StaffContext } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import type { BookingDocument } from '../../kernel/store/documents'
import { both, gt, lt } from '../../kernel/store/port'

/** A centre's bookings of somewhat more than a day; digits are compared with all of them. */
const MAX_CANDIDATES = 1000

/** Finds the booking of a code. Throws CODE_INVALID, CODE_EXPIRED, CODE_AMBIGUOUS. */
export async function resolveCode(
  context: StaffContext,
  centreId: string,
  text: string,
): Promise<{ booking: BookingDocument; way: CheckInCode['kind'] }> {
  const code = parseCode(text)
  if (!code) throw new AppError('CODE_INVALID', null)
  const candidates = await candidatesFor(context, centreId, code)
  const proven = candidates.filter(candidate => {
    const verdict = verifyCode(code, candidate.secret, candidate._id, context.now)
    if (verdict === 'expired') throw new AppError('CODE_EXPIRED', null)
    return verdict === 'valid'
  })
  const [booking, second] = proven
  if (!booking) throw new AppError('CODE_INVALID', null)
  if (second) throw new AppError('CODE_AMBIGUOUS', null)
  return { booking, way: code.kind }
}

/**
 * A QR code names its booking. Digits do not; they are compared with all bookings that could be checked in here now.
 */
async function candidatesFor(
  { store, now }: StaffContext,
  centreId: string,
  code: CheckInCode,
): Promise<BookingDocument[]> {
  if (code.kind === 'qr') {
    const booking = await store.bookings.get(code.bookingId)
    return booking ? [booking] : []
  }
  return store.bookings.find({
    where: { centreId, status: 'confirmed', activeUntil: both(gt(now), lt(now + DAY)) },
    sort: [['activeUntil', 'asc']],
    limit: MAX_CANDIDATES,
  })
}
