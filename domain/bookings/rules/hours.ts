import { type Refusal, refuse } from '../../errors'
import { slotCount } from '../../offerings/layout'
import type { SpaceFacts } from '../facts'

/** The span lies within the opening hours. A remainder shorter than a slot at the end of the day cannot be booked. */
export function checkHours({ layout, hours, span }: SpaceFacts): Refusal | null {
  const closesAt = layout.slot === null ? hours.endsAt : hours.startsAt + slotCount(layout, hours) * layout.slot
  const inside = span.startsAt >= hours.startsAt && span.endsAt <= closesAt
  return inside ? null : refuse('OUTSIDE_HOURS', { opensAt: hours.startsAt, closesAt })
}
