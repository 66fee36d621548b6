import type { ActiveBooking } from '@domain/bookings/facts'
import type { Role } from '@domain/contracts/route'
import type { Refusal } from '@domain/errors'
import type { CountedNoShows } from '@domain/noshows/ladder'
import type { Member } from '@domain/people/members'

/**
 * A person's household and the ledger of its bookings to come. The ledger is what per-person limits are decided on;
 * `revision` makes every change of the document a compare-and-set.
 */
export interface AccountDocument {
  _id: string
  /** Needed to send messages; never logged, never sent to a client. Empty when nobody known stands behind it. */
  openid: string
  members: Member[]
  ledger: Record<string, ActiveBooking>
  /** Requests that were refused at the ledger or have left it, by booking or acceptance: they never enter it again. */
  closed?: Record<string, ClosedRequest>
  /** The latest changes of its members, so that a copy of one that comes later changes nothing. */
  memberChanges?: MemberChange[]
  /** Counted no-shows of its people, kept here so that booking needs no other document to see a pause. */
  missed: CountedNoShows
  revision: number
  createdAt: number
  /** The last time that its person had everything erased; absent: never. */
  erasure?: Erasure
  /** Since when what it left behind is being erased; 0 or absent: nothing is. */
  erasingAt?: number
}

export interface Erasure {
  requestId: string
  at: number
  /** Stands for nobody in what statistics need; forgotten as soon as it stands everywhere. */
  as: string
}

/** Which request changed whom. It says nothing about the person, so it stays when the member or everything is erased. */
export interface MemberChange {
  requestId: string
  what: 'save' | 'remove'
  memberId: string
}

/** What became of a request, so that a copy of it that comes later learns the same. */
export interface ClosedRequest {
  at: number
  /** Null: it was entered, and is over. */
  refusal: Refusal | null
}

/** Roles of one account, by centre. */
export interface StaffDocument {
  _id: string
  roles: { centreId: string; centreName: string; role: Role }[]
}
