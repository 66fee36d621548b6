import * as v from 'valibot'
import type { Excuse } from '../noshows/excuse'
import type { Standing } from '../noshows/ladder'
import { id, shortText } from './fields'
import { route } from './route'

/** Longest text of an appeal or of an answer to one, characters. */
export const APPEAL_LENGTH = 200

/** Where one person of the household stands. */
export interface PersonStanding extends Standing {
  memberId: string
  nickname: string
}

/** What became of an appeal. */
export interface AppealView {
  reason: string
  at: number
  /** Null while nobody has decided. */
  decision: { granted: boolean; note: string; at: number } | null
}

/** One session that one person missed, and whether it counts. */
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
  /** The centre's words, when it excused everybody of that session; else null. */
  excuseNote: string | null
  appeal: AppealView | null
}

export const noShowRoutes = {
  /** The records that explain every reminder, warning and pause, latest first; those of one booking when it is named. */
  'standing.get': route<{ now: number; people: PersonStanding[]; records: NoShowView[] }>()({
    effect: 'read',
    input: v.strictObject({ bookingId: v.optional(id) }),
    errors: [],
  }),
  /** Tells the centre why a no-show should not count; once a record. */
  'noshow.appeal': route<{ record: NoShowView }>()({
    effect: 'write',
    input: v.strictObject({ bookingId: id, memberId: id, reason: shortText(APPEAL_LENGTH) }),
    errors: ['NO_SHOW_NOT_FOUND', 'ALREADY_APPEALED', 'REQUEST_REUSED'],
  }),
}
