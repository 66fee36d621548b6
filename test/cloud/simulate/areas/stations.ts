import { HOUR, MINUTE } from '@domain/time'
import type { SitterDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { proofOf } from '../../support/id-secret'
import { seatViolations } from '../../support/invariants/stations'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'

/** Rest stations: sitting down, moving, leaving or forgetting to leave; staff who count and close. */
export const stations: Area = {
  name: 'stations',
  acts: [
    { does: 'sit down', perDay: 14, hours: [7, 23], run: sit },
    { does: 'count people', perDay: 2, hours: [8, 21], run: count },
    { does: 'free a seat', perDay: 0.5, hours: [8, 21], run: freeSeat },
    { does: 'shut a station', perDay: 0.2, hours: [8, 20], run: close },
    { does: 'open it again', perDay: 0.2, hours: [8, 20], run: open },
  ],
  due: [
    { what: 'ending visits', collection: 'stations', field: 'endsAt' },
    { what: 'an arrival that died', collection: 'stations', field: 'claimedAt', after: 2 * MINUTE },
    { what: 'giving up the seat before', collection: 'sitters', field: 'movedAt', after: 2 * MINUTE },
    // A station drops an event two minutes after it was copied to the log.
    { what: 'the log of a station', collection: 'stations', field: 'eventsAt', after: 2 * MINUTE },
  ],
  begin: city => ({
    checkWrite: ({ collection, after }) => (collection === 'stations' ? seatViolations(after) : []),
    onWrite: ({ collection, before, after }) => {
      if (collection === 'sitters' && after.visitId && after.visitId !== before?.visitId) leaveSometime(city, after)
    },
  }),
}

/** Some sit down at the door; others keep a seat from afar, and some of these scan the code when they arrive. */
function sit(city: City, centre: CentrePlan): void {
  const { station: stationId } = centre
  const { random } = city.simulation
  const phone = city.phoneOf(city.aResident(centre))
  const atDoor = () => phone.press('station.sit', { stationId, proof: proofOf(stationId) })
  if (random.chance(0.5)) {
    atDoor()
    return
  }
  phone.press('station.sit', { stationId })
  if (random.chance(0.6)) city.later(city.simulation.now + random.whole(MINUTE, 15 * MINUTE), atDoor)
}

function freeSeat(city: City, { id: centreId, station: stationId, staff }: CentrePlan): void {
  const [station] = city.simulation.all('stations').filter(({ _id }) => _id === stationId)
  const [visit] = Object.values(station?.visits ?? {})
  if (visit)
    city.phoneOf({ openid: staff[0] ?? '' }).press('staff.endVisit', { centreId, stationId, visitId: visit.visitId })
}

function leaveSometime(city: City, { _id, stationId, visitId }: SitterDocument): void {
  const { simulation } = city
  const resident = city.residentOf(_id)
  if (!resident || simulation.random.chance(0.3)) return
  city.later(simulation.now + simulation.random.whole(MINUTE, 2.2 * HOUR), () => {
    city.phoneOf(resident).press('station.leave', { stationId, visitId })
  })
}

function count(city: City, { id: centreId, station: stationId, staff }: CentrePlan): void {
  const by = city.simulation.random.whole(-2, 3)
  city.phoneOf({ openid: staff[0] ?? '' }).press('staff.adjustOccupancy', { centreId, stationId, by })
}

function close(city: City, { id: centreId, station: stationId, staff }: CentrePlan): void {
  const until = city.simulation.now + city.simulation.random.whole(10, 180) * MINUTE
  const input = { centreId, stationId, reason: '打扫卫生', until }
  city.phoneOf({ openid: staff[0] ?? '' }).press('staff.closeStation', input)
}

function open(city: City, { id: centreId, station: stationId, staff }: CentrePlan): void {
  city.phoneOf({ openid: staff[1] ?? '' }).press('staff.openStation', { centreId, stationId })
}
