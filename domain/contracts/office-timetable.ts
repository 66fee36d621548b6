import * as v from 'valibot'
import type { Category, Kind } from '../offerings/kinds'
import { COPY_UNITS, type SkipReason, TERM_WEEKS } from '../office/copy'
import type { Series } from '../series/series'
import { date, id, shortText, timestamp } from './fields'
import { CHANGE_REASON_LENGTH, MAX_PUBLISHED } from './limits'
import { places, reservedPlaces, roomName, teacherName } from './office-offerings'
import { route } from './route'
import type { BoardSession } from './staff'

/** A session as it is planned. */
export interface PlannedSession {
  id: string
  offeringId: string
  kind: Kind
  category: Category
  title: string
  room: string
  teacher: string
  startsAt: number
  endsAt: number
  capacity: number
  reserve: number
  series: Series | null
}

/** A session that residents do not see yet. */
export interface DraftView extends PlannedSession {
  /** Counts the saved changes; send back the one that was read. */
  revision: number
  /** It is being published at this moment. */
  publishing: boolean
  changedAt: number
  /** Masked; null: not known. */
  changedBy: string | null
  /** Published or planned sessions that need its room or teacher at the same time. */
  clashes: { what: 'room' | 'teacher'; title: string; startsAt: number; endsAt: number }[]
}

/** A published session in the timetable. */
export interface PublishedSession extends PlannedSession {
  status: 'open' | 'cancelled'
  /** People who have booked or hold an offer, and parties that wait. */
  taken: number
  waiting: number
}

/** A publication that may still be undone. */
export interface PublicationView {
  id: string
  at: number
  /** Masked; null: not known. */
  by: string | null
  /** Sessions that it created. */
  sessions: number
  state: 'running' | 'done' | 'undone'
}

/** A span of the timetable. */
export interface TimetableView {
  now: number
  sessions: PublishedSession[]
  drafts: DraftView[]
  /** Holidays, work days instead of them (调休), and days on which the centre is closed. */
  days: { date: string; kind: 'holiday' | 'workday' | 'closed'; name: string }[]
  /** The latest publications, latest first. */
  publications: PublicationView[]
}

/** What planning many sessions would do, or has done, with one of them. */
export interface PlanRowView {
  offeringId: string
  title: string
  /** Start of the session that it is copied from, epoch ms; null: not a copy. */
  sourceAt: number | null
  /** Epoch ms; null: the month has no such day. */
  startsAt: number | null
  endsAt: number | null
  outcome: 'create' | 'skip'
  why: SkipReason | null
  /** The holiday, the reason of the closure, or the title of the other session. */
  detail: string | null
  isWorkday: boolean
}

interface PlanAnswer {
  now: number
  rows: PlanRowView[]
  created: number
  skipped: number
}

const minute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439))
const revision = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))

const repeatInput = v.strictObject({
  centreId: id,
  offeringId: id,
  /** 0 = Sunday. */
  weekdays: v.pipe(
    v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))),
    v.minLength(1),
    v.maxLength(7),
  ),
  /** Minutes after midnight. */
  minute,
  from: date,
  until: date,
  room: v.optional(roomName),
  teacher: v.optional(teacherName),
})

const copyInput = v.strictObject({
  centreId: id,
  unit: v.picklist(COPY_UNITS),
  /** Any day of the week or month, or of the first week of the term, to copy from and to. */
  from: date,
  to: date,
  /** Weeks of a term; ignored otherwise. */
  weeks: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(TERM_WEEKS))),
})

const changeFields = {
  centreId: id,
  sessionId: id,
  startsAt: timestamp,
  endsAt: timestamp,
  room: roomName,
  teacher: teacherName,
}
const CHANGE_ERRORS = ['SESSION_NOT_FOUND', 'SESSION_CANCELLED', 'SESSION_OVER', 'NOT_FOR_SPACES'] as const

const PLAN_ERRORS = ['CENTRE_NOT_FOUND', 'OFFERING_NOT_FOUND', 'TIME_NOT_POSSIBLE'] as const

/** Routes of the timetable: drafts, copies and publication. */
export const officeTimetableRoutes = {
  /** Sessions and drafts of a span of days, both included, at most 62. */
  'office.timetable': route<TimetableView>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, from: date, to: date }),
    errors: ['CENTRE_NOT_FOUND', 'TIME_NOT_POSSIBLE'],
  }),
  /**
   * Saves a draft; without `draftId`, a new one. Clashes are told, and refused only at publication. When somebody else has saved
   * since `revision` was read, nothing is saved and the refusal holds their version.
   */
  'office.saveDraft': route<{ now: number; draft: DraftView }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      draftId: v.optional(id),
      /** The one that was read; 0 for a new draft. */
      revision,
      offeringId: id,
      startsAt: timestamp,
      endsAt: timestamp,
      room: roomName,
      teacher: teacherName,
      capacity: places,
      reserve: reservedPlaces,
    }),
    errors: [
      'OFFERING_NOT_FOUND',
      'DRAFT_NOT_FOUND',
      'DRAFT_CHANGED',
      'DRAFT_PUBLISHED',
      'PLAN_INVALID',
      'TIME_NOT_POSSIBLE',
      'REQUEST_REUSED',
    ],
  }),
  /** Removes drafts that are not published. */
  'office.removeDrafts': route<{ now: number; removed: number }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, draftIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(MAX_PUBLISHED)) }),
    errors: [],
  }),
  /** What `office.repeat` would do. */
  'office.previewRepeat': route<PlanAnswer>()({ effect: 'read', input: repeatInput, errors: PLAN_ERRORS }),
  /** Drafts an offering on weekdays of a span, without holidays, closed days and clashes. A second run creates nothing. */
  'office.repeat': route<PlanAnswer>()({ effect: 'write', input: repeatInput, errors: PLAN_ERRORS }),
  /** What `office.copy` would do. */
  'office.previewCopy': route<PlanAnswer>()({ effect: 'read', input: copyInput, errors: PLAN_ERRORS }),
  /**
   * Drafts the sessions of another week, month or term again: on the same weekdays, in a month on the second Saturday for the
   * second Saturday. Bookings are not copied. A second run creates nothing.
   */
  'office.copy': route<PlanAnswer>()({ effect: 'write', input: copyInput, errors: PLAN_ERRORS }),
  /**
   * Publishes drafts: residents see them from now on. All or none: clashes of room or teacher, also with what another screen
   * publishes at the same moment, are refused with the other session named. Drafts that are published already are left as they
   * are.
   */
  'office.publish': route<{ now: number; publication: PublicationView }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      /** With the revisions that were read: what is published is what was seen. */
      drafts: v.pipe(v.array(v.strictObject({ id, revision })), v.minLength(1), v.maxLength(MAX_PUBLISHED)),
    }),
    errors: [
      'CENTRE_NOT_FOUND',
      'OFFERING_NOT_FOUND',
      'DRAFT_CHANGED',
      'PLAN_INVALID',
      'TIME_NOT_POSSIBLE',
      'TIMETABLE_CLASH',
      'REQUEST_REUSED',
    ],
  }),
  /**
   * What a change of a published session means: how many people have booked and how many parties wait; whether it is moved, so
   * that people are told and may cancel freely until the new start (a new room is only shown on their bookings); and its
   * clashes.
   */
  'office.previewChange': route<{
    now: number
    booked: number
    waiting: number
    isMoved: boolean
    clashes: { what: 'room' | 'teacher'; title: string; startsAt: number; endsAt: number }[]
  }>()({ effect: 'read', input: v.strictObject(changeFields), errors: CHANGE_ERRORS }),
  /** Changes time, room and teacher of a published class; clashes are refused. */
  'office.changeSession': route<{ now: number; session: BoardSession }>()({
    effect: 'write',
    input: v.strictObject({ ...changeFields, reason: shortText(CHANGE_REASON_LENGTH) }),
    errors: [
      ...CHANGE_ERRORS,
      'SESSION_BEGUN',
      'TIME_NOT_POSSIBLE',
      'DRAW_COMES_FIRST',
      'AGREEMENT_ENDS',
      'TIMETABLE_CLASH',
      'REQUEST_REUSED',
    ],
  }),
  /**
   * Undoes a publication as long as nobody has booked any of its sessions: they disappear, and are drafts again. A session that
   * somebody books at this very moment stays, and is counted in `kept`.
   */
  'office.unpublish': route<{ now: number; publication: PublicationView; kept: number }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, publicationId: id }),
    errors: ['PUBLICATION_NOT_FOUND', 'PUBLICATION_BOOKED'],
  }),
}
