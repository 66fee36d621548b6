import type { SpaceFacts } from '../bookings/facts'
import { freeUnits } from '../bookings/rules/spots'
import { checkWindow } from '../bookings/rules/window'
import { type Layout, type Span, slotCount } from '../offerings/layout'
import type { BookingRules } from '../offerings/rules'

/** A day of a space as it is chosen from; of `spots` only which are held counts. */
export interface ChoiceFacts {
  layout: Layout
  hours: Span
  status: 'open' | 'cancelled'
  rules: BookingRules
  spots: Readonly<Record<string, string>>
  closures: Readonly<Record<string, { reason: string }>>
}

/** A moment at which a booking can begin, and how it stands. */
export interface StartChoice extends Span {
  /** Units that are free for the shortest booking from then on. */
  free: number
  /** `early`: booking has not opened yet. */
  state: 'free' | 'full' | 'past' | 'early'
}

/** Every start of the day from which the shortest booking would end before closing. */
export function startChoices(facts: ChoiceFacts, now: number): StartChoice[] {
  const { layout, hours } = facts
  const { slot, minSlots } = layout
  if (slot === null) return [choiceOf(facts, hours, now)]
  const count = Math.max(0, slotCount(layout, hours) - minSlots + 1)
  return Array.from({ length: count }, (_, n) => {
    const startsAt = hours.startsAt + n * slot
    return choiceOf(facts, { startsAt, endsAt: startsAt + minSlots * slot }, now)
  })
}

/** Ends that can be had from a start on, the shortest first; those with no free unit are left out. */
export function endChoices(facts: ChoiceFacts, startsAt: number): number[] {
  const { layout, hours } = facts
  const { slot, minSlots, maxSlots } = layout
  if (slot === null) return [hours.endsAt]
  const closesAt = hours.startsAt + slotCount(layout, hours) * slot
  const lengths = Array.from({ length: maxSlots - minSlots + 1 }, (_, n) => startsAt + (minSlots + n) * slot)
  return lengths.filter(endsAt => endsAt <= closesAt && freeFor(facts, { startsAt, endsAt }) > 0)
}

/** What is decided about one span; the app and the server decide by the same rules. */
export function factsAt({ layout, hours, spots, closures }: ChoiceFacts, span: Span): SpaceFacts {
  return { layout, hours, span, unitId: null, spots, closures }
}

function choiceOf(facts: ChoiceFacts, span: Span, now: number): StartChoice {
  const { status, rules } = facts
  const refusal = checkWindow(now, { ...span, status, rules })
  const free = freeFor(facts, span)
  if (refusal) return { ...span, free, state: refusal.code === 'BOOKING_NOT_OPEN' ? 'early' : 'past' }
  return { ...span, free, state: free > 0 ? 'free' : 'full' }
}

function freeFor(facts: ChoiceFacts, span: Span): number {
  return freeUnits(factsAt(facts, span)).length
}
