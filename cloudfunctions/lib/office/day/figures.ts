import { FIGURE_DAYS } from '@domain/contracts/limits'
import type { SessionFigures } from '@domain/office/figures'
import { atLocal, DAY } from '@domain/time'
import { AppError } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import { oneOf, type Store, type Tally } from '../../kernel/store/port'
import { mapChunks } from '../../kernel/work/background'
import { sessionsBetween } from '../timetable/read'

/**
 * Returns the figures of the sessions of a span that took or take place: counted from the bookings themselves, so that charts,
 * tables and exports that group them are of one moment. Throws TIME_NOT_POSSIBLE.
 */
export const getFigures: Handler<'office.figures'> = async ({ store, now }, { centreId, from, to }) => {
  const [start, end] = [atLocal(from), atLocal(to) + DAY]
  if (end <= start || end - start > FIGURE_DAYS * DAY) throw new AppError('TIME_NOT_POSSIBLE', null)
  return { now, sessions: await countSessions(store, centreId, start, end) }
}

/** The figures of every open session of a centre that begins in a span (epoch ms), counted from the bookings. */
export async function countSessions(
  store: Store,
  centreId: string,
  start: number,
  end: number,
): Promise<SessionFigures[]> {
  const all = await sessionsBetween(store, centreId, start, end)
  const sessions = all.filter(({ status, startsAt }) => status === 'open' && startsAt >= start)
  const ids = sessions.map(({ _id }) => _id)
  const [booked, missed] = await Promise.all([
    tallies(store, ids, { status: 'confirmed' }),
    tallies(store, ids, { missed: true }),
  ])
  return sessions.map(session => {
    const { _id: id, offeringId, kind, category, title, startsAt, capacity, waiting } = session
    const { all: people = 0, withSet: came = 0 } = booked.get(id) ?? {}
    return {
      id,
      offeringId,
      kind,
      category,
      title,
      startsAt,
      capacity,
      booked: people,
      came,
      missed: missed.get(id)?.all ?? 0,
      waiting,
    }
  })
}

async function tallies(store: Store, ids: readonly string[], where: object): Promise<Map<string, Tally>> {
  const parts = await mapChunks(ids, part =>
    store.bookings.tally({ sessionId: oneOf(part), ...where }, 'sessionId', 'partySize', 'checkIn'),
  )
  return new Map(parts.flatMap(part => [...part]))
}
