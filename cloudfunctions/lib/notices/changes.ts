import type { Context } from '../kernel/router/context'
import type { BookingDocument } from '../kernel/store/documents'
import { dueQuery } from '../kernel/store/due'
import { forEachIsolated } from '../kernel/work/background'
import type { SendMessage } from './messenger'
import { sendNotice, thingText, timeText } from './send'

/** Messages per tick; the rest is left to the next tick. */
const BATCH = 50

/** Notifies people who asked for it that the centre has cancelled or moved their session. */
export async function notifyChanges(context: Context, send: SendMessage): Promise<void> {
  const { store, now } = context
  const due = await store.bookings.find(dueQuery('tellAt', now, BATCH))
  await forEachIsolated(due, async booking => {
    const done = await notifyChange(context, send, booking)
    if (done) await store.bookings.update({ _id: booking._id, tellAt: booking.tellAt }, { tellAt: null })
  })
}

async function notifyChange(context: Context, send: SendMessage, booking: BookingDocument): Promise<boolean> {
  const { _id, tellAt, title, startsAt, changeReason } = booking
  const fields = {
    thing1: thingText(title),
    thing2: whatChanged(booking),
    time3: timeText(startsAt),
    thing4: thingText(changeReason ?? ''),
  }
  // A session may change twice; each change is notified once.
  return sendNotice(context, send, { booking, kind: 'changed', fields, id: `${_id}-changed-${tellAt}` })
}

function whatChanged({ status, cancelledBy }: BookingDocument): string {
  if (status !== 'cancelled') return '改到新的时间'
  return cancelledBy === 'desk' ? '工作人员帮您取消了预约' : '中心取消了本场'
}
