import { type Layout, type Span, slotCount, spotKey } from '../offerings/layout'

/** The availability of a container at a moment. */
export interface Availability {
  /** Bookable units that are free at this moment; null while closed. */
  now: number | null
  /** Upcoming spots that are free. */
  left: number
}

/** The availability from `at` on (epoch ms); the running slot does not count as upcoming. */
export function availabilityAt(
  layout: Layout,
  hours: Span,
  spots: Readonly<Record<string, string>>,
  at: number,
): Availability {
  const units = layout.units.filter(({ reserve }) => !reserve)
  const { slot } = layout
  if (slot === null) {
    const free = units.filter(({ id }) => spots[id] === undefined).length
    return { now: null, left: at < hours.startsAt ? free : 0 }
  }
  const running = Math.floor((at - hours.startsAt) / slot)
  const count = slotCount(layout, hours)
  const freeIn = (index: number) => units.filter(({ id }) => spots[spotKey(id, index)] === undefined).length
  const first = Math.max(0, running + 1)
  const upcoming = Array.from({ length: Math.max(0, count - first) }, (_, n) => freeIn(first + n))
  return {
    now: running >= 0 && running < count ? freeIn(running) : null,
    left: upcoming.reduce((sum, free) => sum + free, 0),
  }
}
