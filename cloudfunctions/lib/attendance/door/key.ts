import { doorKeyOf } from '@domain/checkin/door'
import { DAY, localDate, startOfLocalDay } from '@domain/time'
import { touching } from '../../catalogue/touching'
import type { Context } from '../../kernel/router/context'
import { requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'

/** More sessions than any centre has rooms for in two days. */
const MAX_SESSIONS = 400

/** Returns what a door screen needs for today and tomorrow, so that it works without network. */
export const getDoorKey: Handler<'staff.doorKey'> = async (context, { centreId }) => {
  const { store, now } = context
  const today = startOfLocalDay(now)
  const [centre, sessions, secret] = await Promise.all([
    store.centres.get(centreId, ['name']),
    store.sessions.find({
      where: { centreId, kind: 'class', status: 'open', ...touching(today, today + 2 * DAY) },
      sort: [['startsAt', 'asc']],
      limit: MAX_SESSIONS,
      fields: ['title', 'room', 'startsAt', 'endsAt'],
    }),
    doorSecret(context, centreId),
  ])
  const { name } = requireFound(centre, 'CENTRE_NOT_FOUND')
  return {
    now,
    centre: { id: centreId, name },
    keys: [today, today + DAY].map(day => doorKeyOf(secret, localDate(day))),
    sessions: sessions.map(({ _id, title, room, startsAt, endsAt }) => ({ id: _id, title, room, startsAt, endsAt })),
  }
}

/** The centre's secret, created on the first call; of two concurrent calls, one secret is kept. */
async function doorSecret({ store, now, newSecret }: Context, centreId: string): Promise<string> {
  const door = await store.doors.get(centreId)
  if (door) return door.secret
  const made = { _id: centreId, secret: newSecret(), createdAt: now }
  if (await store.doors.insert(made)) return made.secret
  return (await store.doors.get(centreId))?.secret ?? made.secret
}
