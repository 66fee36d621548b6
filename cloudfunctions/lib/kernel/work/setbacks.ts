import { DAY, HOUR, MINUTE } from '@domain/time'
import type { Context } from '../router/context'
import { describeFailure } from '../router/describe'
import type { SetbackDocument } from '../store/documents'
import { gt } from '../store/port'

/** After so many failures an item is put aside: somebody has to look at it. */
const ASIDE_AFTER = 10

/** Most setbacks that one tick knows of; what is beyond is tried once a minute, as if it had never failed. */
const KNOWN = 1000

/** Failures that lie further apart have nothing to do with each other. */
const FORGOTTEN_AFTER = 3 * DAY

/** Longest description of a failure that is kept, characters. */
const DESCRIPTION = 300

/** How long an item is left alone after its n-th failure, ms: a minute, twice as long each time, an hour; aside, a day. */
export function restAfter(failures: number): number {
  return failures >= ASIDE_AFTER ? DAY : Math.min(MINUTE * 2 ** (failures - 1), HOUR)
}

/** Items that are left alone for now, by task. One round trip. */
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
 * Notes that an item, or a part of one, has failed once more, and when it is tried again. An item that is put aside is still tried once a day,
 * so that a fault that was mended heals by itself. The description names no person (`describeFailure`).
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
