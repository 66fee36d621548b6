import * as v from 'valibot'
import type { Excuse } from '../noshows/excuse'
import type { Standing } from '../noshows/ladder'
import { id, shortText } from './fields'
import { APPEAL_LENGTH } from './limits'
import { route } from './route'

/** The standing of one member of the household. */
export interface PersonStanding extends Standing {
  memberId: string
  nickname: string
}

/** An appeal and its decision. */
export interface AppealView {
  reason: string
  at: number
  /** Null while undecided. */
  decision: { granted: boolean; note: string; at: number } | null
}

/** A no-show of one person, and whether it counts. */
export interface NoShowView {
  id: string
  bookingId: string
  memberId: string
  nickname: string
  title: string
  centreName: string
  startsAt: number
  endsAt: number
  state: 'counted' | 'excused'
  /** Why it does not count; null while it does. */
  excuse: Excuse | null
  /** The centre's reason if it excused the whole session; otherwise null. */
  excuseNote: string | null
  appeal: AppealView | null
}

/** Routes of a person's own no-shows. */
export const noShowRoutes = {
  /** The no-show records behind reminders, warnings and pauses, latest first; of one booking if it is named. */
  'standing.get': route<{ now: number; people: PersonStanding[]; records: NoShowView[] }>()({
    effect: 'read',
    input: v.strictObject({ bookingId: v.optional(id) }),
    errors: [],
  }),
  /** Appeals against a no-show; once per record. */
  'noshow.appeal': route<{ record: NoShowView }>()({
    effect: 'write',
    input: v.strictObject({ bookingId: id, memberId: id, reason: shortText(APPEAL_LENGTH) }),
    errors: ['NO_SHOW_NOT_FOUND', 'ALREADY_APPEALED', 'REQUEST_REUSED'],
  }),
}
