import { parseCode } from '@domain/checkin/code'
import { decideCheckIn } from '@domain/checkin/decide'
import type { CheckInMark } from '@domain/checkin/log'
import type { CheckInResult } from '@domain/contracts/staff'
import { maskedNames } from '@domain/desk/find'
import { boardSession, figuresOf, withFigures } from '../../catalogue/board'
import type { StaffContext } from '../../kernel/router/context'
import { AppError, enforce } from '../../kernel/router/errors'
import { readingAhead } from '../../kernel/router/router'
import { type CheckInFacts, readForCheckIn, withChangesOf } from './facts'
import { type CheckInOutcome, recordCheckIn } from './log'
import { resolveCode } from './resolve'

/** Checks in by a scanned or typed code. */
export const checkIn = readingAhead<'staff.checkIn', CheckInFacts | null>(
  async ({ store }, { code }) => {
    const scanned = parseCode(code)
    return scanned?.kind === 'qr' ? readForCheckIn(store, scanned.bookingId) : null
  },
  async (context, input, scanned): Promise<CheckInResult> => {
    const { now, actor, requestId } = context
    const { centreId, sessionId = null } = input
    const { facts, way } = await resolveCode(context, centreId, input.code, scanned)
    // A replay of the accepted scan gets the first answer, even after check-in has closed.
    if (facts.booking.checkIn?.requestId !== requestId) {
      enforce(decideCheckIn({ now, centreId, sessionId, ...withChangesOf(facts) }))
    } else if (facts.booking.centreId !== centreId) {
      throw new AppError('WRONG_CENTRE', null)
    }
    return checkInAndReply(context, facts, { at: now, by: actor, way, requestId })
  },
)

/** Records a check-in and returns it as staff see it. The people of the session are counted while the log is written. */
export async function checkInAndReply(
  context: StaffContext,
  { booking, session }: CheckInFacts,
  mark: CheckInMark,
): Promise<CheckInResult> {
  const count = () => figuresOf(context.store, [session._id])
  let counting: ReturnType<typeof count> | undefined
  const onWritten = () => {
    counting = count()
    // Where the log cannot be written, nobody waits for it.
    counting.catch(() => undefined)
  }
  const outcome = await recordCheckIn(context, booking, mark, { onWritten })
  return resultOf(outcome, withFigures(session, await (counting ?? count())))
}

/** A check-in as staff see it. */
export async function checkInResultOf({ store }: StaffContext, outcome: CheckInOutcome): Promise<CheckInResult> {
  const { centreId, sessionId } = outcome.booking
  return resultOf(outcome, await boardSession(store, centreId, sessionId))
}

function resultOf({ outcome, at, booking }: CheckInOutcome, session: CheckInResult['session']): CheckInResult {
  return {
    outcome,
    at,
    bookingId: booking._id,
    names: maskedNames(booking),
    partySize: booking.partySize,
    session,
  }
}
