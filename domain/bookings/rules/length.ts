import { type Refusal, refuse } from '../../errors'
import type { SpaceFacts } from '../facts'

/** The span has an allowed length. */
export function checkLength({ layout, span }: SpaceFacts): Refusal | null {
  const { slot, minSlots, maxSlots } = layout
  if (slot === null) return null
  const slots = (span.endsAt - span.startsAt) / slot
  if (slots < minSlots) return refuse('SPAN_TOO_SHORT', { min: minSlots * slot })
  return slots > maxSlots ? refuse('SPAN_TOO_LONG', { max: maxSlots * slot }) : null
}
