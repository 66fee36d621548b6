import * as v from 'valibot'
import type { Outcome } from '../participation/shift'
import { type ShiftKind, SKILLS, type Skill } from '../participation/volunteer-rules'
import { CERTIFICATE_TRIES } from '../tries'
import { dialledNumber, usualForm } from '../typed'
import { cursor, id, noInput, shortLine } from './fields'
import { COLLEAGUE_NAME_LENGTH, TYPED_NUMBER_LENGTH } from './limits'
import { route } from './route'
import type { Page } from './views'

/** A shift in a list. */
export interface ShiftCard {
  id: string
  centreId: string
  centreName: string
  subject: { kind: ShiftKind; title: string }
  title: string
  skill: Skill
  startsAt: number
  endsAt: number
  places: number
  left: number
  isCancelled: boolean
  /** The caller's place; null: none. */
  own: OwnShift | null
}

/** The caller in a shift. */
export interface OwnShift {
  /** Eight digits for check-in and check-out. */
  code: string
  /** When they said again that they come; null: not yet. `asked`: they are asked to. */
  confirmedAt: number | null
  asked: boolean
  inAt: number | null
  outAt: number | null
  /** Null: the shift is not over. */
  outcome: Outcome | null
  /** Minutes that count; null: not decided. */
  minutes: number | null
  /** They were entered by hand. */
  isManual: boolean
}

/** A shift on its page. */
export interface ShiftView extends ShiftCard {
  words: string
  guide: string
  address: string
}

/** What a volunteer has said about themselves. */
export interface VolunteerProfile {
  name: string
  phone: string
  skills: Skill[]
}

/** A certificate of hours. The name is masked. */
export interface CertificateView {
  name: string
  minutes: number
  at: number
  /** Twelve digits. */
  code: string
}

/** The caller as a volunteer. */
export interface VolunteerHome {
  now: number
  /** Null: not a volunteer yet. */
  profile: VolunteerProfile | null
  minutes: number
  stars: number
  /** Minutes of the next star; null: there is none. */
  next: number | null
  /** Shifts that are to come, the earliest first, and those that are over, the latest first. */
  coming: ShiftCard[]
  past: ShiftCard[]
  certificate: CertificateView | null
}

const skill = v.picklist(SKILLS.map(({ id: name }) => name))

/** A telephone number, however it is typed, or nothing. */
const phone = v.pipe(
  v.string(),
  v.maxLength(TYPED_NUMBER_LENGTH),
  v.transform(typed => dialledNumber(typed) ?? usualForm(typed)),
  v.regex(/^(\d{7,12})?$/),
)

/** Routes of volunteers for residents. */
export const volunteerRoutes = {
  /** The caller's hours, stars, shifts and latest certificate. */
  'volunteer.home': route<VolunteerHome>()({ effect: 'read', input: noInput, errors: [] }),
  /** Says what somebody is called and good at; the first time makes them a volunteer. */
  'volunteer.save': route<VolunteerHome>()({
    effect: 'write',
    input: v.strictObject({
      name: shortLine(COLLEAGUE_NAME_LENGTH),
      phone,
      skills: v.pipe(v.array(skill), v.maxLength(SKILLS.length)),
    }),
    errors: [],
  }),
  /** Shifts that have not begun, the earliest first. */
  'volunteer.shifts': route<{ now: number } & Page<ShiftCard>>()({
    effect: 'read',
    input: v.strictObject({ skill: v.optional(skill), after: v.optional(cursor) }),
    errors: [],
  }),
  /** A shift on its page, with the caller's place and code. */
  'volunteer.shift': route<{ now: number; shift: ShiftView }>()({
    effect: 'read',
    input: v.strictObject({ shiftId: id }),
    errors: ['SHIFT_NOT_FOUND'],
  }),
  /** Takes a place in a shift. */
  'volunteer.signUp': route<{ now: number; shift: ShiftView }>()({
    effect: 'write',
    input: v.strictObject({ shiftId: id }),
    errors: [
      'SHIFT_NOT_FOUND',
      'VOLUNTEER_NOT_FOUND',
      'SHIFT_CLOSED',
      'SHIFT_FULL',
      'SHIFT_CLASH',
      'DAY_HOURS_FULL',
      'SHIFT_LIMIT',
    ],
  }),
  /** Gives the place back, before the shift begins. */
  'volunteer.leave': route<{ now: number; shift: ShiftView }>()({
    effect: 'write',
    input: v.strictObject({ shiftId: id }),
    errors: ['SHIFT_NOT_FOUND', 'SHIFT_CLOSED'],
  }),
  /** Says again that one comes. */
  'volunteer.confirm': route<{ now: number; shift: ShiftView }>()({
    effect: 'write',
    input: v.strictObject({ shiftId: id }),
    errors: ['SHIFT_NOT_FOUND', 'SHIFT_CLOSED'],
  }),
  /** Makes a certificate of all hours so far. */
  'volunteer.certify': route<{ certificate: CertificateView }>()({
    effect: 'write',
    input: noInput,
    errors: ['VOLUNTEER_NOT_FOUND', 'NO_HOURS'],
  }),
  /** What a certificate says, for anybody who has its code. */
  'volunteer.certificate': route<{ certificate: CertificateView }>()({
    effect: 'read',
    input: v.strictObject({ code: v.pipe(v.string(), v.regex(/^\d{12}$/)) }),
    errors: ['CERTIFICATE_NOT_FOUND'],
    tries: { limit: CERTIFICATE_TRIES },
  }),
}
