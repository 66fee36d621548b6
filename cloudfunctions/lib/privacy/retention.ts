import { KEEP } from '@domain/privacy/keep'
import { refreshStanding } from '../accounts/standing'
import { nobodyIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import type { Documents, SessionDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { gt, lte, neq, not, oneOf, remove } from '../kernel/store/port'
import { eachOf, lotsOf, type Task, type TaskItems } from '../kernel/work/task'
import { clearSitter } from '../stations/clear-sitter'
import { anonymousAttendees } from './booking'
import { CONTEST_RETENTION } from './contest'
import { GOVERNANCE_RETENTION } from './governance'
import { GROUP_RETENTION } from './groups'
import { HONOUR_RETENTION } from './honours'
import { PARTNER_RETENTION } from './partners'
import { forgetBookings, scheduleBookings } from './past-bookings'
import { POINT_RETENTION } from './points'
import { removalOf } from './removal'
import { forgetMembers } from './removed-members'
import { reviewAccounts, scheduleAccounts } from './review-accounts'
import { VOLUNTEER_RETENTION } from './volunteers'

/** Documents that one call of a task forgets or deletes. */
const LOT = 100

/** A task whose documents need no look at each. */
function inLots<Name extends keyof Documents>(
  what: TaskItems<Name>,
  forget: (context: Context, ids: readonly string[]) => Promise<unknown>,
): Task {
  return lotsOf({ ...what, lot: LOT }, async (context, ids) => {
    await forget(context, ids)
    return {}
  })
}

/** Documents of what staff did, or changed last, before the period for acts. */
const pastActs = (now: number) => ({ forgottenAt: null, at: lte(now - KEEP.act) })
const pastChanges = (now: number) => ({ forgottenAt: null, changedAt: lte(now - KEEP.act) })

/** No-shows that do not count any more. The account is updated first: without the record nobody would find it again. */
const deleteNoShows = eachOf(
  {
    name: 'pastNoShows',
    collection: 'noshows',
    due: now => ({ missedAt: lte(now - KEEP.noShow) }),
    by: 'missedAt',
  },
  async (context, recordId) => {
    const record = await context.store.noshows.get(recordId, ['accountId'])
    if (!record) return
    await refreshStanding(context, record.accountId)
    await context.store.noshows.remove({ _id: recordId })
  },
)

/** Where somebody sat, a day after they left. The next visit begins anew. */
const clearSitters = eachOf(
  {
    name: 'pastVisits',
    collection: 'sitters',
    due: now => ({ until: dueBy(now - KEEP.visit), movedAt: 0 }),
    by: 'until',
  },
  async (context, accountId) => {
    const sitter = await context.store.sitters.get(accountId)
    if (!sitter || sitter.until > context.now - KEEP.visit) return
    if (await clearSitter(context, accountId, sitter.until))
      await context.store.sitters.remove({ _id: accountId, visitId: '', movedAt: 0 })
  },
)

/** Enrolments of whole series; their bookings have periods of their own. */
const forgetEnrolments = eachOf(
  {
    name: 'pastEnrolments',
    collection: 'enrolments',
    due: now => ({ forgottenAt: null, at: lte(now - KEEP.enrolment) }),
    by: 'at',
  },
  async (context, enrolmentId) => {
    const { store, now } = context
    const enrolment = await store.enrolments.get(enrolmentId)
    if (!enrolment || (enrolment.openAt ?? 0) > 0) return
    await store.enrolments.update(
      { _id: enrolmentId, openAt: not(gt(0)) },
      {
        accountId: nobodyIdOf(context, enrolmentId),
        requestId: '',
        attendees: anonymousAttendees(enrolment.attendees),
        left: enrolment.left && { ...enrolment.left, requestId: '' },
        forgottenAt: now,
      },
    )
  },
)

const STAFF_FIELDS = ['changes', 'capacityChanges', 'closures', 'excused'] as const

/** The numbers of staff in changes of sessions, and the list of a draw. */
const forgetSessions = eachOf(
  {
    name: 'pastSessions',
    collection: 'sessions',
    due: now => ({ forgottenAt: null, endsAt: lte(now - KEEP.act) }),
    by: 'endsAt',
  },
  async ({ store, now }, sessionId) => {
    const session = await store.sessions.get(sessionId, STAFF_FIELDS)
    if (!session) return
    await store.sessions.update({ _id: sessionId }, { ...withoutStaff(session), drawn: remove(), forgottenAt: now })
  },
)

/** What is left of the staff's changes: what was changed, when and why. */
function withoutStaff({
  changes,
  capacityChanges,
  closures,
  excused,
}: Pick<SessionDocument, (typeof STAFF_FIELDS)[number]>) {
  return {
    changes: mapped(changes, change => ({ ...change, by: '' })),
    capacityChanges: mapped(capacityChanges, change => ({ ...change, by: '' })),
    ...(closures
      ? { closures: mapped(closures, one => ({ ...one, by: '', opened: one.opened && { ...one.opened, by: '' } })) }
      : {}),
    ...(excused ? { excused: { ...excused, by: '', requestId: '' } } : {}),
  }
}

function mapped<Item>(items: Record<string, Item>, change: (item: Item) => Item): Record<string, Item> {
  return Object.fromEntries(Object.entries(items).map(([id, item]) => [id, change(item)]))
}

/** The numbers of staff in the log of stations. */
const forgetStationActs = inLots(
  { name: 'pastStationActs', collection: 'stationacts', due: now => ({ forgetAt: dueBy(now) }), by: 'forgetAt' },
  ({ store }, ids) => store.stationacts.update({ _id: oneOf(ids) }, { by: '', forgetAt: 0 }),
)

/** Rows of the journal: what was done stays. */
const forgetJournal = inLots(
  { name: 'pastJournal', collection: 'journal', due: pastActs, by: 'at' },
  async ({ store, now }, ids) => {
    const nobody = { by: '', byName: null, person: null, reason: null, forgottenAt: now }
    // The operator of the system is no person.
    await store.journal.update({ _id: oneOf(ids), by: neq(null) }, nobody)
    await store.journal.update({ _id: oneOf(ids), by: null }, { person: null, reason: null, forgottenAt: now })
  },
)

/** Who changed a draft of the timetable last. */
const forgetDrafts = inLots(
  { name: 'pastDrafts', collection: 'drafts', due: pastChanges, by: 'changedAt' },
  ({ store, now }, ids) =>
    store.drafts.update({ _id: oneOf(ids) }, { changedBy: '', changedByName: null, forgottenAt: now }),
)

/** Who published a timetable. */
const forgetPublications = inLots(
  { name: 'pastPublications', collection: 'publications', due: pastActs, by: 'at' },
  ({ store, now }, ids) => store.publications.update({ _id: oneOf(ids) }, { by: '', byName: null, forgottenAt: now }),
)

/** Who closed a centre. */
const forgetClosures = inLots(
  { name: 'pastClosures', collection: 'closures', due: pastActs, by: 'at' },
  ({ store, now }, ids) => store.closures.update({ _id: oneOf(ids), openAt: 0 }, { by: '', forgottenAt: now }),
)

/** Who changed a menu. */
const forgetMenus = inLots(
  { name: 'pastMenus', collection: 'menus', due: pastChanges, by: 'changedAt' },
  ({ store, now }, ids) => store.menus.update({ _id: oneOf(ids) }, { changedBy: '', requests: [], forgottenAt: now }),
)

/** Who took money. The rows themselves stay, without a person. */
const forgetTillRows = inLots(
  { name: 'pastTillRows', collection: 'tillrows', due: pastActs, by: 'at' },
  ({ store, now }, ids) => store.tillrows.update({ _id: oneOf(ids) }, { by: '', requestId: '', forgottenAt: now }),
)

/** Who closed a till. */
const forgetTillCloses = inLots(
  { name: 'pastTillCloses', collection: 'tillcloses', due: pastActs, by: 'at' },
  async ({ store, now }, ids) => {
    // Marked last, so that after a crash the rest is done by the next tick.
    await store.tillcloses.update(
      { _id: oneOf(ids), confirmed: neq(null) },
      { 'confirmed.by': '', 'confirmed.requestId': '' },
    )
    await store.tillcloses.update({ _id: oneOf(ids) }, { by: '', requestId: '', forgottenAt: now })
  },
)

/** Invitations that nobody can accept any more. */
const deleteInvitations = removalOf({
  name: 'pastInvitations',
  collection: 'invitations',
  due: now => ({ until: lte(now - KEEP.invitation), grantingAt: 0 }),
  by: 'until',
})

/** Setbacks of items that have not failed for long: they name what they were about. */
const deleteSetbacks = removalOf({
  name: 'pastSetbacks',
  collection: 'setbacks',
  due: now => ({ lastAt: lte(now - KEEP.setback) }),
  by: 'lastAt',
})

/** Figures of calls: nothing personal, but nobody needs them for longer. */
const deleteUsage = removalOf({
  name: 'pastUsage',
  collection: 'usage',
  due: now => ({ at: lte(now - KEEP.usage) }),
  by: 'at',
})

/** Records of messages about new classes: the wishes that they belong to are gone. */
const deleteOpened = removalOf({
  name: 'pastOpened',
  collection: 'notices',
  due: now => ({ kind: 'opened' as const, at: lte(now - KEEP.request) }),
  by: 'at',
})

/** Wrong tries that do not count any more. */
const deleteTries = removalOf({
  name: 'pastTries',
  collection: 'tries',
  due: now => ({ until: lte(now) }),
  by: 'until',
})

/** The timer's work of forgetting: what `RETENTION` says (`domain/privacy/retention.ts`). */
export const RETENTION_TASKS: readonly Task[] = [
  forgetBookings,
  scheduleBookings,
  forgetMembers,
  reviewAccounts,
  scheduleAccounts,
  deleteNoShows,
  clearSitters,
  forgetEnrolments,
  forgetSessions,
  forgetStationActs,
  forgetJournal,
  forgetDrafts,
  forgetPublications,
  forgetClosures,
  forgetMenus,
  forgetTillRows,
  forgetTillCloses,
  ...POINT_RETENTION,
  ...HONOUR_RETENTION,
  ...GOVERNANCE_RETENTION,
  ...VOLUNTEER_RETENTION,
  ...CONTEST_RETENTION,
  ...GROUP_RETENTION,
  ...PARTNER_RETENTION,
  deleteInvitations,
  deleteSetbacks,
  deleteUsage,
  deleteOpened,
  deleteTries,
]
