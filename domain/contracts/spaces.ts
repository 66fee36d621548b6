import * as v from 'valibot'
import { SPACE_CATEGORIES } from '../offerings/kinds'
import type { Layout } from '../offerings/layout'
import { cursor, date, id, shortText, timestamp, unitId } from './fields'
import { CLOSURE_REASON_LENGTH } from './limits'
import { route } from './route'
import type { BoardSession } from './staff'
import type { StationCard } from './stations'
import type { BookingView, MemberChoice, OfferingView, Page, SessionCard, SpaceCard } from './views'

/** One day of a space, with everything needed to choose a unit and a time. */
export interface SpaceDay extends SpaceCard {
  address: string
  layout: Layout
  /** Holder of each spot that is not free: `mine`, `taken`, or the id of a closure. */
  spots: Record<string, string>
  closures: Record<string, { reason: string }>
  /** The room as a plan; null: the units are only listed. */
  map: SeatMapView | null
}

/** Where the units of a day stand now, row by row, with what they stand beside in words (empty: nothing), and the marks of the room. */
export interface SeatMapView {
  columns: number
  rows: number
  seats: { id: string; x: number; y: number; beside: string }[]
  marks: { label: string; x: number; y: number }[]
}

/** The page of a space. */
export interface SpaceView {
  now: number
  offering: OfferingView
  /** Today and upcoming days, soonest first. */
  days: SessionCard[]
  /** The requested day, or the first with a free time; null when there is none. */
  day: SpaceDay | null
  /** The account's members, each with the reason if not eligible for the space. */
  members: MemberChoice[]
  /** The account's upcoming bookings of this space. */
  bookings: BookingView[]
  /** For berths: rest stations of the same centre, which need no booking. Empty for other kinds. */
  stations: StationCard[]
}

/** A closure of part of a container. */
export interface ClosureView {
  id: string
  /** Label of the unit; null: all bookable units. */
  unit: string | null
  startsAt: number
  endsAt: number
  reason: string
}

/** A day of a space, for staff. */
export interface StaffSpaceDay {
  now: number
  session: BoardSession
  layout: Layout
  closures: ClosureView[]
  manages: boolean
}

const space = v.picklist(SPACE_CATEGORIES.map(entry => entry.id))

/** Routes of seats, rooms and berths. */
export const spaceRoutes = {
  /** Spaces on one local day, by default today; 20 per page. */
  'space.list': route<Page<SpaceCard> & { now: number }>()({
    effect: 'read',
    input: v.strictObject({
      category: v.optional(space),
      centreId: v.optional(id),
      date: v.optional(date),
      after: v.optional(cursor),
    }),
    errors: [],
  }),
  /** One space on one day: units, taken spots, and which members are eligible. */
  'space.get': route<SpaceView>()({
    effect: 'read',
    input: v.strictObject({ offeringId: id, date: v.optional(date) }),
    errors: ['OFFERING_NOT_FOUND'],
  }),
}

/** Routes for closures of spaces. */
export const staffSpaceRoutes = {
  /** A day of a space: its units and closures. */
  'staff.space': route<StaffSpaceDay>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, sessionId: id }),
    errors: ['SESSION_NOT_FOUND'],
  }),
  /** Closes part of a space; refused where people have booked. Without a unit, all bookable units. */
  'staff.closeSpots': route<StaffSpaceDay>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      sessionId: id,
      unit: v.optional(unitId),
      startsAt: timestamp,
      endsAt: timestamp,
      reason: shortText(CLOSURE_REASON_LENGTH),
    }),
    errors: [
      'SESSION_NOT_FOUND',
      'SESSION_CANCELLED',
      'SESSION_OVER',
      'SPAN_OFF_GRID',
      'OUTSIDE_HOURS',
      'UNIT_NOT_FOUND',
      'SPOT_CLOSED',
      'SPOTS_BOOKED',
      'REQUEST_REUSED',
    ],
  }),
  /** Reopens a closure. */
  'staff.openSpots': route<StaffSpaceDay>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, sessionId: id, closureId: id }),
    errors: ['SESSION_NOT_FOUND', 'CLOSURE_NOT_FOUND'],
  }),
}
