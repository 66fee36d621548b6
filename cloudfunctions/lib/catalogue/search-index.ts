import { FAR_FUTURE } from '@domain/stations/state'
import type { Context } from '../kernel/router/context'
import type { SearchShardDocument } from '../kernel/store/documents'
import { inc, least } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'

/** Documents of the search index: few enough that a query can read all of them. */
export const SHARDS = 32

/** The document of the index that holds a centre. */
export function shardIdOf(centreId: string): string {
  let sum = 0
  for (const character of centreId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return `shard-${sum % SHARDS}`
}

/** A document of the index without entries. */
export function emptyShard(id: string): SearchShardDocument {
  return { _id: id, centres: {}, builtAt: {}, due: {}, dueAt: FAR_FUTURE, marks: 0, changedAt: 0 }
}

/**
 * Notes that what can be found at a centre is about to change. Called before the change is written: the timer reads the centre
 * again when this call can no longer be running, so that a change is never missed, wherever the call dies. Safe to repeat.
 */
export async function markForSearch(context: Pick<Context, 'store' | 'now'>, centreId: string): Promise<void> {
  await markCentres(context, [centreId], context.now + STALE_CALL_AFTER)
}

/** Notes that the entries of these centres have to be read again from `at` on, epoch ms. Safe to repeat. */
export async function markCentres(
  { store }: Pick<Context, 'store'>,
  centreIds: readonly string[],
  at: number,
): Promise<void> {
  const byShard = new Map<string, string[]>()
  for (const id of centreIds) byShard.set(shardIdOf(id), [...(byShard.get(shardIdOf(id)) ?? []), id])
  for (const [_id, ids] of byShard) {
    const marked = Object.fromEntries(ids.map(id => [`due.${id}`, at]))
    const mark = () => store.search.update({ _id }, { ...marked, dueAt: least(at), marks: inc(1) })
    if ((await mark()) === 1) continue
    await store.search.insert(emptyShard(_id))
    await mark()
  }
}
