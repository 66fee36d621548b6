/**
 * The booking rules of an offering, as data. A session gets a copy when it is published, so that one read is enough to
 * decide, and later changes of the offering do not change what people were promised.
 */
export interface BookingRules {
  /** Booking opens this long before the start, ms; null: as soon as the session is published. */
  opensBefore: number | null
  /** Booking closes this long before the start, ms. */
  closesBefore: number
  /** A booking can be cancelled until this long before the start, ms. */
  cancelBefore: number
  /** Most upcoming bookings per person and kind; null: no limit. */
  maxActive: number | null
  /** Most people in one booking. */
  partyMax: number
  /** A party comes as it was booked: nobody leaves or joins it alone. Absent: one person can. */
  fixedParty?: true
  /** How long a free place is offered to a waiting party before it goes to the next, ms. Never past the cut-off. */
  offerFor: number
  /**
   * Grace time, ms: a seat or berth is released and counts as a no-show when nobody is checked in this long after the
   * start. Absent or null: it is not released.
   */
  graceMs?: number | null
  /** Check-in opens this long before the start, ms. It closes with the end of the session. */
  checkInBefore: number
  audience: Audience
  /**
   * People register until `drawBefore` ms before the start, then the places are drawn by lot. Null or absent: first
   * come, first served.
   */
  ballot?: { drawBefore: number } | null
}

/** Age limits, in whole years at the start of the session, inclusive; null: no limit. */
export interface Audience {
  ageMin: number | null
  ageMax: number | null
  /** `together`: a party needs a child within the limits and an adult, to whom they do not apply. */
  accompanied: 'no' | 'together'
}
