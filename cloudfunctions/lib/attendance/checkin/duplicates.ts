import { maskName } from '@domain/people/members'
import { DAY } from '@domain/time'
import type { Handler } from '../../kernel/router/router'
import { gt, oneOf } from '../../kernel/store/port'

const SHOWN = 50
const SHOWN_FOR = 7 * DAY

/** Lists bookings that were used twice, for example by two phones without network. */
export const listDuplicates: Handler<'staff.duplicates'> = async ({ store, now }, { centreId }) => {
  const rows = await store.checkins.find({
    where: { centreId, what: 'duplicate', loggedAt: gt(now - SHOWN_FOR) },
    sort: [['loggedAt', 'desc']],
    limit: SHOWN,
  })
  const bookings = await store.bookings.find({
    where: { _id: oneOf(rows.map(({ bookingId }) => bookingId)) },
    limit: SHOWN,
    fields: ['attendees', 'partySize', 'title', 'checkIn'],
  })
  return {
    now,
    duplicates: rows.flatMap(row => {
      const booking = bookings.find(({ _id }) => _id === row.bookingId)
      if (!booking) return []
      const { attendees, partySize, title, checkIn } = booking
      const names = attendees.map(({ nickname }) => maskName(nickname))
      return [{ id: row._id, names, partySize, title, at: checkIn?.at ?? row.at, againAt: row.at }]
    }),
  }
}
