import type { TryLimit } from '@domain/tries'
import { triesIdOf } from '../ids'
import { inc, lt, lte } from '../store/port'
import type { PersonContext } from './context'
import { AppError } from './errors'

/** Throws TRY_LATER when the person was wrong too often lately. One read. */
export async function requireTry(context: PersonContext, { kind, most }: TryLimit): Promise<void> {
  const { store, now, accountId } = context
  const tries = await store.tries.get(triesIdOf(context, accountId, kind))
  if (tries && tries.until > now && tries.count >= most) throw new AppError('TRY_LATER', { until: tries.until })
}

/** Counts a wrong try. Throws TRY_LATER when others at the same time have used up what the person had. */
export async function countWrongTry(context: PersonContext, { kind, most, within }: TryLimit): Promise<void> {
  const { store, now, accountId } = context
  const _id = triesIdOf(context, accountId, kind)
  const first = { count: 1, until: now + within }
  if ((await store.tries.update({ _id, until: lte(now) }, first)) === 1) return
  if ((await store.tries.update({ _id, count: lt(most) }, { count: inc(1) })) === 1) return
  if (await store.tries.insert({ _id, ...first })) return
  throw new AppError('TRY_LATER', { until: (await store.tries.get(_id))?.until ?? now + within })
}
