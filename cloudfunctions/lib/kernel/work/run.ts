import type { Context } from '../router/context'
import { askAgenda, MOST } from './agenda'
import { clearSetback, type KnownSetbacks, knownSetbacks, noteSetback } from './setbacks'
import type { LotResult, Task } from './task'

/** After this time a tick starts no further work, ms; the platform ends it after a minute. */
const BUDGET = 40_000

/** How many lots run concurrently, over all tasks. */
const AT_ONCE = 24

/** The most rounds of a tick. Work that one task creates for another needs one more round; no such chain is this long. */
const ROUNDS = 50

/** What a tick did for one task. */
export interface TaskReport {
  name: string
  /** Items that were processed, and how many of these, or of their parts, failed. */
  items: number
  failed: number
  /** How long the earliest of them had been due, ms. */
  oldest: number
  /** The last failure. */
  failure?: unknown
}

/**
 * Runs all tasks of one tick. In each round it reads what is due and processes it, round-robin over the tasks, until
 * nothing is due or the time is up. So a task with much work delays no other, and work that one task creates for another is
 * done in the same tick. A failing item gets a setback and affects no other. `elapsed` returns how long the tick has been
 * running, ms. Returns reports of the tasks that had items.
 */
export async function runTasks(context: Context, tasks: readonly Task[], elapsed: () => number): Promise<TaskReport[]> {
  const isOver = () => elapsed() > BUDGET
  const runs = tasks.map(task => new TaskRun(task))
  // Without the list, failing items are only retried too early, so the tick goes on.
  const known = await knownSetbacks(context).catch(() => new Map<string, KnownSetbacks>())
  for (const run of runs) run.remember(known.get(run.task.name))
  for (let round = 0; round < ROUNDS && !isOver(); round++) {
    const due = await askAgenda(context, tasks, task => runs.find(one => one.task === task)?.alone ?? new Set())
    let isNew = false
    for (const run of runs) isNew = run.takes(due.get(run.task.name) ?? [], context.now) || isNew
    if (!isNew) break
    await drain(context, runs, isOver)
  }
  return runs.map(({ report }) => report).filter(({ items }) => items > 0)
}

/** One task during one tick. */
class TaskRun {
  /** Items to process in this round. */
  private readonly queue: string[] = []
  /** Items that were processed, with the moment from which they were due. */
  private readonly worked = new Map<string, number>()
  /** Items to skip in this tick: those with a setback, and those still due after they were processed. */
  readonly alone = new Set<string>()
  /** Items that have failed before. */
  private readonly retried = new Set<string>()
  running = 0
  readonly report: TaskReport

  constructor(readonly task: Task) {
    this.report = { name: task.name, items: 0, failed: 0, oldest: 0 }
  }

  remember(known: KnownSetbacks | undefined): void {
    for (const item of known?.resting ?? []) this.alone.add(item)
    for (const item of known?.retried ?? []) this.retried.add(item)
  }

  /** Queues what is due; returns whether the task may have more to do. */
  takes(due: readonly { _id: string; at: number }[], now: number): boolean {
    for (const { _id, at } of due) {
      // Processed, but due from the same moment: it depends on something else, and the next tick tries it again.
      if (this.worked.get(_id) === at) this.alone.add(_id)
      if (this.alone.has(_id)) continue
      this.worked.set(_id, at)
      this.queue.push(_id)
      if (at > 0) this.report.oldest = Math.max(this.report.oldest, now - at)
    }
    return this.queue.length > 0 || due.length >= MOST
  }

  /** The next lot, if there is one and the task may run one more. */
  next(): string[] | null {
    const { task, queue } = this
    return queue.length > 0 && this.running < task.atOnce ? queue.splice(0, task.lot) : null
  }

  async work(context: Context, lot: readonly string[]): Promise<void> {
    const { task, report, queue } = this
    report.items += lot.length
    const partFailed = (failure: unknown) => {
      report.failed++
      report.failure = failure
    }
    const { more = [], failed } = await task
      .work({ ...context, partFailed }, lot)
      .catch(failure => failedAll(lot, failure))
    queue.push(...more.filter(id => !failed?.has(id)))
    for (const [id, failure] of failed ?? []) {
      report.failed++
      report.failure = failure
      this.alone.add(id)
      // If the setback cannot be stored either, the next tick tries the item again.
      const item = { id, collection: task.collection }
      await noteSetback(context, task.name, item, failure).catch(() => undefined)
    }
    for (const id of lot) {
      if (!this.retried.has(id) || failed?.has(id) || more.includes(id)) continue
      await clearSetback(context, task.name, id).catch(() => undefined)
    }
  }
}

function failedAll(lot: readonly string[], failure: unknown): LotResult {
  return { failed: new Map(lot.map(id => [id, failure])) }
}

/** Processes all queued items, until the queues are empty or the time is up. */
function drain(context: Context, runs: readonly TaskRun[], isOver: () => boolean): Promise<void> {
  let running = 0
  let turn = 0
  return new Promise((resolve, reject) => {
    const begin = (): boolean => {
      for (let n = 0; n < runs.length; n++) {
        const run = runs[(turn + n) % runs.length]
        const lot = run?.next()
        if (!run || !lot) continue
        turn = (turn + n + 1) % runs.length
        running++
        run.running++
        run
          .work(context, lot)
          .finally(() => {
            running--
            run.running--
          })
          .then(pump, reject)
        return true
      }
      return false
    }
    const pump = () => {
      while (running < AT_ONCE && !isOver() && begin());
      if (running === 0) resolve()
    }
    pump()
  })
}
