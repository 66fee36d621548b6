import { localDate, startOfLocalDay } from '@domain/time'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'

/** Reads of every page: none fails, whatever runs at the same time. */
export const reading: Area = {
  name: 'reading',
  acts: [
    { does: 'look around', perDay: 1, hours: [6, 23], run: lookAround },
    { does: 'look at what is booked', perDay: 1, hours: [6, 23], run: lookAtOwn },
    { does: 'look at the board', perDay: 1, hours: [7, 21], run: lookAtBoard },
  ],
}

function lookAround(city: City, centre: CentrePlan): void {
  const phone = city.phoneOf(city.aResident(centre))
  const { id: centreId, station: stationId } = centre
  const date = localDate(startOfLocalDay(city.simulation.now, 1))
  phone.press('home.get', { centreId })
  phone.press('centre.list', {})
  phone.press('centre.get', { centreId })
  phone.press('class.list', { centreId })
  phone.press('class.get', { offeringId: `${centreId}-class` })
  phone.press('space.list', { centreId, date })
  phone.press('space.get', { offeringId: `${centreId}-study`, date })
  phone.press('station.list', { location: { longitude: 102.5, latitude: 24.3 } })
  phone.press('station.get', { stationId })
}

function lookAtOwn(city: City, centre: CentrePlan): void {
  const resident = city.aResident(centre)
  const { accountId } = resident
  const phone = city.phoneOf(resident)
  phone.press('me.get', {})
  phone.press('me.export', {})
  phone.press('booking.list', { scope: city.simulation.random.chance(0.5) ? 'coming' : 'past' })
  phone.press('standing.get', {})
  const booking = city.oneOf(city.simulation.matching('bookings', { accountId }))
  if (booking) phone.press('booking.get', { bookingId: booking._id })
  if (booking?.drawAt) phone.press('ballot.get', { sessionId: booking.sessionId })
  const enrolment = city.oneOf(city.simulation.matching('enrolments', { accountId }))
  if (enrolment) phone.press('booking.series', { enrolmentId: enrolment._id })
}

function lookAtBoard(city: City, centre: CentrePlan): void {
  const { id: centreId } = centre
  const manager = city.managerOf(centre)
  const session = city.oneOf(city.coming(centre))
  const space = city.oneOf(city.coming(centre, ({ layout }) => !!layout))
  manager.press('staff.today', { centreId })
  manager.press('staff.coming', { centreId })
  manager.press('staff.duplicates', { centreId })
  manager.press('staff.appeals', { centreId })
  manager.press('staff.stations', { centreId })
  if (session) manager.press('staff.roster', { centreId, sessionId: session._id })
  if (space) manager.press('staff.space', { centreId, sessionId: space._id })
}
