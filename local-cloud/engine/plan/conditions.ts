/** Extracts from a filter the conditions per path that every match must satisfy; indexes serve these. */
import { pathValue, type Variables, variableValue } from '../expression/scope'
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
export function requiredConditions(filter: Plain, variables?: Variables): RequiredConditions {
  const needs: RequiredConditions = { byPath: new Map(), alternatives: [] }
  addConditions(filter, needs, variables)
  return needs
}

function addConditions(filter: Plain, needs: RequiredConditions, variables: Variables | undefined): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) {
      for (const branch of condition) if (isPlain(branch)) addConditions(branch, needs, variables)
    } else if (key === '$or' && Array.isArray(condition)) {
      needs.alternatives.push(condition.filter(isPlain))
    } else if (key === '$expr') {
      addExpressionConditions(condition, needs, variables)
    } else if (!key.startsWith('$')) {
      const operators = isOperators(condition) ? condition : { $eq: condition }
      for (const [operator, operand] of Object.entries(operators)) {
        add(needs, key, { operator, operand, siblings: operators })
      }
    }
  }
}

function add(needs: RequiredConditions, path: string, condition: Condition): void {
  const conditions = needs.byPath.get(path)
  if (conditions) conditions.push(condition)
  else needs.byPath.set(path, [condition])
}

/** `$eq` of a field and a constant under `$expr`: the form in which `$lookup` pipelines join. */
function addExpressionConditions(
  expression: unknown,
  needs: RequiredConditions,
  variables: Variables | undefined,
): void {
  if (!isPlain(expression)) return
  if (Array.isArray(expression.$and)) {
    for (const part of expression.$and) addExpressionConditions(part, needs, variables)
  }
  if (!Array.isArray(expression.$eq) || expression.$eq.length !== 2) return
  for (const [field, other] of [expression.$eq, [...expression.$eq].reverse()]) {
    const operand = constantOf(other, variables)
    if (typeof field !== 'string' || !/^\$[^$.]+$/.test(field)) continue
    // Only types that an expression and a filter compare in the same way.
    if (typeof operand !== 'string' && typeof operand !== 'number' && typeof operand !== 'boolean') continue
    add(needs, field.slice(1), { operator: '$eq', operand, siblings: {} })
  }
}

/** The value of a literal or of a variable; undefined for anything else. */
function constantOf(part: unknown, variables: Variables | undefined): unknown {
  if (isPlain(part)) return Object.keys(part).join() === '$literal' ? part.$literal : undefined
  if (typeof part !== 'string' || !part.startsWith('$')) return part
  if (!part.startsWith('$$')) return undefined
  const [name = '', ...path] = part.slice(2).split('.')
  return pathValue(variableValue(variables, name), path)
}
