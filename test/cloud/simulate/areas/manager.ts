import { DAY, HOUR } from '@domain/time'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'

/** Changes by managers while people book: capacities, times, cancelled sessions. */
export const manager: Area = {
  name: 'manager',
  acts: [
    { does: 'change the places', perDay: 1, hours: [8, 20], run: setCapacity },
    { does: 'call a session off', perDay: 0.15, hours: [6, 20], run: callOff },
    { does: 'move a session', perDay: 0.25, hours: [8, 20], run: move },
  ],
  due: [{ what: 'following a change', collection: 'sessions', field: 'changedAt' }],
}

function setCapacity(city: City, centre: CentrePlan): void {
  const session = city.oneOf(city.coming(centre, ({ layout }) => !layout))
  if (!session) return
  const capacity = Math.max(1, session.capacity + city.simulation.random.whole(-2, 3))
  city.managerOf(centre).press('staff.setCapacity', { centreId: centre.id, sessionId: session._id, capacity })
}

function callOff(city: City, centre: CentrePlan): void {
  const session = city.oneOf(city.coming(centre, ({ startsAt }) => startsAt < city.simulation.now + 2 * DAY))
  if (!session) return
  const input = { centreId: centre.id, sessionId: session._id, reason: '老师请假' }
  city.managerOf(centre).press('staff.cancelSession', input)
}

function move(city: City, centre: CentrePlan): void {
  const { now, random } = city.simulation
  const session = city.oneOf(city.coming(centre, ({ layout, startsAt }) => !layout && startsAt > now))
  if (!session) return
  const by = random.pick([-HOUR, HOUR, 2 * HOUR, DAY])
  const times = { startsAt: session.startsAt + by, endsAt: session.endsAt + by }
  const input = { centreId: centre.id, sessionId: session._id, ...times, reason: '停电' }
  city.managerOf(centre).press('staff.moveSession', input)
}
