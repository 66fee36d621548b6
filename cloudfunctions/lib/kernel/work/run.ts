import type { Context } from '../router/context'
import { askAgenda, MOST } from './agenda'
import { noteSetback, resting } from './setbacks'
import type { LotResult, Task } from './task'

/** A tick begins nothing new after so long, ms: the platform ends it after a minute. */
const BUDGET = 40_000

/** Lots that are worked on at once, over all tasks. */
const AT_ONCE = 24

/** More rounds than any chain of work has links. */
const ROUNDS = 50

/** What a tick did for one task. */
export interface TaskReport {
  name: string
  /** Items that were worked on, and how many of these failed. */
  items: number
  failed: number
  /** For how long the longest due of them had been due, ms. */
  oldest: number
  /** What the last failure was. */
  failure?: unknown
}

/**
 * One tick's work on all tasks. Round by round it asks what is due and works on it, tasks taking turns, until nothing is
 * left or the time is up: no task, however much it has to do, keeps another waiting, and what one task leaves to another is
 * done in the same tick. Items stand apart: one that fails is set back, and no other notices. `elapsed` answers how long
 * the tick has been running, ms. Reports only tasks that had something to do.
 */
export async function runTasks(context: Context, tasks: readonly Task[], elapsed: () => number): Promise<TaskReport[]> {
  const isOver = () => elapsed() > BUDGET
  const runs = tasks.map(task => new TaskRun(task))
  // Without the list, what fails is only tried more often: no reason to leave all other work undone.
  const rest = await resting(context).catch(() => new Map<string, Set<string>>())
  for (const run of runs) run.leaveAlone(rest.get(run.task.name) ?? [])
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
  /** Waiting to be worked on in this round. */
  private readonly queue: string[] = []
  /** Items that were worked on, and since when they were due then. */
  private readonly worked = new Map<string, number>()
  /** Items that are not to be asked for again: set back, or still due after they were worked on. */
  readonly alone = new Set<string>()
  running = 0
  readonly report: TaskReport

  constructor(readonly task: Task) {
    this.report = { name: task.name, items: 0, failed: 0, oldest: 0 }
  }

  leaveAlone(items: Iterable<string>): void {
    for (const item of items) this.alone.add(item)
  }

  /** Takes what is due; answers whether another round makes sense for this task. */
  takes(due: readonly { _id: string; at: number }[], now: number): boolean {
    for (const { _id, at } of due) {
      // What is due as before although it was worked on waits for something else: another tick looks at it.
      if (this.worked.get(_id) === at) this.alone.add(_id)
      if (this.alone.has(_id)) continue
      this.worked.set(_id, at)
      this.queue.push(_id)
      if (at > 0) this.report.oldest = Math.max(this.report.oldest, now - at)
    }
    return this.queue.length > 0 || due.length >= MOST
  }

  /** The next lot, if there is one and the task may work on one more. */
  next(): string[] | null {
    const { task, queue } = this
    return queue.length > 0 && this.running < task.atOnce ? queue.splice(0, task.lot) : null
  }

  async work(context: Context, lot: readonly string[]): Promise<void> {
    const { task, report, queue } = this
    report.items += lot.length
    const { more = [], failed } = await task.work(context, lot).catch(failure => failedAll(lot, failure))
    queue.push(...more.filter(id => !failed?.has(id)))
    for (const [id, failure] of failed ?? []) {
      report.failed++
      report.failure = failure
      this.alone.add(id)
      // Where not even that can be noted, the item is tried again with the next tick.
      await noteSetback(context, task.name, { id }, failure).catch(() => undefined)
    }
  }
}

function failedAll(lot: readonly string[], failure: unknown): LotResult {
  return { failed: new Map(lot.map(id => [id, failure])) }
}

/** Works on all that has been taken, until it is done or the time is up. */
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
