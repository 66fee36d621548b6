/** Update operators on one value: each maps the present value (undefined when missing) to the new one. */
import { refuse, writeFailed } from '../errors'
import { compareValues, isPlain } from '../values/compare'
import { ownValue } from '../values/paths'

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

const BITWISE: Record<string, (value: bigint, mask: bigint) => bigint> = {
  and: (value, mask) => value & mask,
  or: (value, mask) => value | mask,
  xor: (value, mask) => value ^ mask,
}

function bits(operand: unknown): Change {
  if (!isPlain(operand) || Object.keys(operand).length === 0) return refuse('$bit needs an object like {and: 1}')
  const masks = Object.entries(operand).map(([name, mask]) => {
    if (!Number.isInteger(mask)) return refuse('The $bit modifier field must be a whole number')
    const combine = ownValue(BITWISE, name) as (typeof BITWISE)[string] | undefined
    if (!combine) return refuse(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`)
    return { combine, mask: BigInt(mask as number) }
  })
  return (present, path) => {
    if (present !== undefined && !Number.isInteger(present)) {
      return writeFailed(`Cannot apply $bit to a value of non-integral type at '${path}'`)
    }
    const before = BigInt((present as number | undefined) ?? 0)
    // A long has 64 bits.
    return Number(masks.reduce((value, { combine, mask }) => BigInt.asIntN(64, combine(value, mask)), before))
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
