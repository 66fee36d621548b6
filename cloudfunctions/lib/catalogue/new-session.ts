import { drawDueAt } from '@domain/ballot/phase'
import { spotCounts } from '@domain/offerings/layout'
import { finalizeDueAt } from '@domain/sessions/finalize'
import { planFaults, type SessionPlan } from '@domain/sessions/plan'
import type { SessionDocument } from '../kernel/store/documents'

/** What a session says of itself; everything else about it follows from this. */
export type NewSession = SessionPlan &
  Pick<
    SessionDocument,
    '_id' | 'offeringId' | 'centreId' | 'centreName' | 'address' | 'category' | 'title' | 'room' | 'teacher'
  >

/**
 * A session without bookings: the one way in which sessions are made. Counts of places and all moments at which the timer
 * has to look are derived here, so that none of them can be forgotten or contradict the rules. Throws where the plan makes
 * no sense; callers that take plans from people ask `planFaults` before.
 */
export function newSession(plan: NewSession): SessionDocument {
  const faults = planFaults(plan)
  if (faults.length > 0) throw new Error(`${plan._id} cannot be a session: ${faults.join(', ')}`)
  const { startsAt, endsAt, rules, layout = null, series = null } = plan
  const { capacity, reserve } = layout ? spotCounts(layout, plan) : plan
  const drawAt = drawDueAt(plan)
  return {
    _id: plan._id,
    offeringId: plan.offeringId,
    centreId: plan.centreId,
    centreName: plan.centreName,
    address: plan.address,
    kind: plan.kind,
    category: plan.category,
    title: plan.title,
    room: plan.room,
    teacher: plan.teacher,
    startsAt,
    endsAt,
    capacity,
    reserve,
    seatsLeft: capacity - reserve,
    claims: {},
    claimedAt: 0,
    waitlist: {},
    waiting: 0,
    offers: {},
    turnAt: 0,
    turns: 0,
    capacityChanges: {},
    status: 'open',
    rules,
    series,
    // Of a day cut into slots the first bookings end long before it does.
    settleAt: finalizeDueAt(layout?.slot ? startsAt : endsAt),
    moves: 0,
    changedAt: 0,
    changes: {},
    ...(drawAt === null ? {} : { drawAt, announcedDrawAt: drawAt }),
    ...(layout ? { layout, spots: {}, closures: {} } : {}),
  }
}
