import type { PersonContext } from '../../../kernel/router/context'
import type { BookingDocument, Claim } from '../../../kernel/store/documents'
import { releaseClaim } from '../claim'
import { expiredFields } from '../expired'
import { insertOrGet } from '../insert-or-get'
import { newBooking } from '../new-booking'
import { expireWaits } from '../promote'
import type { Origin, Target } from './origin'

/** Places that were free and were claimed at once, by a resident or at the desk. */
export function direct(claim: Claim): Origin {
  return {
    entry: claim,
    marks: {},
    confirm: (context, target) => insertOrGet(context, newBooking(context, { ...target, entry: claim })),
    refuse: (context, target) => releaseOriginClaim(context, target, claim),
    expire: (context, target) => expireClaim(context, target, claim),
    release: (context, target) => releaseOriginClaim(context, target, claim),
  }
}

export async function releaseOriginClaim(
  context: PersonContext,
  { session, bookingId }: Target,
  claim: Claim,
): Promise<void> {
  await releaseClaim(context, session._id, bookingId, claim)
}

/** Ends the wait of the booking, if it has one, and stores that the claim came too late, if nothing is stored. */
export async function expireClaim(context: PersonContext, target: Target, claim: Claim): Promise<BookingDocument> {
  await expireWaits(context, [target.bookingId], 'booking-closed')
  return insertOrGet(context, newBooking(context, { ...target, entry: claim }, expiredFields(context.now)))
}
