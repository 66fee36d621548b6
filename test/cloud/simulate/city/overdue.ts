import { MINUTE } from '@domain/time'
import type { Due } from '../areas/area'
import { SKEW } from '../core/faults'
import type { Simulation } from '../core/simulation'

/** Nothing that is due may be older than this, ms, when the timer was not kept from its work. */
const BOUND = 2 * MINUTE

/** What is due for longer than it may be, one line each. */
export function overdue(simulation: Simulation, dues: readonly Due[]): string[] {
  const { now, clockStep, timerDisturbedAt } = simulation
  // A timer that was disturbed has its two minutes anew.
  if (now - timerDisturbedAt < BOUND) return []
  const cloudNow = now + clockStep
  return dues.flatMap(({ what, collection, field, where = {}, after = 0 }) => {
    const latest = cloudNow - SKEW - BOUND - after
    const late = simulation.matching(collection, { [field]: { $gt: 0, $lte: latest }, $and: [where] })
    return late.map(document => {
      const at = Number((document as unknown as Record<string, unknown>)[field])
      return `${document._id}: ${what} is due since ${Math.round((cloudNow - at) / MINUTE)} minutes (${collection}.${field})`
    })
  })
}
