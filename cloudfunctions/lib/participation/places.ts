import { decideShift } from '@domain/participation/shift'
import { VOLUNTEER_RULES } from '@domain/participation/volunteer-rules'
import { maskName } from '@domain/people/members'
import { shiftKeyOf } from '../kernel/ids'
import type { Context, PersonContext } from '../kernel/router/context'
import { AppError, enforce, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { ShiftDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'
import { shiftView } from './shift-views'
import { changeShift, isSubjectGone, REMEMBERED } from './shifts'
import { changeVolunteer, dropShift, markLeaving, markTaken } from './volunteers'

/** Why a shift can no longer be taken or left; null: it can. */
function closedRefusal({ state, startsAt }: ShiftDocument, now: number): AppError<'SHIFT_CLOSED'> | null {
  if (state === 'cancelled') return new AppError('SHIFT_CLOSED', { why: 'cancelled' })
  return now >= startsAt ? new AppError('SHIFT_CLOSED', { why: 'begun' }) : null
}

/**
 * Takes a place in a shift: first in the record of the volunteer, which guards their time, then in the shift, which guards its
 * places. A call that dies in between leaves the first to the timer, which gives it back. Idempotent under the request id.
 */
export const signUp: Handler<'volunteer.signUp'> = async (context, { shiftId }) => {
  const { store, now, accountId, requestId } = context
  const shift = requireFound(await store.shifts.get(shiftId), 'SHIFT_NOT_FOUND')
  const key = shiftKeyOf(context, shiftId, accountId)
  if (shift.people[key]) {
    await markTakenUnlessLeaving(context, shiftId)
    return answer(context, shift)
  }
  const refusal = closedRefusal(shift, now)
  if (refusal) throw refusal
  if (await isSubjectGone(store, shift)) throw new AppError('SHIFT_CLOSED', { why: 'cancelled' })
  const { startsAt, endsAt, centreId: site } = shift
  const volunteer = await changeVolunteer(context, accountId, ({ shifts, requests }) => {
    if (requests.includes(requestId)) return null
    const { [shiftId]: own, ...others } = shifts
    if (own?.state === 'leaving') throw new AppError('BUSY', null)
    if (own) return null
    enforce(decideShift(Object.values(others), { startsAt, endsAt, site }))
    const open = Object.values(others).filter(({ minutes }) => minutes === null)
    const { openMost: max } = VOLUNTEER_RULES
    if (open.length >= max) throw new AppError('SHIFT_LIMIT', { max })
    const taking = { startsAt, endsAt, site, state: 'taking' as const, at: now, minutes: null, missed: false }
    return {
      shifts: { ...shifts, [shiftId]: taking },
      requests: [...requests, requestId].slice(-REMEMBERED),
      usedAt: now,
    }
  })
  const { name } = requireFound(volunteer, 'VOLUNTEER_NOT_FOUND')
  // The request has taken the place before, and it was given back since.
  if (!volunteer?.shifts[shiftId]) return answer(context, await requireShift(context, shiftId))
  try {
    const taken = await takePlace(context, shiftId, key, maskName(name))
    await markTakenUnlessLeaving(context, shiftId)
    return await answer(context, taken)
  } catch (failure) {
    if (failure instanceof AppError) await returnPlace(context, accountId, shiftId, requestId)
    throw failure
  }
}

async function requireShift({ store }: PersonContext, shiftId: string): Promise<ShiftDocument> {
  return requireFound(await store.shifts.get(shiftId), 'SHIFT_NOT_FOUND')
}

async function markTakenUnlessLeaving(context: PersonContext, shiftId: string): Promise<void> {
  const own = await context.store.volunteers.get(context.accountId, ['shifts'])
  if (own?.shifts[shiftId]?.state === 'taking') await markTaken(context, context.accountId, shiftId)
}

function takePlace(context: PersonContext, shiftId: string, key: string, name: string): Promise<ShiftDocument> {
  const { store, now, accountId } = context
  return changeShift(context, shiftId, async current => {
    if (current.people[key]) return null
    const refusal = closedRefusal(current, now)
    if (refusal) throw refusal
    if (current.taken >= current.places) throw new AppError('SHIFT_FULL', { places: current.places })
    // Read after the shift: whoever gives the place back writes the shift, too, so that an overtaken call takes nothing.
    const own = (await store.volunteers.get(accountId, ['shifts']))?.shifts[shiftId]
    if (own?.state !== 'taking' && own?.state !== 'taken') throw new AppError('BUSY', null)
    // The record guards other times than those of the shift, which was moved while nobody was in it.
    if (own.startsAt !== current.startsAt || own.endsAt !== current.endsAt) throw new AppError('BUSY', null)
    const none = { in: null, out: null, outcome: null, minutes: null, signed: null, manual: null }
    // Who signs up after the others were asked has just said that they come.
    const confirmedAt = current.askedAt > 0 ? now : null
    return { people: { ...current.people, [key]: { accountId, name, at: now, confirmedAt, ...none } } }
  })
}

/**
 * Gives a place back, and takes the shift out of the volunteer's record. The shift is written even when nobody is in it, so that a
 * call that was overtaken cannot take the place afterwards. Who is checked in keeps it. Safe to repeat; a call that dies leaves
 * the rest to the timer. `refused`: the request that could not take the place.
 */
export async function returnPlace(
  context: Pick<Context, 'store' | 'now' | 'idSecret'>,
  accountId: string,
  shiftId: string,
  refused?: string,
): Promise<ShiftDocument | null> {
  const marked = await markLeaving(context, accountId, shiftId)
  if (!marked?.shifts[shiftId]) return context.store.shifts.get(shiftId)
  if (!(await context.store.shifts.get(shiftId, ['state']))) {
    await dropShift(context, accountId, shiftId, refused)
    return null
  }
  const key = shiftKeyOf(context, shiftId, accountId)
  const shift = await changeShift(context, shiftId, ({ people, closedAt }) => {
    const { [key]: own, ...rest } = people
    return own?.in || (own && closedAt > 0) ? null : { people: rest }
  })
  if (shift.people[key]) await markTaken(context, accountId, shiftId)
  else await dropShift(context, accountId, shiftId, refused)
  return shift
}

/** Gives a place back before the shift begins. Idempotent under the request id. */
export const leave: Handler<'volunteer.leave'> = async (context, { shiftId }) => {
  const { now, accountId, requestId } = context
  const shift = await requireShift(context, shiftId)
  const volunteer = await changeVolunteer(context, accountId, ({ shifts, requests }) => {
    const own = shifts[shiftId]
    if (!own || own.state === 'leaving' || requests.includes(requestId)) return null
    const refusal = closedRefusal(shift, now)
    if (refusal) throw refusal
    if (shift.people[shiftKeyOf(context, shiftId, accountId)]?.in) throw new AppError('SHIFT_CLOSED', { why: 'begun' })
    return {
      shifts: { ...shifts, [shiftId]: { ...own, state: 'leaving', at: now } },
      requests: [...requests, requestId].slice(-REMEMBERED),
      usedAt: now,
    }
  })
  const isLeaving = volunteer?.shifts[shiftId]?.state === 'leaving'
  const after = isLeaving ? await returnPlace(context, accountId, shiftId) : shift
  return answer(context, requireFound(after, 'SHIFT_NOT_FOUND'))
}

/** Says again that one comes, once. */
export const confirmShift: Handler<'volunteer.confirm'> = async (context, { shiftId }) => {
  const { now, accountId } = context
  const key = shiftKeyOf(context, shiftId, accountId)
  const shift = await changeShift(context, shiftId, current => {
    const own = requireFound(current.people[key], 'SHIFT_NOT_FOUND')
    if (own.confirmedAt !== null) return null
    const refusal = closedRefusal(current, now)
    if (refusal) throw refusal
    return { people: { ...current.people, [key]: { ...own, confirmedAt: now } } }
  })
  return answer(context, shift)
}

async function answer(context: PersonContext, shift: ShiftDocument) {
  return { now: context.now, shift: await shiftView(context, shift) }
}

/** Shifts that a dead call has left half taken or half left: a place that was taken stays, otherwise none is kept. */
export const followVolunteers = eachOf(
  { name: 'volunteers', collection: 'volunteers', due: now => ({ checkAt: dueBy(now) }), by: 'checkAt' },
  async (context, accountId) => {
    const { store, now } = context
    const volunteer = await store.volunteers.get(accountId, ['shifts'])
    for (const [shiftId, { state, at }] of Object.entries(volunteer?.shifts ?? {})) {
      if (state === 'taken' || at > now - STALE_CALL_AFTER) continue
      const shift = state === 'taking' ? await store.shifts.get(shiftId, ['accountIds']) : null
      if (shift?.accountIds.includes(accountId)) await markTaken(context, accountId, shiftId)
      else await returnPlace(context, accountId, shiftId)
    }
  },
)
