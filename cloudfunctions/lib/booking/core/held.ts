import { type Holder, placesOf } from '@domain/bookings/places'
import type { SessionDocument } from '../../kernel/store/documents'
import { type Change, inc, remove } from '../../kernel/store/port'
import { MOVES_UP } from './moves-up'

/** The part of a change by which a session gets back what somebody held. */
export function givenBack(holder: Holder): Change<SessionDocument> {
  const { fromReserve = 0 } = holder
  return {
    seatsLeft: inc(placesOf(holder) - fromReserve),
    ...(fromReserve > 0 ? { reserve: inc(fromReserve), reserveTaken: inc(-fromReserve) } : {}),
    ...bySpot(holder, remove()),
    ...MOVES_UP,
  }
}

/** The same for each spot of a holder, as a condition or as a change; nothing where places are only counted. */
export function bySpot<Value>({ spots = [] }: Pick<Holder, 'spots'>, value: Value): Record<`spots.${string}`, Value> {
  return Object.fromEntries(spots.map(spot => [`spots.${spot}`, value]))
}
