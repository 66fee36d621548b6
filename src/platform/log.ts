import Taro from '@tarojs/taro'

/** Facts about a fault: codes, names of routes and interfaces, durations. Never anything about a person. */
type Facts = Readonly<Record<string, unknown>>

type Logger = { warn: (...facts: unknown[]) => void } | null

let logger: Logger | undefined

/** WeChat's log, which operators read in the console (开发 → 运维中心 → 实时日志); in a browser, and without it, the console's. */
function open(): Logger {
  if (process.env.TARO_ENV !== 'weapp') return console
  try {
    return Taro.canIUse('getRealtimeLogManager') ? (Taro.getRealtimeLogManager() as NonNullable<Logger>) : console
  } catch {
    return null
  }
}

/** Logs a fault of the platform or the network, for operators. */
export function logFault(what: string, facts: Facts): void {
  logger ??= open()
  try {
    logger?.warn(what, JSON.stringify(facts))
  } catch {
    // The log is full or closed.
  }
}
