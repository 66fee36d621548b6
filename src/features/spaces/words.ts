import type { SpaceCard } from '@domain/contracts/views'
import { sayMoment } from '@domain/time'
import type { PillTone } from '@/ui/pill'

/** Under this share of a day's time, little is left. */
const FEW_SHARE = 0.2

/** How a day of a space stands, in words and tone. */
export function dayState({ session, units, free }: SpaceCard, now: number): { tone: PillTone; text: string } {
  const { status, startsAt, endsAt, rules, capacity, kind } = session
  if (status === 'cancelled') return { tone: 'none', text: '这天不开放' }
  if (now >= endsAt) return { tone: 'quiet', text: '今天已经关门' }
  const opensAt = rules.opensBefore === null ? null : startsAt - rules.opensBefore
  if (opensAt !== null && now < opensAt) return { tone: 'quiet', text: `${sayMoment(opensAt, now)} 开始预约` }
  if (units > 1 && free.now !== null && free.now > 0) {
    return { tone: 'good', text: `现在空着 ${free.now} 个${kind === 'berth' ? '床位' : '座位'}` }
  }
  if (free.left === 0) return { tone: 'none', text: now >= startsAt ? '今天没有空的时段了' : '这天约满了' }
  return free.left <= capacity * FEW_SHARE
    ? { tone: 'few', text: '空的时段不多了' }
    : { tone: 'good', text: '还有空的时段' }
}
