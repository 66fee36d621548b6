import { DAY } from '@domain/time'
import { bookingViews } from '../booking/core/views'
import type { Context } from '../kernel/router/context'
import type { BookingDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { neq } from '../kernel/store/port'
import type { Task } from '../kernel/work/task'
import type { SendMessage } from './messenger'
import { noticesTask } from './send'

/** Whoever has not heard by then, or by the start, has looked. */
const NEWS_FOR = DAY

/** Tells those who wanted to be told what the draw came to. */
export function notifyDraws(send: SendMessage): Task {
  return noticesTask(send, {
    name: 'draws',
    kind: 'ballot',
    field: 'drawTellAt',
    due: now => ({ drawTellAt: dueBy(now), status: neq('registered') }),
    wording: async (context, booking) => {
      const { _id, notices, title, startsAt } = booking
      if (!notices.includes('ballot')) return null
      return {
        id: `${_id}-ballot`,
        content: { subject: title, result: await sayResult(context, booking), time: startsAt },
      }
    },
    pointlessFrom: ({ drawTellAt, startsAt }) => Math.min((drawTellAt ?? 0) + NEWS_FOR, startsAt),
  })
}

async function sayResult({ store }: Context, booking: BookingDocument): Promise<{ text: string; short: string }> {
  const { status, waitEvents } = booking
  if (waitEvents.won) {
    return status === 'confirmed'
      ? { text: '抽中了，来上课吧', short: '抽中了' }
      : { text: '抽中了，后来取消了', short: '已取消' }
  }
  if (status === 'waiting') {
    const [view] = await bookingViews(store, [booking])
    return { text: `没抽中，候补第 ${(view?.ahead ?? 0) + 1} 位`, short: '候补中' }
  }
  if (status === 'offered') return { text: '没抽中，但有空出的名额了', short: '有名额了' }
  const { reason, what } = Object.values(waitEvents).reduce((last, event) => (event.at >= last.at ? event : last))
  if (reason === 'session-cancelled') return { text: '没有抽签，这节课取消了', short: '已取消' }
  if (reason === 'booking-closed') return { text: '没抽中，预约已截止', short: '没抽中' }
  return what === 'lapsed' && !waitEvents.lost
    ? { text: '抽中了，但没约成，点开看原因', short: '没约成' }
    : { text: '已退出', short: '已退出' }
}
