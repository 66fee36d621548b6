import { anonymizeCares } from '../accounts/cares'
import { nobodyIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import type { AccountDocument } from '../kernel/store/documents'
import { exists, lte, remove } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { clearSitter } from '../stations/clear-sitter'
import { anonymizeBooking, anonymousAttendees, FORGOTTEN_NAME } from './booking'
import { anonymizeContests } from './contest'
import { anonymizeNeeds } from './governance'
import { anonymizeMemberships } from './groups'
import { anonymizeHonours } from './honours'
import { anonymizePoints } from './points'
import { anonymizeVolunteer, anonymizeWorker } from './volunteers'

/** Bookings per run; the rest is left to the next tick. */
const BOOKINGS = 50

type Erased = Pick<AccountDocument, '_id' | 'erasure'>

/**
 * Anonymizes all records that were over when the account was erased, and ends its visit; the figures for statistics
 * remain: how many came where and when. Afterwards no two records join, to each other or to the account. What the person has
 * done since stays: the timer goes over everything once more some minutes later. Safe to repeat. Returns whether everything is
 * done.
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
  const [parts] = await Promise.all([
    Promise.all([
      clearSitter(context, accountId, at),
      anonymizePoints(context, accountId, at),
      anonymizeHonours(context, accountId, at),
      anonymizeNeeds(context, accountId, at),
      anonymizeVolunteer(context, accountId, at),
      anonymizeContests(context, accountId, at),
      anonymizeMemberships(context, accountId, at),
      anonymizeWorker(context, accountId, at),
      anonymizeStaff(context, accountId, at),
      anonymizeCares(context, accountId, at),
    ]),
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
  ])
  return parts.every(isDone => isDone) && !left && enrolments.length < BOOKINGS
}

/**
 * Ends all roles, and takes the person out of the journal and out of invitations. What was done as staff keeps a random
 * number that then belongs to nobody: the staff document, which ties it to the account, changes last. Roles that were given since the
 * erasure stay. Returns false if the document has changed meanwhile.
 */
async function anonymizeStaff(
  context: Pick<Context, 'store' | 'idSecret'>,
  accountId: string,
  erasedAt: number,
): Promise<boolean> {
  const { store } = context
  const staff = await store.staff.get(accountId)
  const isOld = ({ since = 0 }: { since?: number }) => since <= erasedAt
  const { roles = [], offices = [], former = [] } = staff ?? {}
  const hasReturned = [...roles, ...offices].some(grant => !isOld(grant))
  const isDone = hasReturned && ![...roles, ...offices].some(isOld)
  const actor = staff?.actor ?? nobodyIdOf(context, accountId)
  const before = lte(erasedAt)
  await Promise.all([
    store.journal.update({ by: accountId, at: before }, { by: actor, byName: null }),
    store.journal.update({ 'person.id': accountId, at: before }, { person: { id: null, name: null }, reason: null }),
    store.invitations.update({ by: accountId, at: before }, { by: actor, byName: null }),
    store.drafts.update({ changedBy: accountId, changedAt: before }, { changedBy: actor, changedByName: null }),
    store.closures.update({ by: accountId, at: before }, { by: actor }),
    store.publications.update({ by: accountId, at: before }, { by: actor, byName: null }),
    store.invitations.update(
      { 'used.by': accountId, 'used.at': before },
      { 'used.by': actor, 'used.requestId': '', name: FORGOTTEN_NAME, grantingAt: 0 },
    ),
    ...roles
      .filter(isOld)
      .map(({ centreId }) => store.teams.update({ _id: centreId }, { [`leaving.${accountId}`]: remove() })),
  ])
  // The number that such a document has was made after the erasure.
  if (isDone) return true
  if (hasReturned && staff) {
    const unchanged = { _id: accountId, revision: staff.revision ?? exists(false) }
    const kept = {
      ...{ roles: roles.filter(grant => !isOld(grant)), offices: offices.filter(grant => !isOld(grant)) },
      ...{
        former: former.filter(({ until }) => until > erasedAt),
        actor: remove(),
        revision: (staff.revision ?? 0) + 1,
      },
    }
    return (await store.staff.update(unchanged, kept)) === 1
  }
  const ended = { offices: remove(), name: remove(), former: remove(), changes: remove(), revision: remove() }
  const guided = { guiding: remove(), guidingTurns: remove() }
  await store.staff.update({ _id: accountId }, { roles: [], actor: remove(), ...ended, ...guided })
  return true
}
