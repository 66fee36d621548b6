import { maskName } from '@domain/people/members'
import { found } from '../router/errors'
import type { Handler } from '../router/router'
import { boardSession } from './board'

/** The largest session a centre holds. */
const MAX_ROWS = 1000

export const getRoster: Handler<'staff.roster'> = async ({ store, now }, { centreId, sessionId }) => {
  const [session, bookings] = await Promise.all([
    boardSession(store, centreId, sessionId),
    store.bookings.find({
      where: { sessionId, status: 'confirmed' },
      sort: [['createdAt', 'asc']],
      limit: MAX_ROWS,
      fields: ['attendees', 'partySize', 'checkIn'],
    }),
  ])
  return {
    now,
    session: found(session, 'SESSION_NOT_FOUND'),
    rows: bookings.map(({ _id, attendees, partySize, checkIn }) => ({
      bookingId: _id,
      names: attendees.map(attendee => maskName(attendee.nickname)),
      partySize,
      checkedInAt: checkIn?.at ?? null,
    })),
  }
}
