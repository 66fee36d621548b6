import { type Holder, placesOf } from '@domain/bookings/places'
import type { SessionDocument } from '../../kernel/store/documents'
import { type Change, inc, remove } from '../../kernel/store/port'
import { PROMOTION_DUE } from './promotion-due'

/** The part of a change by which a session gets back what somebody held. */
export function releaseUpdate(holder: Holder): Change<SessionDocument> {
  const { fromReserve = 0 } = holder
  return {
    seatsLeft: inc(placesOf(holder) - fromReserve),
    ...(fromReserve > 0 ? { reserve: inc(fromReserve), reserveTaken: inc(-fromReserve) } : {}),
    ...spotFields(holder, remove()),
    ...PROMOTION_DUE,
  }
}

/** The same for each spot of a holder, as a condition or as a change; nothing where places are only counted. */
export function spotFields<Value>(
  { spots = [] }: Pick<Holder, 'spots'>,
  value: Value,
): Record<`spots.${string}`, Value> {
  return Object.fromEntries(spots.map(spot => [`spots.${spot}`, value]))
}
