import type { Context } from '../kernel/router/context'
import type { AccountDocument, BookingDocument, Claim, WaitEntry } from '../kernel/store/documents'
import { lte, remove, type Store } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { clearSitter } from '../stations/clear-sitter'

/** Bookings per run; the rest is left to the next tick. */
const BOOKINGS = 50
/** Replaces names. */
const ERASED_NAME = '已注销'

type Erased = Pick<AccountDocument, '_id' | 'erasure'>
type Attendees = WaitEntry['attendees']

/**
 * Anonymizes all records that were over when the account was erased, and ends its visit; the figures for statistics
 * remain: how many came where and when. Safe to repeat. Returns whether everything is done.
 */
export async function anonymizeAccount(
  context: Pick<Context, 'store' | 'now'>,
  { _id: accountId, erasure }: Erased,
): Promise<boolean> {
  if (!erasure) return true
  const { store } = context
  const { as, at } = erasure
  const bookings = await store.bookings.find({
    where: { accountId, activeUntil: lte(at) },
    sort: [['activeUntil', 'asc']],
    limit: BOOKINGS,
  })
  let left = bookings.length === BOOKINGS
  await forEachConcurrent(bookings, async booking => {
    if (!(await anonymizeBooking(store, booking, as))) left = true
  })
  const enrolments = await store.enrolments.find({ where: { accountId, at: lte(at) }, limit: BOOKINGS })
  const [stoodUp] = await Promise.all([
    clearSitter(context, accountId, at),
    ...enrolments.map(({ _id, attendees }) =>
      store.enrolments.update({ _id, accountId }, { accountId: as, attendees: anonymousAttendees(attendees) }),
    ),
    store.noshows.update(
      { accountId, missedAt: lte(at) },
      { accountId: as, nickname: ERASED_NAME, appeal: null, appealedAt: 0 },
    ),
    anonymizeStaff(store, accountId, as),
  ])
  return stoodUp && !left && enrolments.length < BOOKINGS
}

/** Ends all roles, and takes the person out of the journal and out of invitations; what was done when stays. */
async function anonymizeStaff(store: Store, accountId: string, as: string): Promise<void> {
  await Promise.all([
    store.staff.update(
      { _id: accountId },
      { roles: [], offices: remove(), name: remove(), former: remove(), changes: remove(), revision: remove() },
    ),
    store.journal.update({ by: accountId }, { by: as, byName: null }),
    store.journal.update({ 'person.id': accountId }, { person: { id: as, name: null } }),
    store.invitations.update({ by: accountId }, { by: as, byName: null }),
    store.drafts.update({ changedBy: accountId }, { changedBy: as, changedByName: null }),
    store.closures.update({ by: accountId }, { by: as }),
    store.publications.update({ by: accountId }, { by: as, byName: null }),
    store.invitations.update({ 'used.by': accountId }, { 'used.by': as, name: ERASED_NAME, grantingAt: 0 }),
  ])
}

function anonymousAttendees(attendees: Attendees): Attendees {
  return attendees.map(({ memberId }) => ({ memberId, nickname: ERASED_NAME }))
}

/**
 * Anonymizes one booking and what belongs to it. The booking document changes last, because it is found by its account.
 * Returns false while something else has to be finished first.
 */
async function anonymizeBooking(store: Store, booking: BookingDocument, as: string): Promise<boolean> {
  const { _id, accountId, sessionId, attendees, checkIn } = booking
  const path = `claims.${_id}` as const
  const session = await store.sessions.get(sessionId, [path])
  const claim = session?.claims?.[_id]
  if (claim)
    await store.sessions.update(
      { _id: sessionId, [`${path}.accountId`]: accountId },
      {
        [path]: anonymousClaim(claim, as),
        ...Object.fromEntries((claim.eaters ?? []).map(key => [`eaters.${key}`, remove()])),
      },
    )
  await store.checkins.update({ bookingId: _id, by: accountId }, { by: as })
  const changed = await store.bookings.update(
    { _id, accountId, unlogged: false, releasing: false, partyChange: null },
    {
      accountId: as,
      attendees: anonymousAttendees(attendees),
      ...anonymousOrder(booking),
      ...(checkIn?.by === accountId ? { checkIn: { ...checkIn, by: as } } : {}),
    },
  )
  return changed === 1
}

function anonymousClaim({ offer, ...claim }: Claim, as: string): Claim {
  const mark = <Entry extends WaitEntry>(entry: Entry): Entry => ({
    ...entry,
    accountId: as,
    attendees: anonymousAttendees(entry.attendees),
    ...anonymousOrder(entry),
  })
  return offer ? { ...mark(claim), offer: mark(offer) } : mark(claim)
}

/** An order without its address and without the keys of the people who ate; its price remains. */
function anonymousOrder({ order }: Pick<WaitEntry, 'order'>): Pick<WaitEntry, 'order' | 'eaters'> {
  return order ? { order: { ...order, to: null }, eaters: [] } : {}
}
