import type { Context } from '../router/context'
import { dueBy } from '../store/due'
import { gt } from '../store/port'
import { forEachConcurrent } from './background'
import { noteSetback } from './setbacks'
import { eachOf, type Task } from './task'

/** A part of an item that can be retried alone, such as one booking of a changed session. */
export interface Part {
  id: string
  /** The session that it is a part of. */
  of: string
}

/** Work on parts. `do` is idempotent, and reads whether anything is left to do. */
export interface PartWork {
  /** The name in the setbacks; must never change. */
  name: string
  do: (context: Context, part: Part) => Promise<unknown>
}

interface Parts<Item> {
  items: readonly Item[]
  partOf: (item: Item) => Part
  work: (item: Item) => Promise<unknown>
}

/**
 * Processes all parts of one item. A part that fails gets a setback of its own and is retried alone (`retryParts`); the
 * item counts as done without it. Returns how many parts failed.
 */
export async function workOnParts<Item>(
  context: Context,
  { name }: PartWork,
  { items, partOf, work }: Parts<Item>,
): Promise<number> {
  let failed = 0
  await forEachConcurrent(items, async item => {
    try {
      await work(item)
    } catch (failure) {
      failed++
      context.partFailed?.(failure)
      await noteSetback(context, name, { ...partOf(item), collection: 'sessions' }, failure)
    }
  })
  return failed
}

/** The most parts of one item that can rest at once without keeping others from being reached: what one reading brings. */
export const RESTING = 1000

/** Returns the ids of the parts of an item that have failed and are retried later: other parts are reached without them. */
export async function restingParts(
  { store, now }: Pick<Context, 'store' | 'now'>,
  { name }: PartWork,
  of: string,
): Promise<string[]> {
  const where = { nextAt: gt(now), part: true, task: name, of }
  const rows = await store.setbacks.find({ where, sort: [['nextAt', 'asc']], limit: RESTING, fields: ['item'] })
  return rows.map(({ item }) => item)
}

/**
 * Reads at most `limit` parts of an item that are to be done. Where there are more, those that rest are left out, so that a
 * hundred parts that fail keep no other from being reached. `read` gets the ids to leave out. Also returns how many rest, and
 * whether another run reaches further parts: not where more rest than can be left out.
 */
export async function readParts<Item>(
  context: Context,
  work: PartWork,
  of: string,
  limit: number,
  read: (without: readonly string[]) => Promise<Item[]>,
): Promise<{ items: Item[]; resting: number; isMore: boolean }> {
  const first = await read([])
  if (first.length < limit) return { items: first, resting: 0, isMore: false }
  const without = await restingParts(context, work, of)
  const resting = without.length
  const items = resting === 0 ? first : await read(without)
  return { items, resting, isMore: items.length === limit && resting < RESTING }
}

/** Retries failed parts when they are due. */
export function retryParts(works: readonly PartWork[]): Task {
  return eachOf(
    { name: 'parts', collection: 'setbacks', due: now => ({ nextAt: dueBy(now), part: true }), by: 'nextAt' },
    async (context, setbackId) => {
      const { store } = context
      const setback = await store.setbacks.get(setbackId)
      const work = works.find(({ name }) => name === setback?.task)
      if (!setback || !work) return
      const part = { id: setback.item, of: setback.of ?? '', collection: 'sessions' as const }
      try {
        await work.do(context, part)
      } catch (failure) {
        context.partFailed?.(failure)
        await noteSetback(context, work.name, part, failure)
        return
      }
      await store.setbacks.update({ _id: setbackId, nextAt: setback.nextAt }, { nextAt: 0, aside: false })
    },
  )
}
