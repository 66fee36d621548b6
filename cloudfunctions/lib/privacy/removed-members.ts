import type { JournalAct } from '@domain/office/journal'
import { refreshStanding } from '../accounts/standing'
import { nobodyIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import type { AccountDocument, BookingDocument, EnrolmentDocument, WaitEntry } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { type Change, gt, lte, neq, not, oneOf, remove } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { eachOf, MORE } from '../kernel/work/task'

/** Records of each kind that are changed in one go. */
const RECORDS = 50

/** Stands where the name of a removed member was. */
export const REMOVED_NAME = '已删除的家人'

/**
 * Removes members, after the household has removed them, from the records of what is over: bookings with their claims,
 * enrolments and no-shows. The account changes last and says until then that something is left.
 */
export const forgetMembers = eachOf(
  { name: 'removedMembers', collection: 'accounts', due: now => ({ removedAt: dueBy(now) }), by: 'removedAt' },
  async (context, accountId) => {
    const { store, now } = context
    const account = await store.accounts.get(accountId)
    if (!account?.removedAt || !account.removedMembers) return
    const { removedMembers: gone } = account
    const with_ = { accountId, 'attendees.memberId': oneOf(gone) }
    const [bookings, left, enrolments] = await Promise.all([
      store.bookings.find({ where: { ...with_, activeUntil: lte(now) }, limit: RECORDS }),
      // They had left the party before.
      store.bookings.find({ where: { accountId, bookedFor: oneOf(gone), activeUntil: lte(now) }, limit: RECORDS }),
      store.enrolments.find({ where: { ...with_, openAt: not(gt(0)) }, limit: RECORDS }),
      store.noshows.remove({ accountId, memberId: oneOf(gone) }),
      // A row does not say which of the household it was about: none keeps a name.
      store.journal.update(
        { 'person.id': accountId, act: oneOf(ABOUT_RESIDENTS) },
        { 'person.name': null, reason: null },
      ),
    ])
    await forEachConcurrent([...bookings, ...left], booking => withoutMembers(context, booking, gone))
    await forEachConcurrent(enrolments, enrolment => leaveEnrolment(context, enrolment, gone))
    if (bookings.length === RECORDS || left.length === RECORDS || enrolments.length === RECORDS) return MORE
    await refreshStanding(context, accountId)
    await finish(context, account, await nextOf(context, accountId, gone))
    return
  },
)

/** Acts of staff whose rows in the journal may name a member of a household. */
const ABOUT_RESIDENTS: readonly JournalAct[] = [
  'check-in',
  'undo-check-in',
  'cancel-for',
  'release-booking',
  'decide-appeal',
  'meal-proof',
  'reverse-payment',
  'end-visit',
]

async function withoutMembers(context: Context, booking: BookingDocument, gone: readonly string[]): Promise<void> {
  const { store } = context
  const { _id, accountId, sessionId } = booking
  const attendees = replaced(context, _id, booking.attendees, gone)
  const path = `claims.${_id}` as const
  const order = withoutEaters(booking, attendees)
  await store.sessions.update(
    { _id: sessionId, [`${path}.accountId`]: accountId, [`${path}.attendees`]: booking.attendees },
    {
      [`${path}.attendees`]: attendees,
      [`${path}.bookedFor`]: remove(),
      ...(order.order ? { [`${path}.order`]: order.order } : {}),
    },
  )
  // What staff wrote may name anybody of the party.
  await Promise.all([
    store.checkins.update({ bookingId: _id, reason: neq(null) }, { reason: null }),
    store.tillrows.update({ bookingId: _id, reason: neq(null) }, { reason: '' }),
  ])
  await store.bookings.update(
    { _id, accountId, attendees: booking.attendees },
    { attendees, ...order, ...withoutReasons(booking), bookedFor: remove(), partyRequests: remove() },
  )
}

/** What staff wrote about the party, emptied. */
function withoutReasons({ undone, deskRelease, welfare }: BookingDocument): Change<BookingDocument> {
  return {
    ...(undone ? { undone: { ...undone, reason: '' } } : {}),
    ...(deskRelease ? { deskRelease: { ...deskRelease, reason: '' }, changeReason: null } : {}),
    ...(welfare ? { welfare: { ...welfare, note: '' } } : {}),
  }
}

/** The order with the numbers that the attendees have now. */
function withoutEaters({ order, attendees: before }: BookingDocument, attendees: WaitEntry['attendees']) {
  if (!order) return {}
  const numberOf = new Map(before.map(({ memberId }, n) => [memberId, attendees[n]?.memberId ?? memberId]))
  const meals = order.meals.map(meal => ({ ...meal, memberId: numberOf.get(meal.memberId) ?? meal.memberId }))
  return { order: { ...order, meals } }
}

/** As it was read: what was erased, or changed by another tick, since then stays so. */
async function leaveEnrolment(context: Context, enrolment: EnrolmentDocument, gone: readonly string[]) {
  const { _id, accountId, attendees } = enrolment
  await context.store.enrolments.update(
    { _id, accountId, attendees },
    { attendees: replaced(context, _id, attendees, gone) },
  )
}

/** The number that replaces a member's differs in every record. */
function replaced(context: Context, recordId: string, attendees: WaitEntry['attendees'], gone: readonly string[]) {
  return attendees.map((one, n) =>
    gone.includes(one.memberId) ? { memberId: `${nobodyIdOf(context, recordId)}-${n}`, nickname: REMOVED_NAME } : one,
  )
}

/** When what a concurrent call has booked for a removed member is over, epoch ms; 0: nothing is left. */
async function nextOf({ store }: Context, accountId: string, gone: readonly string[]): Promise<number> {
  const [booking] = await store.bookings.find({
    where: { accountId, 'attendees.memberId': oneOf(gone) },
    sort: [['activeUntil', 'asc']],
    limit: 1,
    fields: ['activeUntil'],
  })
  return booking?.activeUntil ?? 0
}

/** A member that was removed meanwhile stays due. */
async function finish({ store }: Context, account: AccountDocument, next: number): Promise<void> {
  const { _id, removedAt, removedMembers = [] } = account
  const current = await store.accounts.get(_id)
  if (!current || current.removedAt !== removedAt) return
  const { revision, warned } = current
  const others = Object.entries(warned ?? {}).filter(([id]) => !removedMembers.includes(id))
  await store.accounts.update(
    { _id, revision, removedAt: removedAt ?? 0 },
    {
      removedAt: next,
      ...(next === 0 ? { removedMembers: [] } : {}),
      ...(warned ? { warned: Object.fromEntries(others) } : {}),
      revision: revision + 1,
    },
  )
}
