import { type Holder, placesOf } from '@domain/bookings/places'
import type { SessionDocument } from '../../kernel/store/documents'
import { type Change, inc, remove } from '../../kernel/store/port'
import { PROMOTION_DUE } from './promotion-due'

/** The part of a session update that releases the places of a claim or a booking. */
export function releaseUpdate(holder: Holder): Change<SessionDocument> {
  const { fromReserve = 0 } = holder
  return {
    seatsLeft: inc(placesOf(holder) - fromReserve),
    ...(fromReserve > 0 ? { reserve: inc(fromReserve), reserveTaken: inc(-fromReserve) } : {}),
    ...spotFields(holder, remove()),
    ...PROMOTION_DUE,
  }
}

/** The same value for each spot of a claim or a booking, as condition or change; empty where places are only counted. */
export function spotFields<Value>(
  { spots = [] }: Pick<Holder, 'spots'>,
  value: Value,
): Record<`spots.${string}`, Value> {
  return Object.fromEntries(spots.map(spot => [`spots.${spot}`, value]))
}
