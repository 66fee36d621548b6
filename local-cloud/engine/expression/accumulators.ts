/** Accumulators of `$group` and `$bucket`, some of which are also operators on arrays. */
import { refuse } from '../errors'
import { compareValues } from '../values/compare'
import { encodeValue } from '../values/keys'
import type { Operator } from './arguments'
import { mergeObjects } from './objects'
import { isNullish } from './scope'
import { arrayOf, CompensatedSum } from './values'

/** Takes the values of one group one by one; a result of `undefined` is stored as null. */
export interface Accumulator {
  add(value: unknown): void
  result(): unknown
}

class Sum implements Accumulator {
  private readonly sum = new CompensatedSum()

  add(value: unknown): void {
    if (typeof value === 'number') this.sum.add(value)
  }

  result(): number {
    return this.sum.value()
  }
}

class Average implements Accumulator {
  private readonly sum = new CompensatedSum()
  private count = 0

  add(value: unknown): void {
    if (typeof value !== 'number') return
    this.sum.add(value)
    this.count++
  }

  result(): number | null {
    return this.count === 0 ? null : this.sum.value() / this.count
  }
}

class Extreme implements Accumulator {
  private best: unknown = null

  constructor(private readonly sign: 1 | -1) {}

  add(value: unknown): void {
    if (isNullish(value)) return
    if (this.best === null || this.sign * compareValues(value, this.best) > 0) this.best = value
  }

  result(): unknown {
    return this.best
  }
}

class First implements Accumulator {
  private value: unknown
  private found = false

  add(value: unknown): void {
    if (this.found) return
    this.found = true
    this.value = value
  }

  result(): unknown {
    return this.value
  }
}

class Last implements Accumulator {
  private value: unknown

  add(value: unknown): void {
    this.value = value
  }

  result(): unknown {
    return this.value
  }
}

class Push implements Accumulator {
  private readonly values: unknown[] = []

  add(value: unknown): void {
    if (value !== undefined) this.values.push(value)
  }

  result(): unknown[] {
    return this.values
  }
}

class AddToSet implements Accumulator {
  private readonly values = new Map<string, unknown>()

  add(value: unknown): void {
    if (value === undefined) return
    const key = encodeValue(value).toString('latin1')
    if (!this.values.has(key)) this.values.set(key, value)
  }

  result(): unknown[] {
    return [...this.values.values()]
  }
}

/** Welford's method. */
class StandardDeviation implements Accumulator {
  private count = 0
  private mean = 0
  private squares = 0

  constructor(private readonly sample: boolean) {}

  add(value: unknown): void {
    if (typeof value !== 'number') return
    this.count++
    const distance = value - this.mean
    this.mean += distance / this.count
    this.squares += distance * (value - this.mean)
  }

  result(): number | null {
    const divisor = this.sample ? this.count - 1 : this.count
    return divisor <= 0 ? null : Math.sqrt(this.squares / divisor)
  }
}

class Merge implements Accumulator {
  private readonly merged: Record<string, unknown> = {}

  add(value: unknown): void {
    Object.assign(this.merged, mergeObjects([value], '$mergeObjects'))
  }

  result(): unknown {
    return this.merged
  }
}

/** Accumulators whose argument is one expression, by name. */
export const accumulators: Record<string, () => Accumulator> = {
  $sum: () => new Sum(),
  $avg: () => new Average(),
  $min: () => new Extreme(-1),
  $max: () => new Extreme(1),
  $first: () => new First(),
  $last: () => new Last(),
  $push: () => new Push(),
  $addToSet: () => new AddToSet(),
  $stdDevPop: () => new StandardDeviation(false),
  $stdDevSamp: () => new StandardDeviation(true),
  $mergeObjects: () => new Merge(),
}

/** The accumulator as an operator: over its arguments, or over the elements of its only argument. */
function overValues(make: () => Accumulator): Operator {
  return (argument, compiler) => {
    const parts = Array.isArray(argument) ? argument.map(part => compiler.compile(part)) : [compiler.compile(argument)]
    const [only] = parts.length === 1 ? parts : []
    return scope => {
      const accumulator = make()
      const value = only?.(scope)
      const values = only ? (Array.isArray(value) ? value : [value]) : parts.map(part => part(scope))
      for (const item of values) accumulator.add(item)
      return accumulator.result()
    }
  }
}

/** An end of an array; null and missing give null, and an empty array nothing. */
const endOf =
  (at: 0 | -1): Operator =>
  (argument, compiler, name) => {
    if (Array.isArray(argument) && argument.length !== 1) {
      return refuse(`Expression ${name} takes exactly 1 arguments. ${argument.length} were passed in.`)
    }
    const list = compiler.compile(Array.isArray(argument) ? argument[0] : argument)
    return scope => {
      const value = list(scope)
      return isNullish(value) ? null : arrayOf(value, `the argument of ${name}`).at(at)
    }
  }

export const accumulatorOperators: Record<string, Operator> = {
  ...Object.fromEntries(
    (['$sum', '$avg', '$min', '$max', '$stdDevPop', '$stdDevSamp'] as const).map(name => [
      name,
      overValues(accumulators[name] as () => Accumulator),
    ]),
  ),
  $first: endOf(0),
  $last: endOf(-1),
}
