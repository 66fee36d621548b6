import { DAY } from '../time'
import { UNNAMED_GUEST } from './guest'

/** Guests' names and phone digits are kept this long after the session, for questions about it. */
export const REDACT_AFTER = 30 * DAY

/** A guest after redaction. */
export const REDACTED_GUEST = { name: null, lastFour: null } as const

/** The attendees of a booking without names; only their number remains. */
export function redactAttendees(attendees: readonly { memberId: string }[]): { memberId: string; nickname: string }[] {
  return attendees.map(({ memberId }) => ({ memberId, nickname: UNNAMED_GUEST }))
}
