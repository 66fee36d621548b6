import { DAY, HOUR, MINUTE } from '@domain/time'
import type { Context } from '../router/context'
import { describeFailure } from '../router/describe'
import type { Documents, SetbackDocument } from '../store/documents'
import { gt, type Store } from '../store/port'

/** After this many failures an item is put aside: a person has to look at it. */
const ASIDE_AFTER = 10

/** The most setbacks that one tick reads. Items beyond it are retried every minute. */
const KNOWN = 1000

/** An item is retried this soon after its retry is due, ms, if it is still due at all. */
const RETRIED_WITHIN = HOUR

/** A failure that comes this long after the last one counts as the first, ms. */
const FORGOTTEN_AFTER = 3 * DAY

/** Longest stored description of a failure, characters. */
const DESCRIPTION = 300

/** Ticks come by the minute, but not to the second, and the clocks of instances differ: a retry is due this much earlier, ms. */
const JITTER = 10_000

/**
 * The delay before the retry after the n-th failure, ms: the next tick, then every second, fourth … up to an hour; a day once
 * put aside.
 */
export function restAfter(failures: number): number {
  return (failures >= ASIDE_AFTER ? DAY : Math.min(MINUTE * 2 ** (failures - 1), HOUR)) - JITTER
}

/** The items of one task with a setback: those that are retried later, and those that are retried now. */
export interface KnownSetbacks {
  resting: string[]
  retried: string[]
}

/** Items with a setback, by task. One round trip. */
export async function knownSetbacks({
  store,
  now,
}: Pick<Context, 'store' | 'now'>): Promise<Map<string, KnownSetbacks>> {
  const rows = await store.setbacks.find({
    where: { nextAt: gt(now - RETRIED_WITHIN), part: false },
    sort: [['nextAt', 'asc']],
    limit: KNOWN,
    fields: ['task', 'item', 'nextAt'],
  })
  const byTask = new Map<string, KnownSetbacks>()
  for (const { task, item, nextAt } of rows) {
    const known = byTask.get(task) ?? { resting: [], retried: [] }
    byTask.set(task, known)
    if (nextAt > now) known.resting.push(item)
    else known.retried.push(item)
  }
  return byTask
}

/** Stores that an item, which had failed, was done in the end: a later failure counts as the first. */
export async function clearSetback({ store }: Pick<Context, 'store'>, task: string, item: string): Promise<void> {
  await store.setbacks.update({ _id: `${task}-${item}` }, { nextAt: 0, aside: false })
}

/**
 * Stores that an item, or a part of one, has failed again, and when it is retried. An item that is put aside is still retried
 * once a day, so that it heals after the fault is fixed. `collection` has the item, or what it is a part of. The description
 * contains no personal data (`describeFailure`).
 */
export async function noteSetback(
  { store, now }: Pick<Context, 'store' | 'now'>,
  task: string,
  { id: item, of = null, collection }: { id: string; of?: string | null; collection: keyof Documents },
  failure: unknown,
): Promise<SetbackDocument> {
  const _id = `${task}-${item}`
  const before = await store.setbacks.get(_id)
  // A tick that works on an item again in its next round has the same `now`: that is one failure.
  if (before && before.nextAt !== 0 && before.lastAt === now) return before
  const fresh = !before || before.nextAt === 0 || before.lastAt < now - FORGOTTEN_AFTER
  const failures = fresh ? 1 : before.failures + 1
  const change = {
    failures,
    since: fresh ? now : before.since,
    lastAt: now,
    nextAt: now + restAfter(failures),
    aside: failures >= ASIDE_AFTER,
    error: describeFailure(failure).slice(0, DESCRIPTION),
  }
  const centreId = before ? (before.centreId ?? null) : await centreOf(store, collection, of ?? item)
  const setback = { _id, task, item, of, part: of !== null, centreId, ...change }
  if (!before && (await store.setbacks.insert(setback))) return setback
  await store.setbacks.update({ _id }, change)
  return setback
}

/** The centre of a document; null when it has none, or cannot be read. */
async function centreOf(store: Store, collection: keyof Documents, id: string): Promise<string | null> {
  const { get } = store[collection] as unknown as {
    get: (id: string, fields: readonly string[]) => Promise<{ centreId?: string } | null>
  }
  const document = await get(id, ['centreId']).catch(() => null)
  return document?.centreId ?? null
}
