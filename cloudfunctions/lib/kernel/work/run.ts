import type { Context } from '../router/context'
import { askAgenda, MOST } from './agenda'
import { clearSetback, type KnownSetbacks, knownSetbacks, noteSetback } from './setbacks'
import { type LotResult, lagOf, type Task } from './task'

/** After this time a tick starts no further work, ms; the platform ends it after a minute. */
const BUDGET = 40_000

/** How many lots run concurrently, over all tasks. */
const AT_ONCE = 24

/**
 * How many of these may hold documents of some megabytes. The largest session takes two (`test/config/platform.test.ts`), read
 * alone, so that no answer of the database comes near the platform's 16 MB and all of them fit into the function's memory.
 */
const LARGE_AT_ONCE = 12

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
    await drain(runs, isOver, {
      work: (run, lot) => run.work(context, lot, isOver),
      refill: async hungry => {
        const more = await askAgenda(
          context,
          hungry.map(({ task }) => task),
          task => hungry.find(one => one.task === task)?.notNow() ?? new Set(),
        )
        for (const run of hungry) run.takes(more.get(run.task.name) ?? [], context.now)
      },
    })
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
  /** Items that are being processed. */
  private readonly inHand = new Set<string>()
  /** The last reading was as long as a reading can be: more may be due. */
  private isFull = false
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
    this.isFull = due.length >= MOST
    const lag = lagOf(this.task, now)
    for (const { _id, at } of due) {
      // Processed, but due from the same moment: it depends on something else, and the next tick tries it again.
      if (this.worked.get(_id) === at) this.alone.add(_id)
      if (this.alone.has(_id)) continue
      this.worked.set(_id, at)
      this.queue.push(_id)
      if (at > 0 && lag !== null) this.report.oldest = Math.max(this.report.oldest, now - lag - at)
    }
    return this.queue.length > 0 || this.isFull
  }

  /** Whether nothing is queued although more may be due. */
  get isHungry(): boolean {
    return this.isFull && this.queue.length === 0
  }

  /** Items that a reading leaves out while others are being processed. */
  notNow(): ReadonlySet<string> {
    return new Set([...this.alone, ...this.inHand])
  }

  /** The next lot, if there is one and the task may run one more. */
  next(): string[] | null {
    const { task, queue } = this
    return queue.length > 0 && this.running < task.atOnce ? queue.splice(0, task.lot) : null
  }

  async work(context: Context, lot: readonly string[], isOver: () => boolean): Promise<void> {
    const { task, report, queue } = this
    report.items += lot.length
    for (const id of lot) this.inHand.add(id)
    const partFailed = (failure: unknown) => {
      report.failed++
      report.failure = failure
    }
    const { more = [], later = [], failed } = await workOn(task, { ...context, partFailed }, lot, isOver)
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
      this.inHand.delete(id)
      if (!this.retried.has(id) || failed?.has(id) || more.includes(id) || later.includes(id)) continue
      await clearSetback(context, task.name, id).catch(() => undefined)
    }
  }
}

/**
 * Works on a lot; where it fails as a whole, on each of its items by itself, so that one of them keeps no other waiting. When the
 * time is up, the rest stays due.
 */
async function workOn(task: Task, context: Context, lot: readonly string[], isOver: () => boolean): Promise<LotResult> {
  try {
    return await task.work(context, lot)
  } catch (failure) {
    const [only, ...others] = lot
    if (only === undefined) return {}
    if (others.length === 0) return { failed: new Map([[only, failure]]) }
  }
  const more: string[] = []
  const later: string[] = []
  const failed = new Map<string, unknown>()
  for (const id of lot) {
    if (isOver()) {
      later.push(id)
      continue
    }
    const result = await workOn(task, context, [id], isOver)
    more.push(...(result.more ?? []))
    later.push(...(result.later ?? []))
    for (const [item, failure] of result.failed ?? []) failed.set(item, failure)
  }
  return { more, later, failed }
}

interface Steps {
  work: (run: TaskRun, lot: readonly string[]) => Promise<void>
  /** Reads what else is due for tasks that have nothing left in their queues. */
  refill: (hungry: readonly TaskRun[]) => Promise<void>
}

/**
 * Processes all queued items, until the queues are empty or the time is up. A task that is through with what was read gets
 * more at once: it does not wait for slower ones.
 */
function drain(runs: readonly TaskRun[], isOver: () => boolean, { work, refill }: Steps): Promise<void> {
  let running = 0
  let turn = 0
  const isFull = ({ task }: TaskRun) =>
    task.large && runs.reduce((sum, run) => sum + (run.task.large ? run.running : 0), 0) >= LARGE_AT_ONCE
  return new Promise((resolve, reject) => {
    const during = (step: Promise<void>) => {
      running++
      step
        .finally(() => {
          running--
        })
        .then(pump, reject)
    }
    const begin = (): boolean => {
      for (let n = 0; n < runs.length; n++) {
        const run = runs[(turn + n) % runs.length]
        const lot = run && !isFull(run) ? run.next() : null
        if (!run || !lot) continue
        turn = (turn + n + 1) % runs.length
        run.running++
        during(
          work(run, lot).finally(() => {
            run.running--
          }),
        )
        return true
      }
      return false
    }
    let isReading = false
    const read = () => {
      const hungry = runs.filter(run => run.isHungry)
      if (isReading || hungry.length === 0) return
      isReading = true
      during(
        refill(hungry).finally(() => {
          isReading = false
        }),
      )
    }
    const pump = () => {
      while (running < AT_ONCE && !isOver() && begin());
      if (running > 0 && !isOver()) read()
      if (running === 0) resolve()
    }
    pump()
  })
}
