import type { SessionCard } from '@domain/contracts/views'
import { sayMoment } from '@domain/time'
import type { PillTone } from '@/ui/pill'

/** From this many places on down, or this share of all places, few are left. */
const FEW_PLACES = 3
const FEW_SHARE = 0.2

export interface SeatState {
  tone: PillTone
  text: string
  /** Short, for a chip. */
  short: string
  /** Whether a place can be taken now. */
  bookable: boolean
  /** Whether one can wait for a place now. */
  waitable: boolean
  /** Places are drawn: one takes a ticket instead of a place. */
  registers?: true
}

/** How a session stands for booking at `now`, in words and tone. */
export function seatState(session: SessionCard, now: number): SeatState {
  const { startsAt, seatsLeft, waiting, capacity, rules, status } = session
  if (status === 'cancelled')
    return { tone: 'none', text: '这节取消了', short: '已取消', bookable: false, waitable: false }
  const opensAt = rules.opensBefore === null ? null : startsAt - rules.opensBefore
  if (opensAt !== null && now < opensAt) {
    return {
      tone: 'quiet',
      text: `${sayMoment(opensAt, now)} 开始预约`,
      short: '未开始约',
      bookable: false,
      waitable: false,
    }
  }
  if (now >= startsAt - rules.closesBefore) {
    return { tone: 'quiet', text: '已停止预约', short: '停止预约', bookable: false, waitable: false }
  }
  const { ballot } = session
  if (ballot && ballot.drawnAt === null) {
    if (now >= ballot.drawAt) {
      return { tone: 'quiet', text: '登记已截止，正在抽签', short: '抽签中', bookable: false, waitable: false }
    }
    return {
      tone: 'good',
      text: `摇号，已有 ${waiting} 家登记`,
      short: '摇号',
      bookable: true,
      waitable: true,
      registers: true,
    }
  }
  if (session.series?.mode === 'whole' && (waiting > 0 || seatsLeft <= 0)) {
    return { tone: 'none', text: '已约满', short: '已约满', bookable: false, waitable: false }
  }
  if (waiting > 0) {
    return { tone: 'none', text: `已约满，${waiting} 家在候补`, short: '可候补', bookable: false, waitable: true }
  }
  if (seatsLeft <= 0) {
    return { tone: 'none', text: '已约满，可以候补', short: '可候补', bookable: false, waitable: true }
  }
  if (seatsLeft <= Math.max(FEW_PLACES, capacity * FEW_SHARE)) {
    return {
      tone: 'few',
      text: `只剩 ${seatsLeft} 个名额`,
      short: `剩 ${seatsLeft} 个`,
      bookable: true,
      waitable: true,
    }
  }
  return { tone: 'good', text: `还有 ${seatsLeft} 个名额`, short: `剩 ${seatsLeft} 个`, bookable: true, waitable: true }
}
