import type { Context } from '../router/context'
import { type DueItem, type DueQuestion, excluding, type Store } from '../store/port'
import type { Task } from './task'

/** The document from which all that is due is asked. */
export const AGENDA = 'agenda'

/** The most items of one task that are read at once. */
export const MOST = 300

/**
 * Returns the due items of each task, earliest first, without the items to skip. One round trip for all tasks, so that an
 * idle tick is cheap.
 */
export async function askAgenda(
  { store, now }: Pick<Context, 'store' | 'now'>,
  tasks: readonly Task[],
  leftAlone: (task: Task) => ReadonlySet<string>,
): Promise<Map<string, DueItem[]>> {
  const questions = tasks.map((task): DueQuestion => {
    const { name, collection, due, by } = task
    const where = { ...due(now), ...excluding(leftAlone(task)) }
    return { name, collection, where, by, limit: MOST }
  })
  const together = await store.due(questions).catch(() => null)
  return together ?? (await oneByOne(store, now, questions))
}

/** The same with one round trip per task: for the very first tick, and when the database refuses the joined read. */
async function oneByOne(store: Store, now: number, questions: readonly DueQuestion[]): Promise<Map<string, DueItem[]>> {
  await store.timer.insert({ _id: AGENDA, madeAt: now, isNew: true }).catch(() => false)
  const answers = await Promise.all(
    questions.map(async ({ name, collection, where, by, limit }) => {
      const table = store[collection] as unknown as {
        find: (query: object) => Promise<({ _id: string } & Record<string, unknown>)[]>
      }
      // A failed read affects no other task; the next tick repeats it.
      const rows = await table.find({ where, sort: [[by, 'asc']], limit, fields: [by] }).catch(() => [])
      return [name, rows.map(row => ({ _id: row._id, at: Number(row[by] ?? 0) }))] as const
    }),
  )
  return new Map(answers)
}
