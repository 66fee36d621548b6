import { NOTICE_TEMPLATES } from '@domain/notices/templates'
import { MINUTE } from '@domain/time'
import type { Context } from '../router/context'
import type { BookingDocument, NoticeDocument } from '../store/documents'
import { lte } from '../store/port'
import type { SendMessage } from './messenger'

/** A message that was begun and not finished by then was cut off by a crash and is sent again. */
const GRACE = 2 * MINUTE

/** The longest text of a `thing` field of a WeChat template. */
const THING_LENGTH = 20

/** A text as a `thing` field takes it. */
export function thing(text: string): string {
  return Array.from(text).slice(0, THING_LENGTH).join('')
}

/**
 * Sends one message about a booking, under an id that says what it is about. A crash between sending and noting it may
 * send it twice, never lose it. Answers whether it is done with; false: somebody is at it, or was cut off just now.
 */
export async function sendOnce(
  { store, now }: Context,
  send: SendMessage,
  { _id: bookingId, accountId }: BookingDocument,
  { id, kind, fields }: { id: string; kind: NoticeDocument['kind']; fields: Record<string, string> },
): Promise<boolean> {
  if (!(await store.notices.insert({ _id: id, bookingId, kind, status: 'sending', at: now }))) {
    const taken = await store.notices.update({ _id: id, status: 'sending', at: lte(now - GRACE) }, { at: now })
    if (taken === 0) return (await store.notices.get(id, ['status']))?.status !== 'sending'
  }
  const account = await store.accounts.get(accountId, ['openid'])
  if (!account) return true
  const status = await send({
    openid: account.openid,
    templateId: NOTICE_TEMPLATES[kind].templateId,
    page: `pages/booking/index?id=${bookingId}`,
    fields,
  })
  await store.notices.update({ _id: id }, { status })
  return true
}
