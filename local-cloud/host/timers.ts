import { Cron } from 'croner'
import { StartError } from './errors'
import type { FunctionDefinition, TimerTrigger } from './functions/catalog'
import { type Log, logEvent } from './log'

/** The event a timer's function receives, as on the platform. */
export interface TimerEvent extends Record<string, unknown> {
  Type: 'Timer'
  TriggerName: string
  /** UTC, to the second. */
  Time: string
}

/** Ticks of one timer that may run at once; a further one is left out, so that a stuck function cannot pile them up. */
const MAX_CONCURRENT_TICKS = 2

export function timerEvent(trigger: TimerTrigger, now: number): TimerEvent {
  const time = `${new Date(now).toISOString().slice(0, 19)}Z`
  return { Type: 'Timer', TriggerName: trigger.name, Time: time }
}

/** Reads a platform cron (seven fields, China's time zone). A tick that was missed is not made up for. */
export function timerSchedule(config: string, onTick?: () => void): Cron {
  return new Cron(config, { mode: '7-part', timezone: 'Asia/Shanghai', unref: true, paused: !onTick }, onTick)
}

/** Runs every trigger of every function by the real clock until stopped; throws `StartError` on a cron that is none. */
export function startTimers(
  functions: FunctionDefinition[],
  run: (fn: string, trigger: TimerTrigger) => Promise<unknown>,
  log: Log,
): () => void {
  const jobs: Cron[] = []
  const stop = () => {
    for (const job of jobs) job.stop()
  }
  for (const { name, triggers } of functions) {
    for (const trigger of triggers) {
      let running = 0
      const tick = async () => {
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
