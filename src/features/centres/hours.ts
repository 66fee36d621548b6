import type { CentreCard } from '@domain/contracts/views'
import { sayRoughDistance } from '@domain/places/geo'
import { type DayHours, openState } from '@domain/places/opening-hours'
import { localClock, sayMoment } from '@domain/time'

/** Whether a centre is open at `now`, and until or from when, in words. */
export function sayOpen(
  centre: Pick<CentreCard, 'hours'>,
  now: number,
): { open: boolean; text: string; until: string } {
  const state = openState(centre.hours, now)
  if (state.open) return { open: true, text: '开放中', until: `今天到 ${localClock(state.closesAt)}` }
  const until = state.opensAt === null ? '开放时间待定' : `${sayMoment(state.opensAt, now)} 开门`
  return { open: false, text: state.reason ?? '休息中', until }
}

/** The distance from the person in words; empty when unknown. */
export function sayFar(centre: Pick<CentreCard, 'distance'>): string {
  return centre.distance === null ? '' : `离您${sayRoughDistance(centre.distance)}`
}

const WEEK = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const
/** Weekdays from Monday to Sunday. */
const ORDER = [1, 2, 3, 4, 5, 6, 0] as const

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The hours of a week; neighbouring days with the same hours share a line. */
export function sayWeek(week: readonly DayHours[]): { days: string; hours: string }[] {
  const lines: { first: number; last: number; hours: string }[] = []
  for (const day of ORDER) {
    const plan = week.find(entry => entry.weekday === day)
    const hours = plan ? `${clock(plan.opens)}–${clock(plan.closes)}` : '休息'
    const line = lines[lines.length - 1]
    if (line?.hours === hours) line.last = day
    else lines.push({ first: day, last: day, hours })
  }
  return lines.map(({ first, last, hours }) => ({
    days: first === last ? (WEEK[first] ?? '') : `${WEEK[first]}至${WEEK[last]}`,
    hours,
  }))
}
