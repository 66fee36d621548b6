import { NOTICE_TEMPLATES } from '@domain/notices/templates'
import { localClock, localDate, MINUTE } from '@domain/time'
import type { Context } from '../router/context'
import type { BookingDocument, NoticeDocument } from '../store/documents'
import { both, gt, lte } from '../store/port'
import type { SendMessage } from './messenger'

/** Messages of one tick; the rest waits a minute. */
const BATCH = 50

/** A message that was begun and not finished by then was cut off by a crash and is sent again. */
const GRACE = 2 * MINUTE

/** The longest text of a `thing` field of a WeChat template. */
const THING_LENGTH = 20

/** Sends the reminders that are due. One that crashes between sending and noting it may be sent twice, never lost. */
export async function sendReminders(context: Context, send: SendMessage): Promise<void> {
  const { store, now } = context
  const due = await store.bookings.find({
    where: { remindAt: both(gt(0), lte(now)) },
    sort: [['remindAt', 'asc']],
    limit: BATCH,
  })
  for (const booking of due) {
    if (now < booking.startsAt) await remind(context, send, booking)
    await store.bookings.update({ _id: booking._id, remindAt: booking.remindAt }, { remindAt: null })
  }
}

async function remind({ store, now }: Context, send: SendMessage, booking: BookingDocument): Promise<void> {
  const notice: NoticeDocument = {
    _id: `${booking._id}-reminder`,
    bookingId: booking._id,
    kind: 'reminder',
    status: 'sending',
    at: now,
  }
  if (!(await store.notices.insert(notice))) {
    const taken = await store.notices.update({ _id: notice._id, status: 'sending', at: lte(now - GRACE) }, { at: now })
    if (taken === 0) return
  }
  const account = await store.accounts.get(booking.accountId, ['openid'])
  if (!account) return
  const status = await send({
    openid: account.openid,
    templateId: NOTICE_TEMPLATES.reminder.templateId,
    page: `pages/booking/index?id=${booking._id}`,
    fields: {
      thing1: Array.from(booking.title).slice(0, THING_LENGTH).join(''),
      time2: `${localDate(booking.startsAt)} ${localClock(booking.startsAt)}`,
      thing3: Array.from(`${booking.centreName} ${booking.room}`).slice(0, THING_LENGTH).join(''),
    },
  })
  await store.notices.update({ _id: notice._id }, { status })
}
