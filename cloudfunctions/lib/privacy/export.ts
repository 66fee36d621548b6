import type { PersonContext } from '../kernel/router/context'
import type { Handler } from '../kernel/router/router'
import { findPage } from '../kernel/store/page'
import { oneOf } from '../kernel/store/port'

/** More than a person has of anything but bookings. */
const MAX_ROWS = 1000

/** Exports all data about the caller. Identifiers of other people are removed. */
export const exportMe: Handler<'me.export'> = async (context, { after }) => {
  const { store, now, accountId } = context
  const [page, rest] = await Promise.all([
    findPage(store.bookings, { where: { accountId }, by: 'activeUntil', direction: 'desc', after }),
    after === undefined ? unpagedData(context) : {},
  ])
  const bookingId = oneOf(page.items.map(({ _id }) => _id))
  const [checkins, notices] = await Promise.all([
    store.checkins.find({ where: { bookingId }, limit: MAX_ROWS }),
    store.notices.find({ where: { bookingId }, limit: MAX_ROWS }),
  ])
  const kept = { ...rest, bookings: page.items, checkins, notices }
  return { now, kept: ownOf(kept, accountId) as Record<string, object[]>, next: page.next }
}

/** Everything that is not paged. The WeChat identity is left out; it is only used on the server. */
async function unpagedData({ store, accountId }: PersonContext): Promise<Record<string, object[]>> {
  const [account, staff, sitter, enrolments, noshows, did, about] = await Promise.all([
    store.accounts.get(accountId),
    store.staff.get(accountId),
    store.sitters.get(accountId),
    store.enrolments.find({ where: { accountId }, limit: MAX_ROWS }),
    store.noshows.find({ where: { accountId }, limit: MAX_ROWS }),
    store.journal.find({ where: { by: accountId }, limit: MAX_ROWS }),
    store.journal.find({ where: { 'person.id': accountId }, limit: MAX_ROWS }),
  ])
  const one = (document: object | null) => (document ? [document] : [])
  const { openid: _hidden, ...known } = account ?? { openid: '' }
  const aboutOnly = about.filter(({ _id }) => !did.some(row => row._id === _id))
  const journal = [
    ...did.map(({ person, ...row }) => (person?.id === accountId ? { ...row, person } : row)),
    ...aboutOnly,
  ]
  return { accounts: one(account && known), staff: one(staff), sitters: one(sitter), enrolments, noshows, journal }
}

/** Removes `by` fields, unless they name the person. */
function ownOf(value: unknown, accountId: string): unknown {
  if (Array.isArray(value)) return value.map(item => ownOf(item, accountId))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => key !== 'by' || item === accountId)
      .map(([key, item]) => [key, ownOf(item, accountId)]),
  )
}
