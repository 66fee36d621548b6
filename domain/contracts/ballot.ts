import * as v from 'valibot'
import type { PublishedBallot } from '../ballot/published'
import { id, PARTY_ERRORS, party } from './fields'
import { route } from './route'
import type { WaitAnswer } from './waitlist'

/** Routes of ballots. */
export const ballotRoutes = {
  /** Registers a party for the ballot of a session. `waitlist.leave` withdraws it. */
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
      'WAITING_LIMIT',
      'ALREADY_BOOKED',
      'REQUEST_REUSED',
    ],
  }),
  /** The public record of a ballot: the seed hash before the draw, everything needed to verify it afterwards. */
  'ballot.get': route<{
    now: number
    ballot: PublishedBallot
    /** The number of the caller's account in ballots, from which the phone can compute its own lot. */
    accountId: string
  }>()({
    effect: 'read',
    input: v.strictObject({ sessionId: id }),
    errors: ['SESSION_NOT_FOUND', 'NOT_A_BALLOT'],
  }),
}
