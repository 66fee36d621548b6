/** Compiles aggregation expressions into functions. */
import { refuse } from '../errors'
import { isPlain } from '../values/compare'
import { checkFieldName, fieldPath } from './names'
import { operators } from './operators'
import { type Compiler, type Expression, type Names, NO_NAMES, pathValue, type Scope, variableValue } from './scope'

/** Operators that need the database's server, a type that documents here cannot hold, JavaScript in it, or a newer version. */
const NOT_OFFERED = new Set([
  '$accumulator',
  '$binarySize',
  '$bitAnd',
  '$bitNot',
  '$bitOr',
  '$bitXor',
  '$bsonSize',
  '$function',
  '$median',
  '$meta',
  '$percentile',
  '$sampleRate',
  '$sigmoid',
  '$toDecimal',
  '$toHashedIndexKey',
  '$toUUID',
  '$tsIncrement',
  '$tsSecond',
])

/** Maximum nesting of an expression. */
const MAX_DEPTH = 60

/** Compiles an expression. Throws REFUSED when it is malformed or uses an operator that is not offered. */
export function compileExpression(spec: unknown, names: Names = NO_NAMES, depth = 0): Expression {
  if (depth > MAX_DEPTH) return refuse(`expression is nested deeper than ${MAX_DEPTH}`)
  if (typeof spec === 'string') return spec.startsWith('$') ? compilePath(spec, names) : () => spec
  if (Array.isArray(spec)) {
    const items = spec.map(item => compileExpression(item, names, depth + 1))
    return scope => items.map(item => item(scope) ?? null)
  }
  if (!isPlain(spec)) return () => spec
  const keys = Object.keys(spec)
  const operator = keys.find(key => key.startsWith('$'))
  if (operator === undefined) return compileObject(spec, names, depth)
  if (keys.length !== 1) {
    return refuse(`an object representing an expression must have exactly one field: ${keys.join(', ')}`)
  }
  return compileOperator(operator, spec[operator], names, depth)
}

function compileOperator(name: string, argument: unknown, names: Names, depth: number): Expression {
  const make = Object.hasOwn(operators, name) ? operators[name] : undefined
  if (make === undefined) {
    if (NOT_OFFERED.has(name)) return refuse(`the operator ${name} is not offered by the local cloud`)
    return refuse(`Unrecognized expression '${name}'`)
  }
  const compiler: Compiler = {
    names,
    depth,
    compile: (spec, inner = names) => compileExpression(spec, inner, depth + 1),
  }
  return make(argument, compiler, name)
}

/** A literal object: its values are expressions; missing values are left out. */
function compileObject(spec: Record<string, unknown>, names: Names, depth: number): Expression {
  const fields = Object.entries(spec).map(([name, value]) => {
    checkFieldName(name)
    return [name, compileExpression(value, names, depth + 1)] as const
  })
  return scope => {
    const result: Record<string, unknown> = {}
    for (const [name, value] of fields) {
      const evaluated = value(scope)
      if (evaluated !== undefined) result[name] = evaluated
    }
    return result
  }
}

function compilePath(text: string, names: Names): Expression {
  if (!text.startsWith('$$')) {
    const path = fieldPath(text.slice(1))
    const [only] = path
    if (path.length === 1 && only !== undefined) {
      return ({ current }) => (isPlain(current) && Object.hasOwn(current, only) ? current[only] : undefined)
    }
    return ({ current }) => pathValue(current, path)
  }
  const [name = '', ...rest] = text.slice(2).split('.')
  const path = rest.length === 0 ? [] : fieldPath(rest.join('.'))
  const base = names.has(name) ? userVariable(name) : systemVariable(name)
  return path.length === 0 ? base : scope => pathValue(base(scope), path)
}

function userVariable(name: string): Expression {
  return ({ variables }) => variableValue(variables, name)
}

function systemVariable(name: string): Expression {
  switch (name) {
    case 'ROOT':
      return ({ root }) => root
    case 'CURRENT':
      return ({ current }) => current
    case 'REMOVE':
      return () => undefined
    case 'NOW':
      return ({ now }) => new Date(now)
    default:
      return refuse(`Use of undefined variable: ${name}`)
  }
}

/** A scope with only a document. */
export function scopeOf(root: unknown, now: number, variables?: Scope['variables']): Scope {
  return { root, current: root, variables, now }
}
