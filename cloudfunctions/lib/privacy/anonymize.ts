import { anonymizeCares } from '../accounts/cares'
import { nobodyIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import type { AccountDocument } from '../kernel/store/documents'
import { lte, remove } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { clearSitter } from '../stations/clear-sitter'
import { anonymizeBooking, anonymousAttendees, FORGOTTEN_NAME } from './booking'
import { anonymizeContests } from './contest'
import { anonymizeNeeds } from './governance'
import { anonymizeMemberships } from './groups'
import { anonymizePoints } from './points'
import { anonymizeVolunteer, anonymizeWorker } from './volunteers'

/** Bookings per run; the rest is left to the next tick. */
const BOOKINGS = 50

type Erased = Pick<AccountDocument, '_id' | 'erasure'>

/**
 * Anonymizes all records that were over when the account was erased, and ends its visit; the figures for statistics
 * remain: how many came where and when. Afterwards no two records join, to each other or to the account. Safe to repeat.
 * Returns whether everything is done.
 */
export async function anonymizeAccount(
  context: Pick<Context, 'store' | 'now' | 'idSecret'>,
  { _id: accountId, erasure }: Erased,
): Promise<boolean> {
  if (!erasure) return true
  const { store } = context
  const { at } = erasure
  const bookings = await store.bookings.find({
    where: { accountId, activeUntil: lte(at) },
    sort: [['activeUntil', 'asc']],
    limit: BOOKINGS,
  })
  let left = bookings.length === BOOKINGS
  await forEachConcurrent(bookings, async booking => {
    if (!(await anonymizeBooking(context, booking))) left = true
  })
  const enrolments = await store.enrolments.find({ where: { accountId, at: lte(at) }, limit: BOOKINGS })
  const [stoodUp, withoutPoints, withoutNeeds, withoutShifts, withoutContests, withoutGroups, withoutPapers] =
    await Promise.all([
      clearSitter(context, accountId, at),
      anonymizePoints(context, accountId),
      anonymizeNeeds(context, accountId),
      anonymizeVolunteer(context, accountId),
      anonymizeContests(context, accountId),
      anonymizeMemberships(context, accountId, at),
      anonymizeWorker(context, accountId, at),
      anonymizeCares(context, accountId),
      ...enrolments.map(({ _id, attendees, at: enrolledAt, left: returned }) =>
        store.enrolments.update(
          { _id, accountId },
          {
            accountId: nobodyIdOf(context, _id),
            requestId: '',
            attendees: anonymousAttendees(attendees),
            left: returned && { ...returned, requestId: '' },
            // Not the moment of the erasure, by which the records of one person would be found.
            forgottenAt: enrolledAt,
          },
        ),
      ),
      store.noshows.remove({ accountId, missedAt: lte(at) }),
      store.repeatedorders.remove({ accountId, at: lte(at) }),
      store.relations.remove({ elderId: accountId, at: lte(at) }),
      store.relations.remove({ helperId: accountId, at: lte(at) }),
      anonymizeStaff(context, accountId),
    ])
  const without = withoutPoints && withoutNeeds && withoutShifts && withoutContests && withoutGroups && withoutPapers
  return stoodUp && without && !left && enrolments.length < BOOKINGS
}

/**
 * Ends all roles, and takes the person out of the journal and out of invitations. What was done as staff keeps a random
 * number that then belongs to nobody: the staff document, which ties it to the account, changes last.
 */
async function anonymizeStaff(context: Pick<Context, 'store' | 'idSecret'>, accountId: string): Promise<void> {
  const { store } = context
  const staff = await store.staff.get(accountId)
  const actor = staff?.actor ?? nobodyIdOf(context, accountId)
  await Promise.all([
    store.journal.update({ by: accountId }, { by: actor, byName: null }),
    store.journal.update({ 'person.id': accountId }, { person: { id: null, name: null }, reason: null }),
    store.invitations.update({ by: accountId }, { by: actor, byName: null }),
    store.drafts.update({ changedBy: accountId }, { changedBy: actor, changedByName: null }),
    store.closures.update({ by: accountId }, { by: actor }),
    store.publications.update({ by: accountId }, { by: actor, byName: null }),
    store.invitations.update(
      { 'used.by': accountId },
      { 'used.by': actor, 'used.requestId': '', name: FORGOTTEN_NAME, grantingAt: 0 },
    ),
    ...(staff?.roles ?? []).map(({ centreId }) =>
      store.teams.update({ _id: centreId }, { [`leaving.${accountId}`]: remove() }),
    ),
  ])
  const ended = { offices: remove(), name: remove(), former: remove(), changes: remove(), revision: remove() }
  const guided = { guiding: remove(), guidingTurns: remove() }
  await store.staff.update({ _id: accountId }, { roles: [], actor: remove(), ...ended, ...guided })
}
