import { drawDueAt } from '@domain/ballot/phase'
import { FREEZE_AFTER, initialCounters } from '@domain/canteen/sitting'
import { spotCounts } from '@domain/offerings/layout'
import { finalizeDueAt } from '@domain/sessions/finalize'
import { planFaults, type SessionPlan } from '@domain/sessions/plan'
import type { SessionDocument } from '../kernel/store/documents'

/** The fields that define a session; all others are derived. */
export type NewSession = SessionPlan &
  Pick<
    SessionDocument,
    '_id' | 'offeringId' | 'centreId' | 'centreName' | 'address' | 'category' | 'title' | 'room' | 'teacher'
  >

/**
 * Creates a session without bookings; the only constructor of sessions. Counts of places and due times are derived
 * here, so that they cannot be forgotten or contradict the rules. Throws when the plan is invalid; callers with plans
 * from people check `planFaults` first.
 */
export function newSession(plan: NewSession): SessionDocument {
  const faults = planFaults(plan)
  if (faults.length > 0) throw new Error(`${plan._id} cannot be a session: ${faults.join(', ')}`)
  const { startsAt, endsAt, rules, layout = null, series = null, sitting } = plan
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
    waitlist: {},
    waiting: 0,
    offers: {},
    turns: 0,
    capacityChanges: {},
    status: 'open',
    rules,
    series,
    // In a day with slots the first bookings end long before the day does. A meal that nobody fetched is no no-show.
    settleAt: sitting ? null : finalizeDueAt(layout?.slot ? startsAt : endsAt),
    moves: 0,
    changedAt: 0,
    changes: {},
    ...(drawAt === null ? {} : { drawAt, announcedDrawAt: drawAt }),
    ...(layout ? { layout, spots: {}, closures: {} } : {}),
    ...(sitting
      ? {
          sitting,
          counters: initialCounters(sitting),
          eaters: {},
          frozenAt: null,
          freezeAt: startsAt - rules.closesBefore + FREEZE_AFTER,
        }
      : {}),
  }
}
