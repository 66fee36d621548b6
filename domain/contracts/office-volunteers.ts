import * as v from 'valibot'
import { SHIFT_KINDS, type ShiftKind, SKILLS, type Skill } from '../participation/volunteer-rules'
import { cursor, id, optionalLine, shortLine, timestamp } from './fields'
import { TEXT_LENGTH, TITLE_LENGTH } from './limits'
import { personId } from './office-team'
import { route } from './route'

/** A shift as managers edit it. */
export interface ShiftEdit {
  id: string
  subject: { kind: ShiftKind; id: string; title: string }
  title: string
  words: string
  skill: Skill
  startsAt: number
  endsAt: number
  places: number
  taken: number
  guide: { personId: string; name: string }
  isCancelled: boolean
  revision: number
}

/** What a centre's volunteers did in a month. */
export interface VolunteerReport {
  /** `YYYY-MM`. */
  month: string
  shifts: number
  /** Different people who served. */
  volunteers: number
  minutes: number
  manualMinutes: number
  /** Places that people had taken, and those who did not come. */
  taken: number
  missed: number
  /** Of the calendar year, percent of the minutes that were entered by hand, rounded up. */
  manualPercent: number
}

/** Hours of another centre that wait for somebody to approve them. */
export interface HoursToApprove {
  shiftId: string
  key: string
  centreName: string
  title: string
  startsAt: number
  endsAt: number
  /** Masked. */
  name: string
  minutes: number
  reason: string
}

/** Volunteers of a centre, for its managers. */
export interface VolunteersEdit {
  now: number
  /** From yesterday on, by their beginning; one page. */
  shifts: ShiftEdit[]
  /** Cursor of the next page of shifts; null: there are no more. */
  next: string | null
  /** What a new shift can belong to: sessions of the next days, and stations. */
  subjects: { kind: ShiftKind; id: string; title: string; startsAt: number | null; endsAt: number | null }[]
  guides: { personId: string; name: string }[]
  report: VolunteerReport
  toApprove: HoursToApprove[]
}

const month = v.pipe(v.string(), v.regex(/^20\d\d-(0[1-9]|1[0-2])$/))

/** Routes of volunteers in the back office. */
export const officeVolunteerRoutes = {
  /** Shifts, a month's figures, and hours of other centres to approve; without a month the current one. */
  'office.volunteers': route<VolunteersEdit>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, month: v.optional(month), after: v.optional(cursor) }),
    errors: [],
  }),
  /** Saves a shift; without an id a new one. What it belongs to and when it is cannot change once somebody is in it. */
  'office.saveShift': route<VolunteersEdit>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      shiftId: v.optional(id),
      revision: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
      kind: v.picklist(SHIFT_KINDS),
      subjectId: id,
      title: shortLine(TITLE_LENGTH),
      words: optionalLine(TEXT_LENGTH),
      skill: v.picklist(SKILLS.map(({ id: name }) => name)),
      startsAt: timestamp,
      endsAt: timestamp,
      places: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15)),
      guideId: personId,
    }),
    errors: ['SHIFT_NOT_FOUND', 'SHIFT_CHANGED', 'SHIFT_WRONG', 'GUIDE_FULL'],
  }),
  /** Cancels a shift that nobody serves in yet; its volunteers are free again. */
  'office.cancelShift': route<VolunteersEdit>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, shiftId: id }),
    errors: ['SHIFT_NOT_FOUND', 'SHIFT_CLOSED'],
  }),
  /** Approves or rejects hours that another centre has entered by hand. */
  'office.approveHours': route<VolunteersEdit>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, shiftId: id, key: id, isRight: v.boolean() }),
    errors: ['SHIFT_NOT_FOUND', 'VOLUNTEER_NOT_FOUND', 'OWN_HOURS', 'HOURS_NOT_OPEN', 'MANUAL_LIMIT'],
  }),
}
