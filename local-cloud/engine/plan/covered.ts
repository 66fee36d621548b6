/** Counts that an index answers without reading documents. */
import { isPlain, type Plain } from '../values/compare'
import type { Plan } from './plan'

const RANGE = new Set(['$gt', '$gte', '$lt', '$lte'])

/**
 * True when the index entries in the plan's ranges are exactly the matches: the filter names only leading fields of the index,
 * each with an equality (the last may have a range), and every document has one entry.
 */
export function isCoveredCount(plan: Plan, filter: Plain): plan is Extract<Plan, { kind: 'index' }> {
  if (plan.kind !== 'index' || plan.index.multikey) return false
  const wanted = Object.keys(filter).length
  const held = plan.index.fields.slice(0, wanted)
  return (
    held.length === wanted &&
    held.every(({ name }, at) => {
      const condition = Object.hasOwn(filter, name) ? filter[name] : undefined
      return isScalar(equalityOperand(condition)) || (at === wanted - 1 && isRange(condition))
    })
  )
}

/** The operand of an equality, written as a value or as `$eq`. */
function equalityOperand(condition: unknown): unknown {
  return isPlain(condition) && Object.keys(condition).join() === '$eq' ? condition.$eq : condition
}

function isRange(condition: unknown): boolean {
  if (!isPlain(condition)) return false
  const entries = Object.entries(condition)
  const [first] = entries
  return (
    first !== undefined &&
    entries.every(
      ([operator, operand]) => RANGE.has(operator) && isScalar(operand) && typeof operand === typeof first[1],
    )
  )
}

/** Values whose index entry is the value itself. */
function isScalar(value: unknown): boolean {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}
