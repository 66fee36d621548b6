import { decideMark, minutesOf, outcomeOf } from '@domain/participation/shift'
import { isApart } from '@domain/participation/shift-plan'
import { sumsOf } from '@domain/participation/shift-sums'
import { VOLUNTEER_RULES } from '@domain/participation/volunteer-rules'
import type { Context } from '../kernel/router/context'
import type { ShiftDocument, ShiftPerson } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import type { Store } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { revise } from '../kernel/work/revise'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'
import { creditVolunteer, dropShift } from './volunteers'

/** Each conflict means that another change of the same shift was stored: at most its places and marks at once. */
const MAX_ATTEMPTS = 60
/** How many latest requests a shift remembers. */
export const REMEMBERED = 20

export type ShiftChange = Partial<Omit<ShiftDocument, '_id' | 'revision'>>
type ShiftContext = Pick<Context, 'store' | 'now'>

/**
 * Changes a shift by compare-and-set. `decide` gets it after it was read, and may read what the change depends on; it returns the
 * fields to replace, or null to change nothing, and throws to refuse. What follows from the people is derived. Returns the shift
 * afterwards. Throws SHIFT_NOT_FOUND, BUSY.
 */
export function changeShift(
  { store }: ShiftContext,
  shiftId: string,
  decide: (shift: ShiftDocument) => ShiftChange | null | Promise<ShiftChange | null>,
): Promise<ShiftDocument> {
  return revise(store.shifts, shiftId, { missing: 'SHIFT_NOT_FOUND', attempts: MAX_ATTEMPTS }, async before => {
    const change = await decide(before)
    return change && { ...change, ...(change.people ? sumsOf(change.people) : {}) }
  })
}

/** The moments of a person's check-in and check-out. */
export function pairOf(person: Pick<ShiftPerson, 'in' | 'out'>) {
  return { in: person.in?.at ?? null, out: person.out?.at ?? null }
}

/** Why nobody can be checked in or out. */
export function markRefusal(what: 'in' | 'out', shift: ShiftDocument, person: ShiftPerson, now: number) {
  return decideMark(what, shift, pairOf(person), now)
}

/** Fields of a shift whose volunteers are to be told by this call, or by the timer when it dies. */
export function telling(now: number): ShiftChange {
  return { dueAt: now + STALE_CALL_AFTER }
}

/** Whether what a shift belongs to was cancelled, removed, closed, or moved to another time. */
export async function isSubjectGone(
  store: Store,
  { subject, startsAt, endsAt }: Pick<ShiftDocument, 'subject' | 'startsAt' | 'endsAt'>,
): Promise<boolean> {
  if (subject.kind === 'station') return (await store.stations.get(subject.id, ['name'])) === null
  if (subject.kind === 'project') return (await store.projects.get(subject.id, ['state']))?.state !== 'running'
  const session = await store.sessions.get(subject.id, ['status', 'startsAt', 'endsAt'])
  return session?.status !== 'open' || isApart({ startsAt, endsAt }, session)
}

/**
 * Writes what a shift means for its volunteers into their records: hours and absences of a closed one; a cancelled one is taken
 * out. Safe to repeat; the shift stays due until everybody has it.
 */
export async function tellVolunteers(context: ShiftContext, shift: ShiftDocument): Promise<void> {
  const { _id: shiftId, revision, state, centreId, people } = shift
  await forEachConcurrent(Object.values(people), async ({ accountId, outcome, minutes }) => {
    if (accountId === '') return
    if (state === 'cancelled') await dropShift(context, accountId, shiftId)
    else if (outcome !== null) {
      const ended = { minutes: minutes ?? 0, missed: outcome === 'missed' && !minutes }
      await creditVolunteer(context, accountId, { shiftId, centreId }, ended)
    }
  })
  // A shift that has changed meanwhile is told by whoever changed it.
  await context.store.shifts.update({ _id: shiftId, revision }, { dueAt: 0 })
}

/** The next step of a shift; null: there is nothing to do yet. */
async function stepOf(context: ShiftContext, shift: ShiftDocument): Promise<ShiftChange | null> {
  const { now, store } = context
  if (shift.state === 'cancelled' || shift.closedAt > 0) return null
  const closeAt = shift.endsAt + VOLUNTEER_RULES.outAfter
  const isOver = now >= closeAt
  if (shift.askedAt > 0 && !isOver) return null
  // Nobody is absent from what did not take place; who was checked in has served.
  const isServed = Object.values(shift.people).some(person => person.in !== null)
  if (!isServed && (await isSubjectGone(store, shift))) return { state: 'cancelled', ...telling(now) }
  if (isOver) return { people: closedPeople(shift), closedAt: now, ...telling(now) }
  return now >= shift.startsAt - VOLUNTEER_RULES.reconfirmBefore ? { askedAt: now, dueAt: closeAt } : null
}

/** The people of a shift that is over: who has not checked out waits for a signature. */
function closedPeople(shift: ShiftDocument): ShiftDocument['people'] {
  return Object.fromEntries(
    Object.entries(shift.people).map(([key, person]) => {
      const pair = pairOf(person)
      const outcome = outcomeOf(pair)
      return [key, { ...person, outcome, minutes: outcome === 'open' ? null : minutesOf(shift, pair) }]
    }),
  )
}

/** Shifts whose people are to be asked again, that are over, or whose volunteers a dead call has not told. */
export const followShifts = eachOf(
  { name: 'shifts', collection: 'shifts', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, shiftId) => {
    const { store, now } = context
    if (!(await store.shifts.get(shiftId, ['dueAt']))) return
    const shift = await changeShift(context, shiftId, current =>
      current.dueAt === 0 || current.dueAt > now ? null : stepOf(context, current),
    )
    if (shift.state === 'cancelled' || shift.closedAt > 0) await tellVolunteers(context, shift)
  },
)
