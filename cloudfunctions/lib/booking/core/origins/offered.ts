import type { Claim, Offer } from '../../../kernel/store/documents'
import { newBooking, waitEvent } from '../new-booking'
import { restoreOffer } from '../queue'
import { confirmWaiting } from './confirm-waiting'
import { expireClaim, releaseOriginClaim } from './direct'
import { type Origin, ticketMark } from './origin'

/** A claim that was made by accepting an offer. */
export type OfferedClaim = Claim & { offer: Offer }

/** Places that were offered to the waitlist and accepted. A refusal turns the claim back into the offer. */
export function offered(claim: OfferedClaim): Origin {
  const { offer } = claim
  return {
    entry: claim,
    marks: ticketMark(claim),
    acceptance: claim.acceptance,
    confirm: (context, { session, bookingId }) => {
      const accepted = waitEvent('accepted', claim.at)
      const waitEvents = { joined: waitEvent('joined', offer.at), accepted }
      return confirmWaiting(context, bookingId, {
        from: ['waiting', 'offered'],
        change: { status: 'confirmed', waitUntil: null, offerTellAt: null, 'waitEvents.accepted': accepted },
        fresh: () => newBooking(context, { session, bookingId, entry: offer }, { waitEvents }),
      })
    },
    refuse: ({ store }, { session, bookingId }) => restoreOffer(store, session._id, bookingId, claim),
    expire: (context, target) => expireClaim(context, target, claim),
    release: (context, target) => releaseOriginClaim(context, target, claim),
  }
}
