import { ballotOpen } from '@domain/ballot/phase'
import { decideRegistration } from '@domain/bookings/decide'
import type { Handler } from '../../kernel/router/router'
import { enterWaitlist } from '../waitlist/join'
import { sealBallot } from './seal'

/**
 * Takes a ticket: an entry on the session's waitlist in the steps of joining it, with the same crashes healed the same
 * way. Nobody registers before the fingerprint of the seed can be seen.
 */
export const registerForBallot: Handler<'ballot.register'> = async (context, input) => {
  const session = await context.store.sessions.get(input.sessionId, ['rules', 'seedHash', 'drawnAt'])
  if (session && ballotOpen(session) && !session.seedHash) await sealBallot(context, input.sessionId)
  return enterWaitlist(context, input, { decide: decideRegistration, mark: { ticket: true } })
}
