import { canGuide } from '@domain/participation/shift-plan'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf, shiftCodeOf } from '../../../../cloudfunctions/lib/kernel/ids'
import type { ShiftDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { TEST_ID_SECRET } from '../../support/id-secret'
import { volunteerViolations } from '../../support/invariants/volunteers'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'

/** Volunteers: shifts that managers open, and people who sign up, leave, come, forget to check out, or stay away. */
export const volunteers: Area = {
  name: 'volunteers',
  acts: [
    { does: 'open a shift', perDay: 3, hours: [7, 20], run: openShift },
    { does: 'become a volunteer', perDay: 4, run: register },
    { does: 'sign up', perDay: 24, hours: [6, 23], run: signUp },
    { does: 'leave a shift', perDay: 3, hours: [6, 23], run: leave },
    { does: 'say again that one comes', perDay: 3, hours: [6, 23], run: confirm },
    { does: 'check a volunteer in or out', perDay: 30, run: mark },
    { does: 'sign for a volunteer', perDay: 2, hours: [8, 20], run: sign },
    { does: 'cancel a shift', perDay: 0.3, hours: [7, 20], run: cancel },
  ],
  due: [
    { what: 'the next step of a shift', collection: 'shifts', field: 'dueAt', after: 2 * MINUTE },
    { what: 'a shift half taken', collection: 'volunteers', field: 'checkAt', after: 2 * MINUTE },
  ],
  begin: city => ({
    checkWrite: ({ collection, after }) => (collection === 'shifts' ? placeViolations(after) : []),
    atRest: () => [
      ...volunteerViolations({
        volunteers: city.simulation.all('volunteers'),
        shifts: city.simulation.all('shifts'),
      }),
      ...guideViolations(city.simulation.all('shifts')),
    ],
  }),
}

function placeViolations({ _id, people, places }: ShiftDocument): string[] {
  return Object.keys(people).length > places ? [`${_id}: more people than places`] : []
}

/** Nobody guides too many volunteers at one time. */
function guideViolations(shifts: readonly ShiftDocument[]): string[] {
  const open = shifts.filter(({ state }) => state === 'open')
  return open.flatMap(shift => {
    const others = open.filter(({ _id, guide }) => _id !== shift._id && guide.accountId === shift.guide.accountId)
    return canGuide(others, shift) ? [] : [`${shift._id}: its guide has too many volunteers at one time`]
  })
}

/** An open shift of a centre around now, or of any centre. */
function aShift(city: City, fits: (shift: ShiftDocument) => boolean): ShiftDocument | undefined {
  return city.oneOf(city.simulation.all('shifts').filter(shift => shift.state === 'open' && fits(shift)))
}

/** Short ones that begin soon, and some that go over midnight; often two of one guide at once. */
function openShift(city: City, { id: centreId, station, manager, staff }: CentrePlan): void {
  const { now, random } = city.simulation
  const startsAt = now - (now % HOUR) + random.whole(1, 40) * HOUR
  const plan = { kind: 'station', subjectId: station, title: '驿站值守', words: '', skill: 'any' } as const
  const guideId = accountIdOf(random.pick([manager, ...staff]))
  for (let n = random.whole(1, 2); n > 0; n--)
    city.phoneOf({ openid: manager }).press('office.saveShift', {
      ...{ centreId, revision: 0, ...plan, startsAt, endsAt: startsAt + random.whole(2, 12) * 30 * MINUTE },
      ...{ places: random.whole(1, 5) + (random.chance(0.3) ? 6 : 0), guideId },
    })
}

function register(city: City, centre: CentrePlan): void {
  city.phoneOf(city.aResident(centre)).press('volunteer.save', { name: '王小红', phone: '', skills: ['any'] })
}

function signUp(city: City, centre: CentrePlan): void {
  const shift = aShift(city, ({ startsAt }) => startsAt > city.simulation.now)
  if (shift) city.phoneOf(city.aResident(centre)).press('volunteer.signUp', { shiftId: shift._id })
}

/** Somebody who is in a shift, with the shift. */
function aVolunteer(city: City, fits: (shift: ShiftDocument) => boolean) {
  const shift = aShift(city, ({ accountIds, ...rest }) => accountIds.length > 0 && fits({ accountIds, ...rest }))
  const resident = city.residentOf(city.oneOf(shift?.accountIds ?? []) ?? '')
  return shift && resident ? { shift, resident } : null
}

function leave(city: City): void {
  const found = aVolunteer(city, ({ startsAt }) => startsAt > city.simulation.now)
  if (found) city.phoneOf(found.resident).press('volunteer.leave', { shiftId: found.shift._id })
}

function confirm(city: City): void {
  const found = aVolunteer(city, ({ startsAt, askedAt }) => askedAt > 0 && startsAt > city.simulation.now)
  if (found) city.phoneOf(found.resident).press('volunteer.confirm', { shiftId: found.shift._id })
}

/** Some are never checked out. */
function mark(city: City): void {
  const { now, random } = city.simulation
  const found = aVolunteer(city, ({ startsAt, endsAt }) => startsAt < now + 30 * MINUTE && now < endsAt + HOUR)
  if (!found) return
  const { shift, resident } = found
  const { _id: shiftId, centreId } = shift
  const staff = city.centreOf(centreId)?.staff[0] ?? ''
  const code = shiftCodeOf({ idSecret: TEST_ID_SECRET }, shiftId, resident.accountId)
  const what = random.chance(0.6) ? 'in' : 'out'
  city.phoneOf({ openid: staff }).press('staff.shiftMark', { centreId, shiftId, code, what })
}

function sign(city: City, { id: centreId, manager }: CentrePlan): void {
  const shift = aShift(city, ({ toSign, centreId: at }) => toSign > 0 && at === centreId)
  const [key] = Object.entries(shift?.people ?? {}).find(([, { outcome }]) => outcome === 'open') ?? []
  if (!shift || key === undefined) return
  const isRight = city.simulation.random.chance(0.8)
  city.phoneOf({ openid: manager }).press('staff.shiftSign', { centreId, shiftId: shift._id, key, isRight })
}

function cancel(city: City, { id: centreId, manager }: CentrePlan): void {
  const { now } = city.simulation
  const shift = aShift(city, ({ startsAt, centreId: at }) => at === centreId && startsAt > now && startsAt < now + DAY)
  if (shift) city.phoneOf({ openid: manager }).press('office.cancelShift', { centreId, shiftId: shift._id })
}
