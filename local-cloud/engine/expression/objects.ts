/** Object operators. */
import { refuse } from '../errors'
import { isPlain } from '../values/compare'
import { ownValue } from '../values/paths'
import { namedArguments, type Operator, unary, variadic } from './arguments'
import { isNullish } from './scope'
import { objectOf, typeName } from './values'

/** Later objects win; null and missing are skipped. */
export function mergeObjects(values: unknown[], name: string): Record<string, unknown> {
  const merged: Record<string, unknown> = {}
  for (const value of values) {
    if (isNullish(value)) continue
    if (!isPlain(value)) return refuse(`${name} requires object inputs, but input is of type ${typeName(value)}`)
    Object.assign(merged, value)
  }
  return merged
}

function fieldName(value: unknown, name: string): string {
  const literal = isPlain(value) && Object.keys(value).join() === '$literal' ? value.$literal : value
  if (typeof literal !== 'string' || (literal === value && literal.startsWith('$'))) {
    return refuse(`${name} requires 'field' to be a constant string; use $literal for a name that starts with $`)
  }
  return literal === '__proto__' ? refuse('illegal field name: __proto__') : literal
}

const getField: Operator = (argument, compiler, name) => {
  const named = isPlain(argument) && ('field' in argument || 'input' in argument)
  const spec = named ? namedArguments(argument, name, ['field'], ['input']) : { field: argument }
  const field = fieldName(spec.field, name)
  const input = compiler.compile('input' in spec ? spec.input : '$$CURRENT')
  return scope => {
    const value = input(scope)
    if (isNullish(value)) return value
    return isPlain(value) ? ownValue(value, field) : undefined
  }
}

function without(value: Record<string, unknown>, field: string): Record<string, unknown> {
  const { [field]: _, ...rest } = value
  return rest
}

const setField: Operator = (argument, compiler, name) => {
  const spec = namedArguments(argument, name, ['field', 'input', 'value'])
  const field = fieldName(spec.field, name)
  const [input, value] = [compiler.compile(spec.input), compiler.compile(spec.value)]
  return scope => {
    const object = input(scope)
    if (isNullish(object)) return null
    const next = value(scope)
    const present = objectOf(object, `the input of ${name}`)
    return next === undefined ? without(present, field) : { ...present, [field]: next }
  }
}

const unsetField: Operator = (argument, compiler, name) => {
  const spec = namedArguments(argument, name, ['field', 'input'])
  const field = fieldName(spec.field, name)
  const input = compiler.compile(spec.input)
  return scope => {
    const object = input(scope)
    return isNullish(object) ? null : without(objectOf(object, `the input of ${name}`), field)
  }
}

export const objectOperators: Record<string, Operator> = {
  // A single operand may be the list.
  $mergeObjects: variadic((values, name) => {
    const [first] = values
    return mergeObjects(values.length === 1 && Array.isArray(first) ? first : values, name)
  }),
  $objectToArray: unary((value, name) =>
    isNullish(value) ? null : Object.entries(objectOf(value, `the argument of ${name}`)).map(([k, v]) => ({ k, v })),
  ),
  $getField: getField,
  $setField: setField,
  $unsetField: unsetField,
}
