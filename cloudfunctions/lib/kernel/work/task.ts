import type { Context } from '../router/context'
import type { Documents } from '../store/documents'
import type { Where } from '../store/port'

/** What work answers that made progress with its item and has more to do on it; anything else means that it is done. */
export const MORE: unique symbol = Symbol('more')

/**
 * One kind of work that the timer sees to. Its items are documents: what is due is asked for, each item is worked on apart
 * from all others, and one that fails is set back (`setbacks.ts`). All work is idempotent: it may be done twice, and by two
 * ticks at once.
 */
export interface Task {
  /** In the log and in the list of setbacks; never changed. */
  name: string
  collection: keyof Documents
  /** Which documents are due at `now`, epoch ms. */
  due: (now: number) => object
  /** Since when, epoch ms: longest first. */
  by: string
  /** So many items, or lots, are worked on at once. Few where an item may be a document of half a megabyte. */
  atOnce: number
  /** Items that are handed over together; 1 where `each` does the work. */
  lot: number
  work: (context: Context, ids: readonly string[]) => Promise<LotResult>
}

/** What came of a lot: items with more to do, and those that failed. */
export interface LotResult {
  more?: readonly string[]
  failed?: ReadonlyMap<string, unknown>
}

interface What<Name extends keyof Documents> {
  name: string
  collection: Name
  due: (now: number) => Where<Documents[Name]>
  by: Extract<keyof Documents[Name], string>
  atOnce?: number
}

/** Sessions and stations may be large, and only so many are held at once. */
const LARGE_AT_ONCE = 4
const SMALL_AT_ONCE = 10

/** A task whose items are worked on one by one. */
export function eachOf<Name extends keyof Documents>(
  what: What<Name>,
  each: (context: Context, id: string) => Promise<unknown>,
): Task {
  return {
    atOnce: what.collection === 'sessions' || what.collection === 'stations' ? LARGE_AT_ONCE : SMALL_AT_ONCE,
    ...what,
    lot: 1,
    work: async (context, ids) => {
      const more: string[] = []
      for (const id of ids) if ((await each(context, id)) === MORE) more.push(id)
      return { more }
    },
  }
}

/** A task whose items are worked on in lots of at most so many, because together they cost less. */
export function lotsOf<Name extends keyof Documents>(
  what: What<Name> & { lot: number },
  work: (context: Context, ids: readonly string[]) => Promise<LotResult>,
): Task {
  return { atOnce: 2, ...what, work }
}
