/**
 * Every refusal the system can give, with the facts a screen needs to say why and what to do instead.
 * `null` means: the code alone says it all. Times are epoch ms.
 */
export interface ErrorDetails {
  // Any route
  /** The input does not fit the contract; `path` names the first field at fault. */
  INVALID_INPUT: { path: string }
  UNKNOWN_ROUTE: null
  /** No identity came with the call. */
  UNAUTHENTICATED: null
  /** The caller lacks the role at that centre, or may not call this function at all. */
  FORBIDDEN: null
  /** Too many people wrote to the same record at once; nothing changed, trying again is right. */
  BUSY: null
  /** The request id was used before for something else. */
  REQUEST_REUSED: null
  /** Unknown failure. The log has it under the request id. */
  INTERNAL: null

  // Finding
  CENTRE_NOT_FOUND: null
  OFFERING_NOT_FOUND: null
  SESSION_NOT_FOUND: null
  BOOKING_NOT_FOUND: null
  CLOSURE_NOT_FOUND: null
  MEMBER_NOT_FOUND: null
  STATION_NOT_FOUND: null

  // Household
  MEMBER_LIMIT: { max: number }
  /** A child's record needs a guardian's consent. */
  CONSENT_REQUIRED: null
  /** An account with `count` bookings to come, this one first, cannot be erased. */
  ERASE_HAS_BOOKINGS: { count: number; title: string; startsAt: number }
  /** The member still has bookings to come. */
  MEMBER_HAS_BOOKINGS: { count: number }

  // Booking: the session
  /** No places for this party, or people wait for them: nobody overtakes the waitlist (`waiting` parties). */
  SESSION_FULL: { seatsLeft: number; waiting: number }
  SESSION_CANCELLED: null
  BOOKING_NOT_OPEN: { opensAt: number }
  BOOKING_CLOSED: { closedAt: number }
  /** The centre moved the session while it was being booked. */
  SESSION_MOVED: { startsAt: number; endsAt: number }

  // Booking: a series
  /** Nothing of it is left to book, or there never was such a series. */
  SERIES_OVER: null
  /** The session is only booked together with all others of its series. */
  SERIES_ONLY: { seriesId: string }
  /** One session stands against booking the whole; nothing was booked. */
  SERIES_SESSION_REFUSED: { sessionId: string; startsAt: number; endsAt: number; why: Refusal }
  /** Why a session is refused: the centre has moved it onto another of the same series, which starts then. */
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
  /** This place is booked by time: say from when to when. */
  SPAN_NEEDED: null
  /** Starts and ends are where slots are (`slot` ms; null: only the whole session). */
  SPAN_OFF_GRID: { slot: number | null }
  /** Shortest and longest booking, ms. */
  SPAN_TOO_SHORT: { min: number }
  SPAN_TOO_LONG: { max: number }
  OUTSIDE_HOURS: { opensAt: number; closesAt: number }
  /** Which seat is to be chosen. */
  UNIT_NEEDED: null
  UNIT_NOT_FOUND: null
  /** Somebody has it at that time; `free` others are free for the whole of it. `unit` null: any was wanted. */
  SPOT_TAKEN: { unit: string | null; free: number }
  /** The centre keeps it at that time, for this reason. */
  SPOT_CLOSED: { unit: string | null; reason: string }
  /** So many bookings stand in the way of a closure; nobody is put out silently. */
  SPOTS_BOOKED: { bookings: number }
  /** `gap` ms are needed to clean up before the next booking: the end would have to be `endBy` at the latest. */
  GAP_NEEDED: { gap: number; endBy: number }

  // Waitlist
  /** Seats and rooms have none: another time is free sooner. */
  NO_WAITLIST: null
  /** There are places and nobody waits: book instead. */
  SESSION_NOT_FULL: { seatsLeft: number }
  /** As many parties wait as a waitlist holds. */
  WAITLIST_FULL: { waiting: number }
  /** It is not this party's turn yet. */
  NOT_OFFERED: null
  /** The offer was not taken in time, or was given up; the place has gone on to the next. */
  OFFER_LAPSED: { lapsedAt: number }
  /** The booking is confirmed: it can be cancelled, there is nothing to wait for. */
  NOT_WAITING: null

  // Ballot
  /** Places are drawn by lot at `drawAt`: register instead. */
  BALLOT_ONLY: { drawAt: number }
  /** Whoever comes first books: there is nothing to register for. */
  NOT_A_BALLOT: null
  /** Registration is over; the draw is under way. */
  REGISTRATION_CLOSED: { drawAt: number }
  /** It is drawn: book what is free, or wait. */
  BALLOT_DRAWN: { drawnAt: number }
  /** One ticket a household. */
  ALREADY_REGISTERED: { bookingId: string }

  // Timetable
  /** So many places are taken, offered or reserved; nobody is put out silently. */
  CAPACITY_BELOW_BOOKED: { taken: number }

  // Cancelling
  CANCEL_CLOSED: { cancelUntil: number }
  ALREADY_CHECKED_IN: { at: number }

  // No-shows
  NO_SHOW_NOT_FOUND: null
  /** One appeal a record. */
  ALREADY_APPEALED: { appealedAt: number }
  /** Somebody else has decided it already. */
  APPEAL_DECIDED: { granted: boolean }

  // Excusing a session
  SESSION_NOT_OVER: { endsAt: number }
  /** Somebody has excused it already, for this reason. */
  SESSION_EXCUSED: { reason: string }

  // Changing a session
  /** A day of seats or rooms is closed part by part, not moved or resized. */
  NOT_FOR_SPACES: null
  SESSION_OVER: { endedAt: number }
  SESSION_BEGUN: { startedAt: number }
  /** The new time has passed, ends before it begins, or is out of all reason. */
  TIME_NOT_POSSIBLE: null
  /** Its draw is announced for `drawAt` and stays there: the session cannot begin before it, or too soon after it. */
  DRAW_COMES_FIRST: { drawAt: number }

  // Rest stations
  /** `opensAt` is null when nothing opens within two weeks; `reason` is the centre's, when it gave one. */
  STATION_CLOSED: { opensAt: number | null; reason: string | null }
  /** Every seat is taken; `nearest` is the nearest station that is open and has one. */
  STATION_FULL: { nearest: { id: string; name: string; distance: number; free: number } | null }
  /** Nobody can be counted into a seat that is taken, nor out of one that nobody was counted into. */
  COUNT_NOT_POSSIBLE: { free: number; counted: number }

  // Check-in
  /** Not a code of ours, or forged. */
  CODE_INVALID: null
  /** A true code, shown too long ago (a screenshot, or a phone whose clock is wrong). */
  CODE_EXPIRED: null
  /** Eight digits that fit two bookings at once: ask for the picture. */
  CODE_AMBIGUOUS: null
  WRONG_CENTRE: null
  WRONG_SESSION: { title: string; startsAt: number }
  /** Booked for another day. */
  WRONG_DAY: { startsAt: number }
  BOOKING_CANCELLED: { cancelledAt: number }
  CHECK_IN_TOO_EARLY: { opensAt: number }
  CHECK_IN_OVER: { closedAt: number }
  /** There is no check-in to take back. */
  NOT_CHECKED_IN: null
  /** It is being decided who did not come: what the log says by then stays. */
  UNDO_CLOSED: { closedAt: number }
  /** Not what the screen at a door shows, or forged. */
  DOOR_CODE_INVALID: null
  /** Was shown at the door too long ago: a photograph. */
  DOOR_CODE_EXPIRED: null
  /** The door of another centre. */
  DOOR_ELSEWHERE: { centreName: string }
  /** A scan without network that claims to be of a time that cannot be. */
  SCAN_TIME_WRONG: { at: number }
  /** Taken back after the scan was made. */
  CHECK_IN_UNDONE: { undoneAt: number }
}

export type ErrorCode = keyof ErrorDetails
export type ErrorDetail<C extends ErrorCode = ErrorCode> = ErrorDetails[C]

/** A refusal as a value, for rules that decide and do not throw. */
export type Refusal = { [C in ErrorCode]: { code: C; detail: ErrorDetails[C] } }[ErrorCode]

/** Makes a refusal whose detail fits its code. */
export function refuse<C extends ErrorCode>(code: C, detail: ErrorDetails[C]): Refusal {
  return { code, detail } as Refusal
}

/** Codes every route may answer with, so that contracts name only their own. */
export const COMMON_ERRORS = [
  'INVALID_INPUT',
  'UNKNOWN_ROUTE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BUSY',
  'INTERNAL',
] as const satisfies readonly ErrorCode[]
