/** Extracts from a filter the conditions per path that every match must satisfy; indexes serve these. */
import { isOperators } from '../match/match'
import { isPlain, type Plain } from '../values/compare'

/** One necessary condition on a path. */
export interface Condition {
  operator: string
  operand: unknown
  /** The whole operator object: `$near` reads its distances from it. */
  siblings: Plain
}

export interface RequiredConditions {
  byPath: Map<string, Condition[]>
  /** `$or` groups: at least one branch of each group must match. */
  alternatives: Plain[][]
}

/** Conditions that every match must satisfy. Others are left to the filter, which is always evaluated. */
export function requiredConditions(
  filter: Plain,
  needs: RequiredConditions = { byPath: new Map(), alternatives: [] },
): RequiredConditions {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) {
      for (const branch of condition) if (isPlain(branch)) requiredConditions(branch, needs)
    } else if (key === '$or' && Array.isArray(condition)) {
      needs.alternatives.push(condition.filter(isPlain))
    } else if (key === '$expr') {
      addExpressionConditions(condition, needs)
    } else if (!key.startsWith('$')) {
      const conditions = needs.byPath.get(key) ?? []
      if (isOperators(condition)) {
        for (const [operator, operand] of Object.entries(condition))
          conditions.push({ operator, operand, siblings: condition })
      } else {
        conditions.push({ operator: '$eq', operand: condition, siblings: {} })
      }
      needs.byPath.set(key, conditions)
    }
  }
  return needs
}

/** `$eq` of a field and a constant under `$expr`: the form in which `$lookup` pipelines join. */
function addExpressionConditions(expression: unknown, needs: RequiredConditions): void {
  if (!isPlain(expression)) return
  if (Array.isArray(expression.$and)) for (const part of expression.$and) addExpressionConditions(part, needs)
  if (!Array.isArray(expression.$eq) || expression.$eq.length !== 2) return
  for (const [field, other] of [expression.$eq, [...expression.$eq].reverse()]) {
    const constant = isPlain(other) && Object.keys(other).join() === '$literal' ? other.$literal : undefined
    if (typeof field !== 'string' || !/^\$[^$.]+$/.test(field)) continue
    // Only types that an expression and a filter compare in the same way.
    if (typeof constant !== 'string' && typeof constant !== 'number' && typeof constant !== 'boolean') continue
    needs.byPath.set(field.slice(1), [
      ...(needs.byPath.get(field.slice(1)) ?? []),
      { operator: '$eq', operand: constant, siblings: {} },
    ])
  }
}
