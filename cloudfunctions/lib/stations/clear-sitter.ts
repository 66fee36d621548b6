import { mergedSits } from '@domain/stations/limits'
import type { Context } from '../kernel/router/context'
import { finishMove, freeSeatOf } from './seats'

/**
 * Ends the visit of a person who was erased at `at` (epoch ms), and clears the pointer to it. A seat taken since then
 * stays. How many seats the person took lately is kept, without their moments, as long as it counts: otherwise an erasure would
 * give new ones. Safe to repeat. Returns false if another call of the person interfered, and it has to be repeated.
 */
export async function clearSitter({ store, now }: Pick<Context, 'store' | 'now'>, accountId: string, at: number) {
  const sitter = await store.sitters.get(accountId)
  if (!sitter?.visitId) return true
  await finishMove(store, sitter, now)
  const { visitId, stationId, from, until, revision } = sitter
  const { sits, mergedAt } = mergedSits(sitter.sits ?? [], at, now)
  const unchanged = { _id: accountId, revision }
  if (from > at) {
    if (!sitter.sits?.some(sit => sit.at <= at)) return true
    return (await store.sitters.update(unchanged, { sits, revision: revision + 1 })) === 1
  }
  await freeSeatOf(store, {
    stationId,
    accountId,
    visitId,
    how: until <= at ? 'timed-out' : 'left',
    untilOf: () => Math.min(at, until),
    now,
  })
  const cleared = {
    visitId: '',
    stationId: '',
    stationName: '',
    from: 0,
    // The timer removes the document a day later.
    until: sits.length > 0 ? mergedAt : 0,
    sits,
    former: null,
    movedAt: 0,
  }
  return (await store.sitters.update(unchanged, { ...cleared, revision: revision + 1 })) === 1
}
