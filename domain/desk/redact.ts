import { DAY } from '../time'
import { UNNAMED_GUEST } from './guest'

/** Names and digits of guests are kept so long after the session, for questions about it. */
export const REDACT_AFTER = 30 * DAY

/** What is left of a guest then. */
export const REDACTED_GUEST = { name: null, lastFour: null } as const

/** The people of a booking, of whom only the number is left. */
export function redactAttendees(attendees: readonly { memberId: string }[]): { memberId: string; nickname: string }[] {
  return attendees.map(({ memberId }) => ({ memberId, nickname: UNNAMED_GUEST }))
}
