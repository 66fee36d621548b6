import type { RouteOutput } from '@domain/contracts'
import { monthEnd, monthStart, partnerCountFrom } from '@domain/participation/partner'
import { DAY, HOUR, localMonth, startOfLocalDay } from '@domain/time'
import type { PartnerDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { aStaff } from '../../../../worlds/fixtures/index'
import { aPartner } from '../../../../worlds/fixtures/partners'
import { groupViolations } from '../../support/invariants/groups'
import { BEGINNING, type CentrePlan } from '../city/plan'
import type { Sent } from '../core/simulation'
import type { Area, City } from './area'
import { type Attended, watchAttended } from './attended'

/** Partners: agreements that managers edit and review, with months counted from check-ins. */
export const partners: Area = {
  name: 'partners',
  acts: [
    { does: 'edit an agreement', perDay: 1, hours: [8, 20], run: edit },
    { does: 'review an agreement', perDay: 0.5, hours: [8, 20], run: review },
    { does: 'read the agreements', perDay: 0.5, hours: [8, 20], run: read },
    { does: 'let people in as a partner', perDay: 4, hours: [7, 21], run: letIn },
    { does: 'plan as a partner', perDay: 3, hours: [7, 21], run: planOwn },
    { does: 'look at the day as a partner', perDay: 2, hours: [7, 21], run: look },
  ],
  due: [{ what: 'the count of an agreement', collection: 'partners', field: 'dueAt' }],
  begin: city => {
    for (const { id } of city.plan.centres) found(city, id)
    const attended = watchAttended(city)
    const foreign: string[] = []
    return {
      onWrite: attended.onWrite,
      onCall: (sent, reply) => {
        if (reply?.ok) foreign.push(...foreignViolations(city, sent, reply.data))
      },
      checkWrite: ({ collection, before, after }) =>
        collection === 'partners' && before && before.countedTo !== after.countedTo
          ? countViolations(after, partnerCountFrom(before, before.countedTo), attended)
          : [],
      atRest: () => [
        ...foreign,
        ...groupViolations({ groups: [], partners: city.simulation.all('partners') }),
        ...city.simulation.all('partners').flatMap(reviewViolations),
      ],
    }
  },
}

/** An agreement with three short months behind it, so that it waits for a review. */
function found({ simulation }: City, centreId: string): void {
  const offering = (what: string, use: 'service' | 'room') => ({
    ...{ id: `${centreId}-${what}`, title: what, use, from: monthStart('2026-04'), until: null },
  })
  const offerings = [offering('class', 'service'), offering('naps', 'room')]
  const month = { roomHours: 20, sessions: 4, held: 1, attended: 3, roomMinutes: 60 }
  const partner = aPartner(BEGINNING, {
    ...{ _id: `${centreId}-partner`, centreId, offerings, offeringIds: offerings.map(({ id }) => id) },
    startsAt: monthStart('2026-04'),
    months: ['2026-04', '2026-05', '2026-06'].map(each => ({ ...month, month: each })),
    state: 'review',
    countedTo: BEGINNING,
    dueAt: BEGINNING + simulation.random.whole(12, 23) * HOUR,
  })
  const runner = aStaff(runnerOf(centreId), { centreId, role: 'partner', duties: [], partnerId: partner._id })
  simulation.seedWith({ partners: [partner], staff: [runner] })
}

/** Who runs the classes of the partner. */
const runnerOf = (centreId: string) => `runner-${centreId}`

/** Somebody of a partner is answered about the classes of the agreement alone, whatever they ask for. */
function foreignViolations({ simulation }: City, { openid, route, input }: Sent, answer: unknown): string[] {
  const centreId = openid.startsWith('runner-') ? openid.slice('runner-'.length) : null
  if (centreId === null) return []
  const own = new Set(simulation.one('partners', `${centreId}-partner`)?.offerings.map(({ id }) => id))
  const { sessionId, offeringId } = input as { sessionId?: string; offeringId?: string }
  const listed = route === 'staff.today' ? (answer as RouteOutput<'staff.today'>).sessions.map(({ id }) => id) : []
  const sessions = [...listed, ...(sessionId ? [sessionId] : [])].map(id => simulation.one('sessions', id)?.offeringId)
  return [...sessions, offeringId]
    .filter(id => id !== undefined && !own.has(id))
    .map(id => `${openid}: ${route} was answered about ${id}`)
}

/** The months that were counted are the sum of their sessions. A month with a session that changes just now is left out. */
function countViolations({ _id, offerings, months }: PartnerDocument, from: number, attended: Attended): string[] {
  const found = offerings
    .filter(({ use }) => use === 'service')
    .flatMap(({ id, from: since, until }) =>
      attended.of(id, Math.max(from, since)).filter(({ session }) => session.startsAt < (until ?? Infinity)),
    )
  // A class that was taken away and chosen again in one month is there twice, and its sessions count once.
  const services = [...new Map(found.map(each => [each.session._id, each])).values()]
  return months
    .filter(({ month }) => monthStart(month) >= from)
    .flatMap(({ month, held, attended: counted }) => {
      const own = services.filter(({ session }) => localMonth(session.startsAt) === month)
      if (own.some(({ attended: came }) => came === null)) return []
      const came = own.map(each => each.attended ?? 0)
      const wanted = [came.filter(n => n > 0).length, came.reduce((sum, n) => sum + n, 0)]
      const isRight = held === wanted[0] && counted === wanted[1]
      return isRight
        ? []
        : [`${_id}: ${held} services for ${counted} people in ${month}, and it was ${wanted.join(' for ')}`]
    })
}

/** Each decision is kept once, and one that ends an agreement has ended it. */
function reviewViolations({ _id, reviews, endsAt, reviewedThrough }: PartnerDocument): string[] {
  const wrong = reviews.some(({ goesOn, at }) => !goesOn && endsAt > monthEnd(localMonth(at)))
    ? [`${_id}: goes on, though it was ended`]
    : []
  if (reviews.length > 0 !== (reviewedThrough !== '')) wrong.push(`${_id}: reviewed through ${reviewedThrough}`)
  return wrong
}

function partnerOf({ simulation }: City, { id }: CentrePlan): PartnerDocument | undefined {
  return simulation.one('partners', `${id}-partner`)
}

/** Two managers often save at once. */
function edit(city: City, centre: CentrePlan): void {
  const partner = partnerOf(city, centre)
  if (!partner) return
  const { _id: partnerId, name, kind, words, startsAt, endsAt, revision, offerings } = partner
  const serviceIds = city.simulation.random.chance(0.8) ? [`${centre.id}-class`] : []
  for (const sessions of [city.simulation.random.whole(1, 8), offerings.length])
    city.managerOf(centre).press('office.savePartner', {
      ...{ centreId: centre.id, partnerId, revision, name, kind, words, roomHours: 10, sessions },
      ...{ from: localMonth(startsAt), until: localMonth(endsAt - DAY), serviceIds, roomIds: [] },
    })
}

function review(city: City, centre: CentrePlan): void {
  const partner = partnerOf(city, centre)
  const goesOn = city.simulation.random.chance(0.8)
  if (!partner) return
  const input = { centreId: centre.id, partnerId: partner._id, goesOn, words: '下个月补上' }
  for (let n = 0; n < 2; n++) city.managerOf(centre).press('office.reviewPartner', input)
}

/** One of the sessions of the centre, often not one of the partner's. */
function letIn(city: City, centre: CentrePlan): void {
  const { now, random } = city.simulation
  const near = city.coming(centre, ({ layout, startsAt }) => !layout && startsAt < now + HOUR)
  const session = city.oneOf(near)
  if (!session) return
  const input = { centreId: centre.id, sessionId: session._id, people: random.whole(1, 2) }
  city.phoneOf({ openid: runnerOf(centre.id) }).press('staff.walkIn', input)
}

function planOwn(city: City, { id: centreId }: CentrePlan): void {
  const { now, random } = city.simulation
  const startsAt = startOfLocalDay(now, random.whole(3, 6)) + random.whole(9, 18) * HOUR
  city.phoneOf({ openid: runnerOf(centreId) }).press('office.saveDraft', {
    ...{
      centreId,
      revision: 0,
      offeringId: `${centreId}-${random.pick(['class', 'class', 'study', 'lunch'] as const)}`,
    },
    ...{ startsAt, endsAt: startsAt + HOUR, room: '二楼', teacher: '杨老师', capacity: 10, reserve: 0 },
  })
}

function look(city: City, { id: centreId }: CentrePlan): void {
  city.phoneOf({ openid: runnerOf(centreId) }).press('staff.today', { centreId })
}

function read(city: City, { id: centreId, manager }: CentrePlan): void {
  city.phoneOf({ openid: manager }).press('office.partners', { centreId })
}
