import { bookingViews } from '../booking/core/views'
import type { Context } from '../kernel/router/context'
import type { BookingDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { neq, not, oneOf, type Where } from '../kernel/store/port'
import { forEachIsolated } from '../kernel/work/background'
import type { SendMessage } from './messenger'
import { sendNotice, thingText, timeText } from './send'

/** Messages per tick; the rest is left to the next tick. */
const BATCH = 50

/** Notifies people who asked for it about the result of a draw. */
export async function notifyDraws(context: Context, send: SendMessage): Promise<void> {
  const { store, now } = context
  const due: Where<BookingDocument> = { drawTellAt: dueBy(now), status: neq('registered') }
  const asked = oneOf(['ballot'])
  const bookings = await store.bookings.find({
    where: { ...due, notices: asked },
    sort: [['drawTellAt', 'asc']],
    limit: BATCH,
  })
  await store.bookings.update({ ...due, notices: not(asked) }, { drawTellAt: null })
  await forEachIsolated(bookings, async booking => {
    const { _id, title, startsAt, drawTellAt = null } = booking
    const fields = {
      thing1: thingText(title),
      thing2: thingText(await sayResult(context, booking)),
      time3: timeText(startsAt),
    }
    const done = await sendNotice(context, send, { booking, kind: 'ballot', fields })
    if (done) await store.bookings.update({ _id, drawTellAt }, { drawTellAt: null })
  })
}

async function sayResult({ store }: Context, booking: BookingDocument): Promise<string> {
  const { status, waitEvents } = booking
  if (waitEvents.won) return status === 'confirmed' ? '中签了，来上课吧' : '中签了，后来取消了'
  if (status === 'waiting') {
    const [view] = await bookingViews(store, [booking])
    return `未中签，候补第 ${(view?.ahead ?? 0) + 1} 位`
  }
  if (status === 'offered') return '未中签，但有空出的名额了'
  const { reason, what } = Object.values(waitEvents).reduce((last, event) => (event.at >= last.at ? event : last))
  if (reason === 'session-cancelled') return '没有抽签，这节课取消了'
  if (reason === 'booking-closed') return '没有抽到，预约已截止'
  return what === 'lapsed' && !waitEvents.lost ? '抽中了，但不能约上，点开看看' : '已退出'
}
