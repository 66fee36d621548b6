/** Helpers for operators: compile the arguments, then apply a function to their values. */
import { refuse } from '../errors'
import { isPlain } from '../values/compare'
import type { Compiler, Expression } from './scope'

/** Compiles the use of an operator. `argument` is what stands behind its name. */
export type Operator = (argument: unknown, compiler: Compiler, name: string) => Expression

/** Arguments as a list; a single argument may stand without brackets. */
export function argumentList(argument: unknown): unknown[] {
  return Array.isArray(argument) ? argument : [argument]
}

/** An operator with `least` to `most` arguments, evaluated before `apply`. */
export function withArguments(
  least: number,
  most: number,
  apply: (values: unknown[], name: string, now: number) => unknown,
): Operator {
  return (argument, compiler, name) => {
    const list = argumentList(argument)
    if (list.length < least || list.length > most) {
      const wanted =
        least === most
          ? `exactly ${least}`
          : most === Number.POSITIVE_INFINITY
            ? `at least ${least}`
            : `${least} to ${most}`
      return refuse(`Expression ${name} takes ${wanted} arguments. ${list.length} were passed in.`)
    }
    const compiled = list.map(item => compiler.compile(item))
    return scope =>
      apply(
        compiled.map(item => item(scope)),
        name,
        scope.now,
      )
  }
}

export function unary(apply: (value: unknown, name: string) => unknown): Operator {
  return withArguments(1, 1, ([value], name) => apply(value, name))
}

export function binary(apply: (a: unknown, b: unknown, name: string) => unknown): Operator {
  return withArguments(2, 2, ([a, b], name) => apply(a, b, name))
}

export function variadic(apply: (values: unknown[], name: string) => unknown, least = 0): Operator {
  return withArguments(least, Number.POSITIVE_INFINITY, apply)
}

/** Named arguments (`{input: …, as: …}`), checked for presence and spelling but not compiled. */
export function namedArguments(
  argument: unknown,
  name: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Record<string, unknown> {
  if (!isPlain(argument)) return refuse(`${name} takes an object with named arguments`)
  for (const key of Object.keys(argument)) {
    if (!required.includes(key) && !optional.includes(key)) refuse(`Unrecognized parameter to ${name}: ${key}`)
  }
  for (const key of required) if (!Object.hasOwn(argument, key)) refuse(`Missing '${key}' parameter to ${name}`)
  return argument
}

/** Values of named arguments; undefined both for one that was not given and for one that is missing. */
export type NamedValues = Record<string, unknown>

/** An operator whose named arguments are all evaluated before `apply`. */
export function withNamed(
  required: readonly string[],
  optional: readonly string[],
  apply: (values: NamedValues, name: string, given: ReadonlySet<string>) => unknown,
): Operator {
  return (argument, compiler, name) => {
    const spec = namedArguments(argument, name, required, optional)
    const compiled = Object.entries(spec).map(([key, value]) => [key, compiler.compile(value)] as const)
    const given = new Set(Object.keys(spec))
    return scope => {
      const values: NamedValues = {}
      for (const [key, value] of compiled) values[key] = value(scope)
      return apply(values, name, given)
    }
  }
}
