import { currentDoorCode, doorKeyOf } from '@domain/checkin/door'
import { HOUR, localDate, MINUTE } from '@domain/time'
import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { CentrePlan, Resident } from '../city/plan'
import type { Area, City } from './area'

/** Share of people with a booking who come. */
const COMING = 0.85

/** People arrive and are checked in, with and without a network at the door; some never come. */
export const door: Area = {
  name: 'door',
  acts: [
    { does: 'make a screen show the door code', perDay: 0.5, hours: [6, 8], run: showCode },
    { does: 'lose the network at the door', perDay: 0.7, hours: [7, 20], run: loseNetwork },
    { does: 'take a check-in back', perDay: 0.7, hours: [8, 21], run: undo },
    { does: 'fetch the roster', perDay: 1, hours: [6, 8], run: fetchPack },
  ],
  begin: city => ({
    onWrite: ({ collection, before, after }) => {
      if (collection !== 'bookings' || after.status !== 'confirmed' || before?.status === 'confirmed') return
      if (city.simulation.random.chance(COMING)) arriveInTime(city, after)
    },
    atRest: () =>
      city.plan.centres.flatMap(centre =>
        [city.doorPhoneOf(centre)]
          .filter(phone => phone.waiting > 0)
          .map(phone => `${phone.openid}: ${phone.waiting} scans of the day have not been brought in`),
      ),
  }),
}

function arriveInTime(city: City, { _id, startsAt, checkInFrom, endsAt }: BookingDocument): void {
  const { random } = city.simulation
  const from = Math.max(checkInFrom - 5 * MINUTE, startsAt - 25 * MINUTE)
  const until = Math.min(endsAt, startsAt + 20 * MINUTE)
  city.later(random.whole(from, Math.max(from, until)) - city.simulation.clockStep, () => arrive(city, _id))
}

/** A person arrives at the door; if the session was moved to later, the person comes again in time. */
function arrive(city: City, bookingId: string): void {
  const { simulation } = city
  const booking = simulation.one('bookings', bookingId)
  if (booking?.status !== 'confirmed' || booking.checkIn) return
  const centre = city.centreOf(booking.centreId)
  if (booking.checkInFrom > simulation.now + HOUR) arriveInTime(city, booking)
  else if (centre) letIn(city, centre, booking)
}

function letIn(city: City, centre: CentrePlan, booking: BookingDocument): void {
  const { random } = city.simulation
  const door = city.doorPhoneOf(centre)
  const resident = city.residentOf(booking.accountId)
  const way = resident ? random.next() : 0
  if (!resident || way < 0.1) door.byName(booking)
  else if (way < 0.3) byDoorCode(city, centre, booking, resident)
  else {
    const { clockError } = city.phoneOf(resident)
    door.scan(booking, clockError, way < 0.85 ? 'qr' : 'digits')
    // A colleague scans the same code with the other phone of the door.
    if (random.chance(0.05)) city.doorPhoneOf(centre).scan(booking, clockError, 'qr')
  }
}

function byDoorCode(city: City, centre: CentrePlan, { _id: bookingId }: BookingDocument, resident: Resident): void {
  const { simulation } = city
  const secret = simulation.one('doors', centre.id)?.secret
  if (!secret) return
  const { key } = doorKeyOf(secret, localDate(simulation.now))
  const { qr: code } = currentDoorCode(key, centre.id, simulation.now + simulation.clockStep)
  city.phoneOf(resident).press('checkin.self', { bookingId, code })
}

function showCode(city: City, centre: CentrePlan): void {
  city.doorPhoneOf(centre).press('staff.doorKey', { centreId: centre.id })
}

function fetchPack(city: City, centre: CentrePlan): void {
  city.doorPhoneOf(centre).press('staff.pack', { centreId: centre.id })
}

function loseNetwork(city: City, centre: CentrePlan): void {
  const { simulation } = city
  const phone = city.doorPhoneOf(centre)
  phone.offlineUntil = simulation.now + simulation.random.whole(5, 90) * MINUTE
  simulation.note(`${phone.openid} has no network`)
}

function undo(city: City, centre: CentrePlan): void {
  const { simulation } = city
  const here = simulation.matching('bookings', { centreId: centre.id, activeUntil: { $gt: simulation.now } })
  const booking = city.oneOf(here.filter(({ checkIn }) => checkIn !== null))
  if (!booking) return
  const input = { centreId: centre.id, bookingId: booking._id, reason: '点错人了' }
  city.doorPhoneOf(centre).press('staff.undoCheckIn', input)
}
