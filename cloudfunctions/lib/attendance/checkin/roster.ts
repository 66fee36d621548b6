import { distinguishableNames, maskedNames, matchesQuery, membersOf } from '@domain/desk/find'
import { boardRow } from '../../catalogue/board'
import { SESSION_FIELDS } from '../../catalogue/session-views'
import { manages } from '../../kernel/router/context'
import { requireAtCentre } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'

/** The largest session a centre holds. */
const MAX_ROWS = 1000

/** Returns the bookings of a session, optionally filtered by a query. */
export const getRoster: Handler<'staff.roster'> = async (context, { centreId, sessionId, query }) => {
  const { store, now } = context
  const [session, bookings] = await Promise.all([
    store.sessions.get(sessionId, [...SESSION_FIELDS, 'excused']),
    store.bookings.find({
      where: { sessionId, status: 'confirmed' },
      sort: [['createdAt', 'asc']],
      limit: MAX_ROWS,
      fields: ['attendees', 'partySize', 'enrolment', 'checkIn', 'undone', 'guest', 'unit', 'startsAt', 'endsAt'],
    }),
  ])
  const here = requireAtCentre(session, centreId, 'SESSION_NOT_FOUND')
  const people = (rows: { partySize: number }[]) => rows.reduce((sum, { partySize }) => sum + partySize, 0)
  const came = bookings.filter(({ checkIn }) => checkIn !== null)
  const meant = query === undefined ? bookings : bookings.filter(booking => matchesQuery(booking, query))
  const shown = here.layout ? byStart(meant) : meant
  const names = query === undefined ? shown.map(maskedNames) : distinguishableNames(shown)
  return {
    now,
    excused: here.excused ? { reason: here.excused.reason, at: here.excused.at } : null,
    manages: manages(context),
    session: boardRow(here, people(bookings), people(came)),
    rows: shown.map(({ _id, partySize, attendees, enrolment, checkIn, undone, guest, unit, ...times }, n) => ({
      bookingId: _id,
      names: names[n] ?? [],
      ...(!guest && !enrolment && partySize > 1 ? { members: membersOf(attendees) } : {}),
      partySize,
      checkedInAt: checkIn?.at ?? null,
      ...(undone ? { undone } : {}),
      stay: unit ? { unit: unit.label, startsAt: times.startsAt, endsAt: times.endsAt } : null,
      guest: guest ? { lastFour: guest.lastFour } : null,
    })),
  }
}

/** For a day of seats: by start. */
function byStart<Row extends { startsAt: number }>(rows: Row[]): Row[] {
  return [...rows].sort((a, b) => a.startsAt - b.startsAt)
}
