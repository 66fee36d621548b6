import type { Context } from '../kernel/router/context'
import { dueQuery } from '../kernel/store/due'
import { forEachIsolated } from '../kernel/work/background'
import type { SendMessage } from './messenger'
import { sendNotice, thingText, timeText } from './send'

/** Messages per tick; the rest is left to the next tick. */
const BATCH = 50

/** Sends the reminders that are due. */
export async function notifyReminders(context: Context, send: SendMessage): Promise<void> {
  const { store, now } = context
  const due = await store.bookings.find(dueQuery('remindAt', now, BATCH))
  await forEachIsolated(due, async booking => {
    const done =
      now >= booking.startsAt ||
      (await sendNotice(context, send, {
        booking,
        kind: 'reminder',
        fields: {
          thing1: thingText(booking.title),
          time2: timeText(booking.startsAt),
          thing3: thingText(`${booking.centreName} ${booking.room}`),
        },
      }))
    if (done) await store.bookings.update({ _id: booking._id, remindAt: booking.remindAt }, { remindAt: null })
  })
}

/** Notifies people who asked for it about their offers. */
export async function notifyOffers(context: Context, send: SendMessage): Promise<void> {
  const { store, now } = context
  const due = await store.bookings.find(dueQuery('offerTellAt', now, BATCH))
  await forEachIsolated(due, async booking => {
    const { _id, status, waitUntil, notices, offerTellAt } = booking
    const wanted = status === 'offered' && notices.includes('offer')
    const settled =
      !wanted ||
      waitUntil === null ||
      now >= waitUntil ||
      (await sendNotice(context, send, {
        booking,
        kind: 'offer',
        fields: {
          thing1: thingText(booking.title),
          time2: timeText(booking.startsAt),
          time3: timeText(waitUntil),
        },
      }))
    if (settled) await store.bookings.update({ _id, offerTellAt }, { offerTellAt: null })
  })
}
