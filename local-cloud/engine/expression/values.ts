/** Types, comparison and coercion of values in expressions. */
import { refuse } from '../errors'
import { compareValues, isPlain } from '../values/compare'
import { isNullish } from './scope'

/** MongoDB's name of the value's type. Numbers with an integer value count as int or long, others as double. */
export function typeName(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'missing'
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'number':
      if (!Number.isInteger(value)) return 'double'
      if (value >= -(2 ** 31) && value < 2 ** 31) return 'int'
      return Math.abs(value) < 2 ** 63 ? 'long' : 'double'
  }
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Date) return 'date'
  return value instanceof RegExp ? 'regex' : 'object'
}

/** The order of values in expressions: as in a sort, but a missing value is less than null. */
export function compareInExpression(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  return compareValues(a, b)
}

export function isTrue(value: unknown): boolean {
  return !(value === false || value === 0 || isNullish(value))
}

/** A whole number; `what` names it in the error. */
export function integerOf(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return refuse(`${what} must be a whole number, found: ${typeName(value)}`)
  }
  return value
}

export function arrayOf(value: unknown, what: string): unknown[] {
  return Array.isArray(value) ? value : refuse(`${what} must be an array, but is of type ${typeName(value)}`)
}

export function stringOf(value: unknown, what: string): string {
  return typeof value === 'string' ? value : refuse(`${what} must be a string, but is of type ${typeName(value)}`)
}

export function objectOf(value: unknown, what: string): Record<string, unknown> {
  return isPlain(value) ? value : refuse(`${what} must be an object, but is of type ${typeName(value)}`)
}

/** Text of a value for the string operators that coerce: null and missing become the empty string. */
export function coerceToString(value: unknown, operator: string): string {
  if (isNullish(value)) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? numberText(value) : lowerText(value)
  if (value instanceof Date) return value.toISOString()
  return refuse(`${operator} cannot convert a value of type ${typeName(value)} to a string`)
}

/** What C prints for numbers that are not finite, which the operators that coerce pass on. */
function lowerText(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
}

/** Text of a number, with the shortest digits; a double below 1e-4 or from 1e16 on is written with an exponent of two digits. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  const size = Math.abs(value)
  const isLong = Number.isInteger(value) && size < 1e16
  if (isLong || (size >= 1e-4 && size < 1e16)) return String(value)
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`
}

/** Adds numbers with a compensation term, as the database does, so that the result does not depend on rounding on the way. */
export class CompensatedSum {
  private sum = 0
  private rest = 0
  /** Infinities and NaN would turn the compensation into NaN. */
  private special = 0
  private isSpecial = false

  add(value: number): void {
    const total = this.sum + value
    if (!Number.isFinite(total)) {
      this.isSpecial = true
      this.special += Number.isFinite(value) ? total : value
      return
    }
    const part = total - this.sum
    this.rest += this.sum - (total - part) + (value - part)
    this.sum = total
  }

  value(): number {
    return this.isSpecial ? this.special : this.sum + this.rest
  }
}
