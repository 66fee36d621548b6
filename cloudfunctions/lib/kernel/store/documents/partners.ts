import type { GroupOffering } from '@domain/participation/group'
import type { Want, WantSide } from '@domain/participation/match'
import type { PartnerKind, PartnerMonth, PartnerState, PartnerTerms, PartnerUse } from '@domain/participation/partner'

/** A class of a partner, and what it is. */
export interface PartnerOffering extends GroupOffering {
  use: PartnerUse
}

/** What was decided after short months. */
export interface PartnerReview {
  at: number
  /** Number of the member of staff; empty: forgotten. */
  by: string
  goesOn: boolean
  words: string
}

/** An agreement with a partner: rooms for services. Every change is a compare-and-set on `revision`. */
export interface PartnerDocument {
  _id: string
  centreId: string
  /** Of an organisation. */
  name: string
  kind: PartnerKind
  /** What is agreed, in words. */
  words: string
  terms: PartnerTerms
  /** Begin and end of months. */
  startsAt: number
  endsAt: number
  /** Classes whose sessions count, and those that did until lately. */
  offerings: PartnerOffering[]
  /** Ids of `offerings` that go on. */
  offeringIds: string[]
  /** As counted from the records, the earliest first. */
  months: PartnerMonth[]
  /** Derived from months at every change, and by the timer once a day. */
  state: PartnerState
  /** `YYYY-MM` until which short months were reviewed; empty: none. */
  reviewedThrough: string
  reviews: PartnerReview[]
  countedTo: number
  /** When the timer counts; 0: never again. */
  dueAt: number
  revision: number
  requests: string[]
  changedBy: string
  forgottenAt: number | null
}

/** What a centre needs from a partner, or what a partner offers. Every change is a compare-and-set on `revision`. */
export interface PartnerWantDocument extends Want {
  _id: string
  side: WantSide
  centreId: string
  centreName: string
  /** The centre, or the organisation that offers it. */
  name: string
  /** The agreement whose people have entered it; empty: the centre has. */
  partnerId: string
  words: string
  isOpen: boolean
  /** Until when it is listed. */
  until: number
  revision: number
  requests: string[]
  changedBy: string
  forgottenAt: number | null
}
