import { type Refusal, refuse } from '../../errors'
import { spotsOf } from '../../offerings/layout'
import type { SpaceFacts } from '../facts'

/**
 * Refuses a span that is free but leaves no time for cleaning before the next booking of the unit. A refusal of its
 * own, because ending earlier is enough to fix it.
 */
export function checkGap(facts: SpaceFacts): Refusal | null {
  const { layout, hours, span, spots, unitId } = facts
  const { slot, gapSlots } = layout
  const only = layout.units.filter(({ reserve }) => !reserve)
  const wanted = unitId ?? (only.length === 1 ? only[0]?.id : undefined)
  if (slot === null || gapSlots === 0 || wanted === undefined) return null
  const own = spotsOf({ ...layout, gapSlots: 0 }, hours, wanted, span)
  if (own.some(key => spots[key] !== undefined)) return null
  const gap = spotsOf(layout, hours, wanted, span).slice(own.length)
  const next = gap.findIndex(key => spots[key] !== undefined)
  const endBy = span.endsAt - (gapSlots - next) * slot
  // If even the shortest booking would be too long, `checkSpots` reports the time as taken.
  if (next < 0 || endBy < span.startsAt + layout.minSlots * slot) return null
  return refuse('GAP_NEEDED', { gap: gapSlots * slot, endBy })
}
