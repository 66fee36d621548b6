import { drawDueAt, isBallotOpen } from '@domain/ballot/phase'
import { decideRegistration } from '@domain/bookings/decide'
import type { Context } from '../../kernel/router/context'
import type { Handler } from '../../kernel/router/router'
import type { SessionDocument } from '../../kernel/store/documents'
import { exists } from '../../kernel/store/port'
import { enterWaitlist } from '../waitlist/join'
import { sealBallot } from './seal'

/**
 * Registers for a ballot: adds a ticket to the session's waitlist, in the steps of joining it. The hash of the seed is
 * published before the first registration.
 */
export const registerForBallot: Handler<'ballot.register'> = async (context, input) => {
  const session = await context.store.sessions.get(input.sessionId, [
    'startsAt',
    'rules',
    'announcedDrawAt',
    'seedHash',
    'drawAt',
    'drawnAt',
  ])
  if (session && isBallotOpen(session)) {
    if (!session.seedHash) await sealBallot(context, input.sessionId)
    if (session.drawAt === undefined) await setDraw(context, session)
  }
  return enterWaitlist(context, input, { decide: decideRegistration, mark: { ticket: true } })
}

/** Sets the time of the draw where it is missing, so that nobody registers for a ballot that is never drawn. */
async function setDraw(
  { store }: Context,
  session: Pick<SessionDocument, '_id' | 'startsAt' | 'rules' | 'announcedDrawAt'>,
): Promise<void> {
  const drawAt = drawDueAt(session) ?? 0
  await store.sessions.update({ _id: session._id, drawAt: exists(false) }, { drawAt, announcedDrawAt: drawAt })
}
