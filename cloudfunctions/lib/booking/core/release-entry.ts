import { type Holder, placesOf } from '@domain/bookings/places'
import type { Counters } from '@domain/canteen/sitting'
import type { Context } from '../../kernel/router/context'
import type { SessionDocument } from '../../kernel/store/documents'
import { type Change, exists, inc, remove, type Where } from '../../kernel/store/port'
import { promotionDue } from './promotion-due'

/** Removes an entry from a session and releases its places; returns whether it was there. Safe to repeat. */
export function releaseEntry(
  context: Pick<Context, 'store' | 'now'>,
  sessionId: string,
  entry: `claims.${string}` | `offers.${string}`,
  holder: Holder,
  { where = {}, change = {} }: { where?: Where<SessionDocument>; change?: Change<SessionDocument> } = {},
): Promise<boolean> {
  const held = { ...where, _id: sessionId, [entry]: exists(true) }
  return releasePlaces(context, held, { ...change, [entry]: remove() }, holder)
}

/**
 * Changes a session and releases the places of `holder`, in one update; returns whether it took effect, which the change must
 * prevent the second time. A promotion becomes due only where somebody waits for the places: nobody waits for a container
 * or a meal, and nobody in most classes.
 */
export async function releasePlaces(
  { store, now }: Pick<Context, 'store' | 'now'>,
  where: Where<SessionDocument>,
  change: Change<SessionDocument>,
  holder: Holder,
): Promise<boolean> {
  const { sessions } = store
  const released = { ...change, ...releaseUpdate(holder) }
  if (holder.spots || holder.order) return (await sessions.update(where, released)) === 1
  if ((await sessions.update({ ...where, waiting: 0 }, released)) === 1) return true
  return (await sessions.update(where, { ...released, ...promotionDue(now) })) === 1
}

function releaseUpdate(holder: Holder): Change<SessionDocument> {
  const { fromReserve = 0 } = holder
  return {
    seatsLeft: inc(placesOf(holder) - fromReserve),
    ...(fromReserve > 0 ? { reserve: inc(fromReserve), reserveTaken: inc(-fromReserve) } : {}),
    ...spotFields(holder, remove()),
    ...counterFields(holder.takes ?? {}, count => inc(count)),
    ...eaterFields(holder, remove()),
    ...(holder.order ? { orderTurns: inc(1) } : {}),
  }
}

/** The same value for each spot of a claim or a booking, as condition or change; empty where places are only counted. */
export function spotFields<Value>(
  { spots = [] }: Pick<Holder, 'spots'>,
  value: Value,
): Record<`spots.${string}`, Value> {
  return Object.fromEntries(spots.map(spot => [`spots.${spot}`, value]))
}

/** A value for each counter that an order takes, as condition or change. */
export function counterFields<Value>(
  takes: Counters,
  of: (count: number) => Value,
): Record<`counters.${string}`, Value> {
  return Object.fromEntries(Object.entries(takes).map(([counter, count]) => [`counters.${counter}`, of(count)]))
}

/** The same value for each person who gets a subsidised meal, as condition or change. */
export function eaterFields<Value>(
  { eaters = [] }: Pick<Holder, 'eaters'>,
  value: Value,
): Record<`eaters.${string}`, Value> {
  return Object.fromEntries(eaters.map(key => [`eaters.${key}`, value]))
}
