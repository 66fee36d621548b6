import type { ShiftDesk } from '@domain/contracts/staff-volunteers'
import { minutesOf } from '@domain/participation/shift'
import { needsSignature } from '@domain/participation/shift-sums'
import { VOLUNTEER_RULES } from '@domain/participation/volunteer-rules'
import { maskName } from '@domain/people/members'
import { DAY, MINUTE } from '@domain/time'
import { callKeyOf, shiftCodeOf } from '../kernel/ids'
import { manages, note, type StaffContext } from '../kernel/router/context'
import { AppError, enforce, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { ShiftDocument, ShiftPerson } from '../kernel/store/documents'
import { both, gt, gte, lt } from '../kernel/store/port'
import { latestChanges } from '../kernel/work/changes'
import { guidedCard, guidedShift } from './shift-views'
import { changeShift, markRefusal, REMEMBERED, type ShiftChange, telling, tellVolunteers } from './shifts'
import { changeVolunteer } from './volunteers'

/** How far back and ahead the list looks, and how much it shows. */
const BACK = 2 * DAY
const AHEAD = 7 * DAY
const MAX_SHIFTS = 60
const MAX_UNSIGNED = 30
const MAX_CALLS = 30

/** Shifts around now, those that wait for a signature, and whom to call. */
export const getShiftDesk: Handler<'staff.shifts'> = (context, { centreId }) => shiftDesk(context, centreId)

async function shiftDesk(context: StaffContext, centreId: string): Promise<ShiftDesk> {
  const { store, now } = context
  const [around, unsigned, calls] = await Promise.all([
    store.shifts.find({
      where: { centreId, startsAt: both(gte(now - BACK), lt(now + AHEAD)) },
      sort: [['startsAt', 'asc']],
      limit: MAX_SHIFTS,
    }),
    // What nobody can sign any more is left out here, so that it does not fill the list.
    store.shifts.find({
      where: { centreId, toSign: gt(0), endsAt: gt(now - VOLUNTEER_RULES.signFor) },
      limit: MAX_UNSIGNED,
    }),
    store.volunteers.find({ where: { 'call.centreId': centreId }, limit: MAX_CALLS }),
  ])
  const shifts = [...new Map([...unsigned, ...around].map(shift => [shift._id, shift])).values()]
  return {
    now,
    shifts: shifts.sort((a, b) => a.startsAt - b.startsAt).map(shift => guidedCard(context, shift)),
    calls: calls.map(volunteer => ({
      key: callKeyOf(context, volunteer._id, volunteer.call?.at ?? 0),
      name: maskName(volunteer.name),
      phone: volunteer.phone,
      missed: Object.values(volunteer.shifts).filter(({ missed }) => missed).length,
    })),
  }
}

/** A shift and its volunteers. */
export const getGuidedShift: Handler<'staff.shift'> = async (context, { centreId, shiftId }) => {
  const shift = requireAtCentre(await context.store.shifts.get(shiftId), centreId, 'SHIFT_NOT_FOUND')
  return { now: context.now, shift: guidedShift(context, shift) }
}

/** Checks a volunteer in or out, once each. Idempotent under the request id. */
export const markShift: Handler<'staff.shiftMark'> = async (context, { centreId, shiftId, code, what }) => {
  const { now, actor: by, requestId } = context
  let key = ''
  const shift = await changeShift(context, shiftId, current => {
    const { state, people, title } = requireAtCentre(current, centreId, 'SHIFT_NOT_FOUND')
    const found = Object.entries(people).filter(
      ([, { accountId }]) => accountId !== '' && shiftCodeOf(context, shiftId, accountId) === code,
    )
    if (found.length > 1) throw new AppError('CODE_AMBIGUOUS', null)
    const [own, person] = requireFound(found[0], 'VOLUNTEER_NOT_FOUND')
    key = own
    note(context, { person: { id: person.accountId, name: person.name }, subject: { id: shiftId, title }, to: what })
    if (person[what]?.requestId === requestId) return null
    if (state === 'cancelled') throw new AppError('SHIFT_CLOSED', { why: 'cancelled' })
    if (current.closedAt > 0) throw new AppError('SHIFT_CLOSED', { why: 'over' })
    enforce(markRefusal(what, current, person, now))
    return { people: { ...people, [key]: { ...person, [what]: { at: now, by, requestId } } } }
  })
  return { now, shift: guidedShift(context, shift), key }
}

/** Changes what is decided about a person's hours, once under the request id, and tells their record. */
async function decideHours(
  context: StaffContext,
  { centreId, shiftId, key }: { centreId: string; shiftId: string; key: string },
  decide: (person: ShiftPerson, shift: ShiftDocument) => Partial<ShiftPerson> | null,
) {
  const { now, requestId } = context
  const shift = await changeShift(context, shiftId, (current): ShiftChange | null => {
    const { people, title } = requireAtCentre(current, centreId, 'SHIFT_NOT_FOUND')
    const person = requireFound(people[key], 'VOLUNTEER_NOT_FOUND')
    note(context, { person: { id: person.accountId, name: person.name }, subject: { id: shiftId, title } })
    const change = person.requests?.includes(requestId) ? null : decide(person, current)
    if (!change) return null
    const requests = latestChanges(person.requests, requestId)
    return { people: { ...people, [key]: { ...person, ...change, requests } }, ...telling(now) }
  })
  await tellVolunteers(context, shift)
  return { now, shift: guidedShift(context, shift) }
}

/** Nobody decides about their own hours, and not for ever. */
function requireOpen({ accountId: caller, now }: StaffContext, person: ShiftPerson, shift: ShiftDocument): void {
  if (person.accountId === caller) throw new AppError('OWN_HOURS', null)
  const isOpen = shift.closedAt > 0 && shift.state === 'open' && now < shift.endsAt + VOLUNTEER_RULES.signFor
  if (!isOpen || person.accountId === '') throw new AppError('HOURS_NOT_OPEN', null)
}

/** Signs for somebody who has not checked out, or refuses to. Idempotent under the request id. */
export const signHours: Handler<'staff.shiftSign'> = async (context, { isRight, ...place }) => {
  const { now, actor: by, requestId, accountId } = context
  return decideHours(context, place, (person, shift) => {
    if (person.signed?.requestId === requestId) return null
    if (shift.guide.accountId !== accountId && !manages(context)) throw new AppError('NOT_GUIDE', null)
    requireOpen(context, person, shift)
    if (!needsSignature(person)) throw new AppError('HOURS_NOT_OPEN', null)
    const minutes = isRight ? minutesOf(shift, { in: person.in?.at ?? null, out: null }) : 0
    return { outcome: isRight ? 'signed' : 'refused', minutes, signed: { at: now, by, requestId } }
  })
}

/** Enters hours by hand for somebody who has none. Idempotent under the request id. */
export const enterHours: Handler<'staff.shiftManual'> = async (context, { minutes, reason, ...place }) => {
  const { now, actor: by, requestId } = context
  return decideHours(context, place, (person, shift) => {
    const { manual, outcome } = person
    if (manual?.requestId === requestId) return null
    requireOpen(context, person, shift)
    const isDecided = outcome === null || outcome === 'done' || outcome === 'signed'
    if (isDecided || (manual !== null && manual.state !== 'rejected')) throw new AppError('HOURS_NOT_OPEN', null)
    const max = Math.floor((shift.endsAt - shift.startsAt) / MINUTE)
    if (minutes > max) throw new AppError('MANUAL_TOO_LONG', { max })
    return { manual: { minutes, reason, state: 'asked', by, at: now, requestId, decided: null } }
  })
}

/** Notes that somebody was called: earlier absences are no reason any more. Safe to repeat. */
export const noteCall: Handler<'staff.volunteerCalled'> = async (context, { centreId, key }) => {
  const { store, now } = context
  const waiting = await store.volunteers.find({ where: { 'call.centreId': centreId }, limit: MAX_CALLS })
  const found = waiting.find(({ _id, call }) => callKeyOf(context, _id, call?.at ?? 0) === key)
  if (found) {
    note(context, { person: { id: found._id, name: found.name } })
    await changeVolunteer(context, found._id, ({ call, requests }) =>
      call?.at === found.call?.at
        ? { call: null, calledAt: now, requests: [...requests, context.requestId].slice(-REMEMBERED) }
        : null,
    )
  }
  return shiftDesk(context, centreId)
}
