import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'
import { aBookingOf, partyOf } from './booking'

/** Tickets of ballots, returned or drawn. */
export const ballot: Area = {
  name: 'ballot',
  acts: [
    { does: 'register', perDay: 6, hours: [6, 23], run: register },
    { does: 'give a ticket back', perDay: 0.5, hours: [6, 23], run: withdraw },
  ],
  due: [{ what: 'the draw', collection: 'sessions', field: 'drawAt' }],
}

function register(city: City, centre: CentrePlan): void {
  const session = city.oneOf(city.coming(centre, ({ rules, drawnAt }) => !!rules.ballot && !drawnAt))
  if (!session) return
  const resident = city.aResident(centre)
  const memberIds = partyOf(city, resident, city.simulation.random.chance(0.2) ? 2 : 1)
  city.phoneOf(resident).press('ballot.register', { sessionId: session._id, memberIds })
}

function withdraw(city: City, centre: CentrePlan): void {
  const own = aBookingOf(city, centre, ({ status }) => status === 'registered')
  if (own) city.phoneOf(own.resident).press('waitlist.leave', { bookingId: own.booking._id })
}
