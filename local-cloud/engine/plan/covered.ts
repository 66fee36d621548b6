/** Counts that an index answers without reading documents. */
import type { Examined } from '../engine'
import type { Index } from '../store/index'
import { isPlain, type Plain } from '../values/compare'
import { fieldsOfEntry, splitValues } from '../values/keys'
import { type Interval, intervalsOf } from './bounds'
import type { Condition } from './conditions'
import type { Plan } from './plan'

const OPERATORS = new Set(['$eq', '$gt', '$gte', '$lt', '$lte'])

/**
 * The number of matches, counted in the entries of the plan's index; undefined where they do not suffice. They do where the
 * filter compares nothing but fields of the index with scalars, and every document has one entry.
 */
export function countInIndex(plan: Plan, filter: Plain, examined: Examined): number | undefined {
  if (plan.kind !== 'index' || plan.index.multikey) return undefined
  if (plan.index.fields.some(({ direction }) => direction !== 1)) return undefined
  const conditions: [path: string, condition: Condition][] = []
  if (!collectScalar(filter, conditions)) return undefined
  const wanted = intervalsByField(plan.index, conditions)
  if (!wanted) return undefined
  let total = 0
  for (const { from, to } of plan.ranges) {
    for (const entry of plan.index.entries.getKeys({ start: from, end: to })) {
      examined.keys++
      const values = splitValues(fieldsOfEntry(entry as Buffer))
      if (wanted.every((intervals, at) => intervals.every(interval => isWithin(values[at], interval)))) total++
    }
  }
  return total
}

/** Collects all conditions; false when some are no comparisons with scalars. */
function collectScalar(filter: Plain, found: [path: string, condition: Condition][]): boolean {
  return Object.entries(filter).every(([path, condition]) => {
    if (path === '$and') {
      return Array.isArray(condition) && condition.every(branch => isPlain(branch) && collectScalar(branch, found))
    }
    if (path.startsWith('$')) return false
    const operators = isPlain(condition) ? condition : { $eq: condition }
    const comparisons = Object.entries(operators)
    for (const [operator, operand] of comparisons) found.push([path, { operator, operand, siblings: operators }])
    return (
      comparisons.length > 0 && comparisons.every(([operator, operand]) => OPERATORS.has(operator) && isScalar(operand))
    )
  })
}

/** The intervals of each field of the index, in its order; undefined when a condition is on another field. */
function intervalsByField(index: Index, conditions: [path: string, condition: Condition][]): Interval[][] | undefined {
  const wanted: Interval[][] = index.fields.map(() => [])
  for (const [path, condition] of conditions) {
    const at = index.fields.findIndex(({ name }) => name === path)
    const field = index.fields[at]
    const intervals = field && intervalsOf(field, [condition], false)
    if (!intervals) return undefined
    wanted[at]?.push(...intervals)
  }
  return wanted
}

function isWithin(value: Buffer | undefined, { from, to }: Interval): boolean {
  return value !== undefined && Buffer.compare(value, from) >= 0 && Buffer.compare(value, to) < 0
}

/** Values whose index entry is the value itself. */
function isScalar(value: unknown): boolean {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}
