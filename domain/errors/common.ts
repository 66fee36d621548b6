import type { StaffFault } from '../office/import-staff'

/** Refusals of any route: what is not found, roles, and the household. */
export interface CommonErrors {
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
  /** A row of a spreadsheet of staff that cannot be; nothing was changed. */
  STAFF_ROW_WRONG: { name: string; why: StaffFault }
  /** The place expects as many people as it can. */
  EXPECTED_LIMIT: { most: number }
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
  /** Two accounts care only for a child under 14. */
  CARE_NOT_POSSIBLE: null
  /** So many care for the child, or were asked to. */
  CARERS_FULL: { max: number }
  /** There is no such code, it is too old, or it was used. */
  CARE_CODE_WRONG: null
  /** The child is the caller's own. */
  CARE_OWN: null
  /** The caller's household has an entry of its own for the same child. */
  CARE_TWICE: { nickname: string }
  /** The caller cares for so many children of others already. */
  CARE_LIMIT: { max: number }
  /** The caller does not care for the child, or not any more. */
  CARE_NOT_FOUND: null
  /** The household already waits for so many kinds of new classes. */
  INTEREST_LIMIT: { max: number }
  /** The member still has upcoming bookings. */
  MEMBER_HAS_BOOKINGS: { count: number }
}
