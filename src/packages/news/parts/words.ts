import type { BookingNoticeKind, BookingView } from '@domain/contracts/views'
import type { NewsItem } from '@domain/notices/news'
import { saySpan } from '@domain/time'
import { sayChange } from '@/features/bookings/status'
import { sayStep } from '@/features/waitlist/words'

const KINDS: Record<BookingNoticeKind, string> = {
  reminder: '开始前提醒',
  offer: '轮到您时通知',
  changed: '有变动时通知',
  ballot: '抽签结果',
}

/** What happened, in one line, and what it means. */
export function sayNews({ booking, what }: NewsItem, now: number): { title: string; note?: string } {
  if (what === 'missed') return { title: '约了没来，记了一次', note: '有特别的原因，点开可以说明。' }
  if (what !== 'changed') return { title: sayStep(what) }
  return sayChange(booking, now) ?? { title: '这个预约有变动' }
}

/** Which messages WeChat will send about a booking: one consent is one message. */
export function sayConsents({ notices }: BookingView): string {
  if (notices.length === 0) return '没有让微信发消息'
  return `微信还会发 ${notices.length} 条：${notices.map(kind => KINDS[kind]).join('、')}`
}

export function sayWhat({ title, startsAt, endsAt }: BookingView, now: number): string {
  return `${title}，${saySpan(startsAt, endsAt, now)}`
}
