import type { Course, MenuFault } from './canteen/menu'
import type { Mode } from './canteen/sitting'
import type { ContestStage } from './contest/stage'
import type { NeedState } from './governance/need-state'
import type { TopicState } from './governance/topic-state'
import type { ShownDeedState } from './participation/deed-state'
import type { PanelFault } from './participation/panel'
import type { PartnerFault } from './participation/partner-faults'
import type { MarkFault, ShiftFault } from './participation/shift-faults'
import type { RatingPhase } from './rating/round'

/**
 * Every refusal the system can give, with the facts a screen needs to explain it and suggest an alternative. `null`
 * means that the code is enough. Times are epoch ms.
 */
export interface ErrorDetails {
  // Any route
  /** The input does not match the contract; `path` names the first invalid field. */
  INVALID_INPUT: { path: string }
  /** A text must not be shown to others; `path` names its field. */
  TEXT_REFUSED: { path: string }
  UNKNOWN_ROUTE: null
  /** The call has no identity. */
  UNAUTHENTICATED: null
  /** The caller lacks the role or the duty at that place, or may not call this function at all. */
  FORBIDDEN: null
  /** Too many concurrent writes to the same document; nothing changed, a retry is safe. */
  BUSY: null
  /** The person was wrong too often; they can try again from then on. */
  TRY_LATER: { until: number }
  /** The request id was used before for a different request. */
  REQUEST_REUSED: null
  /** Unknown failure, logged under the request id. */
  INTERNAL: null

  // Finding
  CENTRE_NOT_FOUND: null
  OFFERING_NOT_FOUND: null
  SESSION_NOT_FOUND: null
  BOOKING_NOT_FOUND: null
  CLOSURE_NOT_FOUND: null
  MEMBER_NOT_FOUND: null
  STATION_NOT_FOUND: null
  INVITATION_NOT_FOUND: null
  DRAFT_NOT_FOUND: null
  PUBLICATION_NOT_FOUND: null
  /** Nobody with this id has a role at the place. */
  PERSON_NOT_FOUND: null

  // Roles
  /** The invitation was good until then. */
  INVITATION_EXPIRED: { until: number }
  /** Somebody has accepted the invitation already. */
  INVITATION_USED: null
  /** Nobody accepts an invitation of their own. */
  INVITATION_OWN: null
  /** So many people were invited to the place already; it goes on at `until`. */
  INVITATION_LIMIT: { most: number; until: number }
  /** There is no such role at this place: a county has no manager, a centre no county office. */
  ROLE_NOT_HERE: null
  /** Nobody changes their own role. */
  OWN_ROLE: null
  /** The centre would be without a manager. */
  LAST_MANAGER: null
  /** The role had ended before this scan was made. */
  ROLE_ENDED: { endedAt: number }

  // Household
  MEMBER_LIMIT: { max: number }
  /** A child's record needs a guardian's consent. */
  CONSENT_REQUIRED: null
  /** The account still has `count` upcoming bookings, the first of which is named. */
  ERASE_HAS_BOOKINGS: { count: number; title: string; startsAt: number }
  /** The member still has upcoming bookings. */
  MEMBER_HAS_BOOKINGS: { count: number }

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
  /** One session of the series cannot be booked; nothing was booked. */
  SERIES_SESSION_REFUSED: { sessionId: string; startsAt: number; endsAt: number; why: Refusal }
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

  // The canteen
  /** It is a meal sitting: order a meal instead. */
  ORDER_NEEDED: null
  /** It is no meal sitting: book instead. */
  NOT_A_SITTING: null
  MODE_NOT_OFFERED: { mode: Mode }
  /** Dining in needs one of the sitting's seatings. */
  SEATING_NEEDED: null
  /** A delivery needs one of the sitting's rounds. */
  ROUND_NEEDED: null
  /** A delivery needs an address in one of the buildings of its round. */
  ADDRESS_NEEDED: null
  DISH_NOT_FOUND: { dishId: string }
  /** `needed` dishes of the course belong to a meal; `count` were chosen for this eater. */
  MEAL_INCOMPLETE: { memberId: string; course: Course; needed: number; count: number }
  /** Only `left` are left; `name` is the dish, the time of the seating or the round, empty for `meals`. */
  ORDER_SOLD_OUT: { what: 'meals' | 'dish' | 'seating' | 'round'; name: string; left: number }
  /** Another account has ordered a subsidised meal of this sitting for the same person. */
  ALREADY_ORDERED: { memberId: string }
  /** The order was changed since it was read. */
  ORDER_CHANGED: null

  // The canteen's menus
  CANTEEN_NOT_FOUND: null
  /** Somebody else has saved the menu since it was read. */
  MENU_CHANGED: null
  /** Orders are taken already. */
  MENU_PUBLISHED: null
  /** The menu of a day cannot be published; `faults` are those of `menuFaults`. */
  MENU_INVALID: { date: string; faults: MenuFault['fault'][] }

  // The canteen's till
  /** A waived sum, a reversal or a difference needs a reason. */
  REASON_NEEDED: null
  /** The order was paid at `at`. */
  ALREADY_PAID: { at: number }
  /** There is nothing to pay. */
  NOTHING_DUE: null
  ROW_NOT_FOUND: null
  ALREADY_REVERSED: { at: number }
  /** Somebody else must do it than who did it first. */
  SECOND_PERSON_NEEDED: null
  /** The cash by the ledger, or as it was counted first, is `cash` fen. */
  TILL_CHANGED: { cash: number }
  /** The till was closed for today at `at`. */
  TILL_CLOSED: { at: number }

  // Points
  TASK_NOT_FOUND: null
  /** The community does not offer the task any more. */
  TASK_CLOSED: null
  /** Deeds are reported for today and for days back to this local date. */
  DEED_DATE_WRONG: { from: string }
  /** `max` null: the task is not counted by the hour. */
  HOURS_WRONG: { max: number | null }
  /** The household has reported this task for this day, this week, or once for all. */
  ALREADY_REPORTED: { deedId: string; date: string }
  DEED_NOT_FOUND: null
  /** Nobody confirms a deed of their own household, or objects to it. */
  OWN_DEED: null
  /** Not possible any more, or not yet. */
  DEED_NOT_OPEN: { state: ShownDeedState }
  /** The centre has no panel that could decide, or too few of it are not concerned. */
  PANEL_MISSING: null
  ALREADY_VOTED: null
  GOOD_NOT_FOUND: null
  /** Nothing of it is left. */
  GOOD_GONE: null
  POINTS_SHORT: { spendable: number; points: number }
  /** The household has `max` redemptions that it has not fetched. */
  REDEMPTION_LIMIT: { max: number }
  REDEMPTION_NOT_FOUND: null
  /** It was fetched, given back, or not fetched in time. */
  REDEMPTION_OVER: null
  /** Somebody else has changed the tasks, goods or panel since they were read. */
  POINTS_CHANGED: null
  /** Only `left` are in stock. */
  STOCK_SHORT: { left: number }
  PANEL_INVALID: { fault: PanelFault; least: number }

  // Needs
  NEED_NOT_FOUND: null
  /** The household has put `most` needs lately; it can put more from `until` on. */
  NEED_LIMIT: { most: number; until: number }
  /** Nobody supports a need of their own household. */
  OWN_NEED: null
  /** It was answered or merged already. */
  NEED_CLOSED: { state: NeedState }
  /** So many households support it that no more are noted. */
  SUPPORT_FULL: { most: number }
  /** A need goes on only with one that was put before it. */
  MERGE_INTO_OLDER: null
  // The star rating
  /** There is no rating, or the centre takes no part in it. */
  STARS_NOT_FOUND: null
  /** The rating of the year was opened already. */
  STARS_OPENED: { year: number }
  /** The deadlines do not follow each other, or the last comes before the year is counted. */
  DEADLINES_WRONG: null
  /** It is not the time for that; the rating is in this phase. */
  STARS_NOT_NOW: { phase: RatingPhase }
  /** The marks are not those of the marked standards, or are beyond their points. */
  MARKS_WRONG: null
  /** Somebody else has saved the marks since they were read. */
  STARS_CHANGED: null
  /** `uncounted` centres have months that were not counted yet, `unmarked` have no marks by an office. */
  STARS_NOT_READY: { uncounted: number; unmarked: number }

  // The project contest
  /** There is no contest, or no such entry in it. */
  CONTEST_NOT_FOUND: null
  /** The contest of the year was opened already. */
  CONTEST_OPENED: { year: number }
  /** The deadlines do not follow each other. */
  CONTEST_DATES_WRONG: null
  /** It is not the time for that; the contest is in this stage. */
  CONTEST_NOT_NOW: { stage: ContestStage }
  /** It has not been held often enough, or not for long enough. */
  NOT_ELIGIBLE: { sessions: number; leastSessions: number; days: number; leastDays: number }
  /** Somebody else has saved it since it was read. */
  CONTEST_CHANGED: null
  /** As many entries as a contest takes. */
  CONTEST_FULL: { most: number }
  /** Whoever organises the contest cannot judge in it. */
  JUROR_ORGANISES: null
  /** Nobody has looked yet at so many entries whose sheets are far apart. */
  CONTEST_NOT_READY: { unlooked: number }

  // Links to bookings
  /** There is no such link, or it was taken back. */
  PASS_NOT_FOUND: null
  /** The booking is over. */
  PASS_OVER: { endedAt: number }
  /** The person has made `most` links lately; it goes on at `until`. */
  PASS_LIMIT: { most: number; until: number }

  // Volunteers
  SHIFT_NOT_FOUND: null
  /** There is no such volunteer, or nobody in this shift has the code. */
  VOLUNTEER_NOT_FOUND: null
  /** It has begun, is over, or was cancelled. */
  SHIFT_CLOSED: { why: 'begun' | 'over' | 'cancelled' }
  SHIFT_FULL: { places: number }
  /** Another shift of the person is at the same time, or within `rest` ms at another site. */
  SHIFT_CLASH: { startsAt: number; endsAt: number; rest: number }
  /** Shifts of one local day would last longer than `max` ms. */
  DAY_HOURS_FULL: { max: number }
  /** The person is in `max` shifts that are not over. */
  SHIFT_LIMIT: { max: number }
  SHIFT_MARK_WRONG: { fault: MarkFault }
  /** Nothing is to be decided about these hours, or it is too late. */
  HOURS_NOT_OPEN: null
  /** Hours entered by hand are longer than the shift, `max` minutes. */
  MANUAL_TOO_LONG: { max: number }
  /** Nobody decides about their own hours, or about those of their own centre that were entered by hand. */
  OWN_HOURS: null
  /** More than `percent` of the centre's hours in the year would be entered by hand. */
  MANUAL_LIMIT: { percent: number }
  /** Only who guides the shift, or manages the centre, signs. */
  NOT_GUIDE: null
  NO_HOURS: null
  CERTIFICATE_NOT_FOUND: null
  /** Somebody else has changed the shift since it was read. */
  SHIFT_CHANGED: null
  SHIFT_WRONG: { fault: ShiftFault }
  /** The guide would have more than `max` volunteers at one time. */
  GUIDE_FULL: { max: number }

  // Topics
  TOPIC_NOT_FOUND: null
  /** Not possible any more, or not yet. */
  TOPIC_CLOSED: { state: TopicState }
  /** The text was changed since it was read; `version` is the present one. */
  TOPIC_CHANGED: { version: number }
  /** Somebody else has changed the topic since it was read. */
  TOPIC_EDITED: null
  /** A vote ends on a day between these local dates. */
  VOTE_DATE_WRONG: { from: string; to: string }
  /** Only a household that was let in at a centre within so many days has a voice. */
  NOT_VERIFIED: { days: number }
  /** Two members of staff have entered different voices for the same paper. */
  VOTE_DIFFERS: null

  // Resident groups
  GROUP_NOT_FOUND: null
  GROUP_CLOSED: null
  /** It has `most` members. */
  GROUP_FULL: { most: number }
  /** The person is in `most` groups. */
  GROUP_LIMIT: { most: number }
  /** Only who leads the group may do it. */
  NOT_HOLDER: null
  /** Nobody with this key is in the group any more. */
  GROUP_MEMBER_NOT_FOUND: null
  /** Already `most` people lead it. */
  HOLDERS_FULL: { most: number }
  /** Somebody else has changed the group since it was read. */
  GROUP_CHANGED: null
  /** A class belongs to another group, `title`. */
  GROUP_OFFERING_TAKEN: { title: string }

  // Partners
  PARTNER_NOT_FOUND: null
  /** Somebody else has changed the agreement since it was read. */
  PARTNER_CHANGED: null
  PARTNER_WRONG: { fault: PartnerFault }
  /** A class belongs to the agreement with another partner, `name`. */
  PARTNER_OFFERING_TAKEN: { name: string }
  /** Nothing is to be decided about it. */
  PARTNER_NOT_IN_REVIEW: null

  // Projects
  PROJECT_NOT_FOUND: null
  PROJECT_CLOSED: null
  /** Somebody else has changed the project since it was read. */
  PROJECT_EDITED: null
  /** Only a topic that was adopted is carried out. */
  TOPIC_NOT_ADOPTED: null
  /** Only `ratings` of at least `least` people who came: say why. */
  CLOSE_REASON_NEEDED: { ratings: number; least: number }

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
  /** People have booked: sessions are cancelled one by one instead. */
  PUBLICATION_BOOKED: { bookings: number }
  /** `taken` places are booked, offered or reserved; the capacity cannot be lower. */
  CAPACITY_BELOW_BOOKED: { taken: number }

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

export type ErrorCode = keyof ErrorDetails
export type ErrorDetail<C extends ErrorCode = ErrorCode> = ErrorDetails[C]

/** A refusal as a value: rules return it, use-cases throw it (`enforce`). */
export type Refusal = { [C in ErrorCode]: { code: C; detail: ErrorDetails[C] } }[ErrorCode]

/** Creates a refusal; the type of `detail` depends on `code`. */
export function refuse<C extends ErrorCode>(code: C, detail: ErrorDetails[C]): Refusal {
  return { code, detail } as Refusal
}

/** Codes that every route may return; contracts list only their own. */
export const COMMON_ERRORS = [
  'INVALID_INPUT',
  'TEXT_REFUSED',
  'UNKNOWN_ROUTE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BUSY',
  'TRY_LATER',
  'INTERNAL',
] as const satisfies readonly ErrorCode[]
