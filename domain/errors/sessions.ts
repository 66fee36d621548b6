/** Refusals about sessions: the timetable, changes, check-ins, absences, ratings and rest stations. */
export interface SessionErrors {
  // Timetable
  /** Somebody else has saved the offering since it was read; `theirs` is how it stands now, by field. */
  OFFERING_CHANGED: { by: string | null; at: number; theirs: Record<string, unknown> }
  /** Somebody else has saved the centre since it was read; `theirs` is how it stands now, by field. */
  CENTRE_CHANGED: { by: string | null; at: number; theirs: Record<string, unknown> }
  /** Somebody else has changed the draft since it was read; `theirs` is how it stands now, by field. */
  DRAFT_CHANGED: { draftId: string; by: string | null; at: number; theirs: Record<string, unknown> }
  /** The draft is published: change the session instead. */
  DRAFT_PUBLISHED: null
  /** The plan makes no sense; `faults` are those of `planFaults`. `draftId` null: the offering itself. */
  PLAN_INVALID: { draftId: string | null; faults: string[] }
  /** Sessions need the same room or teacher at the same time as others; at most 20 are named. */
  TIMETABLE_CLASH: {
    clashes: { draftId: string; what: 'room' | 'teacher'; title: string; startsAt: number; endsAt: number }[]
  }
  /** The agreement with the partner that runs the class ends then: no session may begin later. */
  AGREEMENT_ENDS: { endsAt: number }
  /** People have booked: sessions are cancelled one by one instead. */
  PUBLICATION_BOOKED: { bookings: number }
  /** `taken` places are booked, offered or reserved; the capacity cannot be lower. */
  CAPACITY_BELOW_BOOKED: { taken: number }

  // No-shows
  NO_SHOW_NOT_FOUND: null
  /** A record can be appealed once. */
  ALREADY_APPEALED: { appealedAt: number }
  /** The appeal is decided already. */
  APPEAL_DECIDED: { granted: boolean }

  // Rating
  /** Nobody of the party was checked in. */
  NOT_ATTENDED: null
  ALREADY_RATED: { stars: number }
  /** It is rated between these moments. */
  RATING_CLOSED: { from: number; until: number }

  // Excusing a session
  SESSION_NOT_OVER: { endsAt: number }
  /** The session is excused already. */
  SESSION_EXCUSED: { reason: string }

  // Changing a session
  /** Not possible for a day of seats or rooms; close spots instead. */
  NOT_FOR_SPACES: null
  SESSION_OVER: { endedAt: number }
  SESSION_BEGUN: { startedAt: number }
  /** The new time is in the past, ends before it begins, or is too long or too far ahead. */
  TIME_NOT_POSSIBLE: null
  /**
   * Its draw is announced for `drawAt` and does not move; the session must not start before it, or too soon after it.
   */
  DRAW_COMES_FIRST: { drawAt: number }

  // Rest stations
  /** `opensAt` is null when it does not open within two weeks; `reason` is the centre's, if it gave one. */
  STATION_CLOSED: { opensAt: number | null; reason: string | null }
  /** All seats are taken; `nearest` is the nearest open station with a free seat. */
  STATION_FULL: { nearest: { id: string; name: string; distance: number; free: number } | null }
  /**
   * The person has taken as many seats as one may in so short a time; `held`: without the code at the door. From `from` again.
   */
  SEAT_LIMIT: { from: number; held: boolean }
  /** More people than free seats counted in, or more than were counted in counted out. */
  COUNT_NOT_POSSIBLE: { free: number; counted: number }

  // Check-in
  /** Not one of our codes, or forged. */
  CODE_INVALID: null
  /** A genuine code outside its time: a screenshot, or a phone whose clock is wrong. */
  CODE_EXPIRED: null
  /** The digits match two bookings: scan the QR code instead. */
  CODE_AMBIGUOUS: null
  WRONG_CENTRE: null
  WRONG_SESSION: { title: string; startsAt: number }
  /** Booked for another day. */
  WRONG_DAY: { startsAt: number }
  BOOKING_CANCELLED: { cancelledAt: number }
  CHECK_IN_TOO_EARLY: { opensAt: number }
  CHECK_IN_OVER: { closedAt: number }
  /** There is no check-in to undo. */
  NOT_CHECKED_IN: null
  /** Too late to undo: no-shows are about to be finalized. */
  UNDO_CLOSED: { closedAt: number }
  /** Not a door code, or forged. */
  DOOR_CODE_INVALID: null
  /** The door code has expired: a photograph. */
  DOOR_CODE_EXPIRED: null
  /** The door code of another centre. */
  DOOR_ELSEWHERE: { centreName: string }
  /** The claimed time of an offline scan is not possible. */
  SCAN_TIME_WRONG: { at: number }
  /** The check-in was undone after this scan was made. */
  CHECK_IN_UNDONE: { undoneAt: number }
}
