import { type Refusal, refuse } from '../../errors'
import type { SpaceFacts } from '../facts'

/** A span begins and ends on slot boundaries; without slots it must be the whole session. */
export function checkGrid({ layout, hours, span }: SpaceFacts): Refusal | null {
  const { slot } = layout
  if (slot === null) {
    const whole = span.startsAt === hours.startsAt && span.endsAt === hours.endsAt
    return whole ? null : refuse('SPAN_OFF_GRID', { slot })
  }
  const aligned = [span.startsAt, span.endsAt].every(at => (at - hours.startsAt) % slot === 0)
  return aligned && span.startsAt < span.endsAt ? null : refuse('SPAN_OFF_GRID', { slot })
}
