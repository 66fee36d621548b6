import * as v from 'valibot'
import type { Excused } from '../noshows/excuse'
import type { Category, Kind } from '../offerings/kinds'
import type { SeriesOnly } from '../series/series'
import { id, scannedCode, shortText } from './fields'
import { route } from './route'

/** A session on the day's board. Figures count people, not bookings. */
export interface BoardSession {
  id: string
  kind: Kind
  category: Category
  title: string
  room: string
  teacher: string
  startsAt: number
  endsAt: number
  /** From then on its people are let in, epoch ms; of a day of seats or rooms, those of its first hour. */
  checkInFrom: number
  capacity: number
  booked: number
  came: number
  /** Places the app can still give away. */
  seatsLeft: number
  /** Places left for walk-ins and people who book by phone. */
  reserve: number
  /** Parties on the waitlist, or registered for a draw. */
  waiting: number
  /** When the draw that is still to come is due, epoch ms; null: none is. */
  drawAt: number | null
  /** Its free places are for those who book the whole course, as long as it can be booked; null: for anybody. */
  whole: SeriesOnly | null
  status: 'open' | 'cancelled'
}

export interface RosterRow {
  bookingId: string
  /** Masked: the first character only, or as far as those that were looked for can still be told apart. */
  names: string[]
  partySize: number
  checkedInAt: number | null
  /** Checked in at the door with a phone that seemed to be elsewhere. */
  far?: boolean
  /** Booked at the desk; the last four digits of the guest's phone number, where any were given. Null: by the app. */
  guest: { lastFour: string | null } | null
  /** Of a day of seats or rooms: which one, from when to when. */
  stay: { unit: string; startsAt: number; endsAt: number } | null
}

/** A day of seats or rooms at this moment. */
export interface SpaceNow {
  sessionId: string
  /** Bookings whose time it is. */
  inUse: number
  next: { at: number; unit: string } | null
}

export interface Board {
  now: number
  centre: { id: string; name: string }
  sessions: BoardSession[]
  /** Of the sessions that are days of seats or rooms. */
  spaces: SpaceNow[]
  /** The caller is a manager here: may cancel and move sessions and decide on appeals. */
  manages: boolean
}

export interface Roster {
  now: number
  session: BoardSession
  rows: RosterRow[]
  manages: boolean
  /** The centre has excused those who did not come; null: it has not. */
  excused: Excused | null
}

export interface CheckInResult {
  /** `already`: this booking was checked in before, at `at`; nothing changed. */
  outcome: 'accepted' | 'already'
  at: number
  bookingId: string
  names: string[]
  partySize: number
  session: BoardSession
}

/** Longest text that staff look for somebody by, characters. */
export const QUERY_LENGTH = 12

/** The largest session a centre holds. */
export const MAX_CAPACITY = 1000

export const staffRoutes = {
  /** Today's sessions of the centre, by time. */
  'staff.today': route<Board>()({
    effect: 'read',
    role: 'staff',
    input: v.strictObject({ centreId: id }),
    errors: ['CENTRE_NOT_FOUND'],
  }),
  /**
   * Who is booked on one session, in the order of booking. With `query` only whom a part of a name or the last four digits
   * of a guest's phone mean, their names told apart; the figures of the session count everybody all the same.
   */
  'staff.roster': route<Roster>()({
    effect: 'read',
    role: 'staff',
    input: v.strictObject({ centreId: id, sessionId: id, query: v.optional(shortText(QUERY_LENGTH)) }),
    errors: ['SESSION_NOT_FOUND'],
  }),
  /**
   * Checks a booking in by the code its holder shows: the scanned picture or the eight digits. With `sessionId`, codes
   * of other sessions are refused.
   */
  'staff.checkIn': route<CheckInResult>()({
    effect: 'write',
    role: 'staff',
    input: v.strictObject({
      centreId: id,
      sessionId: v.optional(id),
      code: scannedCode,
    }),
    errors: [
      'SESSION_NOT_FOUND',
      'CODE_INVALID',
      'CODE_EXPIRED',
      'CODE_AMBIGUOUS',
      'WRONG_CENTRE',
      'WRONG_SESSION',
      'WRONG_DAY',
      'BOOKING_CANCELLED',
      'CHECK_IN_TOO_EARLY',
      'CHECK_IN_OVER',
      'REQUEST_REUSED',
    ],
  }),
  /** Changes how many places a session has, while people book. New places go to the waitlist; nobody is put out. */
  'staff.setCapacity': route<{ session: BoardSession }>()({
    effect: 'write',
    role: 'manager',
    input: v.strictObject({
      centreId: id,
      sessionId: id,
      capacity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_CAPACITY)),
    }),
    errors: [
      'SESSION_NOT_FOUND',
      'SESSION_CANCELLED',
      'SESSION_OVER',
      'CAPACITY_BELOW_BOOKED',
      'NOT_FOR_SPACES',
      'REQUEST_REUSED',
    ],
  }),
}
