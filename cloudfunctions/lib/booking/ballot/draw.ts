import { draw, type Ticket } from '@domain/ballot/draw'
import { isBallotOpen } from '@domain/ballot/phase'
import { placesOf } from '@domain/bookings/places'
import { DUE_NOW } from '@domain/waitlist/promotion'
import type { Context } from '../../kernel/router/context'
import type { BallotDocument, Claim, SessionDocument, WaitEntry } from '../../kernel/store/documents'
import { inc } from '../../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { PROMOTION_DUE } from '../core/promotion-due'
import { sealBallot } from './seal'

const FIELDS = [
  'startsAt',
  'status',
  'rules',
  'seatsLeft',
  'waitlist',
  'turns',
  'moves',
  'drawAt',
  'drawnAt',
  'seedHash',
] as const
type Drawable = Pick<SessionDocument, '_id' | (typeof FIELDS)[number]>

/** Each failed attempt means that somebody gave a ticket back, or that a manager changed the session. */
const MAX_ATTEMPTS = 5

/**
 * Draws a ballot that is due. One conditional update of the session freezes the list and gives the places out: it is of
 * effect only while no ticket has come or gone since the list was read (`turns`), and whatever comes after it is no
 * ticket any more. So the published list is what was drawn, and two who draw at once draw once.
 */
export async function drawBallot(context: Context, sessionId: string): Promise<void> {
  const { store, now } = context
  const attempt = async () => {
    const [session, ballot] = await Promise.all([store.sessions.get(sessionId, FIELDS), store.ballots.get(sessionId)])
    if (!session || !isBallotOpen(session) || (session.drawAt ?? 0) === 0 || (session.drawAt ?? 0) > now) return
    if (session.status === 'cancelled' || now >= session.startsAt) {
      // Too late: nobody is drawn, and the tickets end with the waitlist.
      const { _id, moves, status } = session
      await store.sessions.update({ _id, moves, status, drawnAt: null }, { drawAt: 0, ...PROMOTION_DUE })
      return
    }
    // Nothing is drawn with a seed other than the one whose fingerprint people saw.
    if (session.seedHash && session.seedHash !== ballot?.seedHash) throw new Error(`${sessionId}: its seed is gone`)
    const sealed = ballot && session.seedHash ? ballot : await sealBallot(context, sessionId)
    return (await write(context, session, sealed)) ? undefined : CONFLICT
  }
  // The session stays due: the next tick tries again.
  await retryOnConflict(MAX_ATTEMPTS, attempt, () => undefined)
}

async function write({ store, now }: Context, session: Drawable, { seed }: BallotDocument): Promise<boolean> {
  const { _id, status, moves, turns, seatsLeft, waitlist } = session
  const tickets = Object.entries(waitlist).map(([id, entry]): Ticket => ({ id, places: placesOf(entry) }))
  const { order, winners } = draw(seed, tickets, seatsLeft)
  const won = new Set(winners)
  const losing: Record<string, WaitEntry> = {}
  const winning: Record<`claims.${string}`, Claim> = {}
  let given = 0
  for (const [index, { id, places }] of order.entries()) {
    const entry = waitlist[id]
    if (!entry) continue
    const ranked = { ...entry, rank: index + 1 }
    if (won.has(id)) {
      winning[`claims.${id}`] = { ...ranked, wonAt: now }
      given += places
    } else losing[id] = ranked
  }
  const changed = await store.sessions.update(
    { _id, status, moves, turns, seatsLeft, drawnAt: null },
    {
      ...winning,
      waitlist: losing,
      waiting: inc(-winners.length),
      seatsLeft: inc(-given),
      drawnAt: now,
      drawn: { seed, places: seatsLeft, order, winners },
      drawAt: DUE_NOW,
      turns: inc(1),
      claimedAt: now,
    },
  )
  return changed === 1
}
