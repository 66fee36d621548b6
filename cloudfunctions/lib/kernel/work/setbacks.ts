import { DAY, HOUR, MINUTE } from '@domain/time'
import type { Context } from '../router/context'
import { describeFailure } from '../router/describe'
import type { SetbackDocument } from '../store/documents'
import { gt } from '../store/port'

/** After this many failures an item is put aside: a person has to look at it. */
const ASIDE_AFTER = 10

/** The most setbacks that one tick reads. Items beyond it are retried every minute. */
const KNOWN = 1000

/** A failure that comes this long after the last one counts as the first, ms. */
const FORGOTTEN_AFTER = 3 * DAY

/** Longest stored description of a failure, characters. */
const DESCRIPTION = 300

/** The delay before the retry after the n-th failure, ms: one minute, doubled up to an hour; a day once put aside. */
export function restAfter(failures: number): number {
  return failures >= ASIDE_AFTER ? DAY : Math.min(MINUTE * 2 ** (failures - 1), HOUR)
}

/** Items whose retry is not due yet, by task. One round trip. */
export async function resting({ store, now }: Pick<Context, 'store' | 'now'>): Promise<Map<string, Set<string>>> {
  const rows = await store.setbacks.find({
    where: { nextAt: gt(now), part: false },
    sort: [['nextAt', 'asc']],
    limit: KNOWN,
    fields: ['task', 'item'],
  })
  const byTask = new Map<string, Set<string>>()
  for (const { task, item } of rows) {
    const items = byTask.get(task)
    if (items) items.add(item)
    else byTask.set(task, new Set([item]))
  }
  return byTask
}

/**
 * Stores that an item, or a part of one, has failed again, and when it is retried. An item that is put aside is still
 * retried once a day, so that it heals after the fault is fixed. The description contains no personal data
 * (`describeFailure`).
 */
export async function noteSetback(
  { store, now }: Pick<Context, 'store' | 'now'>,
  task: string,
  { id: item, of = null }: { id: string; of?: string | null },
  failure: unknown,
): Promise<SetbackDocument> {
  const _id = `${task}-${item}`
  const before = await store.setbacks.get(_id)
  const fresh = !before || before.lastAt < now - FORGOTTEN_AFTER
  const failures = fresh ? 1 : before.failures + 1
  const change = {
    failures,
    since: fresh ? now : before.since,
    lastAt: now,
    nextAt: now + restAfter(failures),
    aside: failures >= ASIDE_AFTER,
    error: describeFailure(failure).slice(0, DESCRIPTION),
  }
  const setback = { _id, task, item, of, part: of !== null, ...change }
  if (!before && (await store.setbacks.insert(setback))) return setback
  await store.setbacks.update({ _id }, change)
  return setback
}
