import type { Context } from '../../kernel/router/context'
import type { SessionDocument } from '../../kernel/store/documents'
import { excluding } from '../../kernel/store/port'
import { type PartWork, readParts, workOnParts } from '../../kernel/work/parts'
import { MORE } from '../../kernel/work/task'
import { promotionDue } from '../core/promotion-due'
import { bookDrawnPlace, markLost } from '../core/propagate-draw'

/** Tickets per run. */
const TICKETS = 200

/**
 * Updates the bookings of a drawn session, those without a place first. A booking that is still `registered` has not been
 * updated; while there are any, the waitlist is not promoted and the session stays due. A ticket that fails is retried on
 * its own and blocks nobody: its place or its rank is stored in the session already.
 */
export async function propagateDraw(context: Context, sessionId: string): Promise<typeof MORE | undefined> {
  const { store } = context
  const session = await store.sessions.get(sessionId)
  if (!session?.drawnAt || !session.drawAt) return
  const {
    items: behind,
    resting,
    isMore,
  } = await readParts(context, drawnTickets, sessionId, TICKETS, without =>
    store.bookings.find({
      where: { sessionId, status: 'registered', ...excluding(without) },
      limit: TICKETS,
      fields: ['sessionId'],
    }),
  )
  // A ticket that the session does not hold any more ends by itself (`endOrphanedWaits`).
  const gone = behind.filter(({ _id }) => !session.waitlist[_id] && !session.claims[_id]).length
  const lost = behind.filter(({ _id }) => session.waitlist[_id])
  const won = behind.filter(({ _id }) => session.claims[_id])
  let failed = 0
  for (const tickets of [lost, won]) {
    failed += await workOnParts(context, drawnTickets, {
      items: tickets,
      partOf: ({ _id }) => ({ id: _id, of: sessionId }),
      work: ({ _id }) => follow(context, session, _id),
    })
  }
  // Those that are gone stay what they are until their wait ends.
  if (isMore && gone < TICKETS) return MORE
  const left = await store.bookings.count({ sessionId, status: 'registered' })
  if (left > failed + gone + resting) return
  await store.sessions.update({ _id: sessionId, drawAt: session.drawAt }, { drawAt: 0, ...promotionDue(context.now) })
}

/** A ticket that could not follow its draw with the others. */
export const drawnTickets: PartWork = {
  name: 'drawnTickets',
  do: async (context, { id, of }) => {
    const { store } = context
    const [session, booking] = await Promise.all([store.sessions.get(of), store.bookings.get(id, ['status'])])
    if (session?.drawnAt && booking?.status === 'registered') await follow(context, session, id)
  },
}

async function follow(context: Context, session: SessionDocument, bookingId: string): Promise<void> {
  const { waitlist, claims, drawnAt } = session
  const entry = waitlist[bookingId]
  const claim = claims[bookingId]
  if (entry && drawnAt) await markLost(context, bookingId, entry, drawnAt)
  else if (claim) await bookDrawnPlace(context, session, bookingId, claim)
}
