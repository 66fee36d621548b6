import type { DeedView, RedemptionView } from '@domain/contracts/points'
import type { TaskEvery, TaskPer } from '@domain/participation/award'
import type { ShownDeedState } from '@domain/participation/deed-state'
import type { PointMove } from '@domain/participation/purse'
import { atLocal, DAY, sayDay, sayMoment } from '@domain/time'
import type { PillTone } from '@/ui/pill'

/** What a task earns: +2 分, +5 分/小时. */
export function sayEarns({ points, per }: { points: number; per: TaskPer }): string {
  return `+${points} 分${per === 'hour' ? '/小时' : ''}`
}

/** How often a task can be done. */
export function sayEvery(every: TaskEvery): string {
  return { day: '每天一次', week: '每周一次', once: '只做一次' }[every]
}

/** When something was done, and for how long. */
export function sayDone({ date, hours }: { date: string; hours: number | null }, now: number): string {
  return `${sayDay(atLocal(date), now)}${hours === null ? '' : ` · ${hours} 小时`}`
}

const STATES: Record<ShownDeedState, { label: string; tone: PillTone }> = {
  done: { label: '等人确认', tone: 'few' },
  listed: { label: '公示中', tone: 'indigo' },
  disputed: { label: '评议中', tone: 'few' },
  final: { label: '已入账', tone: 'good' },
  refused: { label: '没有通过', tone: 'none' },
  lapsed: { label: '没人确认，作废了', tone: 'quiet' },
  reclaimed: { label: '已收回', tone: 'none' },
}

/** The state of a deed in words and colour. */
export function deedState(state: ShownDeedState): { label: string; tone: PillTone } {
  return STATES[state]
}

/** From when the points of a listed deed can be spent; the listing ends at midnight. */
export function sayUsable({ listedUntil }: Pick<DeedView, 'listedUntil'>, now: number): string {
  return listedUntil === null ? '' : `${sayDay(listedUntil, now)}起能用`
}

/** Until when something is kept; the time ends at midnight. */
export function sayKept({ until, state, at }: Pick<RedemptionView, 'until' | 'state' | 'at'>, now: number): string {
  if (state === 'held') return `留到${sayDay(until - DAY, now)}`
  return `${sayMoment(at, now)} 换的，${state === 'collected' ? '已经拿走' : '已经退回'}`
}

const MOVES: Record<PointMove, string> = {
  earned: '做任务，开始公示',
  refused: '没有通过，取消',
  released: '公示完了，能用了',
  taken: '兑换',
  returned: '没拿，退回来',
  redeemed: '拿走了',
  expired: '过期',
  reclaimed: '收回',
  annulled: '这件事不算数',
  split: '分户，分给对方',
  joined: '分户，分到的',
}

/** What moved points. */
export function sayMove(what: PointMove): string {
  return MOVES[what]
}

/** A number of points with its sign, as it is printed. */
export function sayChange(points: number): string {
  return points < 0 ? `−${-points} 分` : `+${points} 分`
}

/** Eight digits in two groups. */
export function sayDigits(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}
