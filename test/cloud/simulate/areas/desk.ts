import { HOUR, MINUTE } from '@domain/time'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'

/** Guests without the app: walk-ins, bookings by phone, and cancellations by phone. */
export const desk: Area = {
  name: 'desk',
  acts: [
    { does: 'walk in', perDay: 2, hours: [8, 20], run: walkIn },
    { does: 'book for somebody', perDay: 2, hours: [8, 20], run: bookFor },
    { does: 'cancel for somebody', perDay: 0.6, hours: [8, 20], run: cancelFor },
    { does: 'release for a resident', perDay: 0.4, hours: [8, 20], run: release },
    { does: 'find somebody', perDay: 0.5, hours: [8, 20], run: find },
  ],
  due: [{ what: 'forgetting a guest', collection: 'bookings', field: 'forgetAt' }],
}

function aGuest(city: City): { name: string; lastFour: string } {
  const n = city.simulation.random.whole(1, 9)
  return { name: `李大爷${n}`, lastFour: `000${n}` }
}

function walkIn(city: City, centre: CentrePlan): void {
  const { now, random } = city.simulation
  const near = city.coming(centre, ({ layout, startsAt }) => !layout && startsAt < now + 30 * MINUTE)
  const session = city.oneOf(near)
  if (!session) return
  const guest = random.chance(0.3) ? {} : aGuest(city)
  const input = { centreId: centre.id, sessionId: session._id, people: random.whole(1, 2), ...guest }
  city.doorPhoneOf(centre).press('staff.walkIn', input)
}

function bookFor(city: City, centre: CentrePlan): void {
  const session = city.oneOf(city.coming(centre, ({ layout, rules }) => !layout && !rules.ballot))
  if (!session) return
  const input = { centreId: centre.id, sessionId: session._id, people: city.simulation.random.whole(1, 2) }
  city.doorPhoneOf(centre).press('staff.bookFor', { ...input, ...aGuest(city) })
}

function cancelFor(city: City, centre: CentrePlan): void {
  const { simulation } = city
  const here = simulation.matching('bookings', { centreId: centre.id, activeUntil: { $gt: simulation.now } })
  const booking = city.oneOf(here.filter(({ guest, status }) => !!guest && status === 'confirmed'))
  if (booking) city.doorPhoneOf(centre).press('staff.cancelFor', { centreId: centre.id, bookingId: booking._id })
}

function release(city: City, centre: CentrePlan): void {
  const { simulation } = city
  const here = simulation.matching('bookings', { centreId: centre.id, activeUntil: { $gt: simulation.now } })
  const booking = city.oneOf(here.filter(({ guest, status }) => !guest && status === 'confirmed'))
  if (!booking) return
  const input = { centreId: centre.id, bookingId: booking._id, reason: '孩子发烧' }
  const one = booking.partySize > 1 && simulation.random.chance(0.5) ? city.oneOf(booking.attendees) : undefined
  city.doorPhoneOf(centre).press('staff.releaseBooking', one ? { ...input, memberId: one.memberId } : input)
}

function find(city: City, centre: CentrePlan): void {
  const phone = city.doorPhoneOf(centre)
  phone.press('staff.find', { centreId: centre.id, query: '李' })
  city.simulation.after(HOUR / 2, () => phone.press('staff.find', { centreId: centre.id, query: '0003' }))
}
