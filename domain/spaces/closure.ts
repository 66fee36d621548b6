import type { SpaceFacts } from '../bookings/facts'
import { checkGrid } from '../bookings/rules/grid'
import { checkHours } from '../bookings/rules/hours'
import { type Refusal, refuse } from '../errors'
import { spotsOf } from '../offerings/layout'

/**
 * The spots to close: all spots of the span that are not closed already. Refused if people have booked there or need
 * the gap after their booking.
 */
export function decideClosure(facts: SpaceFacts): { spots: string[] } | { refusal: Refusal } {
  const { layout, hours, span, unitId, spots, closures } = facts
  const wrong = checkGrid(facts) ?? checkHours(facts)
  if (wrong) return { refusal: wrong }
  const units = layout.units.filter(({ id, reserve }) => !reserve && (unitId === null || id === unitId))
  if (units.length === 0) return { refusal: refuse('UNIT_NOT_FOUND', null) }
  const wanted = units.flatMap(({ id }) => spotsOf({ ...layout, gapSlots: 0 }, hours, id, span))
  const holders = new Set(wanted.flatMap(key => spots[key] ?? []))
  const bookings = [...holders].filter(holder => closures[holder] === undefined)
  if (bookings.length > 0) return { refusal: refuse('SPOTS_BOOKED', { bookings: bookings.length }) }
  const free = wanted.filter(key => spots[key] === undefined)
  if (free.length > 0) return { spots: free }
  const [first] = holders
  const reason = closures[first ?? '']?.reason ?? ''
  return { refusal: refuse('SPOT_CLOSED', { unit: null, reason }) }
}
