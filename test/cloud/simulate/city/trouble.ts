import { DAY, HOUR, MINUTE } from '@domain/time'
import type { City } from '../areas/area'
import { LARGEST_STEP } from '../core/faults'

/** Plans the faults of a day other than dying calls: an absent timer, a changed clock, documents that refuse every write. */
export function planFaults(city: City, midnight: number): void {
  const { simulation } = city
  const { random, faults } = simulation
  const planAtRandom = (rate: number, run: () => void) => {
    const times = Math.floor(rate) + (random.chance(rate % 1) ? 1 : 0)
    for (let n = 0; n < times; n++) simulation.at(midnight + random.whole(5 * HOUR, DAY - HOUR), run)
  }
  planAtRandom(faults.timerAway, () => {
    city.timerAwayUntil = simulation.now + random.whole(3, 60) * MINUTE
    simulation.note('the timer stays away')
  })
  planAtRandom(faults.clockSteps, () => {
    // Steps alternate forwards and backwards, so that the clock stays near the real time.
    const step = random.whole(1, LARGEST_STEP)
    simulation.clockStep += simulation.clockStep > 0 ? -step : step
    simulation.disturbTimer()
    simulation.note(`the clock is set, now ${simulation.clockStep} ms off`)
  })
  planAtRandom(faults.poison, () => poisonDocument(city))
}

/** Makes a booking or an account refuse every write. */
function poisonDocument(city: City): void {
  const { simulation } = city
  const centre = city.oneOf(city.plan.centres)
  if (!centre) return
  if (simulation.random.chance(0.2)) {
    const resident = city.aResident(centre)
    simulation.unreachable.add(resident.openid)
    simulation.note(`${resident.openid} cannot be reached`)
    return
  }
  const standing = simulation.matching('bookings', { centreId: centre.id, activeUntil: { $gt: simulation.now } })
  const booking = city.oneOf(standing)
  if (!booking) return
  // An enrolment cannot be finished while one of its bookings refuses.
  const enrolment = booking.enrolment ? [booking.enrolment.id] : []
  simulation.poison(booking._id, [booking.accountId, ...enrolment, ...recordsOf(booking)])
}

function recordsOf({ _id, attendees }: { _id: string; attendees: { memberId: string }[] }): string[] {
  return attendees.map(({ memberId }) => `${_id}-${memberId}`)
}
