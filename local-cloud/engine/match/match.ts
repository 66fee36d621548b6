/**
 * Compiles filters into predicates with MongoDB's semantics: a condition on a path is satisfied when any value at the path
 * satisfies it.
 */
import { refuse } from '../errors'
import { compileExpression, scopeOf } from '../expression/compile'
import { type Evaluation, evaluationAt } from '../expression/scope'
import { isTrue } from '../expression/values'
import { isPlain, type Plain } from '../values/compare'
import { visitPath } from '../values/paths'
import { compileJsonSchema } from './json-schema'
import { fieldOperators, type ValueTest } from './operators'

export type Predicate = (document: unknown) => boolean

/** What a part of a filter is compiled with. */
interface Position {
  depth: number
  evaluation: Evaluation
  /** False inside of `$elemMatch`, where `$expr` and `$jsonSchema` have no document to look at. */
  top: boolean
}

const MAX_DEPTH = 50

/** Compiles a filter. Throws REFUSED for malformed filters, unknown operators and code execution. */
export function compileFilter(filter: unknown, evaluation: Evaluation = evaluationAt(Date.now())): Predicate {
  return compileParts(filter, { depth: 0, evaluation, top: true })
}

const deeper = (position: Position): Position => ({ ...position, depth: position.depth + 1 })

function compileParts(filter: unknown, position: Position): Predicate {
  if (!isPlain(filter)) return refuse('filter must be an object')
  if (position.depth > MAX_DEPTH) return refuse(`filter is nested deeper than ${MAX_DEPTH}`)
  const tests = Object.entries(filter).map(([key, condition]) => compileEntry(key, condition, position))
  if (tests.length === 1) return tests[0] as Predicate
  return document => tests.every(test => test(document))
}

function compileEntry(key: string, condition: unknown, position: Position): Predicate {
  switch (key) {
    case '$and': {
      const all = branches(key, condition, position)
      return document => all.every(test => test(document))
    }
    case '$or': {
      const any = branches(key, condition, position)
      return document => any.some(test => test(document))
    }
    case '$nor': {
      const none = branches(key, condition, position)
      return document => !none.some(test => test(document))
    }
    case '$expr':
    case '$jsonSchema':
      if (!position.top) return refuse(`${key} can only be applied to the top-level document`)
      return key === '$expr' ? compileExpressionTest(condition, position.evaluation) : compileJsonSchema(condition)
    case '$comment':
      return () => true
    case '$where':
    case '$text':
    // What the SDK makes of its command `text`.
    case '$search':
      return refuse(`${key} is not offered by the local cloud`)
  }
  if (key.startsWith('$')) return refuse(`unknown top level operator: ${key}`)
  return compileField(splitPath(key), condition, position)
}

/** `$expr`: holds when the expression is true. */
function compileExpressionTest(spec: unknown, evaluation: Evaluation): Predicate {
  const expression = compileExpression(spec, evaluation.names)
  return document => isTrue(expression(scopeOf(document, evaluation.now, evaluation.variables)))
}

function branches(operator: string, condition: unknown, position: Position): Predicate[] {
  if (!Array.isArray(condition) || condition.length === 0) return refuse(`${operator} must be a nonempty array`)
  return condition.map(branch => compileParts(branch, deeper(position)))
}

/** Splits a dotted path; refuses paths that target a prototype. */
export function splitPath(path: string): string[] {
  const segments = path.split('.')
  if (segments.includes('__proto__')) return refuse(`illegal field path: ${path}`)
  return segments
}

/** True for an operator object (`{$gt: 1}`), false for a value to compare with. */
export function isOperators(condition: unknown): condition is Plain {
  if (!isPlain(condition)) return false
  const first = Object.keys(condition)[0]
  return first?.startsWith('$') === true
}

function compileField(path: string[], condition: unknown, position: Position): Predicate {
  if (condition instanceof RegExp) return onPath(path, fieldOperators.$regex(condition, {}), false)
  if (!isOperators(condition)) return onPath(path, fieldOperators.$eq(condition, {}), false)
  const tests = Object.keys(condition).map(operator => compileOperator(path, operator, condition, position))
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

function compileOperator(path: string[], operator: string, condition: Plain, position: Position): Predicate {
  const operand = condition[operator]
  switch (operator) {
    case '$ne':
      if (operand instanceof RegExp) return refuse("Can't have regex as arg to $ne.")
      return onPath(path, fieldOperators.$eq(operand, {}), true)
    case '$nin':
      return onPath(path, fieldOperators.$in(operand, {}), true)
    case '$exists': {
      const wanted = operand !== false && operand !== 0 && operand !== null
      return onPath(path, value => value !== undefined, !wanted)
    }
    case '$not': {
      if (operand instanceof RegExp) return onPath(path, fieldOperators.$regex(operand, {}), true)
      if (!isOperators(operand)) return refuse('$not needs a regex or a document of operators')
      const inner = compileField(path, operand, deeper(position))
      return document => !inner(document)
    }
    case '$all':
      return compileAll(path, operand, position)
    case '$elemMatch': {
      const element = compileElementAt(operand, position)
      return onPath(path, value => Array.isArray(value) && value.some(element), false, false)
    }
    case '$size': {
      if (typeof operand !== 'number' || !Number.isInteger(operand) || operand < 0)
        return refuse('$size must be a whole number that is not negative')
      return onPath(path, value => Array.isArray(value) && value.length === operand, false, false)
    }
    case '$options':
      if (!('$regex' in condition)) return refuse('$options needs a $regex')
      return () => true
  }
  const make = Object.hasOwn(fieldOperators, operator)
    ? fieldOperators[operator as keyof typeof fieldOperators]
    : undefined
  if (make === undefined) return refuse(`unknown operator: ${operator}`)
  return onPath(path, make(operand, condition), false)
}

function compileAll(path: string[], operand: unknown, position: Position): Predicate {
  if (!Array.isArray(operand)) return refuse('$all needs an array')
  const tests = operand.map(wanted => {
    if (wanted instanceof RegExp) return onPath(path, fieldOperators.$regex(wanted, {}), false)
    if (isOperators(wanted)) {
      if (Object.keys(wanted).join() !== '$elemMatch') return refuse('no $ expressions in $all')
      return compileOperator(path, '$elemMatch', wanted, position)
    }
    return onPath(path, fieldOperators.$eq(wanted, {}), false)
  })
  return document => tests.length > 0 && tests.every(test => test(document))
}

/** A test of one array element: operators apply to the element itself, anything else is a filter on its fields. */
export function compileElement(condition: unknown): ValueTest {
  return compileElementAt(condition, { depth: 0, evaluation: evaluationAt(Date.now()), top: true })
}

function compileElementAt(condition: unknown, outer: Position): ValueTest {
  if (!isPlain(condition)) return refuse('$elemMatch needs an object')
  const position = { ...deeper(outer), top: false }
  if (position.depth > MAX_DEPTH) return refuse(`filter is nested deeper than ${MAX_DEPTH}`)
  const logical = Object.keys(condition).some(key => ['$and', '$or', '$nor', '$expr', '$jsonSchema'].includes(key))
  if (isOperators(condition) && !logical) {
    // Wrapped in a field, so that conditions apply to the element.
    const whole = compileField(['element'], condition, position)
    return element => whole({ element })
  }
  const inner = compileParts(condition, position)
  return element => isPlain(element) && inner(element)
}
