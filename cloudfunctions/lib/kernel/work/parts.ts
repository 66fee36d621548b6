import type { Context } from '../router/context'
import { dueBy } from '../store/due'
import { forEachConcurrent } from './background'
import { noteSetback } from './setbacks'
import { eachOf, type Task } from './task'

/** A part of an item that can be done later by itself: one booking of a session that has changed, say. */
export interface Part {
  id: string
  /** The item that it is a part of. */
  of: string
}

/** Work on parts. `do` is idempotent, and finds out by itself whether there is still anything to be done. */
export interface PartWork {
  /** In the list of setbacks; never changed. */
  name: string
  do: (context: Context, part: Part) => Promise<unknown>
}

interface Parts<Item> {
  items: readonly Item[]
  partOf: (item: Item) => Part
  work: (item: Item) => Promise<unknown>
}

/**
 * Works on all parts of one item. One that fails is set back by itself, and tried again by itself (`retryParts`): the
 * others, and the item, go on as if it were done. Answers how many were set back.
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
      await noteSetback(context, name, partOf(item), failure)
    }
  })
  return failed
}

/** Tries parts again that were set back, when their time has come. */
export function retryParts(works: readonly PartWork[]): Task {
  return eachOf(
    { name: 'parts', collection: 'setbacks', due: now => ({ nextAt: dueBy(now), part: true }), by: 'nextAt' },
    async (context, setbackId) => {
      const { store } = context
      const setback = await store.setbacks.get(setbackId)
      const work = works.find(({ name }) => name === setback?.task)
      if (!setback || !work) return
      const part = { id: setback.item, of: setback.of ?? '' }
      try {
        await work.do(context, part)
      } catch (failure) {
        await noteSetback(context, work.name, part, failure)
        return
      }
      await store.setbacks.update({ _id: setbackId, nextAt: setback.nextAt }, { nextAt: 0, aside: false })
    },
  )
}
