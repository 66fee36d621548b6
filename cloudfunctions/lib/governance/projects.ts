import { type CountedBooking, figuresOf, groupsOf, type ProjectFigures } from '@domain/governance/project'
import { atLocal, HOUR, startOfLocalDay } from '@domain/time'
import type { Context } from '../kernel/router/context'
import type { ProjectDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { both, gte, lte, oneOf, type Store } from '../kernel/store/port'
import { revise } from '../kernel/work/revise'
import { eachOf } from '../kernel/work/task'

/** Each conflict means that another change of the same project was stored. */
const MAX_ATTEMPTS = 20
/** Sessions of a project that are counted: one a day, for a year. */
const MAX_SESSIONS = 400
/** Bookings that the database returns at once. */
const MAX_BOOKINGS = 1000
/** Projects are counted at night. */
const COUNTED_AT = 3 * HOUR

export type ProjectChange = Partial<Omit<ProjectDocument, '_id' | 'revision'>>

/**
 * Changes a project by compare-and-set. `decide` returns the fields to replace, or null to change nothing; it throws to refuse.
 * Returns the project afterwards. Throws PROJECT_NOT_FOUND, BUSY.
 */
export function changeProject(
  { store }: Pick<Context, 'store'>,
  projectId: string,
  decide: (project: ProjectDocument) => ProjectChange | null | Promise<ProjectChange | null>,
): Promise<ProjectDocument> {
  return revise(store.projects, projectId, { missing: 'PROJECT_NOT_FOUND', attempts: MAX_ATTEMPTS }, decide)
}

/** The project that carries out a topic; null: there is none. */
export async function projectOf(
  { projects }: Store,
  topicId: string,
): Promise<Pick<ProjectDocument, '_id' | 'state'> | null> {
  const [project] = await projects.find({ where: { topicId }, limit: 1, fields: ['state'] })
  return project ?? null
}

/** Counts what a project has come to so far, from its sessions that are over and the check-ins in them. */
export async function countProject(
  store: Store,
  now: number,
  { offeringIds, from }: Pick<ProjectDocument, 'offeringIds' | 'from'>,
): Promise<ProjectFigures> {
  const lists = await Promise.all(
    offeringIds.map(offeringId =>
      store.sessions.find({
        where: { offeringId, status: 'open', startsAt: both(gte(atLocal(from)), lte(now)) },
        sort: [['startsAt', 'asc']],
        limit: MAX_SESSIONS,
        fields: ['endsAt', 'capacity'],
      }),
    ),
  )
  const over = lists.flat().filter(({ endsAt }) => endsAt <= now)
  const bookings: CountedBooking[] = []
  for (const group of groupsOf(over, MAX_BOOKINGS)) {
    const found = await store.bookings.find({
      where: { sessionId: oneOf(group.map(({ _id }) => _id)), status: 'confirmed' },
      limit: MAX_BOOKINGS,
      fields: ['sessionId', 'accountId', 'attendees', 'partySize', 'checkIn', 'stars'],
    })
    bookings.push(
      ...found.map(({ sessionId, accountId, attendees, partySize, checkIn, stars }) => ({
        ...{ sessionId, accountId, attendees, partySize, checkedIn: checkIn !== null, stars: stars ?? null },
      })),
    )
  }
  return figuresOf(over.length, bookings)
}

/** The night in which a project is counted the next time. */
export function nextCount(now: number): number {
  return startOfLocalDay(now, 1) + COUNTED_AT
}

/** Running projects, once a night. */
export const countProjects = eachOf(
  { name: 'projects', collection: 'projects', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, projectId) => {
    const { store, now } = context
    if (!(await store.projects.get(projectId, ['dueAt']))) return
    await changeProject(context, projectId, async project =>
      project.state === 'running'
        ? { figures: await countProject(store, now, project), countedAt: now, dueAt: nextCount(now) }
        : null,
    )
  },
)
