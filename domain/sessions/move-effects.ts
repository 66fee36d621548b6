import type { ActiveBooking } from '../bookings/facts'
import { overlaps } from '../bookings/rules/own-bookings'
import type { Span } from '../offerings/layout'

/** A party of the session that is to be moved, and what its account has booked besides. */
export interface MovedParty {
  bookingId: string
  memberIds: readonly string[]
  ledger: Readonly<Record<string, ActiveBooking>>
}

/**
 * The people of the parties who have booked something else at the new time, by booking. Waits do not count: whoever is offered
 * a place then decides.
 */
export function clashesOf(parties: readonly MovedParty[], to: Span): { bookingId: string; memberIds: string[] }[] {
  return parties.flatMap(({ bookingId, memberIds, ledger }) => {
    const others = Object.values(ledger).filter(
      other => other.bookingId !== bookingId && !other.waiting && overlaps(other, to),
    )
    const clashing = memberIds.filter(id => others.some(other => other.memberIds.includes(id)))
    return clashing.length > 0 ? [{ bookingId, memberIds: clashing }] : []
  })
}
