import { MINUTE } from '@domain/time'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'
import { partyOf } from './booking'

/** Series that are booked and cancelled as a whole. */
export const courses: Area = {
  name: 'courses',
  acts: [
    { does: 'enrol', perDay: 1, hours: [7, 22], run: enrol },
    { does: 'give a course back', perDay: 0.3, hours: [7, 22], run: giveBack },
  ],
  due: [{ what: 'an enrolment that died', collection: 'enrolments', field: 'openAt', after: 2 * MINUTE }],
}

function enrol(city: City, centre: CentrePlan): void {
  const session = city.oneOf(city.coming(centre, ({ series }) => !!series))
  if (!session?.series) return
  const resident = city.aResident(centre)
  const memberIds = partyOf(city, resident, city.simulation.random.chance(0.3) ? 2 : 1)
  city.phoneOf(resident).press('booking.createSeries', { seriesId: session.series.id, memberIds })
}

function giveBack(city: City, centre: CentrePlan): void {
  const resident = city.aResident(centre)
  const own = city.simulation.matching('enrolments', { accountId: resident.accountId, state: 'confirmed' })
  const enrolment = city.oneOf(own)
  if (enrolment) city.phoneOf(resident).press('booking.cancelSeries', { enrolmentId: enrolment._id })
}
