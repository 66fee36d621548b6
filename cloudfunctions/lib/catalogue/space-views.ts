import type { SeatMapView, SpaceDay } from '@domain/contracts/spaces'
import type { SpaceCard } from '@domain/contracts/views'
import type { Layout } from '@domain/offerings/layout'
import { besideOf, MARK_LABELS, planFor, type SeatPlan } from '@domain/offerings/seat-plan'
import { availabilityAt } from '@domain/spaces/availability'
import type { SessionDocument } from '../kernel/store/documents'
import { SESSION_FIELDS, type SessionRow, sessionCard } from './session-views'

/** Fields of a day of a space: holders of spots, but no claims. */
export const SPACE_FIELDS = [...SESSION_FIELDS, 'spots', 'closures'] as const

/** A day of a space without claims and waitlist. */
export type SpaceRow = SessionRow & Pick<SessionDocument, 'spots' | 'closures'>

/** The row with its layout; null when it is not a container. */
export function asContainer(row: SpaceRow): (SpaceRow & { layout: Layout }) | null {
  return row.layout ? { ...row, layout: row.layout } : null
}

/** A day of a space in lists; availability as of `now` (epoch ms). */
export function spaceCard(row: SpaceRow & { layout: Layout }, now: number): SpaceCard {
  const { layout, spots = {}, startsAt, endsAt } = row
  return {
    session: sessionCard(row),
    units: layout.units.filter(({ reserve }) => !reserve).length,
    free: availabilityAt(layout, { startsAt, endsAt }, spots, now),
  }
}

/** Cards of those rows that are containers. */
export function spaceCards(rows: SpaceRow[], now: number): SpaceCard[] {
  return rows.flatMap(row => {
    const container = asContainer(row)
    return container ? [spaceCard(container, now)] : []
  })
}

/** A day with its spots. Holders are reduced to what one person may know: `mine`, `taken`, or the id of a closure. */
export function spaceDay(
  row: SpaceRow & { layout: Layout },
  own: ReadonlySet<string>,
  map: SeatPlan | null,
  now: number,
): SpaceDay {
  const { layout, address, spots = {}, closures = {} } = row
  const held = Object.entries(spots).map(([key, holder]) => {
    if (closures[holder]) return [key, holder]
    return [key, own.has(holder) ? 'mine' : 'taken']
  })
  const standing = Object.entries(closures).filter(([, { opened }]) => opened === null)
  return {
    ...spaceCard(row, now),
    address,
    layout,
    spots: Object.fromEntries(held),
    closures: Object.fromEntries(standing.map(([id, { reason }]) => [id, { reason }])),
    map: map && seatMapView(planFor(map, layout.units)),
  }
}

function seatMapView(plan: SeatPlan): SeatMapView {
  const { columns, rows, seats, marks } = plan
  return {
    columns,
    rows,
    seats: seats.map(seat => ({ ...seat, beside: besideOf(plan, seat) })),
    marks: marks.map(({ kind, x, y }) => ({ label: MARK_LABELS[kind], x, y })),
  }
}
