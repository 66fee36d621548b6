import type { BookingRules } from '../offerings/rules'

/**
 * When a confirmed booking that nobody has checked in to is released (epoch ms); null where places are kept to the end.
 * The grace time starts when the booking is stored, if that is after the start.
 */
export function releaseDueAt(
  { startsAt, endsAt, rules }: { startsAt: number; endsAt: number; rules: Pick<BookingRules, 'graceMs'> },
  now: number,
): number | null {
  return rules.graceMs ? Math.min(Math.max(startsAt, now) + rules.graceMs, endsAt) : null
}
