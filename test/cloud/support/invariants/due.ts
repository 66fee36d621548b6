import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'

const MINUTE = 60_000
/** A reminder comes two hours before the start, or half an hour. */
const LEADS = [120 * MINUTE, 30 * MINUTE]

/** What is due about a booking fits its status and its times, and what was promised is due. `now` is epoch ms. */
export function dueViolations(booking: BookingDocument, now: number): string[] {
  const { _id, status, startsAt, cancelledBy, notices, remindAt, tellAt, offerTellAt, waitUntil } = booking
  const wrong = (what: string, is: boolean) => (is ? [`${_id}: ${status}, and ${what}`] : [])
  const untold = wrong('there is no result of a draw to tell', booking.drawTellAt != null && !hasResult(booking))
  if (status === 'cancelled' || status === 'lapsed') {
    const byOthers = cancelledBy === 'centre' || cancelledBy === 'desk'
    return [
      ...wrong('a reminder is due', remindAt !== null),
      ...wrong('news of a change is due', tellAt !== null && !byOthers),
      ...wrong('the message about an offer is due', offerTellAt !== null),
      ...wrong('its wait is still to end', waitUntil !== null),
      ...untold,
    ]
  }
  const reminds = remindAt !== null && LEADS.some(lead => remindAt === startsAt - lead)
  const promised = status === 'confirmed' && notices.includes('reminder')
  return [
    ...wrong('its reminder is not before its start', remindAt !== null && !reminds),
    ...wrong('nobody wanted its reminder', remindAt !== null && !notices.includes('reminder')),
    ...wrong('its reminder is forgotten', promised && remindAt === null && startsAt - 30 * MINUTE > now),
    ...wrong('nobody wanted news of a change', tellAt !== null && !notices.includes('changed')),
    ...wrong('the message about an offer is due', offerTellAt !== null && status !== 'offered'),
    ...wrong('its wait is still to end', waitUntil !== null && status === 'confirmed'),
    ...wrong('its wait never ends', waitUntil === null && status !== 'confirmed'),
    ...untold,
  ]
}

/**
 * Whether a household hears what its ticket came to: drawn, not drawn, or ended by others; and so it is when they cancel or leave
 * before the message. Whoever returns their ticket before the draw hears nothing, and neither does one who has not come to know of it.
 */
function hasResult({ status, cancelledBy, waitEvents }: BookingDocument): boolean {
  if (status === 'registered' || cancelledBy === 'late' || !waitEvents.registered) return false
  return Boolean(waitEvents.won || waitEvents.lost || waitEvents.lapsed)
}
