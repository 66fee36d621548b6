import { monthEnd, monthStart, partnerCountFrom } from '@domain/participation/partner'
import { DAY, HOUR, localMonth } from '@domain/time'
import type { PartnerDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { aPartner } from '../../../../worlds/fixtures/partners'
import { groupViolations } from '../../support/invariants/groups'
import { BEGINNING, type CentrePlan } from '../city/plan'
import type { Area, City } from './area'
import { type Attended, watchAttended } from './attended'

/** Partners: agreements that managers edit and review, with months counted from check-ins. */
export const partners: Area = {
  name: 'partners',
  acts: [
    { does: 'edit an agreement', perDay: 1, hours: [8, 20], run: edit },
    { does: 'review an agreement', perDay: 0.5, hours: [8, 20], run: review },
    { does: 'read the agreements', perDay: 0.5, hours: [8, 20], run: read },
  ],
  due: [{ what: 'the count of an agreement', collection: 'partners', field: 'dueAt' }],
  begin: city => {
    for (const { id } of city.plan.centres) found(city, id)
    const attended = watchAttended(city)
    return {
      onWrite: attended.onWrite,
      checkWrite: ({ collection, before, after }) =>
        collection === 'partners' && before && before.countedTo !== after.countedTo
          ? countViolations(after, partnerCountFrom(before, before.countedTo), attended)
          : [],
      atRest: () => [
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
  simulation.seedWith({ partners: [partner] })
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

function read(city: City, { id: centreId, manager }: CentrePlan): void {
  city.phoneOf({ openid: manager }).press('office.partners', { centreId })
}
