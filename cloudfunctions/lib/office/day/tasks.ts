import type { OpenTask, TaskKind } from '@domain/contracts/office-day'
import { KINDS } from '@domain/offerings/kinds'
import { mayCall } from '@domain/office/access'
import { DAY } from '@domain/time'
import type { Handler } from '../../kernel/router/router'
import { both, gt, lt, oneOf } from '../../kernel/store/port'
import { draftsBetween, offeringsOf } from '../timetable/read'

/** Most items of one kind that are counted, and that are shown. */
const COUNTED = 100
const SHOWN = 5

type Item = OpenTask['items'][number]

/** Returns what waits for the caller at the centre: one round trip for each kind that they may see. */
export const getTasks: Handler<'office.tasks'> = async ({ store, now, held }, { centreId }) => {
  const may = (route: Parameters<typeof mayCall>[0]) => mayCall(route, held)
  const [appeals, duplicates, offers, waiting, drafts] = await Promise.all([
    may('staff.appeals')
      ? store.noshows.find({
          where: { centreId, appealedAt: gt(0) },
          sort: [['appealedAt', 'asc']],
          limit: COUNTED,
          fields: ['title', 'appealedAt'],
        })
      : [],
    may('staff.duplicates')
      ? store.checkins.find({
          where: { centreId, what: 'duplicate', loggedAt: gt(now - 7 * DAY) },
          sort: [['loggedAt', 'asc']],
          limit: COUNTED,
          fields: ['loggedAt', 'sessionId'],
        })
      : [],
    may('staff.roster')
      ? store.bookings.find({
          where: { centreId, status: 'offered', activeUntil: gt(now) },
          sort: [['activeUntil', 'asc']],
          limit: COUNTED,
          fields: ['sessionId', 'title', 'waitUntil'],
        })
      : [],
    store.sessions.find({
      where: {
        centreId,
        kind: oneOf(KINDS),
        startsAt: both(gt(now), lt(now + 7 * DAY)),
        status: 'open',
        waiting: gt(0),
      },
      sort: [['startsAt', 'asc']],
      limit: COUNTED,
      fields: ['title', 'startsAt'],
    }),
    may('office.publish') ? draftsBetween(store, centreId, now, now + 14 * DAY) : [],
  ])
  const offerings = await offeringsOf(store, drafts.slice(0, SHOWN))
  const tasks = [
    taskOf(
      'appeals',
      appeals.map(({ _id, title, appealedAt }) => ({ id: _id, title, at: appealedAt })),
    ),
    taskOf(
      'duplicates',
      duplicates.map(({ sessionId, loggedAt }) => ({ id: sessionId, title: '', at: loggedAt })),
    ),
    taskOf(
      'offers',
      offers.map(({ sessionId, title, waitUntil }) => ({ id: sessionId, title, at: waitUntil ?? now })),
    ),
    taskOf(
      'waiting',
      waiting.map(({ _id, title, startsAt }) => ({ id: _id, title, at: startsAt })),
    ),
    taskOf(
      'drafts',
      drafts.map(({ _id, offeringId, startsAt }) => ({
        id: _id,
        title: offerings.get(offeringId)?.title ?? '',
        at: startsAt,
      })),
    ),
  ]
  return { now, tasks: tasks.flatMap(task => task ?? []) }
}

function taskOf(kind: TaskKind, items: readonly Item[]): OpenTask | null {
  const [first] = items
  return first ? { kind, count: items.length, firstAt: first.at, items: items.slice(0, SHOWN) } : null
}
