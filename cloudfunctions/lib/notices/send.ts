import type { NoticeKind } from '@domain/contracts/views'
import { NOTICE_TEMPLATES } from '@domain/notices/templates'
import { localClock, localDate } from '@domain/time'
import type { Context } from '../kernel/router/context'
import type { BookingDocument, NoticeDocument } from '../kernel/store/documents'
import { lte } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import type { SendMessage } from './messenger'

/** Longest text of a `thing` field of a WeChat template. */
const THING_LENGTH = 20

/** Text for a `thing` field, shortened to its maximum length. */
export function thingText(text: string): string {
  return Array.from(text).slice(0, THING_LENGTH).join('')
}

/** A moment (epoch ms) as text for a `time` field. */
export function timeText(ms: number): string {
  return `${localDate(ms)} ${localClock(ms)}`
}

interface Notice {
  booking: BookingDocument
  kind: NoticeKind
  /** The texts of the template's fields. */
  fields: Record<string, string>
  /** By default one notice of a kind is sent for a booking. */
  id?: string
}

/**
 * Sends one message about a booking, once: the notice id names message and subject. After a crash between sending and
 * storing the result, it may be sent twice, but it is never lost. Returns false while another call is sending it or has
 * died recently; it then stays due.
 */
export async function sendNotice(
  { store, now }: Context,
  send: SendMessage,
  { booking, kind, fields, id = `${booking._id}-${kind}` }: Notice,
): Promise<boolean> {
  const notice: NoticeDocument = {
    _id: id,
    bookingId: booking._id,
    kind,
    status: 'sending',
    at: now,
  }
  if (!(await store.notices.insert(notice))) {
    const taken = await store.notices.update(
      { _id: notice._id, status: 'sending', at: lte(now - STALE_CALL_AFTER) },
      { at: now },
    )
    if (taken === 0) return (await store.notices.get(notice._id))?.status !== 'sending'
  }
  const account = await store.accounts.get(booking.accountId, ['openid'])
  if (!account?.openid) return true
  const { templateId } = NOTICE_TEMPLATES[kind]
  const status = await send({
    openid: account.openid,
    templateId,
    page: `pages/booking/index?id=${booking._id}`,
    fields,
  })
  await store.notices.update({ _id: notice._id }, { status })
  return true
}
