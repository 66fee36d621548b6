import * as v from 'valibot'
import { CATEGORY_IDS, type Category, KINDS, type Kind } from '../offerings/kinds'
import { MARKS, MAX_MARKS, PLAN_COLUMNS, PLAN_ROWS } from '../offerings/seat-plan'
import type { OfferingPlan } from '../office/offering-form'
import { SERIES_MODES } from '../series/series'
import { DAY, HOUR, MINUTE } from '../time'
import { id, optionalLine, optionalText, shortLine, unitId } from './fields'
import { MAX_CAPACITY, MAX_UNITS, ROOM_LENGTH, TEACHER_LENGTH, TEXT_LENGTH, TITLE_LENGTH } from './limits'
import { route } from './route'

const duration = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
const count = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
const age = v.nullable(count(0, 120))

/** A room; empty: none. */
export const roomName = optionalLine(ROOM_LENGTH)
/** A teacher; empty: nobody. */
export const teacherName = optionalLine(TEACHER_LENGTH)
/** Places of a session. */
export const places = count(1, MAX_CAPACITY)
/** Places that only the desk gives away. */
export const reservedPlaces = count(0, MAX_CAPACITY)

/** Booking rules; durations in ms. */
export const bookingRules = v.strictObject({
  opensBefore: v.nullable(duration(0, 180 * DAY)),
  closesBefore: duration(-DAY, 60 * DAY),
  cancelBefore: duration(-DAY, 60 * DAY),
  maxActive: v.nullable(count(1, 50)),
  partyMax: count(1, 10),
  offerFor: duration(5 * MINUTE, 3 * DAY),
  graceMs: v.exactOptional(v.nullable(duration(5 * MINUTE, 2 * HOUR))),
  checkInBefore: duration(0, DAY),
  audience: v.strictObject({ ageMin: age, ageMax: age, accompanied: v.picklist(['no', 'together']) }),
  ballot: v.exactOptional(v.nullable(v.strictObject({ drawBefore: duration(HOUR, 60 * DAY) }))),
  fixedParty: v.exactOptional(v.literal(true)),
})

/** Units and time grid of a space; durations in ms. */
export const layoutForm = v.strictObject({
  units: v.pipe(
    v.array(v.strictObject({ id: unitId, label: shortLine(12), reserve: v.optional(v.boolean()) })),
    v.minLength(1),
    v.maxLength(MAX_UNITS),
  ),
  choose: v.boolean(),
  slot: v.nullable(duration(10 * MINUTE, DAY)),
  minSlots: count(1, 48),
  maxSlots: count(1, 48),
  gapSlots: count(0, 12),
})

const cell = { x: count(0, PLAN_COLUMNS.most - 1), y: count(0, PLAN_ROWS.most - 1) }

/** Where the units of a space and its marks stand. */
export const seatPlan = v.strictObject({
  columns: count(PLAN_COLUMNS.least, PLAN_COLUMNS.most),
  rows: count(PLAN_ROWS.least, PLAN_ROWS.most),
  seats: v.pipe(v.array(v.strictObject({ id: unitId, ...cell })), v.maxLength(MAX_UNITS)),
  marks: v.pipe(v.array(v.strictObject({ kind: v.picklist(MARKS), ...cell })), v.maxLength(MAX_MARKS)),
})

/** An offering as it is edited. */
export interface OfferingEdit extends OfferingPlan {
  id: string
  kind: Kind
  category: Category
  title: string
  summary: string
  bring: string
  teacher: { name: string; intro: string }
  /** Not offered any more: nothing new can be planned. */
  archived: boolean
  /** Counts the saved changes; send back the one that was read. */
  revision: number
  /** When it was last changed and by whom (masked); null: never, or not known. */
  changedAt: number | null
  changedBy: string | null
  /** Its rules in plain sentences. */
  rulesText: string
}

/** Routes of the editor of classes and spaces. */
export const officeOfferingRoutes = {
  /** All offerings of the centre, by title; those that are not offered any more last. */
  'office.offerings': route<{ now: number; offerings: OfferingEdit[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
  /**
   * Saves an offering; without `offeringId`, a new one. What was published and booked keeps the rules under which it was. When
   * somebody else has saved since `revision` was read, nothing is saved and the refusal holds their version.
   */
  'office.saveOffering': route<{ now: number; offering: OfferingEdit }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      offeringId: v.optional(id),
      /** The one that was read; 0 for a new offering. */
      revision: count(0, 1_000_000),
      kind: v.picklist(KINDS),
      category: v.picklist(CATEGORY_IDS),
      title: shortLine(TITLE_LENGTH),
      summary: optionalText(TEXT_LENGTH),
      bring: optionalText(TEXT_LENGTH),
      teacherName,
      teacherIntro: optionalText(TEXT_LENGTH),
      room: roomName,
      minutes: count(10, 24 * 60),
      capacity: places,
      reserve: reservedPlaces,
      rules: bookingRules,
      layout: v.nullable(layoutForm),
      /** Counts at once, also for days that are published; absent: as it was. */
      map: v.optional(v.nullable(seatPlan)),
      series: v.nullable(v.picklist(SERIES_MODES)),
      archived: v.boolean(),
    }),
    errors: ['OFFERING_NOT_FOUND', 'OFFERING_CHANGED', 'PLAN_INVALID', 'REQUEST_REUSED'],
  }),
}
