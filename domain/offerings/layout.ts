/** One numbered unit of a container: a seat, a room, a berth. Its id is a letter followed by letters and digits. */
export interface Unit {
  id: string
  /** The label on site: 12 号座. */
  label: string
  /** Reserved for people on site; the app cannot book it. */
  reserve?: boolean
}

/**
 * The numbered units of a session and its time grid. Such a session is a container: with slots, one local day of
 * opening hours; without, one occurrence in which a unit is booked for the whole time.
 */
export interface Layout {
  units: Unit[]
  /** People choose the unit; otherwise the server picks a free one. */
  choose: boolean
  /** Length of a slot, ms; null: a unit is booked for the whole session. */
  slot: number | null
  /** Minimum and maximum slots per booking. */
  minSlots: number
  maxSlots: number
  /** Slots kept free after each booking for cleaning; none are needed after closing time. */
  gapSlots: number
}

/** A span of time, epoch ms. */
export interface Span {
  startsAt: number
  endsAt: number
}

/** Number of slots between opening and closing; a remainder shorter than a slot is not one. */
export function slotCount({ slot }: Layout, { startsAt, endsAt }: Span): number {
  return slot === null ? 1 : Math.floor((endsAt - startsAt) / slot)
}

/**
 * The keys of the spots a booking takes: the slots of its unit and the gap after them, cut off at closing time. Two
 * bookings without a common key neither overlap nor violate the gap, so the database can decide by keys alone.
 */
export function spotsOf(layout: Layout, hours: Span, unitId: string, span: Span): string[] {
  const { slot, gapSlots } = layout
  if (slot === null) return [unitId]
  const first = (span.startsAt - hours.startsAt) / slot
  const end = Math.min((span.endsAt - hours.startsAt) / slot + gapSlots, slotCount(layout, hours))
  return Array.from({ length: Math.max(0, end - first) }, (_, n) => spotKey(unitId, first + n))
}

/** The key of a spot: one slot of one unit. */
export function spotKey(unitId: string, slotIndex: number): string {
  return `${unitId}-${slotIndex}`
}

/** The number of spots of a container, and how many of them the app cannot book. */
export function spotCounts(layout: Layout, hours: Span): { capacity: number; reserve: number } {
  const slots = slotCount(layout, hours)
  const reserved = layout.units.filter(({ reserve }) => reserve).length
  return { capacity: layout.units.length * slots, reserve: reserved * slots }
}
