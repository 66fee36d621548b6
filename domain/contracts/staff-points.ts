import * as v from 'valibot'
import { DIGIT_TRIES } from '../tries'
import { id } from './fields'
import type { RedemptionView } from './points'
import { route } from './route'

/** A deed that waits for somebody to confirm it. The name is masked. */
export interface WaitingDeed {
  id: string
  name: string
  title: string
  date: string
  hours: number | null
  note: string
  points: number
  /** Of the caller's own household: somebody else must confirm it. */
  isOwn: boolean
}

/** Routes of points at the counter of a centre. */
export const staffPointRoutes = {
  /** Deeds that wait, oldest first, and how many redemptions are kept for people. */
  'staff.points': route<{ now: number; waiting: WaitingDeed[]; held: number }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
  /** Confirms a deed. */
  'staff.pointsConfirm': route<{ confirmedAt: number }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, deedId: id }),
    errors: ['DEED_NOT_FOUND', 'OWN_DEED', 'DEED_NOT_OPEN'],
  }),
  /** What a code was redeemed for. */
  'staff.pointsFind': route<{ now: number; redemption: RedemptionView }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, code: v.pipe(v.string(), v.regex(/^\d{8}$/)) }),
    tries: { limit: DIGIT_TRIES },
    errors: ['REDEMPTION_NOT_FOUND', 'CODE_AMBIGUOUS'],
  }),
  /** Hands out what was redeemed. */
  'staff.pointsHandOut': route<{ redemption: RedemptionView }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, redemptionId: id }),
    errors: ['REDEMPTION_NOT_FOUND', 'REDEMPTION_OVER'],
  }),
}
