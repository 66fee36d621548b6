import type { Bound, TryLimit } from '@domain/tries'
import { triesIdOf } from '../ids'
import { inc, lt, lte } from '../store/port'
import type { Context, PersonContext } from './context'
import { AppError } from './errors'

/** Throws TRY_LATER when the person was wrong too often lately. One read. */
export async function requireTry(context: PersonContext, { kind, most }: TryLimit): Promise<void> {
  const { store, now, accountId } = context
  const tries = await store.tries.get(triesIdOf(context, accountId, kind))
  if (tries && tries.until > now && tries.count >= most) throw new AppError('TRY_LATER', { until: tries.until })
}

/** Counts a wrong try. Throws TRY_LATER when others at the same time have used up what the person had. */
export async function countWrongTry(context: PersonContext, limit: TryLimit): Promise<void> {
  const until = await countWithin(context, context.accountId, limit)
  if (until !== null) throw new AppError('TRY_LATER', { until })
}

/**
 * Counts one more of a bounded kind for a key: a person, or a place. Returns null, or until when there is no more, epoch ms;
 * then nothing was counted. However many count at once, no more than the bound get null.
 */
export async function countWithin(
  context: Context,
  key: string,
  { kind, most, within }: Bound,
): Promise<number | null> {
  const { store, now } = context
  const _id = triesIdOf(context, key, kind)
  const first = { count: 1, until: now + within }
  if ((await store.tries.update({ _id, until: lte(now) }, first)) === 1) return null
  const oneMore = async () => (await store.tries.update({ _id, count: lt(most) }, { count: inc(1) })) === 1
  if (await oneMore()) return null
  if (await store.tries.insert({ _id, ...first })) return null
  // Another call may have inserted it since.
  if (await oneMore()) return null
  return (await store.tries.get(_id))?.until ?? now + within
}
