import type { Context } from '../router/context'
import type { Documents } from '../store/documents'
import { Condition, type Where } from '../store/port'

/** Returned by work that is not finished with its item; the item is queued again. Any other result means done. */
export const MORE: unique symbol = Symbol('more')

/**
 * One kind of work of the timer. Its items are documents that are due. Each item is processed in isolation, and one that
 * fails is retried later (`setbacks.ts`). All work is idempotent: it may run twice, also in two ticks at once.
 */
export interface Task {
  /** The name in the log and in the setbacks; must never change. */
  name: string
  collection: keyof Documents
  /** Which documents are due at `now`, epoch ms. */
  due: (now: number) => object
  /** The field with the moment from which an item is due, epoch ms; the earliest is processed first. */
  by: string
  /** How many lots of this task run concurrently. Small where an item may be a document of half a megabyte. */
  atOnce: number
  /** Its items may be documents of some megabytes: over all such tasks, few lots run at once (`run.ts`). */
  large: boolean
  /** How many items one call of `work` receives; 1 for `eachOf`. */
  lot: number
  work: (context: Context, ids: readonly string[]) => Promise<LotResult>
}

/** The result of a lot. */
export interface LotResult {
  /** Items that are not finished and are queued again. */
  more?: readonly string[]
  /**
   * Items that another call is working on, or has died over a moment ago: they stay due, and count neither as done nor as
   * failed.
   */
  later?: readonly string[]
  /** Items that failed, with the failure. */
  failed?: ReadonlyMap<string, unknown>
}

/** What the items of a task are: the fields of `Task` that say so. */
export interface TaskItems<Name extends keyof Documents> {
  name: string
  collection: Name
  due: (now: number) => Where<Documents[Name]>
  by: Extract<keyof Documents[Name], string>
  atOnce?: number
}

/** Documents of sessions and stations may be large: only this many are in memory at once. */
const LARGE_AT_ONCE = 4
const SMALL_AT_ONCE = 10

/** A task that processes its items one by one. */
export function eachOf<Name extends keyof Documents>(
  what: TaskItems<Name>,
  each: (context: Context, id: string) => Promise<unknown>,
): Task {
  const large = what.collection === 'sessions' || what.collection === 'stations'
  return {
    atOnce: large ? LARGE_AT_ONCE : SMALL_AT_ONCE,
    large,
    ...what,
    lot: 1,
    work: async (context, ids) => {
      const more: string[] = []
      for (const id of ids) if ((await each(context, id)) === MORE) more.push(id)
      return { more }
    },
  }
}

/** A task that processes its items in lots of at most `lot`, because a lot needs fewer database calls. */
export function lotsOf<Name extends keyof Documents>(
  what: TaskItems<Name> & { lot: number },
  work: (context: Context, ids: readonly string[]) => Promise<LotResult>,
): Task {
  return { atOnce: 2, large: false, ...what, work }
}

/**
 * How long after the moment in its field `by` an item is due, ms: 0, or the period of what is kept. Null: the field does not say
 * since when it is due.
 */
export function lagOf({ due, by }: Pick<Task, 'due' | 'by'>, now: number): number | null {
  const condition = (due(now) as Record<string, unknown>)[by]
  if (!(condition instanceof Condition)) return null
  return now - (upperBound(condition) ?? now)
}

function upperBound({ operator, value }: Condition): number | null {
  if (operator === 'lte' || operator === 'lt') return Number(value)
  if (operator !== 'and') return null
  return (value as Condition[]).map(upperBound).find(bound => bound !== null) ?? null
}
