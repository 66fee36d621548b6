import { KEEP } from '@domain/privacy/keep'
import { DAY } from '@domain/time'
import { guestIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import type { AccountDocument, BookingDocument } from '../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'

/** Bookings of a guest that are looked at in one go. */
const BOOKINGS = 50

const MAX_ATTEMPTS = 20

/** Whether an account is that of a guest without the app. */
export function isGuest({ openid, members, erasure }: AccountDocument): boolean {
  return openid === '' && members.length === 0 && erasure === undefined
}

/**
 * Deletes the account of a guest when all of its bookings are anonymous. Bookings under an id that was derived otherwise
 * (before 0.2 without the secret) get the id of today first.
 */
export async function reviewGuest(context: Context, account: AccountDocument): Promise<void> {
  const { store, now } = context
  const { _id, revision, ledger } = account
  const bookings = await store.bookings.find({
    where: { accountId: _id },
    sort: [['activeUntil', 'desc']],
    limit: BOOKINGS,
  })
  const foreign = bookings.filter(booking => keyedIdOf(context, booking) !== _id)
  for (const booking of foreign) await moveBooking(context, account, booking)
  const latest = bookings.filter(booking => !foreign.includes(booking))[0]
  const upcoming = Object.entries(ledger).some(
    ([id, { endsAt }]) => endsAt > now && !foreign.some(one => one._id === id),
  )
  if (foreign.length === BOOKINGS) await store.accounts.update({ _id, revision }, { reviewAt: now })
  else if (!latest && !upcoming) {
    await store.journal.update({ 'person.id': _id }, { person: { id: null, name: null }, reason: null })
    await store.accounts.remove({ _id, revision })
  } else {
    const reviewAt = Math.max((latest?.endsAt ?? now) + KEEP.guest, now) + DAY
    await store.accounts.update({ _id, revision }, { reviewAt })
  }
}

function keyedIdOf(context: Context, { _id, centreId, guest, accountId }: BookingDocument): string {
  return guest ? guestIdOf(context, centreId, guest, _id) : accountId
}

/** The ledger first, then the claim, then the booking, by which it is found again. */
async function moveBooking(context: Context, before: AccountDocument, booking: BookingDocument): Promise<void> {
  const { store } = context
  const { _id, sessionId, accountId: old } = booking
  const accountId = keyedIdOf(context, booking)
  const entry = before.ledger[_id]
  if (entry) await changeLedger(context, before, accountId, ledger => ({ ...ledger, [_id]: entry }))
  const path = `claims.${_id}.accountId` as const
  await store.sessions.update({ _id: sessionId, [path]: old }, { [path]: accountId })
  await store.bookings.update({ _id, accountId: old }, { accountId })
  const after = await store.bookings.get(_id, ['status'])
  if (!entry || after?.status !== 'cancelled') return
  // Cancelled meanwhile, when it was still in the old ledger.
  await changeLedger(context, before, accountId, ({ [_id]: _left, ...rest }) => rest)
}

async function changeLedger(
  { store, now }: Context,
  before: AccountDocument,
  _id: string,
  change: (ledger: AccountDocument['ledger']) => AccountDocument['ledger'],
): Promise<void> {
  await retryOnConflict(MAX_ATTEMPTS, async () => {
    const account = await store.accounts.get(_id)
    const { openid, members, missed } = before
    const fresh = { _id, openid, members, missed, ledger: change({}), revision: 1, createdAt: now, reviewAt: now + DAY }
    const won = account
      ? (await store.accounts.update(
          { _id, revision: account.revision },
          { ledger: change(account.ledger), revision: account.revision + 1 },
        )) === 1
      : await store.accounts.insert(fresh)
    return won ? undefined : CONFLICT
  })
}
