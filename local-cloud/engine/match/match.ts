/**
 * Compiles filters into predicates with MongoDB's semantics: a condition on a path is satisfied when any value at the path
 * satisfies it.
 */
import { invalid } from '../errors'
import { isPlain, type Plain } from '../values/compare'
import { visitPath } from '../values/paths'
import { expressionTest } from './expression'
import { fieldOperators, type ValueTest } from './operators'

export type Predicate = (document: unknown) => boolean

const MAX_DEPTH = 50

/** Compiles a filter. Throws INVALID_PARAM for malformed filters, unknown operators and code execution. */
export function compileFilter(filter: unknown, depth = 0): Predicate {
  if (!isPlain(filter)) return invalid('filter must be an object')
  if (depth > MAX_DEPTH) return invalid(`filter is nested deeper than ${MAX_DEPTH}`)
  const tests = Object.entries(filter).map(([key, condition]) => compileEntry(key, condition, depth))
  if (tests.length === 1) return tests[0] as Predicate
  return document => tests.every(test => test(document))
}

function compileEntry(key: string, condition: unknown, depth: number): Predicate {
  switch (key) {
    case '$and': {
      const all = branches(key, condition, depth)
      return document => all.every(test => test(document))
    }
    case '$or': {
      const any = branches(key, condition, depth)
      return document => any.some(test => test(document))
    }
    case '$nor': {
      const none = branches(key, condition, depth)
      return document => !none.some(test => test(document))
    }
    case '$expr':
      return expressionTest(condition)
    case '$comment':
      return () => true
  }
  if (key.startsWith('$')) return invalid(`unknown top level operator: ${key}`)
  return compileField(splitPath(key), condition, depth)
}

function branches(operator: string, condition: unknown, depth: number): Predicate[] {
  if (!Array.isArray(condition) || condition.length === 0) return invalid(`${operator} must be a nonempty array`)
  return condition.map(branch => compileFilter(branch, depth + 1))
}

/** Splits a dotted path; refuses paths that target a prototype. */
export function splitPath(path: string): string[] {
  const segments = path.split('.')
  if (segments.includes('__proto__')) return invalid(`illegal field path: ${path}`)
  return segments
}

/** True for an operator object (`{$gt: 1}`), false for a value to compare with. */
export function isOperators(condition: unknown): condition is Plain {
  if (!isPlain(condition)) return false
  const first = Object.keys(condition)[0]
  return first?.startsWith('$') === true
}

function compileField(path: string[], condition: unknown, depth: number): Predicate {
  if (condition instanceof RegExp) return onPath(path, fieldOperators.$regex(condition, {}), false)
  if (!isOperators(condition)) return onPath(path, fieldOperators.$eq(condition, {}), false)
  const tests = Object.keys(condition).map(operator => compileOperator(path, operator, condition, depth))
  if (tests.length === 1) return tests[0] as Predicate
  return document => tests.every(test => test(document))
}

function onPath(path: string[], test: ValueTest, negate: boolean, expand = true): Predicate {
  if (path.length === 1 && !negate) {
    const [name] = path as [string]
    return document => {
      const value = isPlain(document) && Object.hasOwn(document, name) ? document[name] : undefined
      return (expand && Array.isArray(value) && value.some(test)) || test(value)
    }
  }
  return document => visitPath(document, path, expand, test) !== negate
}

function compileOperator(path: string[], operator: string, condition: Plain, depth: number): Predicate {
  const operand = condition[operator]
  switch (operator) {
    case '$ne':
      if (operand instanceof RegExp) return invalid("Can't have regex as arg to $ne.")
      return onPath(path, fieldOperators.$eq(operand, {}), true)
    case '$nin':
      return onPath(path, fieldOperators.$in(operand, {}), true)
    case '$exists': {
      const wanted = operand !== false && operand !== 0 && operand !== null
      return onPath(path, value => value !== undefined, !wanted)
    }
    case '$not': {
      if (operand instanceof RegExp) return onPath(path, fieldOperators.$regex(operand, {}), true)
      if (!isOperators(operand)) return invalid('$not needs a regex or a document of operators')
      const inner = compileField(path, operand, depth + 1)
      return document => !inner(document)
    }
    case '$all':
      return compileAll(path, operand, depth)
    case '$elemMatch': {
      const element = compileElement(operand, depth)
      return onPath(path, value => Array.isArray(value) && value.some(element), false, false)
    }
    case '$size': {
      if (typeof operand !== 'number' || !Number.isInteger(operand) || operand < 0)
        return invalid('$size must be a whole number that is not negative')
      return onPath(path, value => Array.isArray(value) && value.length === operand, false, false)
    }
    case '$options':
      if (!('$regex' in condition)) return invalid('$options needs a $regex')
      return () => true
  }
  const make = Object.hasOwn(fieldOperators, operator)
    ? fieldOperators[operator as keyof typeof fieldOperators]
    : undefined
  if (make === undefined) return invalid(`unknown operator: ${operator}`)
  return onPath(path, make(operand, condition), false)
}

function compileAll(path: string[], operand: unknown, depth: number): Predicate {
  if (!Array.isArray(operand)) return invalid('$all needs an array')
  const tests = operand.map(wanted => {
    if (wanted instanceof RegExp) return onPath(path, fieldOperators.$regex(wanted, {}), false)
    if (isOperators(wanted)) {
      if (Object.keys(wanted).join() !== '$elemMatch') return invalid('no $ expressions in $all')
      return compileOperator(path, '$elemMatch', wanted, depth)
    }
    return onPath(path, fieldOperators.$eq(wanted, {}), false)
  })
  return document => tests.length > 0 && tests.every(test => test(document))
}

/** A test of one array element: operators apply to the element itself, anything else is a filter on its fields. */
export function compileElement(condition: unknown, depth = 0): ValueTest {
  if (!isPlain(condition)) return invalid('$elemMatch needs an object')
  if (depth > MAX_DEPTH) return invalid(`filter is nested deeper than ${MAX_DEPTH}`)
  const logical = Object.keys(condition).some(key => ['$and', '$or', '$nor', '$expr'].includes(key))
  if (isOperators(condition) && !logical) {
    // Wrapped in a field, so that conditions apply to the element.
    const whole = compileField(['element'], condition, depth + 1)
    return element => whole({ element })
  }
  const inner = compileFilter(condition, depth + 1)
  return element => isPlain(element) && inner(element)
}
