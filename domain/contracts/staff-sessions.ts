import * as v from 'valibot'
import type { Excused } from '../noshows/excuse'
import { id, shortText, timestamp } from './fields'
import { APPEAL_LENGTH, CHANGE_REASON_LENGTH } from './limits'
import { route } from './route'
import type { BoardSession } from './staff'

/** An appeal, for the manager. */
export interface StaffAppeal {
  recordId: string
  /** Masked to the first character. */
  name: string
  title: string
  startsAt: number
  endsAt: number
  reason: string
  appealedAt: number
  /** Null: nobody has decided yet. */
  decision: { granted: boolean; note: string; at: number } | null
}

const reason = shortText(CHANGE_REASON_LENGTH)

/** Routes that only the manager of a centre may call. */
export const staffSessionRoutes = {
  /** Cancels a session: all bookings are cancelled without penalty; people who asked for it are notified. */
  'staff.cancelSession': route<{ now: number; session: BoardSession }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, sessionId: id, reason }),
    errors: ['SESSION_NOT_FOUND', 'SESSION_CANCELLED', 'SESSION_OVER', 'REQUEST_REUSED'],
  }),
  /**
   * How many people of a session have booked something else at another time, and the first of their names, masked: a move to it
   * would make them cancel one of the two.
   */
  'staff.moveEffects': route<{ now: number; people: number; names: string[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, sessionId: id, startsAt: timestamp, endsAt: timestamp }),
    errors: ['SESSION_NOT_FOUND'],
  }),
  /**
   * Moves a session with its bookings; a room or teacher that is taken at that time is refused. People who asked for it are
   * notified and may cancel until the new start.
   */
  'staff.moveSession': route<{ now: number; session: BoardSession }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, sessionId: id, startsAt: timestamp, endsAt: timestamp, reason }),
    errors: [
      'SESSION_NOT_FOUND',
      'SESSION_CANCELLED',
      'SESSION_BEGUN',
      'TIME_NOT_POSSIBLE',
      'DRAW_COMES_FIRST',
      'NOT_FOR_SPACES',
      'AGREEMENT_ENDS',
      'TIMETABLE_CLASH',
      'REQUEST_REUSED',
    ],
  }),
  /** Excuses all absences of a session that is over, because the door or the system failed. Cannot be undone. */
  'staff.excuseSession': route<{ now: number; session: BoardSession; excused: Excused }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, sessionId: id, reason }),
    errors: ['SESSION_NOT_FOUND', 'SESSION_CANCELLED', 'SESSION_NOT_OVER', 'SESSION_EXCUSED'],
  }),
  /** Undecided appeals, oldest first, at most 100; or with `decided` those of the last year that were decided, latest first, at most 40. */
  'staff.appeals': route<{ now: number; appeals: StaffAppeal[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, decided: v.optional(v.boolean()) }),
    errors: [],
  }),
  /** Decides an appeal, with an explanation; if granted, the no-show no longer counts. */
  'staff.decideAppeal': route<{ recordId: string; granted: boolean }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, recordId: id, granted: v.boolean(), note: shortText(APPEAL_LENGTH) }),
    errors: ['NO_SHOW_NOT_FOUND', 'APPEAL_DECIDED', 'REQUEST_REUSED'],
  }),
}
