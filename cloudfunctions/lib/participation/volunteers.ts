import { creditShift, needsCall, recentShifts } from '@domain/participation/volunteer'
import type { Context } from '../kernel/router/context'
import type { VolunteerDocument } from '../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { STALE_CALL_AFTER } from '../kernel/work/stale'

/** Each conflict means that another change of the same person was stored. */
const MAX_ATTEMPTS = 60

export type VolunteerChange = Partial<Omit<VolunteerDocument, '_id' | 'revision' | 'checkAt'>>
type VolunteerContext = Pick<Context, 'store' | 'now'>

/**
 * Changes the record of a volunteer by compare-and-set. `decide` returns the fields to replace, or null to change nothing; it throws
 * to refuse. Shifts that no rule looks back to leave it. Returns the record afterwards; null: there is none. Throws BUSY.
 */
export async function changeVolunteer(
  { store, now }: VolunteerContext,
  accountId: string,
  decide: (volunteer: VolunteerDocument) => VolunteerChange | null,
): Promise<VolunteerDocument | null> {
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const before = await store.volunteers.get(accountId)
    const change = before && decide(before)
    if (!change) return before
    const { revision } = before
    const shifts = recentShifts(change.shifts ?? before.shifts, now)
    const unfinished = Object.values(shifts).filter(({ state }) => state !== 'taken')
    const checkAt = unfinished.length > 0 ? Math.min(...unfinished.map(({ at }) => at)) + STALE_CALL_AFTER : 0
    const after = { ...change, shifts, checkAt, revision: revision + 1 }
    const isStored = (await store.volunteers.update({ _id: accountId, revision }, after)) === 1
    return isStored ? { ...before, ...after } : CONFLICT
  })
}

/** Takes a shift out of a volunteer's record, with a request that was refused: a repetition of it decides anew. */
export async function dropShift(
  context: VolunteerContext,
  accountId: string,
  shiftId: string,
  refused?: string,
): Promise<void> {
  await changeVolunteer(context, accountId, ({ shifts, requests }) => {
    const { [shiftId]: dropped, ...rest } = shifts
    return dropped ? { shifts: rest, requests: requests.filter(each => each !== refused) } : null
  })
}

/** Writes the hours or the absence of a shift that is over, and whether a guide should call. Safe to repeat. */
export async function creditVolunteer(
  context: VolunteerContext,
  accountId: string,
  { shiftId, centreId }: { shiftId: string; centreId: string },
  ended: { minutes: number; missed: boolean },
): Promise<void> {
  const { now } = context
  await changeVolunteer(context, accountId, volunteer => {
    const change = creditShift(volunteer, shiftId, ended)
    if (!change) return null
    const isDue = needsCall(change.shifts, now, volunteer.calledAt)
    return { ...change, usedAt: now, call: isDue ? (volunteer.call ?? { centreId, shiftId, at: now }) : null }
  })
}

/** Notes that the place of a shift is taken. */
export function markTaken(context: VolunteerContext, accountId: string, shiftId: string) {
  return markShift(context, accountId, shiftId, 'taken')
}

/** Notes that the place of a shift is about to be given back. */
export function markLeaving(context: VolunteerContext, accountId: string, shiftId: string) {
  return markShift(context, accountId, shiftId, 'leaving')
}

function markShift(context: VolunteerContext, accountId: string, shiftId: string, state: 'taken' | 'leaving') {
  return changeVolunteer(context, accountId, ({ shifts }) => {
    const shift = shifts[shiftId]
    return shift && shift.state !== state ? { shifts: { ...shifts, [shiftId]: { ...shift, state } } } : null
  })
}
