import type { Outcome, Span } from '@domain/participation/shift'
import type { TakenShift } from '@domain/participation/volunteer'
import type { ShiftKind, Skill } from '@domain/participation/volunteer-rules'

/**
 * A volunteer, and the guard of the rules about their time: overlaps, rest, hours of a day. The id is the account's. Every change
 * is a compare-and-set on `revision`.
 */
export interface VolunteerDocument {
  _id: string
  name: string
  /** Empty: not given. */
  phone: string
  skills: Skill[]
  /** Shifts that are to come, and those of the last months, by id. */
  shifts: Record<string, TakenShift>
  /** Minutes of all shifts. */
  minutes: number
  /** The last requests that changed it. */
  requests: string[]
  /** When the timer looks for shifts that a call has left half taken; 0: there are none. */
  checkAt: number
  /** Absences about which a guide should call; null: none. */
  call: { centreId: string; shiftId: string; at: number } | null
  /** When a guide last did; 0: never. */
  calledAt: number
  usedAt: number
  /** When the person last said what they are called and good at; absent: before that was noted. */
  savedAt?: number
  revision: number
}

/** Somebody's check-in or check-out; `by`: number of the member of staff, empty: forgotten. */
export interface ShiftMark {
  at: number
  by: string
  requestId: string
}

/** Hours entered by hand, which another centre approves. `state` `asked`: it has not yet. */
export interface ManualHours {
  minutes: number
  reason: string
  state: 'asked' | 'approved' | 'rejected'
  by: string
  at: number
  requestId: string
  decided: ShiftMark | null
}

/** A volunteer in a shift. */
export interface ShiftPerson {
  accountId: string
  /** Masked. */
  name: string
  at: number
  /** When they said again that they come; null: not yet. */
  confirmedAt: number | null
  in: ShiftMark | null
  out: ShiftMark | null
  /** Null: the shift is not over. */
  outcome: Outcome | null
  /** Null: nothing is decided. */
  minutes: number | null
  signed: ShiftMark | null
  manual: ManualHours | null
  /** The latest requests about its hours, so that a late replay decides nothing again; absent: none. */
  requests?: string[]
}

/**
 * Work for volunteers at one time and place, and the guard of its places. Every change is a compare-and-set on `revision`.
 */
export interface ShiftDocument extends Span {
  _id: string
  centreId: string
  centreName: string
  /** What it belongs to. */
  subject: { kind: ShiftKind; id: string; title: string }
  title: string
  words: string
  skill: Skill
  places: number
  /** Who guides, since when; `accountId` empty: forgotten; `since` absent: before that was noted. */
  guide: { accountId: string; name: string; since?: number }
  /** By a key that stands for the person in this shift only. */
  people: Record<string, ShiftPerson>
  /** Accounts of `people`, to find the shifts of one. */
  accountIds: string[]
  /** People in it, to list those with places. */
  taken: number
  /** Minutes that count, and those among them that were entered by hand. */
  minutes: number
  manualMinutes: number
  /** People whose hours wait for a signature. */
  toSign: number
  /** Since when hours entered by hand wait for another centre; 0: none do. */
  manualAt: number
  state: 'open' | 'cancelled'
  /** When people were asked to say again that they come; 0: not yet. */
  askedAt: number
  /** When it was closed; 0: not yet. */
  closedAt: number
  /** When the timer looks at it; 0: never again. */
  dueAt: number
  revision: number
  requests: string[]
  changedBy: string
  forgottenAt: number | null
}

/** A certificate of hours, which anybody can check by its code. The id is derived from the account and the minutes. */
export interface CertificateDocument {
  _id: string
  accountId: string
  /** Masked. */
  name: string
  minutes: number
  /** Twelve digits. */
  code: string
  at: number
}
