import type { Context } from '../router/context'
import { dueBy } from '../store/due'
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
