/**
 * Limits that both the contracts and the forms of the app use. They stand alone, so that the app loads no schemas with them.
 */

/** Longest search text, in characters: a phone number with country code, spaces and brackets. */
export const QUERY_LENGTH = 24

/** Longest input for a number: with country code, spaces and brackets. */
export const TYPED_NUMBER_LENGTH = 32

/** Largest capacity of a session. */
export const MAX_CAPACITY = 1000

/** Longest reason of a change, in characters, so that it fits into a subscription message. */
export const CHANGE_REASON_LENGTH = 20

/** Longest reason for undoing a check-in, in characters. */
export const UNDO_REASON_LENGTH = 30

/** Longest reason for cancelling a resident's booking, in characters: it fits into a message. */
export const RELEASE_REASON_LENGTH = 20

/** Largest party of a booking at the desk. */
export const DESK_PARTY = 10

/** Most people that staff count in or out per call. */
export const MAX_COUNT_STEP = 20

/** Longest reason of a closure, in characters. */
export const CLOSURE_REASON_LENGTH = 20

/** Longest appeal, or answer to one, in characters. */
export const APPEAL_LENGTH = 200

// Of the back office.

/** Longest words of a need of a centre or an offer of a partner. */
export const MAX_WANT_WORDS = 60

/** Longest title, room and teacher's name, and longest texts, in characters. */
export const TITLE_LENGTH = 24
export const ROOM_LENGTH = 20
export const TEACHER_LENGTH = 12
export const TEXT_LENGTH = 200

/** Most units of a space. */
export const MAX_UNITS = 60

/** Longest name of a colleague, in characters. */
export const COLLEAGUE_NAME_LENGTH = 12

/** Longest reason for taking a role away, in characters. */
export const REVOKE_REASON_LENGTH = 30

/** Most sessions that are published in one call. */
export const MAX_PUBLISHED = 200

/** Longest span of days that one call shows. */
export const TIMETABLE_DAYS = 62

/** Longest span of figures, in days. */
export const FIGURE_DAYS = 92

/** Longest span of figures that were counted before, in days. */
export const ROLL_UP_DAYS = 366

/** Longest closure of a centre, in days. */
export const CLOSURE_DAYS = 180

/** Longest name, address, telephone number and way in of a place, in characters. */
export const NAME_LENGTH = 30
export const ADDRESS_LENGTH = 60
export const PHONE_LENGTH = 20
export const WAY_IN_LENGTH = 60

/** Longest name of a county, in characters. */
export const COUNTY_LENGTH = 20

/** Most centres of one call of an import: with the longest texts and hours they just fit into an event of the platform. */
export const MAX_IMPORTED = 5

/** Most classes, names of rooms and teachers, and sessions of one imported timetable: they just fit into an event of the platform. */
export const MAX_IMPORTED_CLASSES = 12
export const MAX_IMPORTED_NAMES = 30
export const MAX_IMPORTED_SESSIONS = 200
/** People of a spreadsheet that one call takes, and people that a centre expects at the same time. */
export const MAX_IMPORTED_STAFF = 60
export const MAX_EXPECTED = 100

/** Longest line with a rating, in characters. */
export const RATING_LENGTH = 60

/** Longest text that is searched for, in characters. */
export const SEARCH_LENGTH = 30

// Of points.

/** Longest note about a deed, and longest reason of an objection, in characters. */
export const DEED_NOTE_LENGTH = 60
export const OBJECTION_LENGTH = 60

/** Longest words about a household that is nominated, in characters. */
export const HONOUR_LENGTH = 60

/** Most points of a task, members of a panel, and pieces that come into stock at once. */
export const MAX_TASK_POINTS = 100
export const MAX_PANEL = 15
export const MAX_STOCK = 1000

// Of needs.

/** Longest need, and longest answer to one, in characters. */
export const NEED_LENGTH = 60
export const ANSWER_LENGTH = 200
// Of the star rating.

/** Longest words with marks, in characters. */
export const STAR_WORDS_LENGTH = 200

/** Most marks of one sheet, and most tenths of points of each. */
export const MAX_MARKS = 20
export const MAX_TENTHS = 100

// Of volunteers.

/** Longest reason why hours of a volunteer are entered by hand, in characters. */
export const MANUAL_REASON_LENGTH = 60

// The project contest
/** Organisations that carry an entry, and centres that a juror is tied to. */
export const MAX_CONTEST_TIES = 10
export const EMPLOYER_LENGTH = 30

// Of projects.

/** Most lines of a budget, milestones and offerings of one project, and most fen of a line. */
export const MAX_BUDGET_LINES = 20
export const MAX_MILESTONES = 20
export const MAX_PROJECT_OFFERINGS = 10
export const MAX_CENTS = 1_000_000_000

/** Most residents of one centre. */
export const MAX_RESIDENTS = 1_000_000
/** Most meals of an order that staff make for somebody without the app. */
export const GUEST_MEALS = 6
