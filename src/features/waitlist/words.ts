import type { WaitEvent } from '@domain/contracts/views'
import { HOUR, MINUTE } from '@domain/time'

const SECOND = 1000

/** The time left in words; with seconds only below ten minutes. */
export function sayLeft(ms: number): string {
  if (ms >= HOUR) return `${Math.floor(ms / HOUR)} 小时 ${Math.floor((ms % HOUR) / MINUTE)} 分`
  if (ms >= 10 * MINUTE) return `${Math.floor(ms / MINUTE)} 分钟`
  const seconds = Math.floor(Math.max(0, ms) / SECOND)
  return `${Math.floor(seconds / 60)} 分 ${String(seconds % 60).padStart(2, '0')} 秒`
}

/** How long an offer is held: 30 分钟, 2 小时. */
export function sayHold(ms: number): string {
  return ms % HOUR === 0 ? `${ms / HOUR} 小时` : `${Math.round(ms / MINUTE)} 分钟`
}

/** The place on the waitlist: 候补第 3 位. */
export function sayPlace(ahead: number): string {
  return `候补第 ${ahead + 1} 位`
}

/** One step on the waitlist in words. */
export function sayStep({ what, reason }: WaitEvent): string {
  switch (what) {
    case 'joined':
      return '开始候补'
    case 'skipped':
      return '空出的名额不够一起来，先给了后面人少的；您的位置没有变'
    case 'offered':
      return '有名额了，给您留着'
    case 'accepted':
      return '确认了名额'
    case 'left':
      return '退出了候补'
    case 'declined':
      return '没有要这个名额'
    case 'registered':
      return '登记了抽签'
    case 'withdrawn':
      return '取消了登记'
    case 'won':
      return '抽签：抽中了'
    case 'lost':
      return '抽签：没有抽中，按抽出的顺序候补'
    case 'lapsed':
      return sayLapse(reason)
  }
}

function sayLapse(reason: WaitEvent['reason']): string {
  if (reason === 'booking-closed') return '预约截止了，没有等到名额'
  if (reason === 'party-too-large') return '名额减少了，坐不下您一起来的几位，候补结束了；可以分开约，或换一节'
  if (reason === 'session-cancelled') return '这节课取消了'
  if (reason === 'time-overlap') return '抽中了，但和您约好的另一节时间撞了，名额给了下一位'
  if (reason === 'active-limit') return '抽中了，但您同时约的课已经到上限，名额给了下一位'
  if (reason === 'paused') return '抽中了，但有几次约了没来、暂时不能约新课，名额给了下一位'
  if (reason === 'already-booked') return '抽中了，但您家已经在这节课里，名额给了下一位'
  return '没有按时确认，名额给了下一位'
}
