import { MINUTE } from '@domain/time'
import type { Due } from '../areas/area'
import { SKEW } from '../core/faults'
import type { Simulation } from '../core/simulation'

/** Work may be overdue for at most this long, ms, unless the timer was disturbed. */
const BOUND = 2 * MINUTE

/** Returns the work that is overdue for too long, one line each. */
export function overdue(simulation: Simulation, dues: readonly Due[]): string[] {
  const { now, clockStep, timerDisturbedAt } = simulation
  // After a disturbance the timer has the full time again.
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
