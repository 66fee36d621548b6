import * as v from 'valibot'
import { FAILURES, type Failure } from '../canteen/delivery'
import type { Address } from '../canteen/order'
import type { ErrorCode, ErrorDetails } from '../errors'
import { id, requestId, shortText, timestamp } from './fields'
import { route } from './route'

/** A round of today. */
export interface RoundCard {
  sessionId: string
  roundId: string
  label: string
  title: string
  startsAt: number
  stops: number
  /** Stops that are handed over or failed. */
  done: number
}

/** Where a courier goes. Shown on the day of the delivery only. */
export interface Stop extends Address {
  bookingId: string
  /** Masked. */
  name: string
  /** The dishes of each meal. */
  meals: string[][]
  /** When it was handed over; null: it was not. */
  handedAt: number | null
  /** The last failed attempt; null: none. */
  failed: { why: Failure; at: number } | null
}

/** What a courier's phone needs for one round, also without network. */
export interface RoundSheet {
  now: number
  sessionId: string
  roundId: string
  label: string
  title: string
  startsAt: number
  stops: Stop[]
}

/** The server's answer to one report. */
export interface StopResult {
  reportId: string
  /** `handed` also when the meal was handed over by another report. */
  outcome: 'handed' | 'failed' | 'refused'
  refusal: { [C in ErrorCode]: { code: C; detail: ErrorDetails[C] } }[ErrorCode] | null
}

/** An eater who did not open the door. */
export interface WelfareAlert extends Address {
  bookingId: string
  name: string
  /** When the eater did not open, epoch ms: with the booking, which alert this is. */
  at: number
  centrePhone: string
}

/** Most reports of one call. */
const MAX_REPORTS = 50

/** Routes of deliveries. */
export const staffRoundRoutes = {
  /** The rounds of today. */
  'staff.mealRounds': route<{ now: number; rounds: RoundCard[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
  /** The addresses of one round of today. Each opening is recorded in the journal. */
  'staff.mealOpenRound': route<RoundSheet>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, sessionId: id, roundId: id }),
    errors: ['SESSION_NOT_FOUND', 'ROUND_NEEDED', 'WRONG_DAY'],
  }),
  /**
   * Merges what couriers have reported, from phones without network too: each report counts once, in any order. A meal that was
   * handed over stays so, whatever failed before or after. Couriers whose duty has ended report what they did before.
   */
  'staff.mealReportStops': route<{ now: number; results: StopResult[] }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      reports: v.pipe(
        v.array(
          v.strictObject({
            reportId: requestId,
            bookingId: id,
            /** Null: it was handed over. */
            failed: v.nullable(v.picklist(FAILURES.map(failure => failure.id))),
            at: timestamp,
          }),
        ),
        v.minLength(1),
        v.maxLength(MAX_REPORTS),
      ),
    }),
    errors: [],
  }),
  /** Eaters who did not open and whom nobody has looked after yet. */
  'staff.mealAlerts': route<{ now: number; alerts: WelfareAlert[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
  /** Says how an eater is who did not open. */
  'staff.mealCloseAlert': route<{ alerts: WelfareAlert[] }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      bookingId: id,
      /** The alert that was seen: a later one stays open. Absent, from earlier versions of the app: whichever is open. */
      at: v.optional(timestamp),
      note: shortText(100),
    }),
    errors: ['BOOKING_NOT_FOUND'],
  }),
}
