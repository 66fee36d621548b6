/** What an aggregation expression is evaluated in. A missing value is `undefined`. */
import { isPlain } from '../values/compare'
import { ownValue } from '../values/paths'

/** User variables (`$let`, `$map`, `let` of `$lookup`), innermost first. */
export interface Variables {
  name: string
  value: unknown
  outer: Variables | undefined
}

export interface Scope {
  /** `$$ROOT`. */
  root: unknown
  /** `$$CURRENT`, from which field paths start. */
  current: unknown
  variables: Variables | undefined
  /** `$$NOW`, epoch ms. */
  now: number
}

/** A compiled expression. */
export type Expression = (scope: Scope) => unknown

/** Names of the user variables that an expression may refer to. */
export type Names = ReadonlySet<string>

export const NO_NAMES: Names = new Set()

/** What expressions are evaluated with, apart from the document. */
export interface Evaluation {
  /** `$$NOW`, epoch ms. */
  readonly now: number
  /** User variables that expressions may name. */
  readonly names: Names
  /** Their values at present. */
  readonly variables: Variables | undefined
}

/** Without variables, at the time `now` (epoch ms). */
export function evaluationAt(now: number): Evaluation {
  return { now, names: NO_NAMES, variables: undefined }
}

/** What an operator needs to compile its arguments. */
export interface Compiler {
  names: Names
  depth: number
  compile(spec: unknown, names?: Names): Expression
}

export function withVariable(scope: Scope, name: string, value: unknown): Scope {
  return { ...scope, variables: { name, value, outer: scope.variables } }
}

export function variableValue(variables: Variables | undefined, name: string): unknown {
  for (let at = variables; at !== undefined; at = at.outer) if (at.name === name) return at.value
  return undefined
}

export function isNullish(value: unknown): value is null | undefined {
  return value === undefined || value === null
}

/**
 * The value at a path as expressions see it: an array on the way yields the array of the values in its documents; numbers in
 * the path are field names, never positions.
 */
export function pathValue(value: unknown, path: readonly string[], at = 0): unknown {
  const segment = path[at]
  if (segment === undefined) return value
  if (Array.isArray(value)) {
    const values: unknown[] = []
    for (const item of value) {
      if (!isPlain(item)) continue
      const found = pathValue(item, path, at)
      if (found !== undefined) values.push(found)
    }
    return values
  }
  return isPlain(value) ? pathValue(ownValue(value, segment), path, at + 1) : undefined
}
