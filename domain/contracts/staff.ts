import * as v from 'valibot'
import type { Excused } from '../noshows/excuse'
import type { Category, Kind } from '../offerings/kinds'
import type { SeriesOnly } from '../series/series'
import { DIGIT_TRIES } from '../tries'
import { date, id, isTyped, scannedCode, shortText } from './fields'
import { MAX_CAPACITY, QUERY_LENGTH } from './limits'
import { route } from './route'
import type { Undone } from './views'

/** A session on the staff's board. Figures count people, not bookings. */
export interface BoardSession {
  id: string
  kind: Kind
  category: Category
  title: string
  room: string
  teacher: string
  startsAt: number
  endsAt: number
  /** When check-in opens, epoch ms; for a day of seats or rooms, that of its first hour. */
  checkInFrom: number
  capacity: number
  booked: number
  came: number
  /** Free places for the app. */
  seatsLeft: number
  /** Free reserved places, for walk-ins and bookings by phone. */
  reserve: number
  /** Parties on the waitlist, or registered for a draw. */
  waiting: number
  /** When the upcoming draw is due, epoch ms; null: none. */
  drawAt: number | null
  /** The series its free places are kept for; null: anybody may book them. */
  whole: SeriesOnly | null
  status: 'open' | 'cancelled'
}

/** A booking on a roster. */
export interface RosterRow {
  bookingId: string
  /** Masked to the first character, or in a search as far as the results can be told apart. */
  names: string[]
  /** The members, told apart from each other; absent where no single one can be released. */
  members?: { id: string; name: string }[]
  partySize: number
  checkedInAt: number | null
  /** The last undo of a check-in, also when the party is in again; absent: none. */
  undone?: Undone
  /** For bookings at the desk: the last four digits of the guest's phone number, if given. Null: booked in the app. */
  guest: { lastFour: string | null } | null
  /** For a day of seats or rooms: unit and span. */
  stay: { unit: string; startsAt: number; endsAt: number } | null
}

/** Current use of a day of seats or rooms. */
export interface SpaceNow {
  sessionId: string
  /** Bookings whose span is running. */
  inUse: number
  next: { at: number; unit: string } | null
}

/**
 * A page of the canteen for staff: meals are handed over, money is taken, meals are delivered, somebody did not open, menus are
 * planned.
 */
export type CanteenPage = 'counter' | 'till' | 'rounds' | 'alerts' | 'menus'

/** Today's board of a centre. */
export interface Board {
  now: number
  centre: { id: string; name: string }
  sessions: BoardSession[]
  /** For the sessions that are days of seats or rooms. */
  spaces: SpaceNow[]
  /** Whether the caller manages the centre: may cancel and move sessions and decide appeals. */
  manages: boolean
  /** Whether the caller works at the door and the desk. */
  door: boolean
  /** Whether the caller may see what the canteen's kitchen prepares. */
  kitchen: boolean
  /** The other pages of the canteen that the caller may open. */
  canteen: CanteenPage[]
}

/** The roster of a session. */
export interface Roster {
  now: number
  session: BoardSession
  rows: RosterRow[]
  manages: boolean
  /** The centre's excuse for all absences; null: none. */
  excused: Excused | null
}

/** The result of a check-in by staff. */
export interface CheckInResult {
  /** `already`: checked in before, at `at`; nothing changed. */
  outcome: 'accepted' | 'already'
  at: number
  bookingId: string
  names: string[]
  partySize: number
  session: BoardSession
}

/** Routes of the board, the roster and check-in. */
export const staffRoutes = {
  /** Today's sessions of the centre, or those of another day, by time. */
  'staff.today': route<Board>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, date: v.optional(date) }),
    errors: ['CENTRE_NOT_FOUND'],
  }),
  /**
   * The bookings of one session, in order of booking. With `query`, only those that match part of a name or the last
   * four digits of a guest's phone, with names that can be told apart; the session's figures still count everybody.
   */
  'staff.roster': route<Roster>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, sessionId: id, query: v.optional(shortText(QUERY_LENGTH)) }),
    errors: ['SESSION_NOT_FOUND'],
  }),
  /**
   * Checks in a booking by the code its holder shows, as QR code or digits. With `sessionId`, codes of other sessions
   * are refused.
   */
  'staff.checkIn': route<CheckInResult>()({
    effect: 'write',
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
    tries: { limit: DIGIT_TRIES, of: ({ code }) => isTyped(code) },
  }),
  /** Changes the capacity of a session while people book. New places go to the waitlist; nobody loses a place. */
  'staff.setCapacity': route<{ session: BoardSession }>()({
    effect: 'write',
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
