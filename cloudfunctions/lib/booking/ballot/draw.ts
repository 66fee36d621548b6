import { draw, drawKeyOf } from '@domain/ballot/draw'
import { isBallotOpen } from '@domain/ballot/phase'
import type { Context } from '../../kernel/router/context'
import type { BallotDocument, Claim, SessionDocument } from '../../kernel/store/documents'
import { exists, inc } from '../../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { entryAdded } from '../core/entry-added'
import { promotionDue } from '../core/promotion-due'
import { sealBallot } from './seal'
import { ticketsOf } from './tickets'

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
  'ticketsClosedAt',
] as const
type Drawable = Pick<SessionDocument, '_id' | (typeof FIELDS)[number]>

/** Each failed attempt means that a ticket was withdrawn or that a manager changed the session. */
const MAX_ATTEMPTS = 5

/**
 * Draws a ballot that is due, in three repeatable writes: the session closes its list of tickets, the closing part of the
 * key is made, and one conditional update of the session assigns the places. The last takes effect only if no ticket has
 * been withdrawn since the list was read (`turns`). So nobody can enter once the key exists, the published list is what was
 * drawn, and of two concurrent draws one takes effect.
 */
export async function drawBallot(context: Context, sessionId: string): Promise<void> {
  const { store, now } = context
  const attempt = async () => {
    const [session, sealed] = await Promise.all([store.sessions.get(sessionId, FIELDS), store.ballots.get(sessionId)])
    if (!session || !isBallotOpen(session) || (session.drawAt ?? 0) === 0 || (session.drawAt ?? 0) > now) return
    if (session.status === 'cancelled' || now >= session.startsAt) {
      // Too late: nobody is drawn, and the tickets end with the waitlist.
      const { _id, moves, status } = session
      await store.sessions.update({ _id, moves, status, drawnAt: null }, { drawAt: 0, ...promotionDue(now) })
      return
    }
    // Only the seed whose hash was published may be used.
    if (session.seedHash && session.seedHash !== sealed?.seedHash) throw new Error(`${sessionId}: its seed is gone`)
    if (session.ticketsClosedAt === undefined) {
      await closeTickets(context, sessionId)
      // The next attempt reads the tickets that came in until then.
      return CONFLICT
    }
    const ballot = sealed && session.seedHash ? sealed : await sealBallot(context, sessionId)
    return (await write(context, session, await closeBallot(context, ballot))) ? undefined : CONFLICT
  }
  // The session stays due: the next tick tries again.
  await retryOnConflict(MAX_ATTEMPTS, attempt, () => undefined)
}

/** From this write on nobody can register, not even a call in progress. */
async function closeTickets({ store, now }: Context, sessionId: string): Promise<void> {
  await store.sessions.update(
    { _id: sessionId, drawnAt: null, ticketsClosedAt: exists(false) },
    { ticketsClosedAt: now },
  )
}

/** A ballot whose seed has its closing part. */
type Closed = BallotDocument & { closing: string }

/** Makes the closing part of the seed, once: of two concurrent calls the first is stored, and both use it. */
async function closeBallot({ store, newSecret }: Context, ballot: BallotDocument): Promise<Closed> {
  const { _id, closing } = ballot
  if (closing !== undefined) return { ...ballot, closing }
  const fresh = newSecret()
  if ((await store.ballots.update({ _id, closing: exists(false) }, { closing: fresh })) === 1) {
    return { ...ballot, closing: fresh }
  }
  const stored = (await store.ballots.get(_id))?.closing
  if (stored === undefined) throw new Error(`${_id}: the closing part of its seed is gone`)
  return { ...ballot, closing: stored }
}

async function write(context: Context, session: Drawable, { seed, closing }: Closed): Promise<boolean> {
  const { store, now } = context
  const { _id, status, moves, turns, seatsLeft, waitlist } = session
  const tickets = await ticketsOf(context, session, seed)
  const { order, winners } = draw(drawKeyOf(seed, closing), tickets, seatsLeft)
  const rankOf = new Map(order.map(({ id }, index) => [id, index + 1]))
  const places = new Map(tickets.map(ticket => [ticket.id, ticket.places]))
  const winning: Record<`claims.${string}`, Claim> = {}
  const losing = { ...waitlist }
  for (const [id, rank] of rankOf) {
    const entry = waitlist[id]
    if (entry) losing[id] = { ...entry, rank }
  }
  for (const id of winners) {
    const entry = losing[id]
    if (!entry) continue
    winning[`claims.${id}`] = { ...entry, wonAt: now }
    delete losing[id]
  }
  const given = winners.reduce((sum, id) => sum + (places.get(id) ?? 0), 0)
  const changed = await store.sessions.update(
    { _id, status, moves, turns, seatsLeft, drawnAt: null },
    {
      ...winning,
      waitlist: losing,
      waiting: inc(-winners.length),
      seatsLeft: inc(-given),
      drawnAt: now,
      drawn: { keyed: true, seed, closing, places: seatsLeft, order, winners },
      drawAt: now,
      turns: inc(1),
      ...entryAdded(now),
    },
  )
  return changed === 1
}
