import { openState } from '@domain/places/opening-hours'
import { HOUR, MINUTE, minuteOfDay } from '@domain/time'
import type { CentreDocument, SessionDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { type ClassPlan, forAll } from './classes/plan'
import { session } from './timetable'

/** While its centre is open, a user who tries the app finds a session to book at once and a check-in that is open. */
export const PHONE_DESK: Omit<ClassPlan, 'rhythm'> = {
  id: 'jiangchuan-phone-desk',
  centreId: 'jiangchuan',
  category: 'elders',
  title: '手机问诊台·随到随问',
  summary: '字太小、流量不够、不会付款，带上手机来问。演示用：中心开着门，就有一场马上开始。',
  bring: '自己的手机',
  teacher: { name: '值班志愿者', intro: '轮流坐班的大学生和退休老师' },
  room: '一楼 服务大厅',
  capacity: 12,
  reserve: 2,
  demand: 'steady',
  rules: forAll({ closesBefore: 0, cancelBefore: 0, partyMax: 2, checkInBefore: HOUR }),
}

const SLOT = 15 * MINUTE
const LENGTH = HOUR
/** Enough time to find the class and book it. */
const LEAD = 10 * MINUTE
const LATER_STEP = 2 * HOUR
const LATER_UNTIL = 6 * HOUR

/** Rounds a time down to its slot; local midnight is a slot boundary. */
const slotOf = (ms: number, slot: number) => Math.floor(ms / slot) * slot

/**
 * Sessions around `now`: the one that has just begun, the next one, and some later for a cloud that keeps running. None outside
 * opening hours: when the centre is closed, or about to close, the next one is the first after it has opened again.
 */
export function phoneDesk(centre: CentreDocument, now: number): SessionDocument[] {
  const running = slotOf(now, SLOT)
  const next = nextStart(centre, slotOf(now + LEAD + SLOT - 1, SLOT))
  const starts = new Set([running, next])
  for (let later = slotOf(next + HOUR, LATER_STEP) + LATER_STEP; later <= next + LATER_UNTIL; later += LATER_STEP) {
    starts.add(later)
  }
  return [...starts]
    .filter(startsAt => fitsHours(centre, startsAt))
    .map(startsAt => {
      const n = minuteOfDay(startsAt) / (SLOT / MINUTE) + 1
      return session(PHONE_DESK, centre, { startsAt, endsAt: startsAt + LENGTH, n })
    })
}

function fitsHours({ hours }: CentreDocument, startsAt: number): boolean {
  const state = openState(hours, startsAt)
  return state.open && state.closesAt >= startsAt + LENGTH
}

/** The first start from a moment on that is within opening hours; that moment where the centre opens no more. */
function nextStart(centre: CentreDocument, from: number): number {
  if (fitsHours(centre, from)) return from
  const state = openState(centre.hours, from)
  const closed = state.open ? openState(centre.hours, state.closesAt) : state
  return (!closed.open && closed.opensAt) || from
}
