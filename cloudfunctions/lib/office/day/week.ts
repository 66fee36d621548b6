import type { DaySummary } from '@domain/contracts/office-day'
import { atLocal, DAY, localDate } from '@domain/time'
import type { Handler } from '../../kernel/router/router'
import { oneOf } from '../../kernel/store/port'
import { sessionsBetween } from '../timetable/read'

const DAYS = 7

/**
 * Returns seven days of a centre in figures, in two round trips: of classes and spaces, as the board counts them. Meals are
 * counted by the kitchen.
 */
export const getWeek: Handler<'office.week'> = async ({ store, now }, { centreId, from }) => {
  const start = atLocal(from)
  const sessions = (await sessionsBetween(store, centreId, start, start + DAYS * DAY)).filter(
    ({ kind, status, startsAt }) => kind !== 'meal' && status === 'open' && startsAt >= start,
  )
  const figures =
    sessions.length === 0
      ? new Map()
      : await store.bookings.tally(
          { sessionId: oneOf(sessions.map(({ _id }) => _id)), status: 'confirmed' },
          'sessionId',
          'partySize',
          'checkIn',
        )
  const days = Array.from({ length: DAYS }, (_, n): DaySummary => {
    const date = localDate(start + n * DAY)
    const own = sessions.filter(({ startsAt }) => localDate(startsAt) === date)
    const sum = (of: 'all' | 'withSet') => own.reduce((total, { _id }) => total + (figures.get(_id)?.[of] ?? 0), 0)
    return { date, sessions: own.length, booked: sum('all'), came: sum('withSet') }
  })
  return { now, days }
}
