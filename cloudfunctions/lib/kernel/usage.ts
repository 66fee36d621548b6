import type { RouteName } from '@domain/contracts'
import { durationClass } from '@domain/office/watch'
import { HOUR } from '@domain/time'
import type { LogLine } from './router/log'
import { inc, type Store } from './store/port'

/** How long an instance collects figures before it writes them, ms. */
const COLLECTED_FOR = 60_000

/** After a failure they are written sooner: the instance may not be called again. ms */
const COLLECTED_AFTER_FAILURE = 5000

/**
 * How often these are called would tell, before the end, how many have voted or given marks: only their failures are counted.
 */
const SEALED: ReadonlySet<string> = new Set<RouteName>([
  'topic.vote',
  'staff.enterVote',
  'contest.score',
  'office.reviewStars',
])

/** Figures of one hour are one document per function. */
export function usageIdOf(functionName: string, hour: number): string {
  return `${functionName}-${hour}`
}

/**
 * The figures of one instance of a function. They are written at most once a minute, in one update, beside the work of a
 * call: watching costs people no time, and the database at most one call per instance and minute. What an instance has collected
 * when it is ended is lost.
 */
export class Usage {
  private counts = new Map<string, number>()
  private hasFailure = false
  private since: number | null = null

  /** `clock`: monotonic, ms. */
  constructor(
    private readonly functionName: string,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Counts a call. */
  add({ route, ms, calls, code }: LogLine): void {
    if (SEALED.has(route) && code !== 'INTERNAL') return
    this.since ??= this.clock()
    const path = `routes.${route.replaceAll('.', ':')}`
    this.count(`${path}.calls`, 1)
    this.count(`${path}.database`, calls)
    this.count(`${path}.durations.${durationClass(ms)}`, 1)
    if (code === undefined) return
    this.count(`${path}.codes.${code}`, 1)
    this.hasFailure ||= code === 'INTERNAL'
  }

  /** Writes what was collected, when it is time to. Never throws: figures are no reason to refuse a call. */
  async flush(store: Store, now: number): Promise<void> {
    const { since, counts } = this
    const patience = this.hasFailure ? COLLECTED_AFTER_FAILURE : COLLECTED_FOR
    if (since === null || this.clock() - since < patience) return
    this.counts = new Map()
    this.since = null
    this.hasFailure = false
    const hour = now - (now % HOUR)
    const _id = usageIdOf(this.functionName, hour)
    const change = Object.fromEntries([...counts].map(([path, count]) => [path, inc(count)]))
    const write = () => store.usage.update({ _id }, change)
    try {
      if ((await write()) > 0) return
      await store.usage.insert({ _id, function: this.functionName, at: hour, routes: {} })
      await write()
    } catch {
      // The next figures are written again.
    }
  }

  private count(path: string, by: number): void {
    this.counts.set(path, (this.counts.get(path) ?? 0) + by)
  }
}
