import { DAY, startOfLocalDay } from '@domain/time'
import { SESSION_FIELDS } from '../classes/views'
import { managesCentre } from '../router/context'
import { found } from '../router/errors'
import type { Handler } from '../router/router'
import { both, gte, lt } from '../store/port'
import { boardOf } from './board'

/** More sessions than any centre has rooms for in a day. */
const MAX_SESSIONS = 200

export const getToday: Handler<'staff.today'> = async (context, { centreId }) => {
  const { store, now } = context
  const dayStart = startOfLocalDay(now)
  const [centre, sessions] = await Promise.all([
    store.centres.get(centreId, ['name']),
    store.sessions.find({
      where: { centreId, kind: 'class', startsAt: both(gte(dayStart), lt(dayStart + DAY)) },
      sort: [['startsAt', 'asc']],
      limit: MAX_SESSIONS,
      fields: SESSION_FIELDS,
    }),
  ])
  const { name } = found(centre, 'CENTRE_NOT_FOUND')
  return {
    now,
    centre: { id: centreId, name },
    sessions: await boardOf(store, sessions),
    manages: managesCentre(context, centreId),
  }
}
