/** A thousand items of one kind of work that always fail keep no healthy one waiting; by default some hundred are tried. */
import { MINUTE } from '@domain/time'
import type { Documents } from '../../cloudfunctions/lib/kernel/store/documents'
import { Condition, type DueQuestion, type Store } from '../../cloudfunctions/lib/kernel/store/port'
import { runTasks } from '../../cloudfunctions/lib/kernel/work/run'
import type { Task } from '../../cloudfunctions/lib/kernel/work/task'
import { tasksOf } from '../../cloudfunctions/lib/timer/tasks'
import { collections } from '../../config/database.json'
import { runs } from '../depth'
import { memoryStore } from './in-process/memory-store'
import { Tables } from './in-process/tables'
import { NO_PAYMENTS } from './support/no-payments'

const START = Date.parse('2026-07-01T02:00:00Z')
/** More than one reading of the tick returns. */
const POISONED = runs({ deep: 1000, byDefault: 360 })
const HEALTHY = 40

/** The healthy ones are spread over the queue, so that lots have both. */
const isPoisoned = (id: string) => id.startsWith('poisoned')
const ITEMS = Array.from({ length: POISONED + HEALTHY }, (_, n) => {
  const isHealthy = n % ((POISONED + HEALTHY) / HEALTHY) === 7
  return { _id: `${isHealthy ? 'healthy' : 'poisoned'}-${String(n).padStart(4, '0')}`, at: START - 5000 + n }
})

/** Documents that a call names: by its first argument, or in the conditions of a query. */
function namedBy(input: unknown): readonly string[] {
  if (typeof input === 'string') return [input]
  const { where = input } = (input ?? {}) as { where?: unknown }
  const id = ((where ?? {}) as { _id?: unknown })._id
  if (typeof id === 'string') return [id]
  return id instanceof Condition && id.operator === 'in' ? (id.value as string[]) : []
}

/**
 * A store in which these items are due for one task; every call that names a poisoned one fails. A healthy item is done once it
 * was named by a call that did not fail.
 */
function poisonedStore(task: Task, tables: Tables) {
  const done = new Set<string>()
  const real = memoryStore(tables, call => call.make())
  const collection = (name: keyof Documents) =>
    new Proxy(real[name] as object, {
      get:
        (target, method) =>
        async (...input: unknown[]) => {
          const ids = name === 'setbacks' ? [] : namedBy(input[0])
          if (ids.some(isPoisoned)) throw new Error('this document is broken')
          // A setback reads the centre of what has failed.
          const isNoting = JSON.stringify(input[1]) === '["centreId"]'
          for (const id of isNoting ? [] : ids) done.add(id)
          return (target as Record<string | symbol, (...input: unknown[]) => unknown>)[method]?.(...input)
        },
    })
  const due = async (questions: readonly DueQuestion[]) =>
    new Map(
      questions.map(({ name, where, limit }) => {
        const { _id } = where as { _id?: Condition }
        const left = new Set(_id instanceof Condition ? ((_id.value as Condition).value as string[]) : [])
        const items = ITEMS.filter(item => !left.has(item._id) && !done.has(item._id))
        return [name, name === task.name ? items.slice(0, limit) : []]
      }),
    )
  const store = new Proxy(real, {
    get: (target, name: string) =>
      name === 'due' ? due : name in collections ? collection(name as keyof Documents) : target[name as keyof Store],
  })
  return { store, done }
}

/** Their items are setbacks, or the one document of the timer. */
const OTHERS = new Set(['parts', 'pastSetbacks', 'migrations'])

test.each(
  tasksOf(async () => 'sent')
    .filter(({ name }) => !OTHERS.has(name))
    .map(task => [task.name, task] as const),
)('%s: all healthy items are done within two ticks', async (_, task) => {
  const tables = new Tables(collections)
  const { store, done } = poisonedStore(task, tables)
  const context = { store, newSecret: () => 'secret', idSecret: 'ids', payments: NO_PAYMENTS }
  const failed: number[] = []
  for (const now of [START, START + MINUTE]) {
    const [report] = await runTasks({ ...context, now }, [task], () => 0)
    failed.push(report?.failed ?? 0)
  }
  expect([...done].filter(id => id.startsWith('healthy')).length).toBe(HEALTHY)
  // Each poisoned one was tried, once a tick, and is set back by itself.
  expect(failed[0]).toBeGreaterThanOrEqual(POISONED)
  const setbacks = tables.all('setbacks') as unknown as { item: string; failures: number }[]
  expect(setbacks.filter(({ item }) => isPoisoned(item)).length).toBe(POISONED)
})
