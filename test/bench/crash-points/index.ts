import { inJest } from '../in-jest'
import type { Bench } from '../report'

/** Kills every write route before and after each of its database calls; the suite fails where one does not heal. */
export const crashPoints: Bench = async () => {
  const points = inJest('crash').get('points') ?? {}
  const sum = (future: 0 | 1) => Object.values(points).reduce((total, counts) => total + (counts[future] ?? 0), 0)
  return [
    { what: 'write routes that were killed', value: Object.keys(points).length, unit: 'routes' },
    { what: 'crash points after which the person tried again, all healed', value: sum(0), unit: 'points', min: 1 },
    { what: 'crash points after which nobody did, all healed', value: sum(1), unit: 'points', min: 1 },
  ]
}
