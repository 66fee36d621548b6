import type { Reply } from '@domain/contracts/reply'
import type { Context } from '../kernel/router/context'
import { describeFailure } from '../kernel/router/describe'
import type { Log } from '../kernel/router/log'
import { AGENDA } from '../kernel/work/agenda'
import { runTasks, type TaskReport } from '../kernel/work/run'
import type { SendMessage } from '../notices/messenger'
import { tasksOf } from './tasks'

/** The time since some moment, ms. */
export type Stopwatch = () => number

/**
 * One tick: processes all due work until none is left or the time is up. Work is idempotent, so the next tick makes up for
 * a missed one, and two ticks at once do no harm. The log has a line for each task that had items; its `ms` and `calls` are
 * those of the whole tick, because tasks run concurrently.
 */
export async function runTick(
  context: Context,
  send: SendMessage,
  log: Log,
  stopwatch: Stopwatch = () => performance.now(),
): Promise<Reply<null>> {
  const started = stopwatch()
  const elapsed = () => stopwatch() - started
  const { store } = context
  const line = (route: string) => ({ function: 'timer', route, requestId: '', ms: Math.round(elapsed()) })
  try {
    const reports = await runTasks(context, tasksOf(send), elapsed)
    for (const { name, items, failed, oldest, failure } of reports) {
      log({
        ...line(name),
        level: failed > 0 ? 'error' : 'info',
        calls: store.calls(),
        items,
        failed,
        oldest,
        ...(failed > 0 ? { error: describeFailure(failure) } : {}),
      })
    }
    const failed = reports.some(report => report.failed > 0)
    await noteTick(context, reports)
    if (reports.length === 0) log({ ...line('idle'), level: 'info', calls: store.calls() })
    return failed ? FAILED : { ok: true, data: null, requestId: '' }
  } catch (failure) {
    log({ ...line('tick'), level: 'error', calls: store.calls(), error: describeFailure(failure) })
    return FAILED
  }
}

/** Notes that a tick has run, and how far behind the tasks were, for those who watch. One call; a failure changes nothing. */
async function noteTick({ store, now }: Context, reports: readonly TaskReport[]): Promise<void> {
  const work = reports.map(({ name, items, failed, oldest }) => [`tasks.${name}`, { at: now, items, failed, oldest }])
  await store.timer.update({ _id: AGENDA }, { ...Object.fromEntries(work), tickedAt: now }).catch(() => 0)
}

const FAILED: Reply<null> = { ok: false, code: 'INTERNAL', detail: null, requestId: '' }
