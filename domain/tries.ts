import type { ErrorCode } from './errors'
import { DAY, HOUR, MINUTE } from './time'

/** How often something may be done before one has to wait. */
export interface Bound {
  /** The name in stored ids; must never change. */
  kind: string
  most: number
  /** From the first one on, ms. */
  within: number
}

/** How often a person may be wrong with a kind of code before they have to wait. Right ones are never counted. */
export interface TryLimit extends Bound {
  /** The refusals that say that it was wrong. */
  wrong: readonly ErrorCode[]
}

/** Codes of invitations have 80 bits: whoever is wrong ten times copies from a bad picture, or guesses. */
export const INVITATION_TRIES: TryLimit = {
  kind: 'invitation',
  most: 10,
  within: HOUR,
  wrong: ['INVITATION_NOT_FOUND'],
}

/** The digits on the screen at a door change every half minute. */
export const DOOR_TRIES: TryLimit = { kind: 'door', most: 10, within: 10 * MINUTE, wrong: ['DOOR_CODE_INVALID'] }

/** The digits with which a neighbour confirms a deed. */
export const DEED_TRIES: TryLimit = { kind: 'deed', most: 10, within: HOUR, wrong: ['DEED_NOT_FOUND'] }

/** The digits with which somebody accepts to care for a child. */
export const CARE_TRIES: TryLimit = { kind: 'care', most: 10, within: HOUR, wrong: ['CARE_CODE_WRONG'] }

/** Digits by which somebody orders meals for an elder; they count for ten minutes. */
export const RELATION_TRIES: TryLimit = {
  kind: 'relation',
  most: 10,
  within: HOUR,
  wrong: ['RELATION_CODE_NOT_FOUND'],
}

/** Keys of links have 100 bits: whoever is wrong opens a link again that was taken back, or guesses. */
export const PASS_TRIES: TryLimit = { kind: 'pass', most: 20, within: HOUR, wrong: ['PASS_NOT_FOUND'] }

/** Links to bookings that a person makes: several children, several days, and some that went to a wrong chat. */
export const PASSES: Bound = { kind: 'passes', most: 30, within: DAY }

/** The digits of a certificate of hours. */
export const CERTIFICATE_TRIES: TryLimit = {
  kind: 'certificate',
  most: 10,
  within: HOUR,
  wrong: ['CERTIFICATE_NOT_FOUND'],
}

/** A desk mistypes now and then; in a rush it types for many people. All digits that are shown to staff count together. */
export const DIGIT_TRIES: TryLimit = {
  kind: 'digits',
  most: 30,
  within: 10 * MINUTE,
  wrong: ['CODE_INVALID', 'REDEMPTION_NOT_FOUND', 'VOLUNTEER_NOT_FOUND', 'RELATION_CODE_NOT_FOUND'],
}

/** Invitations to one centre or office, by whomever: more than join a centre on the day of a training. */
export const INVITATIONS: Bound = { kind: 'invitations', most: 50, within: DAY }

/** Needs of one household: enough for whoever has much to say, and a centre can still answer all of them. */
export const NEEDS: Bound = { kind: 'needs', most: 5, within: 7 * DAY }
