import type { Context } from '../kernel/router/context'
import { finishMove, freeSeat } from './seats'

/**
 * Ends the visit of a person who was erased at `at` (epoch ms), and clears the pointer to it. A seat taken since then
 * stays. Safe to repeat. Returns false if another call of the person interfered, and it has to be repeated.
 */
export async function clearSitter({ store, now }: Pick<Context, 'store' | 'now'>, accountId: string, at: number) {
  const sitter = await store.sitters.get(accountId)
  if (!sitter?.visitId) return true
  await finishMove(store, sitter, now)
  const { visitId, stationId, from, until, revision } = sitter
  if (from > at) return true
  const how = until <= at ? 'timed-out' : 'left'
  await freeSeat(store, { stationId, accountId, visit: { visitId, from }, how, until: Math.min(at, until), now })
  const cleared = { visitId: '', stationId: '', stationName: '', from: 0, until: 0, sits: [], former: null, movedAt: 0 }
  return (await store.sitters.update({ _id: accountId, revision }, { ...cleared, revision: revision + 1 })) === 1
}
