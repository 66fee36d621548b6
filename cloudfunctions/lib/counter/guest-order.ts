import { decideSpareOrder, type SpareMeals, spareMeals } from '@domain/canteen/guest-order'
import { decideOrder, type OrderWish, orderOf, takesOf } from '@domain/canteen/order'
import type { ParsedInput } from '@domain/contracts'
import type { GuestSitting } from '@domain/contracts/staff-guest-meals'
import { decideRelease } from '@domain/desk/decide'
import { type Guest, guestParty } from '@domain/desk/guest'
import { DAY, startOfLocalDay } from '@domain/time'
import { newAccount } from '../accounts/account'
import { partyOfEntry, requireSameParty } from '../accounts/party'
import { bookingNote } from '../attendance/checkin/undo'
import { releaseFacts } from '../attendance/desk/release'
import { takeClaim } from '../booking/core/claim'
import { refuseExpired } from '../booking/core/expired'
import { finishBooking } from '../booking/core/finish'
import { otherEntries } from '../booking/core/ledger'
import { direct } from '../booking/core/origins/direct'
import { releaseBooking } from '../booking/core/release'
import { markCancelled } from '../booking/single/cancel'
import { requireNotOrdered } from '../canteen/create'
import { priceWish } from '../canteen/price'
import { SITTING_FIELDS, type SittingRow, type SittingWithClaim, sittingRow } from '../canteen/sitting'
import { deskIdOf, guestIdOf } from '../kernel/ids'
import { note, onBehalfOf, type StaffContext } from '../kernel/router/context'
import { AppError, enforce, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { AccountDocument, BookingDocument, Claim, SessionDocument } from '../kernel/store/documents'
import { both, gte, lt, type Store } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { counterOrder } from './order-view'

/** Each failed attempt means that another order took or gave back a meal. */
const MAX_ATTEMPTS = 10
/** How far ahead menus are shown. */
const AHEAD = 8 * DAY
/** Lunch and supper of each day. */
const MAX_SITTINGS = 20

type Input = ParsedInput<'staff.mealOrderFor'>
type FrozenCount = Pick<SessionDocument, 'kitchen'>
type GuestSittingRow = SittingWithClaim & FrozenCount

/** The sittings for which staff can order. */
export const getGuestMenu: Handler<'staff.mealGuestMenu'> = async ({ store, now }, { centreId }) => {
  const rows = await store.sessions.find({
    where: { centreId, kind: 'meal', startsAt: both(gte(startOfLocalDay(now)), lt(now + AHEAD)) },
    sort: [['startsAt', 'asc']],
    limit: MAX_SITTINGS,
    fields: [...SITTING_FIELDS, 'kitchen.count'],
  })
  return {
    now,
    sittings: rows
      .filter(({ status, endsAt }) => status === 'open' && now < endsAt)
      .flatMap(row => sittingRow(row) ?? [])
      .flatMap(row => guestSitting(row, now)),
  }
}

/** Between the cut-off and the freeze nothing can be ordered. */
function guestSitting(row: SittingRow & FrozenCount, now: number): GuestSitting[] {
  const { _id: id, title, startsAt, seatsLeft, rules, sitting, counters: left } = row
  const { menu, modes, seatings, rounds, prices } = sitting
  const closesAt = startsAt - rules.closesBefore
  const spare = spareOf(row)
  if (!spare && now >= closesAt) return []
  return [
    {
      ...{ id, title, startsAt, closesAt, menu, seatings, rounds, left },
      modes: spare ? modes.filter(mode => mode !== 'delivery') : modes,
      meals: spare ? spare.reserve + spare.returned : Math.max(0, seatsLeft),
      isLate: spare !== null,
      list: prices.list,
      fee: prices.delivery.fee,
    },
  ]
}

/** The spare meals of a sitting whose orders are frozen; null: they are not. */
function spareOf({ kitchen, frozenAt, ...places }: SittingRow & FrozenCount): SpareMeals | null {
  return frozenAt && kitchen ? spareMeals(places, kitchen.count.meals) : null
}

/**
 * Orders for a guest in the steps of every order: read, claim of all that it takes, ledger, booking. The id comes from the request
 * id, so a repetition finds the steps done. A crash after any of them is completed or undone like that of a booking at the desk.
 */
export const orderForGuest: Handler<'staff.mealOrderFor'> = async (context, input) => {
  const { store, requestId } = context
  const { centreId, sessionId, meals } = input
  const bookingId = deskIdOf(context)
  const guest = guestOf(input)
  const accountId = guestIdOf(context, centreId, guest, bookingId)
  const owner = onBehalfOf(context, { accountId, requestId })
  const [session, account, earlier] = await Promise.all([
    readForGuest(store, input, bookingId),
    store.accounts.get(accountId).then(stored => stored ?? newAccount(owner)),
    store.bookings.get(bookingId),
  ])
  const booking = earlier ?? (await order(context, { session, account, bookingId, input, guest }))
  if (booking.sessionId !== sessionId || booking.accountId !== accountId) throw new AppError('REQUEST_REUSED', null)
  requireSameParty(
    booking,
    guestParty(guest, meals.length).map(({ memberId }) => memberId),
  )
  refuseExpired(booking)
  note(context, { ...bookingNote(booking), to: `${booking.partySize} 份` })
  return { order: requireFound(counterOrder(booking), 'SESSION_NOT_FOUND') }
}

/** The papers of a guest's companions must not count for whoever comes along the next time: only who eats alone is known again. */
function guestOf({ name, lastFour, meals }: Input): Guest {
  return { name: name ?? null, lastFour: (meals.length === 1 && lastFour) || null }
}

interface GuestOrder {
  /** The sitting and the account as they were read. */
  session: GuestSittingRow
  account: AccountDocument
  bookingId: string
  input: Input
  guest: Guest
}

async function order(context: StaffContext, made: GuestOrder): Promise<BookingDocument> {
  const { requestId } = context
  const { account, bookingId } = made
  const session = made.session.claim ? made.session : await takeMeals(context, made)
  const claim = requireFound(session.claim, 'SESSION_NOT_FOUND')
  const owner = onBehalfOf(context, { accountId: claim.accountId, requestId })
  return finishBooking(owner, { account, session, bookingId, origin: direct(claim) })
}

/** Checks the rules, then takes everything with one conditional update. Returns the sitting with the claim. */
function takeMeals({ store, now, requestId }: StaffContext, made: GuestOrder): Promise<GuestSittingRow> {
  const { account, bookingId, input, guest } = made
  const attendees = guestParty(guest, input.meals.length)
  const party = partyOfEntry(account, attendees)
  const wish: OrderWish = {
    ...input,
    meals: attendees.map(({ memberId }, n) => ({ memberId, dishes: input.meals[n] ?? [] })),
  }
  let session = made.session
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    if (session.claim) return session
    const { _id: id, sitting, counters: left } = session
    const facts = {
      now,
      party,
      active: otherEntries(account, bookingId),
      session: { ...session, id },
      sitting,
      left,
      wish,
    }
    const spare = spareOf(session)
    if (spare) enforce(decideSpareOrder(facts, spare))
    else {
      if (guest.name === null) throw new AppError('INVALID_INPUT', { path: 'name' })
      enforce(decideOrder({ ...facts, allergies: null }))
    }
    const { price, keys } = priceWish(session, account, wish)
    requireNotOrdered(session, keys, bookingId)
    const claim: Claim = {
      accountId: account._id,
      requestId,
      attendees,
      at: now,
      guest: { ...guest, letInBy: null },
      order: orderOf(sitting, wish, price, 1),
      takes: takesOf(session.sitting, wish),
      eaters: Object.values(keys),
      ...(spare ? { fromReserve: Math.min(spare.reserve, party.length) } : {}),
    }
    const { capacity, frozenAt } = session
    const condition = spare && frozenAt ? { frozenAt, capacity, uncooked: spare.uncooked } : undefined
    if (await takeClaim(store, session, bookingId, claim, condition)) return { ...session, claim }
    session = await readForGuest(store, input, bookingId)
    return CONFLICT
  })
}

async function readForGuest(
  store: Store,
  { centreId, sessionId }: Pick<Input, 'centreId' | 'sessionId'>,
  bookingId: string,
): Promise<GuestSittingRow> {
  const fields = [...SITTING_FIELDS, 'kitchen.count', 'eaters', `claims.${bookingId}`] as const
  const row = requireAtCentre(await store.sessions.get(sessionId, fields), centreId, 'SESSION_NOT_FOUND')
  const sitting = sittingRow(row)
  if (!sitting) throw new AppError('NOT_A_SITTING', null)
  return { ...sitting, eaters: row.eaters ?? {}, claim: row.claims?.[bookingId] ?? null }
}

/** Cancels an order that was made for a guest. A repetition releases what the first call has left. */
export const cancelForGuest: Handler<'staff.mealCancelFor'> = async (context, { centreId, bookingId }) => {
  const { store, now } = context
  const booking = requireAtCentre(await store.bookings.get(bookingId), centreId, 'BOOKING_NOT_FOUND')
  const { guest, order: ordered, status } = booking
  if (!guest || !ordered) throw new AppError('BOOKING_NOT_FOUND', null)
  note(context, bookingNote(booking))
  if (status === 'confirmed') enforce(decideRelease(now, releaseFacts(booking)))
  const cancelled = await markCancelled(context, booking)
  if (cancelled.releasing) await releaseBooking(onBehalfOf(context, cancelled), cancelled)
  return { cancelledAt: cancelled.cancelledAt ?? now }
}
