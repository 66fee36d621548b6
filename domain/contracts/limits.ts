/**
 * Limits that both the contracts and the forms of the app use. They stand alone, so that the app loads no schemas with them.
 */

/** Longest search text, in characters: a phone number with country code, spaces and brackets. */
export const QUERY_LENGTH = 24

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
