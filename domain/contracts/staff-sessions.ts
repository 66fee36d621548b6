import * as v from 'valibot'
import type { Excused } from '../noshows/excuse'
import { id, shortText, timestamp } from './fields'
import { APPEAL_LENGTH } from './noshows'
import { route } from './route'
import type { BoardSession } from './staff'

/** Longest reason for a change, characters: it fits into a message. */
export const CHANGE_REASON_LENGTH = 20

/** An appeal as the centre sees it. */
export interface StaffAppeal {
  recordId: string
  /** Masked: the first character only. */
  name: string
  title: string
  startsAt: number
  endsAt: number
  reason: string
  appealedAt: number
}

const reason = shortText(CHANGE_REASON_LENGTH)

/** What only the manager of a centre may do. */
export const staffSessionRoutes = {
  /** Calls a session off: everybody is freed without penalty, and told if they asked to be. */
  'staff.cancelSession': route<{ now: number; session: BoardSession }>()({
    effect: 'write',
    role: 'manager',
    input: v.strictObject({ centreId: id, sessionId: id, reason }),
    errors: ['SESSION_NOT_FOUND', 'SESSION_CANCELLED', 'SESSION_OVER', 'REQUEST_REUSED'],
  }),
  /** Moves a session with its bookings; everybody is told if they asked to be, and may cancel until the new start. */
  'staff.moveSession': route<{ now: number; session: BoardSession }>()({
    effect: 'write',
    role: 'manager',
    input: v.strictObject({ centreId: id, sessionId: id, startsAt: timestamp, endsAt: timestamp, reason }),
    errors: [
      'SESSION_NOT_FOUND',
      'SESSION_CANCELLED',
      'SESSION_BEGUN',
      'TIME_NOT_POSSIBLE',
      'DRAW_COMES_FIRST',
      'NOT_FOR_SPACES',
      'REQUEST_REUSED',
    ],
  }),
  /** Excuses everybody who did not come to a session that is over: the door or the system failed. Cannot be undone. */
  'staff.excuseSession': route<{ now: number; session: BoardSession; excused: Excused }>()({
    effect: 'write',
    role: 'manager',
    input: v.strictObject({ centreId: id, sessionId: id, reason }),
    errors: ['SESSION_NOT_FOUND', 'SESSION_CANCELLED', 'SESSION_NOT_OVER', 'SESSION_EXCUSED'],
  }),
  /** Appeals that wait for an answer, longest waiting first, at most 100. */
  'staff.appeals': route<{ now: number; appeals: StaffAppeal[] }>()({
    effect: 'read',
    role: 'manager',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
  /** Grants an appeal, so that the no-show no longer counts, or lets it stand; with a word of explanation. */
  'staff.decideAppeal': route<{ recordId: string; granted: boolean }>()({
    effect: 'write',
    role: 'manager',
    input: v.strictObject({ centreId: id, recordId: id, granted: v.boolean(), note: shortText(APPEAL_LENGTH) }),
    errors: ['NO_SHOW_NOT_FOUND', 'APPEAL_DECIDED', 'REQUEST_REUSED'],
  }),
}
