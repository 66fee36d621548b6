import type { ParsedInput } from '@domain/contracts'
import { closureOn } from '@domain/places/opening-hours'
import { decideSessionChange } from '@domain/sessions/change'
import { type Context, onBehalfOf, type PersonContext } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'
import { propagateChange } from './propagate'
import { writeChange } from './write-change'

/**
 * Cancels a session because its centre is closed, in the name of who closed it. Returns whether it is cancelled: not one that is
 * over, or gone. Safe to repeat.
 */
export async function cancelForClosure(
  context: PersonContext,
  input: Pick<ParsedInput<'staff.cancelSession'>, 'centreId' | 'sessionId' | 'reason'>,
): Promise<boolean> {
  const change = { to: null, reason: input.reason, at: context.now, by: context.accountId }
  try {
    await writeChange({ ...context, noted: {} }, input, change, decideSessionChange)
  } catch (error) {
    if (error instanceof AppError && error.code !== 'BUSY') return false
    throw error
  }
  await propagateChange(context, input.sessionId)
  return true
}

/** A session and the local date on which it begins. */
interface Dated {
  sessionId: string
  date: string
}

/**
 * Cancels those of the sessions whose day is closed by now, and returns how many. Called after sessions were stored or moved:
 * a closure that was made since the opening hours were read may not have seen them. Safe to repeat.
 */
export async function cancelOnClosedDays(
  context: Context,
  centreId: string,
  sessions: readonly Dated[],
): Promise<number> {
  const { store } = context
  const centre = await store.centres.get(centreId, ['hours'])
  if (!centre) return 0
  let cancelled = 0
  for (const { sessionId, date } of sessions) {
    const closure = closureOn(centre.hours, date)
    if (!closure) continue
    const { from, to, reason } = closure
    const [by] = await store.closures.find({ where: { centreId, from, to }, sort: [['at', 'desc']], limit: 1 })
    // As the closure itself would, so that the two make one change.
    const owner = onBehalfOf(context, { accountId: by?.by ?? '', requestId: by?._id ?? `${centreId} ${from} ${to}` })
    if (await cancelForClosure(owner, { centreId, sessionId, reason })) cancelled++
  }
  return cancelled
}
