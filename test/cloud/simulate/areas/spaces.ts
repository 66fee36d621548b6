import { MINUTE } from '@domain/time'
import type { SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'

/** Seats and berths by the half hour; closures; releases when nobody comes. */
export const spaces: Area = {
  name: 'spaces',
  acts: [
    { does: 'book a span', perDay: 8, hours: [6, 22], run: bookSpan },
    { does: 'close a part', perDay: 0.4, hours: [7, 20], run: close },
    { does: 'open it again', perDay: 0.3, hours: [7, 20], run: open },
  ],
  due: [{ what: 'giving back what nobody came for', collection: 'bookings', field: 'releaseAt' }],
}

/** Returns a span of a day, from the next slot on. */
function spanOf(city: City, { layout, startsAt, endsAt }: SessionDocument) {
  const { random, now } = city.simulation
  if (!layout?.slot) return null
  const slots = Math.floor((endsAt - startsAt) / layout.slot)
  const first = Math.max(0, Math.ceil((now - startsAt) / layout.slot))
  if (first >= slots) return null
  const from = random.chance(0.4) ? first : random.whole(first, slots - 1)
  const length = random.whole(1, layout.maxSlots)
  const unit = layout.choose ? city.oneOf(layout.units)?.id : undefined
  const begins = startsAt + from * layout.slot
  return { startsAt: begins, endsAt: begins + length * layout.slot, ...(unit === undefined ? {} : { unit }) }
}

function aSpace(city: City, centre: CentrePlan) {
  const { now } = city.simulation
  const days = city.coming(centre, ({ layout, startsAt }) => !!layout && startsAt < now + 30 * 60 * MINUTE)
  const session = city.oneOf(days)
  const span = session && spanOf(city, session)
  return session && span ? { session, span } : null
}

function bookSpan(city: City, centre: CentrePlan): void {
  const wanted = aSpace(city, centre)
  if (!wanted) return
  const resident = city.aResident(centre)
  const { session, span } = wanted
  city.phoneOf(resident).press('booking.create', { sessionId: session._id, memberIds: ['self'], span })
}

function close(city: City, centre: CentrePlan): void {
  const wanted = aSpace(city, centre)
  if (!wanted) return
  const input = { centreId: centre.id, sessionId: wanted.session._id, ...wanted.span, reason: '设备检修' }
  city.managerOf(centre).press('staff.closeSpots', input)
}

function open(city: City, centre: CentrePlan): void {
  const closed = city.coming(centre).flatMap(({ _id: sessionId, closures = {} }) =>
    Object.entries(closures)
      .filter(([, { opened }]) => opened === null)
      .map(([closureId]) => ({ sessionId, closureId })),
  )
  const closure = city.oneOf(closed)
  if (closure) city.managerOf(centre).press('staff.openSpots', { centreId: centre.id, ...closure })
}
