import type { Reply } from '@domain/contracts/reply'
import { atLocal, DAY, HOUR, localDate, MINUTE } from '@domain/time'
import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import type { CentrePlan } from '../city/plan'
import type { Sent } from '../core/simulation'
import type { Area, City } from './area'

/** People who are invited and removed again and again; the centre's own staff keep their roles. */
const COLLEAGUES = 3
/** Days ahead whose sessions are all published, so that a closure meets all of them. */
const CLOSED_AHEAD = 3
/** So long after an invitation was accepted its role may still be written, by a retry or by the timer. */
const GRANTED_WITHIN = 2 * HOUR

/** Leading a centre: roles that are given, changed and taken away, and days on which it is closed. */
export const lead: Area = {
  name: 'lead',
  acts: [
    { does: 'invite a colleague', perDay: 2, hours: [8, 20], run: invite },
    { does: 'change duties', perDay: 1, hours: [8, 20], run: setDuties },
    { does: 'take a role away', perDay: 2, hours: [8, 20], run: revoke },
    { does: 'look at the week as a colleague', perDay: 12, hours: [6, 22], run: look },
    { does: 'close a day', perDay: 0.2, hours: [8, 20], run: closeDay },
    { does: 'open a day again', perDay: 0.1, hours: [8, 20], run: openDay },
  ],
  due: [
    { what: 'a closure', collection: 'closures', field: 'openAt', after: 4 * MINUTE },
    { what: 'a role that was accepted', collection: 'invitations', field: 'grantingAt', after: 2 * MINUTE },
  ],
  begin: city => {
    const roles = watchRoles(city)
    return { onCall: roles.onCall, atRest: () => [...roles.wrong, ...leadViolations(city)] }
  },
}

function aColleague({ simulation }: City, { id }: CentrePlan): string {
  return `colleague-${id}-${simulation.random.whole(0, COLLEAGUES - 1)}`
}

function invite(city: City, centre: CentrePlan): void {
  const { random } = city.simulation
  const openid = aColleague(city, centre)
  const input = { centreId: centre.id, role: 'staff' as const, duties: [random.pick(['door', 'timetable'] as const)] }
  city.managerOf(centre).press('office.invite', { ...input, name: '小周' }, reply => {
    const { code } = (reply.ok ? reply.data : {}) as { code?: string }
    // Some let the ten minutes pass.
    if (code)
      city.simulation.after(random.whole(0, 11 * MINUTE), () =>
        city.phoneOf({ openid }).press('invitation.accept', { code }),
      )
  })
}

function setDuties(city: City, centre: CentrePlan): void {
  const { random } = city.simulation
  const role = random.pick(['staff', 'staff', 'manager'] as const)
  const personId = accountIdOf(aColleague(city, centre))
  const duties = role === 'staff' ? [random.pick(['door', 'timetable', 'till'] as const)] : []
  city.managerOf(centre).press('office.setDuties', { centreId: centre.id, personId, role, duties })
}

function revoke(city: City, centre: CentrePlan): void {
  const personId = accountIdOf(aColleague(city, centre))
  city.managerOf(centre).press('office.revoke', { centreId: centre.id, personId, reason: '调走了' })
}

function look(city: City, centre: CentrePlan): void {
  const openid = aColleague(city, centre)
  city.phoneOf({ openid }).press('office.week', { centreId: centre.id, from: localDate(city.simulation.now) })
}

function daysOf(city: City) {
  const day = localDate(city.simulation.now + city.simulation.random.whole(1, CLOSED_AHEAD) * DAY)
  return { from: day, to: day }
}

function closeDay(city: City, centre: CentrePlan): void {
  city.managerOf(centre).press('office.closeCentre', { centreId: centre.id, ...daysOf(city), reason: '停电检修' })
}

function openDay(city: City, centre: CentrePlan): void {
  city.managerOf(centre).press('office.removeClosure', { centreId: centre.id, ...daysOf(city) })
}

/** Watches that a role which was taken away has ended at the next call. */
function watchRoles({ simulation }: City) {
  const wrong: string[] = []
  const ended = new Map<string, number>()
  const accepted = new Map<string, number>()
  const mustRefuse = new Set<string>()
  const onCall = ({ openid, route, input, requestId }: Sent, reply: Reply | null) => {
    const person = accountIdOf(openid)
    if (route === 'invitation.accept') accepted.set(person, simulation.now)
    if (route === 'office.revoke' && reply?.ok) ended.set((input as { personId: string }).personId, simulation.now)
    if (route !== 'office.week' || !openid.startsWith('colleague-')) return
    const [end, since] = [ended.get(person), accepted.get(person)]
    if (reply === null && end !== undefined && (since === undefined || since < end - GRANTED_WITHIN))
      mustRefuse.add(requestId)
    if (reply?.ok && mustRefuse.has(requestId) && accepted.get(person) === since)
      wrong.push(`${openid}: was answered after the role was taken away`)
  }
  return { onCall, wrong }
}

/** What must hold when nothing is running: a closed day has no session, a centre has a manager, and what was accepted was given. */
function leadViolations({ simulation, plan }: City): string[] {
  const wrong: string[] = []
  const staff = new Map(simulation.all('staff').map(person => [person._id, person]))
  for (const { id } of plan.centres) {
    const managers = [...staff.values()].filter(({ roles }) =>
      roles.some(({ centreId, role }) => centreId === id && role === 'manager'),
    )
    if (managers.length === 0) wrong.push(`${id}: has no manager`)
  }
  for (const { _id, used, centreId } of simulation.all('invitations')) {
    const person = used && staff.get(used.by)
    if (used && ![...(person?.roles ?? []), ...(person?.former ?? [])].some(role => role.centreId === centreId))
      wrong.push(`invitation ${_id}: accepted, but no role was given`)
  }
  const closures = simulation.all('closures').filter(({ takenBack }) => !takenBack)
  for (const { _id, hours } of simulation.all('centres')) {
    for (const { from, to } of hours.closures) {
      const since = closures.find(one => one.centreId === _id && one.from === from && one.to === to)?.closedAt
      if (since === undefined) continue
      const left = simulation
        .all('sessions')
        .filter(({ centreId, status, startsAt }) => centreId === _id && status === 'open' && startsAt > since)
        .filter(({ startsAt }) => startsAt >= atLocal(from) && startsAt < atLocal(to) + DAY)
      for (const session of left) wrong.push(`session ${session._id}: is open on a day on which its centre is closed`)
    }
  }
  return wrong
}
