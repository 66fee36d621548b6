import * as v from 'valibot'
import type { Outcome } from '../participation/shift'
import type { ShiftKind, Skill } from '../participation/volunteer-rules'
import { DIGIT_TRIES } from '../tries'
import { id, shortText } from './fields'
import { MANUAL_REASON_LENGTH } from './limits'
import { route } from './route'

/** A volunteer in a shift, for those who guide. The name is masked. */
export interface ShiftPersonView {
  /** Stands for the person in this shift. */
  key: string
  name: string
  confirmedAt: number | null
  inAt: number | null
  outAt: number | null
  outcome: Outcome | null
  minutes: number | null
  /** Minutes that a signature would give; null: there is nothing to sign. */
  toSign: number | null
  manual: { minutes: number; reason: string; state: 'asked' | 'approved' | 'rejected' } | null
}

/** A shift in the list of those who guide. */
export interface GuidedCard {
  id: string
  subject: { kind: ShiftKind; title: string }
  title: string
  skill: Skill
  startsAt: number
  endsAt: number
  places: number
  guide: string
  /** The caller guides it. */
  isOwn: boolean
  isCancelled: boolean
  taken: number
  /** How many of them are checked in, and wait for a signature. */
  here: number
  toSign: number
}

/** A shift for those who guide. */
export interface GuidedShift extends GuidedCard {
  words: string
  /** People were asked to say again that they come. */
  asked: boolean
  isClosed: boolean
  /** The caller may sign: they guide it, or manage the centre. */
  maySign: boolean
  people: ShiftPersonView[]
}

/** Somebody who was absent several times: a guide calls. */
export interface CallView {
  key: string
  /** Masked. */
  name: string
  /** Empty: not given. */
  phone: string
  missed: number
}

/** The shifts of a centre around now. */
export interface ShiftDesk {
  now: number
  shifts: GuidedCard[]
  calls: CallView[]
}

const person = { centreId: id, shiftId: id, key: id }

/** Routes of those who guide volunteers. */
export const staffVolunteerRoutes = {
  /** Shifts around now, earlier ones that wait for a signature, and whom to call. */
  'staff.shifts': route<ShiftDesk>()({ effect: 'read', input: v.strictObject({ centreId: id }), errors: [] }),
  /** A shift and its volunteers. */
  'staff.shift': route<{ now: number; shift: GuidedShift }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, shiftId: id }),
    errors: ['SHIFT_NOT_FOUND'],
  }),
  /** Checks a volunteer in or out by the code on their phone. */
  'staff.shiftMark': route<{ now: number; shift: GuidedShift; key: string }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      shiftId: id,
      code: v.pipe(v.string(), v.regex(/^\d{8}$/)),
      what: v.picklist(['in', 'out']),
    }),
    tries: { limit: DIGIT_TRIES },
    errors: ['SHIFT_NOT_FOUND', 'VOLUNTEER_NOT_FOUND', 'CODE_AMBIGUOUS', 'SHIFT_CLOSED', 'SHIFT_MARK_WRONG'],
  }),
  /** Signs for somebody who has not checked out, or refuses to. */
  'staff.shiftSign': route<{ now: number; shift: GuidedShift }>()({
    effect: 'write',
    input: v.strictObject({ ...person, isRight: v.boolean() }),
    errors: ['SHIFT_NOT_FOUND', 'VOLUNTEER_NOT_FOUND', 'HOURS_NOT_OPEN', 'OWN_HOURS', 'NOT_GUIDE'],
  }),
  /** Enters hours by hand, for another centre to approve. */
  'staff.shiftManual': route<{ now: number; shift: GuidedShift }>()({
    effect: 'write',
    input: v.strictObject({
      ...person,
      minutes: v.pipe(v.number(), v.integer(), v.minValue(15), v.maxValue(480), v.multipleOf(15)),
      reason: shortText(MANUAL_REASON_LENGTH),
    }),
    errors: ['SHIFT_NOT_FOUND', 'VOLUNTEER_NOT_FOUND', 'HOURS_NOT_OPEN', 'MANUAL_TOO_LONG', 'OWN_HOURS'],
  }),
  /** Notes that somebody was called. */
  'staff.volunteerCalled': route<ShiftDesk>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, key: id }),
    errors: [],
  }),
}
