import type { GroupActivity, GroupKind, GroupOffering, GroupState } from '@domain/participation/group'

/** A member of a resident group. */
export interface GroupMember {
  accountId: string
  /** Masked. */
  name: string
  at: number
  /** Leads the group. */
  isHolder: boolean
}

/** A resident group, and the guard of its members. Every change is a compare-and-set on `revision`. */
export interface GroupDocument {
  _id: string
  centreId: string
  centreName: string
  title: string
  words: string
  kind: GroupKind
  startedAt: number
  /** 0: it is not closed. */
  closedAt: number
  /** Derived from members and activities at every change, and by the timer once a day. */
  state: GroupState
  /** Classes whose sessions are its activities, and those that were until lately. */
  offerings: GroupOffering[]
  /** Ids of `offerings` that go on. */
  offeringIds: string[]
  /** By a key that stands for the person in this group only. */
  people: Record<string, GroupMember>
  /** Accounts of `people`, to find the groups of one. */
  accountIds: string[]
  /** Since when a successor of somebody who led it is asked for; 0: none is. */
  handOverAt: number
  /** As counted from check-ins, the latest first. */
  activities: GroupActivity[]
  countedTo: number
  /** When the timer counts; 0: never again. */
  dueAt: number
  revision: number
  requests: string[]
  changedBy: string
  forgottenAt: number | null
}
