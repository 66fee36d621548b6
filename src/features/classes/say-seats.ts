import type { WholeAvailability } from '@domain/classes/whole-series'
import { sayMoment, sayShortDate } from '@domain/time'
import type { PillTone } from '@/ui/pill'

export interface SeatWords {
  tone: PillTone
  text: string
  /** Short, for a chip. */
  short: string
}

/** How a session, or a series as a whole (`whole`), stands for booking, in words and tone. */
export function sayAvailability(availability: WholeAvailability, now: number, whole = false): SeatWords {
  switch (availability.state) {
    case 'cancelled':
      return { tone: 'none', text: '这节取消了', short: '已取消' }
    case 'not-open':
      return { tone: 'quiet', text: `${sayMoment(availability.opensAt, now)} 开始预约`, short: '未开始约' }
    case 'closed':
      return { tone: 'quiet', text: '已停止预约', short: '停止预约' }
    case 'drawing':
      return { tone: 'quiet', text: '登记已截止，正在抽签', short: '抽签中' }
    case 'registering':
      return { tone: 'good', text: `抽签，已有 ${availability.registered} 家登记`, short: '抽签' }
    case 'part-full': {
      const text = `${sayShortDate(availability.startsAt)} 那一节已约满，约不了整期`
      return { tone: 'none', text, short: '约不了' }
    }
    case 'full':
      return sayFull(availability)
    case 'few':
    case 'open': {
      const { state, seatsLeft } = availability
      const verb = state === 'few' ? '只剩' : '还有'
      return {
        tone: state === 'few' ? 'few' : 'good',
        text: `${whole ? '整期' : ''}${verb} ${seatsLeft} 个名额`,
        short: `剩 ${seatsLeft} 个`,
      }
    }
  }
}

function sayFull({ waiting, waitlist }: { waiting: number; waitlist: boolean }): SeatWords {
  if (!waitlist) return { tone: 'none', text: '已约满', short: '已约满' }
  return { tone: 'none', text: waiting > 0 ? `已约满，${waiting} 家在候补` : '已约满，可以候补', short: '可候补' }
}
