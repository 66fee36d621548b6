import type { HealthDay, StationCard, VisitView } from '@domain/contracts/stations'
import { sayDistance, sayRoughDistance } from '@domain/places/geo'
import { FACILITIES, type Facility } from '@domain/stations/facilities'
import { STALE_AFTER, stationState } from '@domain/stations/state'
import { atLocal, localClock, sayDay, sayMoment } from '@domain/time'
import { sayUntil } from '@/features/centres/hours'
import { sayAge } from '@/features/time/age'
import type { PillTone } from '@/ui/pill'

/** From this number of free seats down, few are left. */
const FEW = 3

/** Whether a station is open at `now`, and until or from when, in words. */
export function sayStationHours(station: Pick<StationCard, 'hours' | 'closure'>, now: number) {
  const state = stationState(station, now)
  if (state.open) {
    return { open: true, text: '开放中', until: sayUntil(state.closesAt, now) }
  }
  const until = state.opensAt === null ? '开放时间待定' : `${sayMoment(state.opensAt, now)} 开门`
  return { open: false, text: state.reason ?? '休息中', until }
}

/**
 * Free seats in words, and whether the figure is stale: nobody at the station has changed it for long, or it is not
 * `live`, so this phone only knows an earlier state.
 */
export function saySeats(
  station: Pick<StationCard, 'hours' | 'closure' | 'free' | 'seenAt'>,
  now: number,
  live: boolean,
): { tone: PillTone; text: string; stale: boolean } {
  const { free, seenAt } = station
  const doors = sayStationHours(station, now)
  if (!doors.open) return { tone: 'quiet', text: doors.text, stale: false }
  const stale = !live || now - seenAt > STALE_AFTER
  if (stale) {
    const seats = free === 0 ? '坐满了' : `有 ${free} 个空座`
    return { tone: 'quiet', text: `${sayAge(seenAt, now)}${seats}`, stale }
  }
  if (free === 0) return { tone: 'none', text: '坐满了', stale }
  return free <= FEW
    ? { tone: 'few', text: `只剩 ${free} 个座`, stale }
    : { tone: 'good', text: `${free} 个空座`, stale }
}

/** The distance from the person or from the chosen place, in words; empty when unknown. */
export function sayWay({ distance }: Pick<StationCard, 'distance'>, from: 'person' | 'place'): string {
  if (distance === null) return ''
  // WeChat gives the person's position within kilometres only.
  return from === 'person' ? `离您${sayRoughDistance(distance)}` : `离那里 ${sayDistance(distance)}`
}

export function labelOf(facility: Facility): string {
  return FACILITIES.find(({ id }) => id === facility)?.label ?? facility
}

const clock = (minutes: number) => localClock(atLocal('2000-01-01', minutes))

/** 周三 09:00–11:30. */
export function sayHealthDay({ date, opens, closes }: HealthDay, now: number): string {
  return `${sayDay(atLocal(date), now)} ${clock(opens)}–${clock(closes)}`
}

/** The health-check days that are not over, soonest first. */
export function comingHealthDays({ healthDays }: Pick<StationCard, 'healthDays'>, now: number): HealthDay[] {
  return healthDays
    .filter(({ date, closes }) => atLocal(date, closes) > now)
    .sort((a, b) => atLocal(a.date) - atLocal(b.date))
}

/** Since when and until when a visit lasts, or until when a seat is kept. */
export function sayStay({ from, until, held }: Pick<VisitView, 'from' | 'until' | 'held'>): string {
  if (held) return `留到 ${localClock(until)}，到了扫门口的码才算坐下`
  return `${localClock(from)} 坐下，最晚到 ${localClock(until)}`
}
