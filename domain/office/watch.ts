import type { Duration, RouteFigures, Watch } from '../contracts/office-watch'
import { DAY, HOUR, MINUTE } from '../time'

/** Upper bounds of the classes in which durations of calls are counted, ms; the last class has no bound. */
export const DURATIONS = [20, 50, 100, 200, 350, 500, 750, 1000, 1500, 2000, 3000, 5000, 10_000, 20_000] as const

/** The class of a duration: its index in `DURATIONS`, or one more. */
export function durationClass(ms: number): number {
  const index = DURATIONS.findIndex(bound => ms <= bound)
  return index === -1 ? DURATIONS.length : index
}

/** Within how long the given share (0 to 1) of the calls was answered; null: without calls. `counts`: calls by class. */
export function quantile(counts: Readonly<Record<string, number>>, share: number): Duration | null {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  let seen = 0
  for (const [index, bound] of DURATIONS.entries()) {
    seen += counts[index] ?? 0
    if (seen >= share * all) return { within: bound }
  }
  return { over: DURATIONS.at(-1) ?? 0 }
}

/** Something that needs a person: what is wrong, and what to do, in Chinese. */
export interface Finding {
  id: string
  what: string
  todo: string
}

/** Bounds beyond which somebody has to look. Times are ms. */
export const WATCH_BOUNDS = {
  /** The timer runs every minute. */
  timer: 5 * MINUTE,
  /** Everything due is to be done within two minutes (docs/decisions/0020-timer-work.md). */
  task: 10 * MINUTE,
  /** What was late longer ago has been made up for. */
  recent: HOUR,
  waiting: 15 * MINUTE,
  migration: DAY,
  /** Shares of the calls of a route, if there were enough to tell. */
  errors: 0.01,
  busy: 0.05,
  slow: 3000,
  enough: 20,
}

/** Compares the figures with their bounds; empty: all is well. The most urgent first. */
export function findingsOf(watch: Watch): Finding[] {
  const { now, timer, waiting, aside, migrations, routes } = watch
  const silent = timer.lastTickAt === null ? null : now - timer.lastTickAt
  const findings: (Finding | false)[] = [
    (silent === null || silent > WATCH_BOUNDS.timer) && {
      id: 'timer',
      what: silent === null ? '定时任务还没有运行过。' : `定时任务已经 ${sayAge(silent)}没有运行。`,
      todo: '候补、提醒和核对都停了。请技术人员看云函数 timer 的触发器和日志（手册第 1 条）。',
    },
    ...timer.tasks.map(
      ({ name, at, oldest }) =>
        now - at < WATCH_BOUNDS.recent &&
        oldest > WATCH_BOUNDS.task && {
          id: `task-${name}`,
          what: `定时任务 ${name} 里最早的一件晚了 ${sayAge(oldest)}。`,
          todo: '看日志里这一项失败的原因；积压会自己补完（手册第 2 条）。',
        },
    ),
    ...waiting.map(
      ({ what, since }) =>
        since !== null &&
        now - since > WATCH_BOUNDS.waiting && {
          id: `waiting-${what}`,
          what: `${WAITING_LABELS[what]}：最早的一件等了 ${sayAge(now - since)}。`,
          todo: WAITING_TODO[what],
        },
    ),
    aside > 0 && {
      id: 'aside',
      what: `有 ${aside} 件事失败了十次以上，先放在一边，每天再试一次。`,
      todo: '在下面的清单里看是什么，交给技术人员（手册第 4 条）。',
    },
    ...migrations.map(
      ({ id, startsAt }) =>
        now - startsAt > WATCH_BOUNDS.migration && {
          id: `migration-${id}`,
          what: `数据升级 ${id} 一天了还没有完成。`,
          todo: '看日志里 migrations 的失败原因（手册第 9 条）。',
        },
    ),
    ...routes.flatMap(routeFindings),
  ]
  return findings.filter(finding => finding !== false)
}

function routeFindings(figures: RouteFigures): (Finding | false)[] {
  const { route, calls, p95 } = figures
  const errors = codeCount(figures, 'INTERNAL')
  const busy = codeCount(figures, 'BUSY')
  const isEnough = calls >= WATCH_BOUNDS.enough
  return [
    errors > 0 &&
      (errors / calls > WATCH_BOUNDS.errors || !isEnough) && {
        id: `errors-${route}`,
        what: `${route}：${calls} 次里有 ${errors} 次出错。`,
        todo: '按编号在日志里找 "level":"error" 的那一行（手册第 5 条）。',
      },
    isEnough &&
      busy / calls > WATCH_BOUNDS.busy && {
        id: `busy-${route}`,
        what: `${route}：${calls} 次里有 ${busy} 次因为太忙没有办成。`,
        todo: '多半是放号的时候；看名额有没有照常约出去（手册第 6 条）。',
      },
    isEnough &&
      p95 !== null &&
      ('over' in p95 || p95.within > WATCH_BOUNDS.slow) && {
        id: `slow-${route}`,
        what: `${route}：慢的时候要 ${sayDuration(p95)}。`,
        todo: '看数据库控制台里有没有慢查询、少了索引（手册第 7 条）。',
      },
  ]
}

/** Calls of a route that ended with this code. */
export function codeCount({ codes }: Pick<RouteFigures, 'codes'>, code: string): number {
  return codes.find(each => each.code === code)?.calls ?? 0
}

/** What waits to be done, in Chinese. */
export const WAITING_LABELS = {
  messages: '等着发的微信消息',
  bookings: '没有做完的预约',
  cancellations: '没有退完的名额',
  checkIns: '没有记完的签到',
} as const

const WAITING_TODO: Record<keyof typeof WAITING_LABELS, string> = {
  messages: '看日志里 reminders、offers、news 这几项；模板是不是被停用了（手册第 3 条）。',
  bookings: '看日志里 claims 这一项；名额不会丢，补完才算数（手册第 2 条）。',
  cancellations: '看日志里 cancellations 这一项（手册第 2 条）。',
  checkIns: '看日志里 checkIns 这一项；签到本身已经算数（手册第 2 条）。',
}

/** A span of time in Chinese: 3 分钟, 2 小时, 4 天. */
export function sayAge(ms: number): string {
  if (ms < HOUR) return `${Math.max(1, Math.round(ms / MINUTE))} 分钟`
  return ms < 2 * DAY ? `${Math.round(ms / HOUR)} 小时` : `${Math.round(ms / DAY)} 天`
}

/** Within how long calls were answered, in Chinese. */
export function sayDuration(duration: Duration): string {
  const ms = 'over' in duration ? duration.over : duration.within
  const text = ms < 1000 ? `${ms} 毫秒` : `${ms / 1000} 秒`
  return 'over' in duration ? `${text}以上` : `${text}以内`
}
