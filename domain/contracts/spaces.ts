import * as v from 'valibot'
import { SPACE_CATEGORIES } from '../offerings/kinds'
import type { Layout } from '../offerings/layout'
import { cursor, date, id, shortText, timestamp, unitId } from './fields'
import { route } from './route'
import type { BoardSession } from './staff'
import type { StationCard } from './stations'
import type { BookingView, MemberChoice, OfferingView, Page, SessionCard, SpaceCard } from './views'

/** Longest reason for a closure, characters. */
export const CLOSURE_REASON_LENGTH = 20

/** One day of a space with everything that is needed to choose a unit and a time. */
export interface SpaceDay extends SpaceCard {
  address: string
  layout: Layout
  /** Who holds which spot: `mine`, `taken`, or the id of a closure. */
  spots: Record<string, string>
  closures: Record<string, { reason: string }>
}

export interface SpaceView {
  now: number
  offering: OfferingView
  /** Days to come, today included, soonest first. */
  days: SessionCard[]
  /** The day that was asked for, or the first that still has a time; null when there is none. */
  day: SpaceDay | null
  /** Everybody the account may book for, with the reason when the space is not for them. */
  members: MemberChoice[]
  /** The account's own bookings of this space to come. */
  bookings: BookingView[]
  /** Of berths: the stations of the same centre, where one sits down without a booking. Empty for other kinds. */
  stations: StationCard[]
}

/** A part of a container that the centre keeps closed. */
export interface ClosureView {
  id: string
  /** Label of the unit; null: all that people can book. */
  unit: string | null
  startsAt: number
  endsAt: number
  reason: string
}

/** A day of a space as the centre sees it. */
export interface StaffSpaceDay {
  now: number
  session: BoardSession
  layout: Layout
  closures: ClosureView[]
  manages: boolean
}

const space = v.picklist(SPACE_CATEGORIES.map(entry => entry.id))

export const spaceRoutes = {
  /** Spaces that are open on one local day, today unless another is named; twenty a page. */
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
  /** One space on one day: its parts, what is taken, and who of the household may come. */
  'space.get': route<SpaceView>()({
    effect: 'read',
    input: v.strictObject({ offeringId: id, date: v.optional(date) }),
    errors: ['OFFERING_NOT_FOUND'],
  }),
}

export const staffSpaceRoutes = {
  /** A day of a space: its parts and what is closed. */
  'staff.space': route<StaffSpaceDay>()({
    effect: 'read',
    role: 'staff',
    input: v.strictObject({ centreId: id, sessionId: id }),
    errors: ['SESSION_NOT_FOUND'],
  }),
  /** Keeps a part of a space for the centre; refused where people have booked. Without a unit, all that people can book. */
  'staff.closeSpots': route<StaffSpaceDay>()({
    effect: 'write',
    role: 'manager',
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
  /** Opens again what was closed. */
  'staff.openSpots': route<StaffSpaceDay>()({
    effect: 'write',
    role: 'manager',
    input: v.strictObject({ centreId: id, sessionId: id, closureId: id }),
    errors: ['SESSION_NOT_FOUND', 'CLOSURE_NOT_FOUND'],
  }),
}
