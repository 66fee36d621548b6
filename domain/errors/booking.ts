/** Refusals of bookings, of waitlists and draws, and of changing what was booked. */
export interface BookingErrors {
  // Booking: the session
  /** Not enough places for this party, or `waiting` parties are ahead on the waitlist. */
  SESSION_FULL: { seatsLeft: number; waiting: number }
  SESSION_CANCELLED: null
  BOOKING_NOT_OPEN: { opensAt: number }
  BOOKING_CLOSED: { closedAt: number }
  /** The centre moved the session while it was being booked. */
  SESSION_MOVED: { startsAt: number; endsAt: number }

  // Booking: a series
  /** No session of the series can be booked any more, or there is no such series. */
  SERIES_OVER: null
  /** The session can only be booked with the whole series. */
  SERIES_ONLY: { seriesId: string }
  /** A session overlaps another of the same series, which starts at `startsAt`, because the centre moved one. */
  SERIES_CLASH: { startsAt: number }

  // Booking: who comes
  BIRTH_MONTH_NEEDED: { memberId: string }
  TOO_YOUNG: { memberId: string; ageMin: number }
  TOO_OLD: { memberId: string; ageMax: number }
  /** A parent-child class needs an adult in the party. */
  ADULT_NEEDED: null
  /** A parent-child class needs a child in the party. */
  CHILD_NEEDED: null
  PARTY_TOO_LARGE: { max: number }

  // Booking: what the person already has
  ALREADY_BOOKED: { memberId: string; bookingId: string }
  TIME_OVERLAP: { memberId: string; bookingId: string; title: string; startsAt: number }
  ACTIVE_LIMIT: { memberId: string; max: number }
  /** New bookings of this person are paused after `count` no-shows. */
  PAUSED: { memberId: string; until: number; count: number }

  // Booking: a part of a container
  /** A span is required: this place is booked by time. */
  SPAN_NEEDED: null
  /** The span does not begin and end on slot boundaries (`slot` ms; null: only the whole session). */
  SPAN_OFF_GRID: { slot: number | null }
  /** `min` and `max`: shortest and longest booking, ms. */
  SPAN_TOO_SHORT: { min: number }
  SPAN_TOO_LONG: { max: number }
  OUTSIDE_HOURS: { opensAt: number; closesAt: number }
  /** A unit must be chosen. */
  UNIT_NEEDED: null
  UNIT_NOT_FOUND: null
  /**
   * The unit is taken at that time; `free` other units are free for the whole span. `unit` null: any unit was
   * requested.
   */
  SPOT_TAKEN: { unit: string | null; free: number }
  /** The centre has closed the unit at that time. */
  SPOT_CLOSED: { unit: string | null; reason: string }
  /** The closure conflicts with `bookings` bookings; nobody loses a booking silently. */
  SPOTS_BOOKED: { bookings: number }
  /** `gap` ms are needed for cleaning before the next booking; the span must end by `endBy`. */
  GAP_NEEDED: { gap: number; endBy: number }

  // Links to bookings
  /** There is no such link, or it was taken back. */
  PASS_NOT_FOUND: null
  /** The booking is over. */
  PASS_OVER: { endedAt: number }
  /** The person has made `most` links lately; it goes on at `until`. */
  PASS_LIMIT: { most: number; until: number }

  // Waitlist
  /** Seats and rooms have no waitlist. */
  NO_WAITLIST: null
  /** There are free places and nobody is waiting: book instead. */
  SESSION_NOT_FULL: { seatsLeft: number }
  /** The waitlist is full. */
  WAITLIST_FULL: { waiting: number }
  /** This person waits for `max` sessions already, at the same time or altogether. */
  WAITING_LIMIT: { memberId: string; max: number; atOneTime: boolean }
  /** The party has no offer yet. */
  NOT_OFFERED: null
  /** The offer expired or was declined; the place has gone to the next party. */
  OFFER_LAPSED: { lapsedAt: number }
  /** The booking is confirmed already: cancel it instead. */
  NOT_WAITING: null

  // Ballot
  /** Places are drawn by lot at `drawAt`: register instead. */
  BALLOT_ONLY: { drawAt: number }
  /** The session has no ballot: book instead. */
  NOT_A_BALLOT: null
  /** Registration is over; the draw is due. */
  REGISTRATION_CLOSED: { drawAt: number }
  /** The ballot is drawn already: book a free place, or join the waitlist. */
  BALLOT_DRAWN: { drawnAt: number }
  /** The household has a ticket already. */
  ALREADY_REGISTERED: { bookingId: string }

  // Cancelling
  CANCEL_CLOSED: { cancelUntil: number }
  ALREADY_CHECKED_IN: { at: number }

  // Changing the party of a booking
  /**
   * The party changes only as a whole: it waits for places, it is booked for a series, or the offering wants it so.
   */
  PARTY_FIXED: { why: 'waiting' | 'series' | 'offering' }
  /** Nobody would be left: cancel the booking instead. */
  LAST_MEMBER: null
}
