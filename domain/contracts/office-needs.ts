import * as v from 'valibot'
import { ANSWER_KINDS } from '../governance/need'
import { cursor, id, shortText } from './fields'
import { ANSWER_LENGTH, COUNTY_LENGTH } from './limits'
import type { NeedView } from './needs'
import { route } from './route'
import type { Page } from './views'

/** A need as those see it who answer it. They do not learn who put it either. */
export type OfficeNeed = Omit<NeedView, 'isOwn' | 'isSupported' | 'topic' | 'notices'>

/** Routes of needs in the back office. */
export const officeNeedRoutes = {
  /** The needs of a centre: those that wait, the most urgent first; or those that were answered, newest first. */
  'office.needs': route<{ now: number } & Page<OfficeNeed>>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, waiting: v.boolean(), after: v.optional(cursor) }),
    errors: [],
  }),
  /** The needs that were not answered in time, oldest first: those of a county, or in the city those that went to the city. */
  'office.lateNeeds': route<{ now: number } & Page<OfficeNeed>>()({
    effect: 'read',
    input: v.strictObject({
      county: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(COUNTY_LENGTH))),
      after: v.optional(cursor),
    }),
    errors: [],
  }),
  /** Answers a need, once. */
  'office.answerNeed': route<{ now: number; need: OfficeNeed }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      needId: id,
      kind: v.picklist(ANSWER_KINDS),
      words: shortText(ANSWER_LENGTH),
    }),
    errors: ['NEED_NOT_FOUND', 'NEED_CLOSED'],
  }),
  /** Merges a need into an older one of the same centre. Whoever put it sees on its page how that one goes on. */
  'office.mergeNeed': route<{ now: number; need: OfficeNeed }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, needId: id, intoId: id }),
    errors: ['NEED_NOT_FOUND', 'NEED_CLOSED', 'MERGE_INTO_OLDER'],
  }),
}
