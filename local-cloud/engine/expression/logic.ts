/** Boolean, comparison and conditional operators, variables and literals. */
import { refuse } from '../errors'
import { isPlain } from '../values/compare'
import { argumentList, binary, namedArguments, type Operator, unary, withArguments } from './arguments'
import { checkVariableName } from './names'
import { isNullish, withVariable } from './scope'
import { compareInExpression, isTrue } from './values'

const comparison = (accept: (order: number) => boolean) => binary((a, b) => accept(compareInExpression(a, b)))

const and: Operator = (argument, compiler) => {
  const parts = argumentList(argument).map(part => compiler.compile(part))
  return scope => parts.every(part => isTrue(part(scope)))
}

const or: Operator = (argument, compiler) => {
  const parts = argumentList(argument).map(part => compiler.compile(part))
  return scope => parts.some(part => isTrue(part(scope)))
}

const cond: Operator = (argument, compiler, name) => {
  const spec = Array.isArray(argument) ? argument : undefined
  if (spec && spec.length !== 3)
    return refuse(`Expression ${name} takes exactly 3 arguments. ${spec.length} were passed in.`)
  const named = spec ? undefined : namedArguments(argument, name, ['if', 'then', 'else'])
  const [test, then, otherwise] = (spec ?? [named?.if, named?.then, named?.else]).map(part => compiler.compile(part))
  return scope => (test && isTrue(test(scope)) ? then?.(scope) : otherwise?.(scope))
}

const ifNull: Operator = (argument, compiler, name) => {
  const list = argumentList(argument)
  if (list.length < 2) return refuse(`${name} needs at least two arguments, had: ${list.length}`)
  const parts = list.map(part => compiler.compile(part))
  return scope => {
    let value: unknown
    for (const part of parts) {
      value = part(scope)
      if (!isNullish(value)) return value
    }
    return value
  }
}

const switchOf: Operator = (argument, compiler, name) => {
  const { branches, default: fallback } = namedArguments(argument, name, ['branches'], ['default'])
  if (!Array.isArray(branches) || branches.length === 0) return refuse(`${name} requires at least one branch`)
  const compiled = branches.map(branch => {
    const { case: test, then } = namedArguments(branch, `a branch of ${name}`, ['case', 'then'])
    return { test: compiler.compile(test), result: compiler.compile(then) }
  })
  const hasDefault = isPlain(argument) && Object.hasOwn(argument, 'default')
  const otherwise = hasDefault ? compiler.compile(fallback) : undefined
  return scope => {
    for (const { test, result } of compiled) if (isTrue(test(scope))) return result(scope)
    return otherwise
      ? otherwise(scope)
      : refuse(`${name} could not find a matching branch for an input, and no default was specified`)
  }
}

const letIn: Operator = (argument, compiler, name) => {
  const { vars, in: body } = namedArguments(argument, name, ['vars', 'in'])
  if (!isPlain(vars)) return refuse(`the vars of ${name} must be an object`)
  const bound = Object.entries(vars).map(([variable, value]) => ({
    name: variable === 'CURRENT' ? variable : checkVariableName(variable),
    value: compiler.compile(value),
  }))
  const inner = compiler.compile(body, new Set([...compiler.names, ...bound.map(variable => variable.name)]))
  return scope => {
    let next = scope
    for (const variable of bound) {
      const value = variable.value(scope)
      next = variable.name === 'CURRENT' ? { ...next, current: value } : withVariable(next, variable.name, value)
    }
    return inner(next)
  }
}

export const logicOperators: Record<string, Operator> = {
  $and: and,
  $or: or,
  $not: unary(value => !isTrue(value)),
  $eq: comparison(order => order === 0),
  $ne: comparison(order => order !== 0),
  $gt: comparison(order => order > 0),
  $gte: comparison(order => order >= 0),
  $lt: comparison(order => order < 0),
  $lte: comparison(order => order <= 0),
  $cmp: binary((a, b) => Math.sign(compareInExpression(a, b))),
  $cond: cond,
  $ifNull: ifNull,
  $switch: switchOf,
  $let: letIn,
  $literal: argument => () => argument,
  $rand: withArguments(0, 1, ([argument], name) => {
    if (argument !== undefined && !(isPlain(argument) && Object.keys(argument).length === 0)) {
      return refuse(`${name} takes no arguments`)
    }
    return Math.random()
  }),
}
