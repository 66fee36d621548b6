import { MINUTE } from '@domain/time'
import type { Area, City, Watcher } from '../areas/area'
import { SKEW } from '../core/faults'

/** Work may be overdue for at most this long, ms, unless the timer was disturbed. */
const BOUND = 2 * MINUTE

/** Returns the work that is overdue for too long, one line each. */
export function overdue(city: City, areas: readonly Area[], watchers: readonly Watcher[]): string[] {
  const { simulation } = city
  const { now, clockStep, timerDisturbedAt } = simulation
  // After a disturbance the timer has the full time again.
  if (now - timerDisturbedAt < BOUND) return []
  const cloudNow = now + clockStep
  let retried: ReadonlySet<string> | undefined
  const byFields = areas
    .flatMap(({ due = [] }) => due)
    .flatMap(({ what, collection, field, where = {}, after = 0, isMessage = false }) => {
      const latest = cloudNow - SKEW - BOUND - after
      const late = simulation.between(collection, field, { $gt: 0, $lte: latest }, where)
      if (late.length === 0) return []
      retried ??= retriedLater(city, cloudNow)
      return late
        .filter(document => !retried?.has(document._id) && !(isMessage && isUnreachable(city, document)))
        .map(document => {
          const at = Number((document as unknown as Record<string, unknown>)[field])
          return `${document._id}: ${what} is due since ${Math.round((cloudNow - at) / MINUTE)} minutes (${collection}.${field})`
        })
    })
  return [...byFields, ...watchers.flatMap(({ late }) => late?.(cloudNow - SKEW - BOUND) ?? [])]
}

/** Whether no message can be sent to the person of a document: it is tried again, each time later. */
function isUnreachable(city: City, document: object): boolean {
  const { accountId } = document as { accountId?: string }
  const resident = accountId === undefined ? undefined : city.residentOf(accountId)
  return resident !== undefined && city.simulation.unreachable.has(resident.openid)
}

/**
 * What has failed so few times that the city's disturbances explain it; it is tried again later, each time after a longer
 * while.
 */
const FEW_FAILURES = 3

function retriedLater({ simulation }: City, cloudNow: number): ReadonlySet<string> {
  const some = simulation.matching('setbacks', {
    nextAt: { $gt: cloudNow - BOUND },
    failures: { $lte: FEW_FAILURES },
  })
  return new Set(some.map(({ item }) => item))
}
