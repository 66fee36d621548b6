import * as v from 'valibot'
import { id, shortText } from './fields'
import { type HonourView, honourKind } from './honours'
import { HONOUR_LENGTH, OBJECTION_LENGTH } from './limits'
import { personId } from './office-team'
import { route } from './route'

/** An honour as staff see it. The name is masked. */
export interface HonourRow extends Omit<HonourView, 'way' | 'answerUntil' | 'objections'> {
  name: string
  /** How many of the panel decide, and have voted in this round. */
  judges: number
  votes: number
  /** How many have objected. */
  objections: number
  /** It can be looked at again before its time. */
  canRecheck: boolean
  /** Its re-check is due, and too few of the panel can decide. */
  waitsForPanel: boolean
}

/** Honours of a centre. */
export interface HonoursEdit {
  now: number
  honours: HonourRow[]
}

/** Routes of honours in the back office. */
export const officeHonourRoutes = {
  /** Honours and nominations of the centre: those that something is due for first, then the latest that have ended; at most 130. */
  'office.honours': route<HonoursEdit>()({ effect: 'read', input: v.strictObject({ centreId: id }), errors: [] }),
  /** Nominates the household with this number, which is asked first. */
  'office.nominateHonour': route<HonoursEdit>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, kind: honourKind, personId, words: shortText(HONOUR_LENGTH) }),
    errors: ['HOUSEHOLD_NOT_FOUND', 'ALREADY_NOMINATED', 'REQUEST_REUSED'],
  }),
  /** Has an honour looked at before its time, for a reason that the household reads; the panel decides. */
  'office.recheckHonour': route<HonoursEdit>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, honourId: id, reason: shortText(OBJECTION_LENGTH) }),
    errors: ['HONOUR_NOT_FOUND', 'OWN_HONOUR', 'HONOUR_NOT_OPEN', 'PANEL_MISSING'],
  }),
}
