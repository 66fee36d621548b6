import { decideCheckIn } from '@domain/checkin/decide'
import { distinguishableNames, matchesQuery } from '@domain/desk/find'
import { DAY, startOfLocalDay } from '@domain/time'
import { enforce } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import { both, gte, lt } from '../../kernel/store/port'
import { checkInResultOf, withSessionChanges } from '../checkin/check-in'
import { recordCheckIn } from '../checkin/log'
import { requireBookingAt } from '../checkin/undo'

/** More bookings than a centre has in a day. */
const MAX_CANDIDATES = 1000
/** More than staff would read through; they refine the search instead. */
const SHOWN = 20

/** Searches today's bookings at this centre by name, or by the last four digits of a guest's phone number. */
export const findBookings: Handler<'staff.find'> = async ({ store, now }, { centreId, sessionId, query }) => {
  const today = startOfLocalDay(now)
  const candidates = await store.bookings.find({
    where: { centreId, status: 'confirmed', activeUntil: both(gte(today), lt(today + 2 * DAY)) },
    sort: [['activeUntil', 'asc']],
    limit: MAX_CANDIDATES,
    fields: ['attendees', 'guest', 'sessionId', 'partySize', 'title', 'startsAt', 'checkIn'],
  })
  const meant = candidates.filter(
    booking =>
      booking.startsAt < today + DAY &&
      (sessionId === undefined || booking.sessionId === sessionId) &&
      matchesQuery(booking, query),
  )
  const shown = meant.slice(0, SHOWN)
  const names = distinguishableNames(shown)
  return {
    now,
    more: meant.length > SHOWN,
    found: shown.map(({ _id, sessionId: of, title, startsAt, partySize, checkIn, guest }, n) => ({
      bookingId: _id,
      sessionId: of,
      title,
      startsAt,
      name: names[n]?.join('、') ?? '',
      lastFour: guest?.lastFour ?? null,
      partySize,
      checkedInAt: checkIn?.at ?? null,
    })),
  }
}

/** Checks in a booking found by name, for example when the phone is off or at home. */
export const checkInByName: Handler<'staff.checkInByName'> = async (context, { centreId, bookingId }) => {
  const { now, actor, requestId, store } = context
  const booking = await requireBookingAt(context, centreId, bookingId)
  if (booking.checkIn?.requestId !== requestId) {
    enforce(decideCheckIn({ now, centreId, sessionId: null, ...(await withSessionChanges(store, booking)) }))
  }
  return checkInResultOf(context, await recordCheckIn(context, booking, { at: now, by: actor, way: 'name', requestId }))
}
