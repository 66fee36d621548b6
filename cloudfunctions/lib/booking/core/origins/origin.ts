import type { ActiveBooking } from '@domain/bookings/facts'
import type { Refusal } from '@domain/errors'
import type { SessionRow } from '../../../catalogue/session-views'
import type { PersonContext } from '../../../kernel/router/context'
import type { BookingDocument, WaitEntry } from '../../../kernel/store/documents'

/** The session as it was read, and the id that the booking has or will have. */
export interface Target {
  session: SessionRow
  bookingId: string
}

/**
 * How a party came by its entry in a session: booked directly, from an offer, drawn, or on the waitlist. It is chosen once,
 * when an entry is taken up, and answers everything in which these differ; `finishBooking` asks for nothing else. Every
 * method is safe to repeat, because a retry and the reconciler walk the same steps again.
 */
export interface Origin {
  /** What the session holds for the party. */
  entry: WaitEntry
  /** How the account's ledger marks it. */
  marks: Pick<ActiveBooking, 'waiting' | 'ticket'>
  /** The attempt that the ledger refuses; absent: the whole request. */
  acceptance?: string | undefined
  /** The ledger has accepted. Stores the booking, or changes the stored one to match the entry; returns what is stored. */
  confirm(context: PersonContext, target: Target): Promise<BookingDocument>
  /** The ledger has refused. Gives the places back to where they came from. */
  refuse(context: PersonContext, target: Target, refusal: Refusal): Promise<void>
  /**
   * The session is over. Stores that the booking came too late, unless a copy of the request was in time; returns what is
   * stored.
   */
  expire(context: PersonContext, target: Target): Promise<BookingDocument>
  /** The booking is over, or is for another session. Gives back what the entry still holds. */
  release(context: PersonContext, target: Target): Promise<void>
}

/** The ledger's mark of a ticket, or of a place that came from one. */
export function ticketMark({ ticket }: WaitEntry): Pick<ActiveBooking, 'ticket'> {
  return ticket ? { ticket } : {}
}
