/** Which counts an index answers alone, without a look at the documents. */
import { isPlain, type Plain } from '../values/compare'
import type { Plan } from './plan'

const RANGE = new Set(['$gt', '$gte', '$lt', '$lte'])

/**
 * Whether exactly the entries that the plan reaches match: the filter names the leading fields of the index and nothing else,
 * each held to one plain value, the last one perhaps to a range, and every document has one entry.
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

/** The value of an equality, written either way. */
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

/** Values that an index keeps just as they are. */
function isScalar(value: unknown): boolean {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}
