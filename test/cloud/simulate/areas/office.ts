import { clashesOf } from '@domain/office/clashes'
import { atLocal, DAY, HOUR, localDate, MINUTE } from '@domain/time'
import type { SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'

/** Rooms that only the desk plans for, so that what it stores is known to have passed the guard. */
const ROOMS = ['会议室甲', '会议室乙'] as const
const TEACHERS = ['周老师', '吴老师'] as const

/** The back office: drafts, publications that meet each other, their undoing, changes of what is published. */
export const office: Area = {
  name: 'office',
  acts: [
    { does: 'plan a session', perDay: 5, hours: [8, 20], run: plan },
    { does: 'publish', perDay: 3, hours: [8, 20], run: publish },
    { does: 'take a publication back', perDay: 0.3, hours: [8, 20], run: unpublish },
    { does: 'change what is published', perDay: 1, hours: [8, 20], run: change },
    { does: 'read the journal', perDay: 0.5, hours: [8, 20], run: readJournal },
  ],
  due: [{ what: 'a publication', collection: 'publications', field: 'openAt', after: 2 * MINUTE }],
  begin: city => ({
    atRest: () => timetableViolations(city),
    // Changes are written in two steps, so that they are looked at only when nothing runs.
    checkWrite: ({ collection, before, after }) =>
      collection === 'sessions' && before === null ? clashesAt(city, after.centreId, after) : [],
  }),
}

function plan(city: City, { id: centreId, ...centre }: CentrePlan): void {
  const { random, now } = city.simulation
  const session = city.oneOf(
    city.coming({ id: centreId, ...centre }, ({ layout, kind }) => !layout && kind === 'class'),
  )
  if (!session) return
  // Few times and rooms, so that plans often meet.
  const startsAt = atLocal(localDate(now + random.whole(1, 4) * DAY), random.whole(9, 14) * 60)
  city.managerOf({ id: centreId, ...centre }).press('office.saveDraft', {
    centreId,
    revision: 0,
    offeringId: session.offeringId,
    startsAt,
    endsAt: startsAt + random.whole(1, 3) * HOUR,
    room: random.pick(ROOMS),
    teacher: random.pick(TEACHERS),
    capacity: 10,
    reserve: 0,
  })
}

/** Publishes some drafts, and often at the same moment, from another screen, one that needs the same room. */
function publish(city: City, centre: CentrePlan): void {
  const { random, now } = city.simulation
  const drafts = city.simulation
    .all('drafts')
    .filter(({ centreId, state, startsAt }) => centreId === centre.id && state === 'draft' && startsAt > now)
  const first = city.oneOf(drafts)
  if (!first) return
  const press = (...part: typeof drafts) =>
    city.managerOf(centre).press('office.publish', {
      centreId: centre.id,
      drafts: part.map(({ _id, revision }) => ({ id: _id, revision })),
    })
  const meets = ({ room, startsAt, endsAt }: (typeof drafts)[number]) =>
    room === first.room && startsAt < first.endsAt && endsAt > first.startsAt
  const others = drafts.filter(draft => draft !== first)
  const apart = city.oneOf(others.filter(draft => !meets(draft)))
  press(...(apart && random.chance(0.5) ? [first, apart] : [first]))
  const rival = city.oneOf(others.filter(draft => draft !== apart && meets(draft)))
  if (rival && random.chance(0.7)) press(rival)
}

function unpublish(city: City, centre: CentrePlan): void {
  const done = city.simulation
    .all('publications')
    .filter(({ centreId, state }) => centreId === centre.id && state === 'done')
  const publication = city.oneOf(done)
  if (!publication) return
  city.managerOf(centre).press('office.unpublish', { centreId: centre.id, publicationId: publication._id })
}

function change(city: City, centre: CentrePlan): void {
  const { random, now } = city.simulation
  const session = city.oneOf(city.coming(centre, ({ room, startsAt }) => isDeskRoom(room) && startsAt > now))
  if (!session) return
  const by = random.pick([0, HOUR, DAY])
  city.managerOf(centre).press('office.changeSession', {
    centreId: centre.id,
    sessionId: session._id,
    startsAt: session.startsAt + by,
    endsAt: session.endsAt + by,
    room: random.pick(ROOMS),
    teacher: random.pick(TEACHERS),
    reason: '换教室',
  })
}

function readJournal(city: City, centre: CentrePlan): void {
  city.managerOf(centre).press('office.journal', { centreId: centre.id })
}

/** What must hold when nothing is running: no publication is half done, and no two sessions need one of the desk's rooms. */
function timetableViolations(city: City): string[] {
  const { simulation } = city
  const sessions = simulation.all('sessions')
  const stored = new Set(sessions.map(({ _id }) => _id))
  const wrong = simulation.all('drafts').flatMap(({ _id, state }) => {
    if (state === 'publishing') return [`draft ${_id}: still being published`]
    if (state === 'published' && !stored.has(_id)) return [`draft ${_id}: published, but there is no session`]
    return state !== 'published' && stored.has(_id) ? [`draft ${_id}: a draft, and a session`] : []
  })
  for (const { _id, pending } of simulation.all('timetables')) {
    const kept = Object.values(pending).filter(({ until }) => until === null)
    if (kept.length > 0) wrong.push(`timetable ${_id}: ${kept.length} reservations that nobody will forget`)
  }
  const centres = new Set(sessions.map(({ centreId }) => centreId))
  for (const centreId of centres) {
    wrong.push(...clashesAt(city, centreId))
  }
  return wrong
}

/** Sessions of a centre, with the one that is about to be stored, that need one of the desk's rooms at the same time. */
function clashesAt({ simulation }: City, centreId: string, added?: SessionDocument): string[] {
  const all = [...simulation.all('sessions'), ...(added ? [added] : [])]
  // Sessions that were moved from a phone do not pass the guard.
  const slots = all
    .filter(session => session.centreId === centreId && session.status === 'open')
    .filter(session => isDeskRoom(session.room) && !isMovedByPhone(session))
    .map(({ _id: id, ...rest }) => ({ id, ...rest }))
  return clashesOf(slots, []).map(({ id, what, other }) => `session ${id}: the same ${what} as ${other.id}`)
}

function isMovedByPhone({ changes }: { changes: Record<string, { reason: string }> }): boolean {
  return Object.values(changes).some(({ reason }) => reason === '停电')
}

function isDeskRoom(room: string): boolean {
  return (ROOMS as readonly string[]).includes(room)
}
