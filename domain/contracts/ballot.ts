import * as v from 'valibot'
import type { PublishedBallot } from '../ballot/published'
import { id, PARTY_ERRORS, party } from './fields'
import { route } from './route'
import type { WaitAnswer } from './waitlist'

export const ballotRoutes = {
  /** Takes a ticket in the ballot of a session, for the whole party. `waitlist.leave` gives it back. */
  'ballot.register': route<WaitAnswer>()({
    effect: 'write',
    input: v.strictObject({ sessionId: id, memberIds: party }),
    errors: [
      'SESSION_NOT_FOUND',
      'SERIES_ONLY',
      'NOT_A_BALLOT',
      'REGISTRATION_CLOSED',
      'BALLOT_DRAWN',
      'SESSION_CANCELLED',
      'BOOKING_NOT_OPEN',
      'BOOKING_CLOSED',
      ...PARTY_ERRORS,
      'PAUSED',
      'ALREADY_REGISTERED',
      'ALREADY_BOOKED',
      'REQUEST_REUSED',
    ],
  }),
  /** The public record of a ballot: the fingerprint before the draw, everything needed to check it afterwards. */
  'ballot.get': route<{
    now: number
    ballot: PublishedBallot
    /** The caller's account, from which the phone can compute its own lot. */
    accountId: string
  }>()({
    effect: 'read',
    input: v.strictObject({ sessionId: id }),
    errors: ['SESSION_NOT_FOUND', 'NOT_A_BALLOT'],
  }),
}
