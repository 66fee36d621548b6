import { REPEATED_DAYS, REPEATED_MAX, type RepeatedOrder } from '@domain/canteen/repeated'
import { labelsOf } from '@domain/people/labels'
import { KEEP } from '@domain/privacy/keep'
import { atLocal, DAY, localDate } from '@domain/time'
import { changeAccount, loadAccount, membersOf } from '../accounts/account'
import { requireOwnBooking } from '../booking/core/list'
import { repeatedIdOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { BookingDocument, RepeatedOrderDocument } from '../kernel/store/documents'

/** The household's repeated orders. */
export const listRepeated: Handler<'meal.repeated'> = async context => {
  const { now } = context
  const [rows, account] = await Promise.all([goingOn(context), loadAccount(context)])
  return {
    now,
    repeated: rows.map(({ _id: id, weekdays, until, mode, meals, centreName, results }) => ({
      ...{ id, weekdays, until, mode, meals, centreName },
      missed: Object.values(results)
        .flatMap(({ startsAt, why }) => (why && startsAt > now ? [{ startsAt, why }] : []))
        .sort((a, b) => a.startsAt - b.startsAt),
    })),
    names: Object.fromEntries(labelsOf(membersOf(account))),
  }
}

/** Repeats an order of the household. One insert under the request's id; the timer does the rest. */
export const repeatOrder: Handler<'meal.repeat'> = async (context, { bookingId, weekdays, until }) => {
  const { store, now, accountId, requestId } = context
  const repeatedId = repeatedIdOf(context)
  const [booking, stored, others] = await Promise.all([
    requireOwnBooking(context, bookingId),
    store.repeatedorders.get(repeatedId, ['at']),
    goingOn(context),
  ])
  if (stored) return { repeatedId }
  if (until < localDate(now) || until > localDate(now + REPEATED_DAYS * DAY))
    throw new AppError('REPEATED_UNTIL', { days: REPEATED_DAYS })
  if (others.length >= REPEATED_MAX) throw new AppError('REPEATED_LIMIT', { max: REPEATED_MAX })
  // Whoever is erased or unused for long is found by the account.
  await changeAccount(context, await loadAccount(context), () => ({}))
  const { centreId, centreName } = booking
  await store.repeatedorders.insert({
    _id: repeatedId,
    accountId,
    centreId,
    centreName,
    weekdays: [...weekdays].sort(),
    until,
    ...wishOf(booking),
    at: now,
    requestId,
    endedAt: null,
    results: {},
    dueAt: now,
  })
  return { repeatedId }
}

/** Ends a repeated order. A repetition ends it at the same moment. */
export const endRepeated: Handler<'meal.endRepeated'> = async ({ store, now, accountId }, { repeatedId: _id }) => {
  const found = await store.repeatedorders.get(_id, ['accountId', 'endedAt'])
  if (found?.accountId !== accountId) throw new AppError('REPEATED_NOT_FOUND', null)
  await store.repeatedorders.update({ _id, endedAt: null }, { endedAt: now, dueAt: now + KEEP.relation })
  const ended = requireFound(await store.repeatedorders.get(_id, ['endedAt']), 'REPEATED_NOT_FOUND')
  return { endedAt: ended.endedAt ?? now }
}

/** What is repeated and not over; more than the limit only when several were made at once. */
async function goingOn({ store, now, accountId }: PersonContext): Promise<RepeatedOrderDocument[]> {
  const rows = await store.repeatedorders.find({ where: { accountId, endedAt: null }, limit: 4 * REPEATED_MAX })
  return rows.filter(({ until }) => atLocal(until) + DAY > now)
}

function wishOf({ order }: BookingDocument): Omit<RepeatedOrder, 'weekdays' | 'until'> {
  if (!order) throw new AppError('BOOKING_NOT_FOUND', null)
  const { mode, seating, round, to, meals } = order
  return {
    mode,
    seatingId: seating?.id ?? null,
    roundId: round?.id ?? null,
    to,
    meals: meals.map(({ memberId, names }) => ({ memberId, names })),
  }
}
