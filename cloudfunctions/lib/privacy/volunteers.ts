import { sumsOf } from '@domain/participation/shift-sums'
import { KEEP } from '@domain/privacy/keep'
import { nobodyIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import type { ShiftDocument, ShiftMark, ShiftPerson } from '../kernel/store/documents'
import { lte, oneOf } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { lotsOf, type Task } from '../kernel/work/task'
import { removalOf } from './removal'

/** Records of each kind per run; the rest is left to the next tick. */
const BATCH = 50

type VolunteerContext = Pick<Context, 'store' | 'now' | 'idSecret'>

/**
 * Takes a volunteer who was erased at `erasedAt` out of all records: places of shifts to come are free again, hours that were served
 * remain as those of nobody. Every shift in the volunteer's record is written, so that a call that was overtaken takes no place
 * afterwards. What the person has taken or said since stays. Safe to repeat. Returns whether everything is done.
 */
export async function anonymizeVolunteer(
  context: VolunteerContext,
  accountId: string,
  erasedAt: number,
): Promise<boolean> {
  const { store } = context
  const [volunteer, own, guided] = await Promise.all([
    store.volunteers.get(accountId),
    store.shifts.find({ where: { accountIds: oneOf([accountId]) }, limit: BATCH }),
    store.shifts.find({ where: { 'guide.accountId': accountId }, limit: BATCH }),
  ])
  const seen = new Set(own.map(({ _id }) => _id))
  const past = ([, { at }]: [string, { at: number }]) => at <= erasedAt
  const taken = Object.entries(volunteer?.shifts ?? {})
  const open = taken.filter(each => past(each) && each[1].minutes === null && !seen.has(each[0]))
  const more =
    open.length > 0 ? await store.shifts.find({ where: { _id: oneOf(open.map(([id]) => id)) }, limit: BATCH }) : []
  let left = own.length === BATCH || guided.length === BATCH
  // Somebody may guide a shift that they are in.
  const all = new Map([...own, ...more, ...guided].map(shift => [shift._id, shift]))
  await forEachConcurrent([...all.values()], async shift => {
    if (!(await leaveShift(context, shift, accountId, erasedAt))) left = true
  })
  await store.certificates.remove({ accountId, at: lte(erasedAt) })
  if (left) return false
  if (!volunteer) return true
  const unchanged = { _id: accountId, revision: volunteer.revision }
  const since = taken.filter(each => !past(each))
  if ((volunteer.savedAt ?? 0) <= erasedAt && since.length === 0)
    return (await store.volunteers.remove(unchanged)) === 1
  if (since.length === taken.length) return true
  const minutes = since.reduce((sum, [, shift]) => sum + (shift.minutes ?? 0), 0)
  const kept = { shifts: Object.fromEntries(since), minutes, call: null, revision: volunteer.revision + 1 }
  return (await store.volunteers.update(unchanged, kept)) === 1
}

/**
 * Frees the place that somebody had in a shift that has not begun, or makes them nobody, and leaves it without its guide; false: it has
 * changed meanwhile. A place that they have taken since stays, and so does a shift that they guide since.
 */
async function leaveShift(
  context: VolunteerContext,
  shift: ShiftDocument,
  accountId: string,
  erasedAt: number,
): Promise<boolean> {
  const { store, now } = context
  const { _id, revision, startsAt } = shift
  const isGuide = shift.guide.accountId === accountId && (shift.guide.since ?? 0) <= erasedAt
  const guide = isGuide ? { guide: { accountId: '', name: '' } } : {}
  const people: ShiftDocument['people'] = {}
  for (const [key, person] of Object.entries(shift.people)) {
    if (person.accountId !== accountId || person.at > erasedAt) people[key] = person
    else if (now >= startsAt || person.in !== null) people[nobodyIdOf(context, key)] = anonymous(person)
  }
  return (
    (await store.shifts.update({ _id, revision }, { people, ...guide, ...sumsOf(people), revision: revision + 1 })) ===
    1
  )
}

function anonymous(person: ShiftPerson): ShiftPerson {
  const mark = (made: ShiftMark | null) => made && { at: made.at, by: '', requestId: '' }
  const { manual, requests: _requests, ...kept } = person
  return {
    ...kept,
    accountId: '',
    name: '',
    in: mark(person.in),
    out: mark(person.out),
    signed: mark(person.signed),
    // Nobody approves hours of somebody who is not known any more.
    manual:
      manual === null || manual.state !== 'approved'
        ? null
        : { ...manual, reason: '', by: '', requestId: '', decided: mark(manual.decided) },
  }
}

/**
 * Deletes the certificates that a social worker had entered when the account was erased at `erasedAt`. Safe to repeat. Returns whether
 * everything is done.
 */
export async function anonymizeWorker(
  { store }: Pick<Context, 'store'>,
  accountId: string,
  erasedAt: number,
): Promise<boolean> {
  const worker = await store.socialworkers.get(accountId, ['certificates', 'revision'])
  const later = worker?.certificates.filter(({ at }) => at > erasedAt) ?? []
  if (!worker || later.length === worker.certificates.length) return true
  const { revision } = worker
  if (later.length === 0) return (await store.socialworkers.remove({ _id: accountId, revision })) === 1
  const change = { certificates: later, revision: revision + 1 }
  return (await store.socialworkers.update({ _id: accountId, revision }, change)) === 1
}

/** Who was in a shift, who guided it and who changed it, at the end of the period. */
const forgetShifts = lotsOf(
  {
    name: 'pastShifts',
    collection: 'shifts',
    due: now => ({ forgottenAt: null, endsAt: lte(now - KEEP.hours) }),
    by: 'endsAt',
    lot: BATCH,
  },
  async (context, ids) => {
    const { store, now } = context
    const shifts = await store.shifts.find({ where: { _id: oneOf(ids) }, limit: BATCH })
    await forEachConcurrent(shifts, async ({ _id, revision, people }) => {
      const nobody = Object.fromEntries(
        Object.entries(people).map(([key, person]) => [nobodyIdOf(context, key), anonymous(person)]),
      )
      await store.shifts.update(
        { _id, revision },
        {
          ...{ people: nobody, ...sumsOf(nobody), guide: { accountId: '', name: '' } },
          ...{ changedBy: '', requests: [], dueAt: 0, forgottenAt: now, revision: revision + 1 },
        },
      )
    })
    return {}
  },
)

/** Certificates at the end of their period: they cannot be checked any more. */
const deleteCertificates = removalOf({
  name: 'pastCertificates',
  collection: 'certificates',
  due: now => ({ at: lte(now - KEEP.hours) }),
  by: 'at',
})

/** Volunteers who have not signed up or served for so long. */
const deleteVolunteers = removalOf({
  name: 'pastVolunteers',
  collection: 'volunteers',
  due: now => ({ usedAt: lte(now - KEEP.account) }),
  by: 'usedAt',
})

/** Social workers whose last certificate has been over for so long. */
const deleteWorkers = removalOf({
  name: 'pastSocialWorkers',
  collection: 'socialworkers',
  due: now => ({ forgetAt: lte(now) }),
  by: 'forgetAt',
})

/** The timer's work of forgetting about volunteers and social workers. */
export const VOLUNTEER_RETENTION: readonly Task[] = [forgetShifts, deleteCertificates, deleteVolunteers, deleteWorkers]
