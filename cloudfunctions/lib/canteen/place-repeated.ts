import { isRepeatedFor, LOOK_FOR_MENUS_EVERY, ORDERED_AHEAD, repeatedDishes } from '@domain/canteen/repeated'
import type { ErrorCode } from '@domain/errors'
import { KEEP } from '@domain/privacy/keep'
import { atLocal, DAY } from '@domain/time'
import { isOrphaned } from '../accounts/account'
import { type Context, onBehalfOf } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'
import type { RepeatedOrderDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { both, exists, gt, lt } from '../kernel/store/port'
import { eachOf } from '../kernel/work/task'
import { allergiesOf } from './allergies'
import { createOrder } from './create'
import { SITTING_FIELDS, type SittingRow, sittingRow } from './sitting'

/** Lunch and supper of each day. */
const MAX_SITTINGS = 20

/** Orders the meals of repeated orders for which a menu was published, and deletes what is over. */
export const placeRepeated = eachOf(
  { name: 'repeatedOrders', collection: 'repeatedorders', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, repeatedId) => {
    const { store, now } = context
    const repeated = await store.repeatedorders.get(repeatedId)
    if (!repeated) return
    const { _id, accountId, endedAt, until, at, dueAt } = repeated
    const overAt = endedAt ?? atLocal(until) + DAY
    const account = await store.accounts.get(accountId, ['openid', 'erasure'])
    if (!account || isOrphaned(account, at) || overAt + KEEP.relation <= now) {
      await store.repeatedorders.remove({ _id })
      return
    }
    if (overAt <= now) {
      await store.repeatedorders.update({ _id, dueAt }, { dueAt: overAt + KEEP.relation })
      return
    }
    await placeAll(context, repeated)
    await store.repeatedorders.update({ _id, endedAt: null }, { dueAt: now + LOOK_FOR_MENUS_EVERY })
  },
)

/** One meal that cannot be ordered keeps no other from being ordered; then the item fails and is tried again. */
async function placeAll(context: Context, repeated: RepeatedOrderDocument): Promise<void> {
  const { store, now } = context
  const { _id, centreId, results } = repeated
  const sessions = await store.sessions.find({
    where: { centreId, kind: 'meal', startsAt: both(gt(now), lt(now + ORDERED_AHEAD)) },
    sort: [['startsAt', 'asc']],
    limit: MAX_SITTINGS,
    fields: SITTING_FIELDS,
  })
  const failures: unknown[] = []
  for (const session of sessions.flatMap(row => sittingRow(row) ?? [])) {
    const closesAt = session.startsAt - session.rules.closesBefore
    if (results[session._id] || !isRepeatedFor(repeated, { startsAt: session.startsAt, closesAt })) continue
    try {
      const result = { startsAt: session.startsAt, ...(await place(context, repeated, session)) }
      const path = `results.${session._id}` as const
      await store.repeatedorders.update({ _id, [path]: exists(false) }, { [path]: result })
    } catch (failure) {
      failures.push(failure)
    }
  }
  if (failures.length > 0) throw failures[0]
}

/** Makes an ordinary order under an id that follows from the sitting, so that a repetition makes no other. */
async function place(
  context: Context,
  { _id, accountId, mode, seatingId, roundId, to, meals }: RepeatedOrderDocument,
  { _id: sessionId, sitting, counters }: SittingRow,
): Promise<{ bookingId: string | null; why: ErrorCode | null }> {
  const allergies = allergiesOf((await context.store.accounts.get(accountId, ['allergies'])) ?? {})
  const owner = onBehalfOf(context, { accountId, requestId: `repeated-${_id}-${sessionId}` })
  try {
    const { booking } = await createOrder(owner, {
      sessionId,
      mode,
      meals: meals.map(({ memberId, names }) => ({
        memberId,
        dishes: repeatedDishes(sitting, counters, names, allergies[memberId]),
      })),
      ...(seatingId === null ? {} : { seatingId }),
      ...(roundId === null ? {} : { roundId }),
      ...(to === null ? {} : { to }),
    })
    return { bookingId: booking.id, why: null }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'BUSY') throw error
    // Somebody of the household has ordered already: that is no meal that was missed.
    return { bookingId: null, why: error.code === 'ALREADY_BOOKED' ? null : error.code }
  }
}
