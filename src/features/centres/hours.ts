import type { CentreCard } from '@domain/contracts/views'
import { sayRoughDistance } from '@domain/places/geo'
import { closingMinute, type DayHours, openState } from '@domain/places/opening-hours'
import { DAY, localClock, localDate, MONDAY_FIRST, sayMoment, WEEKDAYS } from '@domain/time'

/** Whether a centre is open at `now`, and until or from when, in words. */
export function sayOpen(
  centre: Pick<CentreCard, 'hours'>,
  now: number,
): { open: boolean; text: string; until: string } {
  const state = openState(centre.hours, now)
  if (state.open) return { open: true, text: '开放中', until: sayUntil(state.closesAt, now) }
  const until = state.opensAt === null ? '开放时间待定' : `${sayMoment(state.opensAt, now)} 开门`
  return { open: false, text: state.reason ?? '休息中', until }
}

/** Until when a place is open, in words. Midnight is the end of today. */
export function sayUntil(closesAt: number, now: number): string {
  if (closesAt - now > DAY) return '夜里也开着'
  if (localDate(closesAt) === localDate(now)) return `今天到 ${localClock(closesAt)}`
  return localDate(closesAt - 1) === localDate(now) ? '今天到 24:00' : `到${sayMoment(closesAt, now)}`
}

/** The distance from the person in words; empty when unknown. */
export function sayFar(centre: Pick<CentreCard, 'distance'>): string {
  return centre.distance === null ? '' : `离您${sayRoughDistance(centre.distance)}`
}

const DAY_MINUTES = 24 * 60

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** 09:00–21:00, 18:00–次日 02:00, 全天. */
function sayHours(plan: DayHours): string {
  const closes = closingMinute(plan)
  if (closes - plan.opens === DAY_MINUTES) return '全天'
  return `${clock(plan.opens)}–${closes > DAY_MINUTES ? `次日 ${clock(closes - DAY_MINUTES)}` : clock(closes)}`
}

/** The hours of a week; neighbouring days with the same hours share a line. */
export function sayWeek(week: readonly DayHours[]): { days: string; hours: string }[] {
  const lines: { first: number; last: number; hours: string }[] = []
  for (const day of MONDAY_FIRST) {
    const plan = week.find(entry => entry.weekday === day)
    const hours = plan ? sayHours(plan) : '休息'
    const line = lines[lines.length - 1]
    if (line?.hours === hours) line.last = day
    else lines.push({ first: day, last: day, hours })
  }
  return lines.map(({ first, last, hours }) => ({
    days: first === last ? (WEEKDAYS[first] ?? '') : `${WEEKDAYS[first]}至${WEEKDAYS[last]}`,
    hours,
  }))
}
