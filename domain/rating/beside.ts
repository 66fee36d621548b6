import { type GroupActivity, groupStateOf } from '../participation/group'
import { afterWorkdays } from '../participation/phases'

/** Working days within which a complaint is answered. */
const ANSWER_WORKDAYS = 5

/** What a resident says against a record, and when the centre has answered it; null: not yet. */
export interface CountedComplaint {
  at: number
  answeredAt: number | null
}

/** A month of an agreement with a partner: services that were owed and those that were held. */
export interface CountedAgreement {
  sessions: number
  held: number
}

/** A resident group, with when its members joined. */
export interface CountedGroup {
  startedAt: number
  /** 0: it is not closed. */
  closedAt: number
  joinedAt: readonly number[]
  activities: readonly GroupActivity[]
}

/** Complaints, and those that were answered in time. */
export function countComplaints(complaints: readonly CountedComplaint[]): { complaints: number; inTime: number } {
  const inTime = complaints.filter(
    ({ at, answeredAt }) => answeredAt !== null && answeredAt < afterWorkdays(at, ANSWER_WORKDAYS),
  )
  return { complaints: complaints.length, inTime: inTime.length }
}

/** Services of partners. What one delivers beyond what it owes does not stand for what another owes. */
export function countAgreements(months: readonly CountedAgreement[]): { owed: number; delivered: number } {
  let [owed, delivered] = [0, 0]
  for (const { sessions, held } of months) {
    owed += sessions
    delivered += Math.min(sessions, held)
  }
  return { owed, delivered }
}

/** Groups that are active at a moment, by what is recorded until then. */
export function countGroups(groups: readonly CountedGroup[], at: number): number {
  return groups.filter(({ startedAt, closedAt, joinedAt, activities }) => {
    if (startedAt >= at) return false
    const until = {
      ...{ startedAt, closedAt: closedAt >= at ? 0 : closedAt },
      members: joinedAt.filter(moment => moment < at).length,
      activities: activities.filter(({ endsAt }) => endsAt <= at),
    }
    return groupStateOf(until, at) === 'active'
  }).length
}
