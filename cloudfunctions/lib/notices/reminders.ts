import { localClock, localDate } from '@domain/time'
import type { Context } from '../router/context'
import type { BookingDocument } from '../store/documents'
import { both, gt, lte } from '../store/port'
import type { SendMessage } from './messenger'
import { sendOnce, thing } from './send-once'

/** Messages of one tick; the rest waits a minute. */
const BATCH = 50

/** Sends the reminders that are due. One that crashes between sending and noting it may be sent twice, never lost. */
export async function sendReminders(context: Context, send: SendMessage): Promise<void> {
  const { store, now } = context
  const due = await store.bookings.find({
    where: { remindAt: both(gt(0), lte(now)) },
    sort: [['remindAt', 'asc']],
    limit: BATCH,
  })
  for (const booking of due) {
    const done = now >= booking.startsAt || (await remind(context, send, booking))
    if (done) await store.bookings.update({ _id: booking._id, remindAt: booking.remindAt }, { remindAt: null })
  }
}

async function remind(context: Context, send: SendMessage, booking: BookingDocument): Promise<boolean> {
  return sendOnce(context, send, booking, {
    id: `${booking._id}-reminder`,
    kind: 'reminder',
    fields: {
      thing1: thing(booking.title),
      time2: `${localDate(booking.startsAt)} ${localClock(booking.startsAt)}`,
      thing3: thing(`${booking.centreName} ${booking.room}`),
    },
  })
}
