import { Cron } from 'croner'
import { StartError } from './errors'
import type { FunctionDefinition, TimerTrigger } from './functions/catalog'
import { type Log, logEvent } from './log'

/** The event of a timer invocation, as on the platform. */
export interface TimerEvent extends Record<string, unknown> {
  Type: 'Timer'
  TriggerName: string
  /** UTC, to the second. */
  Time: string
}

/** Concurrent ticks of one timer; further ones are skipped, so that they do not accumulate. */
const MAX_CONCURRENT_TICKS = 2

export function timerEvent(trigger: TimerTrigger, now: number): TimerEvent {
  const time = `${new Date(now).toISOString().slice(0, 19)}Z`
  return { Type: 'Timer', TriggerName: trigger.name, Time: time }
}

/** Parses a platform cron expression (seven fields, China's time zone). Missed ticks are not repeated. */
export function timerSchedule(config: string, onTick?: () => void): Cron {
  return new Cron(config, { mode: '7-part', timezone: 'Asia/Shanghai', unref: true, paused: !onTick }, onTick)
}

/** Runs every trigger of every function by the real clock until stopped; throws `StartError` for an invalid cron expression. */
export function startTimers(
  functions: FunctionDefinition[],
  run: (fn: string, trigger: TimerTrigger) => Promise<unknown>,
  log: Log,
): () => void {
  const jobs: Cron[] = []
  let lastTickAt = 0
  const noticeClock = () => {
    const now = Date.now()
    // Documents keep the times at which they were written; what is due is due by the new time.
    if (now < lastTickAt) logEvent(log, 'clock-set-back', { ms: lastTickAt - now })
    lastTickAt = now
  }
  const stop = () => {
    for (const job of jobs) job.stop()
  }
  for (const { name, triggers } of functions) {
    for (const trigger of triggers) {
      let running = 0
      const tick = async () => {
        noticeClock()
        if (running >= MAX_CONCURRENT_TICKS) {
          logEvent(log, 'tick-left-out', { function: name, trigger: trigger.name })
          return
        }
        running += 1
        try {
          await run(name, trigger)
        } catch (error) {
          logEvent(log, 'tick-failed', { function: name, trigger: trigger.name, detail: String(error) })
        } finally {
          running -= 1
        }
      }
      try {
        jobs.push(timerSchedule(trigger.config, () => void tick()))
      } catch (error) {
        stop()
        const why = error instanceof Error ? error.message : String(error)
        throw new StartError('FUNCTION_CONFIG_INVALID', `The timer of ${name} has an invalid cron: ${why}.`)
      }
    }
  }
  return stop
}
