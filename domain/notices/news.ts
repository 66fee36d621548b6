import { offerOpen } from '../bookings/phase'
import type { BookingNoticeKind, BookingView, WaitEvent } from '../contracts/views'
import { canKeepConsent } from './consents'

/** Something that happened to a booking without its owner's doing, as a list of messages shows it. */
export interface NewsItem {
  id: string
  booking: BookingView
  /** When, epoch ms; null: not known, the centre has moved it. */
  at: number | null
  /** It still asks for something: an answer, or coming at another time. These stand first. */
  pinned: boolean
  what: 'changed' | 'missed' | WaitEvent
}

/** Steps in a draw and on the waitlist that are not the person's own. */
const NEWS_STEPS: ReadonlySet<WaitEvent['what']> = new Set(['skipped', 'offered', 'lapsed', 'won', 'lost'])

/** What happened to these bookings, latest first; what still asks for something stands before, soonest start first. Pure. */
export function newsOf(bookings: readonly BookingView[], now: number): NewsItem[] {
  const items = bookings.flatMap(booking => [
    ...changesOf(booking, now),
    ...stepsOf(booking, now),
    ...(booking.missed ? [item(booking, 'missed', booking.endsAt, false)] : []),
  ])
  const pinned = items.filter(one => one.pinned).sort((a, b) => a.booking.startsAt - b.booking.startsAt)
  const others = items.filter(one => !one.pinned).sort((a, b) => momentOf(b) - momentOf(a))
  return [...pinned, ...others]
}

/** Whether it happened after `seenAt`, epoch ms: what is pinned stays until it is over. */
export function isNewSince({ at, pinned }: NewsItem, seenAt: number): boolean {
  return !pinned && at !== null && at > seenAt
}

function momentOf({ at, booking }: NewsItem): number {
  return at ?? booking.startsAt
}

function item(booking: BookingView, what: NewsItem['what'], at: number | null, pinned: boolean): NewsItem {
  const name = typeof what === 'string' ? what : `${what.what}-${what.at}`
  return { id: `${booking.id}-${name}`, booking, at, pinned, what }
}

/** The latest change by the centre, its staff or a deadline; the words for it are those of the booking's own page. */
function changesOf(booking: BookingView, now: number): NewsItem[] {
  const { status, cancelledBy, cancelledAt, undone, checkedInAt, releasedAt, movedFrom, endsAt } = booking
  if (cancelledBy !== null) {
    return cancelledBy === 'person' ? [] : [item(booking, 'changed', cancelledAt, false)]
  }
  if (status !== 'confirmed') return []
  const coming = now < endsAt && checkedInAt === null
  if (undone && checkedInAt === null) return [item(booking, 'changed', undone.at, coming)]
  if (movedFrom) return [item(booking, 'changed', null, coming)]
  return releasedAt === undefined ? [] : [item(booking, 'changed', releasedAt, false)]
}

function stepsOf(booking: BookingView, now: number): NewsItem[] {
  const { history } = booking
  // The phone's oldest base library has no `at`.
  const last = history[history.length - 1]
  return history
    .filter(({ what }) => NEWS_STEPS.has(what))
    .map(step => item(booking, step, step.at, step === last && step.what === 'offered' && offerOpen(booking, now)))
}

/** Kinds of messages by WeChat that make sense for a booking as it is, and are not allowed yet. */
export function missingConsents(booking: BookingView, now: number): BookingNoticeKind[] {
  const { status, notices } = booking
  const wanted: readonly BookingNoticeKind[] =
    status === 'registered'
      ? ['ballot', 'offer', 'changed']
      : status === 'confirmed'
        ? ['reminder', 'changed']
        : ['offer']
  return wanted.filter(kind => !notices.includes(kind) && canKeepConsent(kind, { ...booking, now, offerTellAt: null }))
}
