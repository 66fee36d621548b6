import { type Refusal, refuse } from '../../errors'
import { slotCount } from '../../offerings/layout'
import type { SpaceFacts } from '../facts'

/** Within the opening hours of the day; the last slot is a whole one. */
export function checkHours({ layout, hours, span }: SpaceFacts): Refusal | null {
  const closesAt = layout.slot === null ? hours.endsAt : hours.startsAt + slotCount(layout, hours) * layout.slot
  const inside = span.startsAt >= hours.startsAt && span.endsAt <= closesAt
  return inside ? null : refuse('OUTSIDE_HOURS', { opensAt: hours.startsAt, closesAt })
}
