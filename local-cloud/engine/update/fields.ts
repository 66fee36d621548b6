/** Update operators on one value: each maps the present value (undefined when missing) to the new one. */
import { refuse, writeFailed } from '../errors'
import { compareValues, isPlain } from '../values/compare'

/** Results that leave the field unchanged, and that remove it. */
export const KEEP = Symbol('keep')
export const UNSET = Symbol('erase')

export type Change = (present: unknown, path: string) => unknown

function numeric(operand: unknown, operator: string): number {
  if (typeof operand !== 'number') return refuse(`Cannot ${operator} with non-numeric argument`)
  return operand
}

function numberAt(present: unknown, path: string, operator: string): number {
  if (typeof present !== 'number') {
    return writeFailed(`Cannot apply $${operator} to a value of non-numeric type at '${path}'`)
  }
  return present
}

function bits(operand: unknown): Change {
  if (!isPlain(operand) || Object.keys(operand).length === 0) return refuse('$bit needs an object like {and: 1}')
  return (present, path) => {
    let value = present === undefined ? 0 : numberAt(present, path, 'bit')
    for (const [name, mask] of Object.entries(operand)) {
      const number = numeric(mask, 'bit')
      if (name === 'and') value &= number
      else if (name === 'or') value |= number
      else if (name === 'xor') value ^= number
      else refuse(`unknown $bit operation: ${name}`)
    }
    return value
  }
}

/** Operators by name; each validates its argument and returns the change of one value. */
export const fieldChanges: Record<string, (argument: unknown, now: number) => Change> = {
  $set: argument => () => argument,
  $unset: () => present => (present === undefined ? KEEP : UNSET),
  $inc: argument => {
    const step = numeric(argument, 'increment')
    return (present, path) => (present === undefined ? step : numberAt(present, path, 'inc') + step)
  },
  $mul: argument => {
    const factor = numeric(argument, 'multiply')
    return (present, path) => (present === undefined ? 0 : numberAt(present, path, 'mul') * factor)
  },
  $min: argument => present => (present === undefined || compareValues(argument, present) < 0 ? argument : KEEP),
  $max: argument => present => (present === undefined || compareValues(argument, present) > 0 ? argument : KEEP),
  $bit: bits,
  $currentDate: (argument, now) => {
    if (argument !== true && !(isPlain(argument) && argument.$type === 'date')) return refuse('$currentDate takes true')
    return () => new Date(now)
  },
}
