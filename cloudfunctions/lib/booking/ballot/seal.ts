import { seedHashOf } from '@domain/ballot/draw'
import type { Context } from '../../kernel/router/context'
import type { BallotDocument } from '../../kernel/store/documents'
import { exists } from '../../kernel/store/port'

/**
 * Makes the seed of a session's ballot if there is none, and publishes its hash on the session. Of two concurrent calls the
 * first seed is stored, and both use it.
 */
export async function sealBallot({ store, now, newSecret }: Context, sessionId: string): Promise<BallotDocument> {
  const seed = newSecret()
  const fresh = { _id: sessionId, seed, seedHash: seedHashOf(seed), madeAt: now }
  const ballot = (await store.ballots.insert(fresh)) ? fresh : await store.ballots.get(sessionId)
  if (!ballot) throw new Error('a seed was there and is gone')
  await store.sessions.update({ _id: sessionId, seedHash: exists(false) }, { seedHash: ballot.seedHash })
  return ballot
}
