import { DUE_NOW } from '@domain/waitlist/promotion'
import type { Context } from '../../kernel/router/context'
import { forEachConcurrent } from '../../kernel/work/background'
import { PROMOTION_DUE } from '../core/promotion-due'
import { bookDrawnPlace, markLost } from '../core/propagate-draw'

/** Tickets per call; the next tick does the rest. */
const TICKETS = 200

/**
 * Updates the bookings of a drawn session, those without a place first. A booking that is still `registered` has not been
 * updated; while there are any, the waitlist is not promoted and the session stays due.
 */
export async function propagateDraw(context: Context, sessionId: string): Promise<void> {
  const { store } = context
  const session = await store.sessions.get(sessionId)
  if (!session?.drawnAt || session.drawAt !== DUE_NOW) return
  const { drawnAt, waitlist, claims } = session
  const behind = await store.bookings.find({ where: { sessionId, status: 'registered' }, limit: TICKETS })
  await forEachConcurrent(behind, async ({ _id }) => {
    const entry = waitlist[_id]
    if (entry) await markLost(context, _id, entry, drawnAt)
  })
  await forEachConcurrent(behind, async ({ _id }) => {
    const claim = claims[_id]
    if (claim) await bookDrawnPlace(context, session, _id, claim)
  })
  const left = await store.bookings.count({ sessionId, status: 'registered' })
  if (left === 0) await store.sessions.update({ _id: sessionId, drawAt: DUE_NOW }, { drawAt: 0, ...PROMOTION_DUE })
}
