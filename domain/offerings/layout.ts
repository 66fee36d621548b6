/** One numbered part of a container: a seat, a room, a berth. Its id is letters and digits, beginning with a letter. */
export interface Unit {
  id: string
  /** As it is written on the spot: 12 号座. */
  label: string
  /** Kept by the centre for people on the spot; the app cannot take it. */
  reserve?: boolean
}

/**
 * The numbered parts of a session and how time is cut in it. Such a session is a container: with slots, one local day of
 * opening hours; without, one occurrence in which a seat is a seat for the whole time.
 */
export interface Layout {
  units: Unit[]
  /** People choose the unit themselves; otherwise any free one will do, and the server picks it. */
  choose: boolean
  /** Length of a slot, ms; null: a unit is taken for the whole session. */
  slot: number | null
  /** Fewest and most slots of one booking. */
  minSlots: number
  maxSlots: number
  /** Slots kept free after each booking, to clean up and air; none is needed after closing time. */
  gapSlots: number
}

/** A span of time, epoch ms. */
export interface Span {
  startsAt: number
  endsAt: number
}

/** Slots between opening and closing; a rest that is shorter than a slot is none. */
export function slotCount({ slot }: Layout, { startsAt, endsAt }: Span): number {
  return slot === null ? 1 : Math.floor((endsAt - startsAt) / slot)
}

/**
 * The keys of what a booking takes of one unit: its slots and the gap after them, cut off at closing time. Two bookings
 * that share no key neither overlap nor come closer than the gap, so the database can decide by keys alone.
 */
export function spotsOf(layout: Layout, hours: Span, unitId: string, span: Span): string[] {
  const { slot, gapSlots } = layout
  if (slot === null) return [unitId]
  const first = (span.startsAt - hours.startsAt) / slot
  const end = Math.min((span.endsAt - hours.startsAt) / slot + gapSlots, slotCount(layout, hours))
  return Array.from({ length: Math.max(0, end - first) }, (_, n) => spotKey(unitId, first + n))
}

/** The key of one slot of one unit. */
export function spotKey(unitId: string, slotIndex: number): string {
  return `${unitId}-${slotIndex}`
}

/** How many spots a container has, and how many of them the app cannot take. */
export function spotCounts(layout: Layout, hours: Span): { capacity: number; reserve: number } {
  const slots = slotCount(layout, hours)
  const reserved = layout.units.filter(({ reserve }) => reserve).length
  return { capacity: layout.units.length * slots, reserve: reserved * slots }
}
