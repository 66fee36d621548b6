import { bookingPhase } from '@domain/bookings/phase'
import type { Order } from '@domain/canteen/order'
import { MODES } from '@domain/canteen/sitting'
import type { BookingView, Undone, WaitEvent } from '@domain/contracts/views'
import { joinNames } from '@domain/text'
import { localClock, sayMoment, saySpan } from '@domain/time'
import { sayPlace } from '@/features/waitlist/words'
import type { PillTone } from '@/ui/pill'

const CANCELLED = {
  person: '已取消',
  centre: '中心取消了',
  desk: '中心帮您取消了',
  grace: '没到场，已让出',
  late: '没约成',
  unpaid: '没付款，取消了',
} as const

/** The phase of a booking at `now`, in words and tone. */
export function sayPhase(booking: BookingView, now: number): { tone: PillTone; text: string } {
  switch (bookingPhase(booking, now)) {
    case 'cancelled':
      return { tone: 'quiet', text: CANCELLED[booking.cancelledBy ?? 'person'] }
    case 'lapsed':
      return { tone: 'quiet', text: sayOver(booking) }
    case 'registered':
      return { tone: 'few', text: '已登记，等抽签' }
    case 'waiting':
      return { tone: 'few', text: `${booking.rank === null ? '' : '没抽中，'}${sayPlace(booking.ahead ?? 0)}` }
    case 'offered':
      return { tone: 'few', text: '轮到您了' }
    case 'offer-expired':
      return { tone: 'quiet', text: '名额已让出' }
    case 'checked-in':
      return { tone: 'good', text: `已签到 ${localClock(booking.checkedInAt ?? now)}` }
    case 'not-checked-in':
      return { tone: 'quiet', text: '没有签到' }
    case 'check-in-open':
      return { tone: 'few', text: '可以签到了' }
    case 'confirmed':
      return { tone: 'good', text: has(booking, 'won') ? '抽中了，已约好' : '已约好' }
  }
}

function sayOver(booking: BookingView): string {
  if (has(booking, 'withdrawn')) return '已取消登记'
  if (booking.drawAt === null || has(booking, 'lost')) return '候补结束'
  return booking.rank === null ? '没有抽签' : '抽中了，没约上'
}

function has({ history }: BookingView, step: WaitEvent['what']): boolean {
  return history.some(({ what }) => what === step)
}

/** The attendees: 果果、豆豆. */
export function sayAttendees(booking: BookingView): string {
  return joinNames(booking.attendees.map(({ nickname }) => nickname))
}

/** The place in the centre: 三楼 自习室 12 号座. */
export function sayRoom({ room, unit }: Pick<BookingView, 'room' | 'unit'>): string {
  return unit === null || room.includes(unit) ? room : `${room} ${unit}`
}

/** The position of a waiting party, in words. */
export function sayAhead(ahead: number): string {
  return ahead === 0 ? '下一个就是您，有了名额先给您留着' : `前面还有 ${ahead} 家在候补`
}

/** What the centre changed about a booking and what that means; null when nothing. */
export function sayChange(booking: BookingView, now: number): { title: string; note: string } | null {
  const { cancelledBy, movedFrom, changeReason } = booking
  const why = changeReason ? `原因：${changeReason}。` : ''
  if (cancelledBy === 'centre') return { title: '中心取消了这一次', note: `${why}不算您没来，可以另约一次。` }
  if (cancelledBy === 'desk') return { title: '工作人员帮您取消了', note: `${why}不算约了没来，可以另约。` }
  if (cancelledBy === 'grace') {
    return {
      title: '没有按时签到，名额让给了别人',
      note: '约了没来会记一次。有特别的原因，可以在下面说明原因。',
    }
  }
  if (cancelledBy === 'late') {
    return { title: '这次没有约成', note: '当时没办完就断了，等接上时已经结束。没有占名额，也不算您没来。' }
  }
  if (booking.status === 'confirmed' && booking.undone && booking.checkedInAt === null) {
    return sayUndone(booking.undone, now < booking.endsAt)
  }
  if (booking.status === 'confirmed' && booking.releasedAt && !movedFrom) {
    return { title: '工作人员帮其中一位取消了', note: `${why}不算约了没来；其他人照常来。` }
  }
  if (!movedFrom || booking.status === 'cancelled') return null
  return {
    title: '中心改了时间',
    note: `原来是 ${saySpan(movedFrom.startsAt, movedFrom.endsAt, now)}。${why}来不了可以取消，没来也不算。`,
  }
}

function sayUndone({ at, reason }: Undone, canCome: boolean): { title: string; note: string } {
  const next = canCome ? '人到了，请再签一次。' : '有疑问，请给中心打电话。'
  return { title: '签到被撤销了', note: `${localClock(at)} 工作人员撤销的，原因：${reason}。${next}` }
}

/** Until when a booking can be cancelled, and what to do after that. */
export function sayCancel(cancelUntil: number, now: number): string {
  return now < cancelUntil
    ? `${sayMoment(cancelUntil, now)} 前可以取消。来不了请早点取消，把名额留给别人。`
    : '快开始了，已经不能在这里取消。来不了请给中心打个电话，工作人员可以帮您取消，不算约了没来。'
}

/** What was ordered, and how it reaches the eater: 青椒炒肉 2 份，堂食 11:30. */
export function sayOrder({ mode, meals, seating }: Order): string {
  const names = meals.flatMap(meal => meal.names)
  const portions = [...new Set(names)].map(name => `${name} ${names.filter(other => other === name).length} 份`)
  const way = MODES.find(({ id }) => id === mode)?.label ?? mode
  return `${joinNames(portions)}，${way}${seating ? ` ${localClock(seating.at)}` : ''}`
}
