import type { BookingNoticeKind } from '@domain/contracts/views'
import { type NoticeContent, renderNotice } from '@domain/notices/render'
import type { NoticeValue } from '@domain/notices/values'
import type { Context } from '../kernel/router/context'
import type { BookingDocument, NoticeDocument } from '../kernel/store/documents'
import { lte, oneOf, type Where } from '../kernel/store/port'
import { togetherOrApart } from '../kernel/work/background'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { type LotResult, lotsOf, type Task } from '../kernel/work/task'
import type { SendMessage } from './messenger'
import { noticeTemplates } from './templates'

/** Bookings whose messages are sent together: one reading for all, and one for the people behind them. */
const LOT = 25

/** One message about a booking: its id says what and about what, so it is sent once. */
export interface Wording<Kind extends BookingNoticeKind> {
  id: string
  content: NoticeContent<Kind>
}

/** A booking's field that says since when one of its messages is due. */
type DueField = 'remindAt' | 'offerTellAt' | 'drawTellAt' | 'tellAt'

/** What of a kind of message differs from the others. */
export interface Notices<Kind extends BookingNoticeKind = BookingNoticeKind> {
  name: string
  kind: Kind
  field: DueField
  due: (now: number) => Where<BookingDocument>
  /** The message; null: it was never asked for, or there is nothing to tell any more. */
  wording: (context: Context, booking: BookingDocument) => Wording<Kind> | null | Promise<Wording<Kind> | null>
  /** From when on, epoch ms, telling is worse than silence. */
  pointlessFrom: (booking: BookingDocument) => number
  /** When a booking for which there was nothing to send is due again, epoch ms; absent or null: never. */
  again?: (booking: BookingDocument, now: number) => number | null
}

/** The task that sends the messages of a kind. */
export function noticesTask<Kind extends BookingNoticeKind>(send: SendMessage, notices: Notices<Kind>): Task {
  const { name, due, field } = notices
  return lotsOf({ name, collection: 'bookings', due, by: field, lot: LOT }, (context, ids) =>
    tellLot(context, send, notices, ids),
  )
}

async function tellLot(
  context: Context,
  send: SendMessage,
  notices: Notices,
  ids: readonly string[],
): Promise<LotResult> {
  const { store } = context
  const { field } = notices
  const bookings = (await store.bookings.find({ where: { _id: oneOf(ids) }, limit: ids.length })).filter(
    booking => booking[field] != null,
  )
  if (bookings.length === 0) return {}
  const accountIds = [...new Set(bookings.map(({ accountId }) => accountId))]
  const accounts = await store.accounts.find({
    where: { _id: oneOf(accountIds) },
    limit: accountIds.length,
    fields: ['openid'],
  })
  const openids = new Map(accounts.map(({ _id, openid }) => [_id, openid]))
  const failed = new Map<string, unknown>()
  const settled: Settled[] = []
  const told: Told[] = []
  const later: string[] = []
  await Promise.all(
    bookings.map(async booking => {
      try {
        const outcome = await tell(context, send, notices, booking, openids.get(booking.accountId) ?? '')
        if (outcome === 'later') {
          later.push(booking._id)
          return
        }
        settled.push({ booking, after: afterwards(notices, booking, outcome, context.now) })
        if (outcome !== 'nothing' && outcome !== 'before') told.push(outcome)
      } catch (failure) {
        failed.set(booking._id, failure)
      }
    }),
  )
  for (const status of ['sent', 'refused', 'expired'] as const) {
    const notes = told.filter(one => one.status === status).map(({ noticeId }) => noticeId)
    // One that cannot be noted is taken up again later, like one that died over it.
    await togetherOrApart(notes, some => store.notices.update({ _id: oneOf(some) }, { status }))
  }
  for (const { before, after, ids: same } of grouped(field, settled)) {
    // A booking to which another consent was added meanwhile stays due, and is settled by the next tick.
    const clear = (some: readonly string[]) =>
      store.bookings.update({ _id: oneOf(some), ...before } as Where<BookingDocument>, after)
    for (const [id, failure] of await togetherOrApart(same, clear)) failed.set(id, failure)
  }
  return { failed, later }
}

/** A booking whose message is settled, and the fields that it has from then on. */
interface Settled {
  booking: BookingDocument
  after: Partial<BookingDocument>
}

/** One consent is one message: whoever was told is told of nothing more of this kind until they consent again. */
function afterwards(
  { field, kind, again }: Notices,
  booking: BookingDocument,
  outcome: Told | 'before' | 'nothing',
  now: number,
): Partial<BookingDocument> {
  if (outcome === 'nothing') return { [field]: again?.(booking, now) ?? null }
  return { [field]: null, notices: booking.notices.filter(other => other !== kind) }
}

/** Bookings that change alike, so that one update serves many. */
function grouped(field: DueField, settled: readonly Settled[]) {
  const groups = new Map<string, { before: Partial<BookingDocument>; after: Partial<BookingDocument>; ids: string[] }>()
  for (const { booking, after } of settled) {
    const before = { [field]: booking[field], notices: booking.notices }
    const key = JSON.stringify([before, after])
    const group = groups.get(key) ?? { before, after, ids: [] }
    groups.set(key, { ...group, ids: [...group.ids, booking._id] })
  }
  return groups.values()
}

interface Told {
  noticeId: string
  status: Exclude<NoticeDocument['status'], 'sending'>
}

async function tell(
  context: Context,
  send: SendMessage,
  { kind, wording, pointlessFrom }: Notices,
  booking: BookingDocument,
  openid: string,
): Promise<Told | 'later' | 'before' | 'nothing'> {
  const message = await wording(context, booking)
  if (message === null) return 'nothing'
  const { id, content } = message
  return sendOnce(context, send, {
    notice: { _id: id, bookingId: booking._id, kind },
    content,
    page: `pages/booking/index?id=${booking._id}`,
    openid,
    isPointless: context.now >= pointlessFrom(booking),
  })
}

/** One message to one person. */
interface OneMessage {
  notice: Pick<NoticeDocument, '_id' | 'bookingId' | 'kind'>
  content: Readonly<Record<string, NoticeValue>>
  page: string
  /** Empty: nobody is behind it. */
  openid: string
  isPointless: boolean
}

/**
 * Sends one message. One that crashes between sending and noting it may be sent twice, never lost. `later`: another call is
 * at it, or has died over it a moment ago, and it stays due. `before`: it was sent before.
 */
export async function sendOnce(
  context: Context,
  send: SendMessage,
  { notice, content, page, openid, isPointless }: OneMessage,
): Promise<Told | 'later' | 'before'> {
  const { _id: id, kind } = notice
  const begun = await begin(context, { ...notice, status: 'sending', at: context.now })
  if (begun !== 'begun') return begun === 'over' ? 'before' : 'later'
  if (isPointless) return { noticeId: id, status: 'expired' }
  // Nobody known stands behind a guest, or somebody who had themselves forgotten.
  if (!openid) return { noticeId: id, status: 'expired' }
  const template = noticeTemplates[kind]
  // A kind that was taken out of the configuration after people had consented to it.
  if (!template) return { noticeId: id, status: 'expired' }
  const { templateId } = template
  const fields = renderNotice(template, content)
  try {
    return { noticeId: id, status: await send({ openid, templateId, page, fields }) }
  } catch (failure) {
    // The retry need not wait as after a call that died: this one has ended.
    const begun = { _id: id, status: 'sending', at: context.now } as const
    await context.store.notices.update(begun, { at: context.now - STALE_CALL_AFTER }).catch(() => 0)
    throw failure
  }
}

async function begin({ store, now }: Context, notice: NoticeDocument): Promise<'begun' | 'over' | 'busy'> {
  if (await store.notices.insert(notice)) return 'begun'
  const stale = { _id: notice._id, status: 'sending', at: lte(now - STALE_CALL_AFTER) } as const
  if ((await store.notices.update(stale, { at: now })) === 1) return 'begun'
  return (await store.notices.get(notice._id))?.status === 'sending' ? 'busy' : 'over'
}
