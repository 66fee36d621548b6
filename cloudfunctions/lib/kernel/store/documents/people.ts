import type { ActiveBooking } from '@domain/bookings/facts'
import type { Allergen } from '@domain/canteen/menu'
import type { ConfirmedProof } from '@domain/canteen/proofs'
import type { Refusal } from '@domain/errors'
import type { CountedNoShows } from '@domain/noshows/ladder'
import type { InterestFilter } from '@domain/notices/interests'
import type { Duty, OfficeRole, Role } from '@domain/office/roles'
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
  /** What staff have confirmed about members for the price of meals, by member; absent: nothing. */
  eaters?: Record<string, Eater>
  /** What members are allergic to, by member, and when that was agreed to; absent: nothing was said. */
  allergies?: Record<string, { allergens: Allergen[]; consentAt: number | null; requests: string[] }>
  ledger: Record<string, ActiveBooking>
  /**
   * Requests that were refused by the ledger or have left it, by booking or acceptance id; they cannot enter it again.
   */
  closed?: Record<string, ClosedRequest>
  /** Latest changes of members, so that a late replay changes nothing. */
  memberChanges?: MemberChange[]
  /** Counted no-shows by member, kept here so that booking sees a pause without reading another document. */
  missed: CountedNoShows
  /** Removed members who are still in records of the past. */
  removedMembers?: string[]
  /** Since when these are due to be removed there; 0 or absent: none. */
  removedAt?: number
  /** When each of its people was shown a warning; absent: its no-shows were counted before warnings were noted. */
  warned?: CountedNoShows
  /** Who else cares for a child of this account, or was asked to, by the id of the care; absent: nobody ever was. */
  carers?: Record<string, StoredCarer>
  /** Hashes of the codes of invitations that are not over, by which they are found. */
  careCodes?: string[]
  /** The latest requests that invited somebody, so that a late replay opens nothing again; absent: none. */
  careRequests?: string[]
  /** Children of other accounts that this one cares for, by the same ids; the child's account says whether it still does. */
  caring?: Record<string, Caring>
  /** What the household wants to hear of, once each; absent: nothing. */
  interests?: Interest[]
  /** The keys by which a publication finds these (`interestKey`). */
  interestKeys?: string[]
  /** Publications that may fit and were not looked at yet, with the moment; absent: none. */
  interestNews?: Record<string, number>
  /** Since when these wait, epoch ms; 0 or absent: none does. */
  interestTellAt?: number
  /** Counts publications, so that none is cleared unseen; absent: none yet. */
  interestTurns?: number
  /** The latest requests that added one, so that a late replay adds none that was told; absent: none. */
  interestRequests?: string[]
  revision: number
  createdAt: number
  /** The last change by the person; absent: since then there was none. */
  usedAt?: number
  /** When the timer looks next for what is to be removed, epoch ms; absent: stored before that was noted. */
  reviewAt?: number | null
  /** The last erasure; absent: none. */
  erasure?: Erasure
  /**
   * The code that lets somebody order meals for the person, or be let by staff to order for an elder; absent: none. `replaced`: the
   * latest requests that made others before.
   */
  relationCode?: { code: string; name: string; until: number; requestId: string; replaced?: string[] } | null
  /** Since when an erasure is in progress; 0 or absent: none. */
  erasingAt?: number
}

/** Somebody who cares for a child of this account, or was asked to. */
export interface StoredCarer {
  memberId: string
  /** What this household calls the person. */
  name: string
  at: number
  /** Until when the code is good, epoch ms. */
  until: number
  /** Empty: the invitation is open. */
  accountId: string
}

/** Where a child is that this account cares for. */
export interface Caring {
  accountId: string
  memberId: string
  at: number
}

/** New classes that a household wants to hear of; one consent, and one message. */
export interface Interest extends InterestFilter {
  id: string
  /** Empty: any centre. */
  centreName: string
  at: number
}

/** A member whose papers staff have seen. */
export interface Eater {
  /** Equal for one person in every account; derived from what is on the paper, which is not stored. */
  key: string
  /** The last confirmation of each kind, oldest first; in older documents all of them. */
  proofs: (ConfirmedProof & { requestId: string })[]
  /**
   * The last requests that confirmed something about the eater, also what another paper has replaced since; absent: as in
   * `proofs`.
   */
  proofRequests?: string[]
}

/** An erasure of an account. */
export interface Erasure {
  /** The request; `unused` when the account was not used for too long. */
  requestId: string
  at: number
}

/** A change of a member by a request. */
export interface MemberChange {
  requestId: string
  what: 'save' | 'remove'
  memberId: string
  /** Absent: stored before it was noted. */
  at?: number
}

/** The outcome of a request, for later copies of it. */
export interface ClosedRequest {
  at: number
  /** Null: it was in the ledger and has left it. */
  refusal: Refusal | null
}

/**
 * What a person is at centres and in offices above them. Read at every call of staff, so a role that is taken away has ended at
 * the next call. `revision` makes every change a compare-and-set.
 */
export interface StaffDocument {
  _id: string
  /** Random number of this person in records of their acts; removed by an erasure. Absent: none was needed yet. */
  actor?: string
  roles: CentreGrant[]
  /** Roles above the centres; absent: none. */
  offices?: OfficeGrant[]
  /** As the latest invitation called the person; absent: unknown. */
  name?: string
  /** Roles that have ended, the latest last; absent: none. */
  former?: FormerGrant[]
  /** Ids of the latest changes, so that a late replay changes nothing; absent: none. */
  changes?: string[]
  /** Absent: never changed. */
  revision?: number
  /** Shifts of volunteers that the person guides and that may not be stored yet, by id; absent: none was ever noted. */
  guiding?: Record<string, { startsAt: number; endsAt: number; places: number; at: number }>
  /** Counts these notes: two shifts that are saved at once are ordered by it. */
  guidingTurns?: number
}

/** A role at a centre. */
export interface CentreGrant {
  centreId: string
  centreName: string
  role: Role
  /** Of a partner: the agreement whose offerings they run. */
  partnerId?: string
  /** Of a member of staff; absent: those of the door. */
  duties?: Duty[]
  /** The invitation, and when it was accepted; absent: older than invitations. */
  grant?: string
  since?: number
}

/** A role in an office above the centres. */
export interface OfficeGrant {
  role: OfficeRole
  /** Null: the city. */
  county: string | null
  grant: string
  since: number
}

/** A role that has ended. */
export interface FormerGrant {
  /** Both null: the city's office. */
  centreId: string | null
  county: string | null
  role: Role | OfficeRole
  /** Of a member of staff; absent: those of the door. */
  duties?: Duty[]
  grant: string | null
  /** Id of the change that ended it, so that a replay ends nothing else. */
  end: string
  until: number
}

/**
 * The guard of a centre's managers: one who is about to leave is noted here first, by compare-and-set, so that two who leave
 * at once cannot both believe that the other stays. The id is the centre's.
 */
export interface TeamDocument {
  _id: string
  revision: number
  /** Managers whose role is being ended, with the moment. */
  leaving: Record<string, number>
}
