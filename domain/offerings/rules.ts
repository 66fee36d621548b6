/**
 * The booking rules of an offering, as data. A session carries a copy from the day it was put on the timetable, so that
 * one read decides and a later change of the offering never changes what people were promised.
 */
export interface BookingRules {
  /** Booking opens this long before the start, ms; null: as soon as the session is published. */
  opensBefore: number | null
  /** Booking closes this long before the start, ms. */
  closesBefore: number
  /** A booking can be cancelled until this long before the start, ms. */
  cancelBefore: number
  /** Most bookings to come per person and kind; null: no limit. */
  maxActive: number | null
  /** Most people in one booking. */
  partyMax: number
  /** How long a free place is held for a waiting party before it goes on to the next, ms. Never past the cut-off. */
  offerFor: number
  /**
   * A seat or berth whose people are not checked in so long after the start is given back, and counts as not come, ms;
   * absent or null: it stays theirs.
   */
  graceMs?: number | null
  /** Check-in opens this long before the start, ms. It closes with the end of the session. */
  checkInBefore: number
  audience: Audience
  /**
   * Places are drawn by lot: until `drawBefore` ms before the start people register, then the draw gives the places out.
   * Null or absent: whoever comes first.
   */
  ballot?: { drawBefore: number } | null
}

/** Who may come. Ages in whole years at the start of the session, both ends included; null: open. */
export interface Audience {
  ageMin: number | null
  ageMax: number | null
  /** `together`: a party needs a child within the ages and an adult, who is not bound by them. */
  accompanied: 'no' | 'together'
}
