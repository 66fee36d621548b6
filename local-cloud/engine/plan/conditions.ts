/** From a filter to what must hold, path by path: the part of a filter that an index can serve. */
import { isOperators } from '../match/match'
import { isPlain, type Plain } from '../values/kinds'

/** One necessary condition on a path. */
export interface Condition {
  operator: string
  operand: unknown
  /** The operators beside it, which a geographic one reads its distances from. */
  beside: Plain
}

export interface Needs {
  byPath: Map<string, Condition[]>
  /** `$or` groups: at least one branch of each must hold. */
  alternatives: Plain[][]
}

/** Everything that each matching document must satisfy. Conditions it does not understand are left to the filter itself. */
export function needsOf(filter: Plain, needs: Needs = { byPath: new Map(), alternatives: [] }): Needs {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) {
      for (const branch of condition) if (isPlain(branch)) needsOf(branch, needs)
    } else if (key === '$or' && Array.isArray(condition)) {
      needs.alternatives.push(condition.filter(isPlain))
    } else if (!key.startsWith('$')) {
      const conditions = needs.byPath.get(key) ?? []
      if (isOperators(condition)) {
        for (const [operator, operand] of Object.entries(condition))
          conditions.push({ operator, operand, beside: condition })
      } else {
        conditions.push({ operator: '$eq', operand: condition, beside: {} })
      }
      needs.byPath.set(key, conditions)
    }
  }
  return needs
}
