import type { ActiveBooking } from '@domain/bookings/facts'
import type { Role } from '@domain/contracts/route'
import type { Refusal } from '@domain/errors'
import type { CountedNoShows } from '@domain/noshows/ladder'
import type { Member } from '@domain/people/members'

/**
 * A person's household and the ledger of upcoming bookings, on which per-person limits are decided. `revision` makes
 * every change a compare-and-set.
 */
export interface AccountDocument {
  _id: string
  /**
   * Needed to send messages; never logged or sent to a client. Empty when the account is anonymous: a guest, or erased.
   */
  openid: string
  members: Member[]
  ledger: Record<string, ActiveBooking>
  /**
   * Requests that were refused by the ledger or have left it, by booking or acceptance id; they cannot enter it again.
   */
  closed?: Record<string, ClosedRequest>
  /** Latest changes of members, so that a late replay changes nothing. */
  memberChanges?: MemberChange[]
  /** Counted no-shows by member, kept here so that booking sees a pause without reading another document. */
  missed: CountedNoShows
  /** When each of its people was shown a warning; absent: its no-shows were counted before warnings were noted. */
  warned?: CountedNoShows
  revision: number
  createdAt: number
  /** The last erasure; absent: none. */
  erasure?: Erasure
  /** Since when an erasure is in progress; 0 or absent: none. */
  erasingAt?: number
}

/** An erasure of an account. */
export interface Erasure {
  requestId: string
  at: number
  /** Anonymous account id in records kept for statistics; cleared when the erasure is complete. */
  as: string
}

/** A change of a member by a request. Contains no personal data, so it is kept after a removal or an erasure. */
export interface MemberChange {
  requestId: string
  what: 'save' | 'remove'
  memberId: string
}

/** The outcome of a request, for later copies of it. */
export interface ClosedRequest {
  at: number
  /** Null: it was in the ledger and has left it. */
  refusal: Refusal | null
}

/** Roles of an account, by centre. */
export interface StaffDocument {
  _id: string
  roles: { centreId: string; centreName: string; role: Role }[]
}
