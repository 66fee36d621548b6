import type { SpaceFacts } from '../bookings/facts'
import { freeUnits } from '../bookings/rules/spots'
import { checkWindow } from '../bookings/rules/window'
import { type Layout, type Span, slotCount } from '../offerings/layout'
import type { BookingRules } from '../offerings/rules'

/** A day of a space, for choosing a time; of `spots` only the keys matter. */
export interface ChoiceFacts {
  layout: Layout
  hours: Span
  status: 'open' | 'cancelled'
  rules: BookingRules
  spots: Readonly<Record<string, string>>
  closures: Readonly<Record<string, { reason: string }>>
}

/** A possible start of a booking and its state. */
export interface StartChoice extends Span {
  /** Units that are free for the shortest booking from this start. */
  free: number
  /** `early`: booking has not opened yet. */
  state: 'free' | 'full' | 'past' | 'early'
}

/** All starts of the day from which the shortest booking ends before closing. */
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

/** The possible ends for a start, shortest first; ends without a free unit are left out. */
export function endChoices(facts: ChoiceFacts, startsAt: number): number[] {
  const { layout, hours } = facts
  const { slot, minSlots, maxSlots } = layout
  if (slot === null) return [hours.endsAt]
  const closesAt = hours.startsAt + slotCount(layout, hours) * slot
  const lengths = Array.from({ length: maxSlots - minSlots + 1 }, (_, n) => startsAt + (minSlots + n) * slot)
  return lengths.filter(endsAt => endsAt <= closesAt && freeFor(facts, { startsAt, endsAt }) > 0)
}

/** The facts for the rules about one span; the app and the server use the same rules. */
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
