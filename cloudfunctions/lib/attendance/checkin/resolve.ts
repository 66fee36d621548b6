import { type CheckInCode, parseCode, verifyCode } from '@domain/checkin/code'
import type { StaffContext } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import { type CheckInFacts, readForCheckIn } from './facts'
import { factsOfDigits } from './known-digits'

/**
 * Finds the booking of a code, with its session; `scanned` is what was found for a scanned one, if it was looked for. Throws
 * CODE_INVALID, CODE_EXPIRED, CODE_AMBIGUOUS.
 */
export async function resolveCode(
  context: StaffContext,
  centreId: string,
  text: string,
  scanned?: CheckInFacts | null,
): Promise<{ facts: CheckInFacts; way: CheckInCode['kind'] }> {
  const code = parseCode(text)
  if (!code) throw new AppError('CODE_INVALID', null)
  const { store, now } = context
  const read = () =>
    code.kind === 'qr' ? readForCheckIn(store, code.bookingId) : factsOfDigits(context, centreId, code.digits)
  const facts = scanned ?? (await read())
  const verdict = facts ? verifyCode(code, facts.booking.secret, facts.booking._id, now) : 'invalid'
  if (verdict === 'expired') throw new AppError('CODE_EXPIRED', null)
  if (!facts || verdict === 'invalid') throw new AppError('CODE_INVALID', null)
  return { facts, way: code.kind }
}
