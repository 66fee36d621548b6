import { seedHashOf } from '@domain/ballot/draw'
import type { Context } from '../../kernel/router/context'
import type { BallotDocument } from '../../kernel/store/documents'
import { exists, gt } from '../../kernel/store/port'

/** Work of one tick is bounded; what is left waits a minute. */
const BATCH = 50

/**
 * The seed of a session's ballot, made by the first who needs it, and its fingerprint on the session for everybody to
 * see. Of two who make one at once the first is stored, and both go on with that.
 */
export async function sealBallot({ store, now, newSecret }: Context, sessionId: string): Promise<BallotDocument> {
  const seed = newSecret()
  const fresh = { _id: sessionId, seed, seedHash: seedHashOf(seed), madeAt: now }
  const ballot = (await store.ballots.insert(fresh)) ? fresh : await store.ballots.get(sessionId)
  if (!ballot) throw new Error('a seed was there and is gone')
  await store.sessions.update({ _id: sessionId, seedHash: exists(false) }, { seedHash: ballot.seedHash })
  return ballot
}

/** Sees to it that every ballot to come shows its fingerprint, long before registration closes. */
export async function sealBallots(context: Context): Promise<void> {
  const open = await context.store.sessions.find({
    where: { drawAt: gt(context.now), seedHash: exists(false) },
    sort: [['drawAt', 'asc']],
    limit: BATCH,
    fields: ['drawAt'],
  })
  for (const { _id } of open) await sealBallot(context, _id)
}
