import { decideCheckIn } from '@domain/checkin/decide'
import { distinguishableNames, matchesQuery } from '@domain/desk/find'
import { DAY, startOfLocalDay } from '@domain/time'
import { enforce, requireFound } from '../../kernel/router/errors'
import { type Handler, readingAhead } from '../../kernel/router/router'
import { both, gte, lt } from '../../kernel/store/port'
import { checkInAndReply } from '../checkin/check-in'
import { type CheckInFacts, readForCheckIn, withChangesOf } from '../checkin/facts'

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
export const checkInByName = readingAhead<'staff.checkInByName', CheckInFacts | null>(
  ({ store }, { bookingId }) => readForCheckIn(store, bookingId),
  async (context, { centreId }, found) => {
    const { now, actor: by, requestId } = context
    const facts = requireFound(found?.booking.centreId === centreId ? found : null, 'BOOKING_NOT_FOUND')
    if (facts.booking.checkIn?.requestId !== requestId) {
      enforce(decideCheckIn({ now, centreId, sessionId: null, ...withChangesOf(facts) }))
    }
    return checkInAndReply(context, facts, { at: now, by, way: 'name', requestId })
  },
)
