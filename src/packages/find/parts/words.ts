import { availabilityOf } from '@domain/classes/availability'
import type { Found } from '@domain/contracts/find'
import { isSpace } from '@domain/offerings/kinds'
import type { FoundType } from '@domain/search/rank'
import { canBook } from '@domain/search/usable'
import { sayMoment } from '@domain/time'
import { sayAvailability } from '@/features/classes/say-seats'
import type { PillTone } from '@/ui/pill'

/** The filters by type, in display order. */
export const TYPES: readonly { id: FoundType; label: string }[] = [
  { id: 'class', label: '课堂' },
  { id: 'space', label: '空间' },
  { id: 'station', label: '驿站' },
  { id: 'canteen', label: '食堂' },
  { id: 'dish', label: '菜' },
  { id: 'centre', label: '中心' },
]

/** What stands at a centre and can be booked. */
export type FoundAtCentre = Exclude<Found, { type: 'station' | 'centre' }>

/** How something that was found stands for booking, in words and tone. */
export function sayState({ type, session }: FoundAtCentre, now: number): { tone: PillTone; text: string } {
  const isMeal = type === 'canteen' || type === 'dish'
  if (!session)
    return { tone: 'quiet', text: isMeal ? '最近没有菜单' : type === 'space' ? '最近不开放' : '最近没有排课' }
  if (isMeal && canBook(session, now)) {
    return { tone: 'good', text: `${sayMoment(session.startsAt - session.rules.closesBefore, now)} 前可以订` }
  }
  if (isMeal) return { tone: 'none', text: session.seatsLeft <= 0 ? '已订满' : '已停止订餐' }
  if (isSpace(session.kind)) return { tone: 'good', text: '看空着的时间' }
  return sayAvailability(availabilityOf(session, now), now)
}
