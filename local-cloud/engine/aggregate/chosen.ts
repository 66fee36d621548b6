/** Accumulators that keep some of a group's documents: the first, last, greatest, least `n`, or those at one end of a sort. */
import { refuse } from '../errors'
import type { Accumulator } from '../expression/accumulators'
import { namedArguments } from '../expression/arguments'
import { isNullish } from '../expression/scope'
import { integerOf } from '../expression/values'
import { compareValues, isPlain, type Plain } from '../values/compare'
import { type Sort, sortKeys } from '../values/sort'
import { type Context, compileValue } from './context'

/** Keeps the `most` first values in an order; values that compare equal keep theirs. */
class Chosen<T> implements Accumulator {
  private kept: T[] = []

  constructor(
    private readonly most: number,
    private readonly compare: (a: T, b: T) => number,
    private readonly output: (kept: T[]) => unknown,
  ) {}

  add(value: unknown): void {
    this.kept.push(value as T)
    if (this.kept.length >= 2 * this.most + 64) this.cut()
  }

  result(): unknown {
    this.cut()
    return this.output(this.kept)
  }

  private cut(): void {
    this.kept.sort(this.compare)
    this.kept.length = Math.min(this.kept.length, this.most)
  }
}

class Ends implements Accumulator {
  private readonly values: unknown[] = []

  constructor(
    private readonly most: number,
    private readonly fromStart: boolean,
    private readonly skipNullish = false,
  ) {}

  add(value: unknown): void {
    if (this.skipNullish && isNullish(value)) return
    if (this.fromStart && this.values.length >= this.most) return
    this.values.push(value ?? null)
    if (!this.fromStart && this.values.length > this.most) this.values.shift()
  }

  result(): unknown {
    return this.values
  }
}

const keepAll = () => 0

class Extremes extends Ends {
  constructor(
    private readonly n: number,
    private readonly sign: 1 | -1,
  ) {
    super(Number.POSITIVE_INFINITY, true, true)
  }

  override result(): unknown {
    return [...(super.result() as unknown[])].sort((a, b) => this.sign * compareValues(a, b)).slice(0, this.n)
  }
}

interface Ranked {
  key: unknown[]
  output: unknown
}

function countOf(spec: unknown, name: string, context: Context): number {
  const n = integerOf(compileValue(spec, context)({}), `the n of ${name}`)
  return n >= 1 ? n : refuse(`the n of ${name} must be greater than 0`)
}

function sortOf(spec: unknown, name: string): Sort {
  const fields = isPlain(spec) ? Object.entries(spec) : []
  if (fields.length === 0 || fields.some(([, direction]) => direction !== 1 && direction !== -1)) {
    return refuse(`the sortBy of ${name} must name fields with 1 or -1`)
  }
  return fields as Sort
}

/** Compiles one of these accumulators; undefined when the name is another's. */
export function chosenAccumulator(
  name: string,
  argument: unknown,
  context: Context,
): { make: () => Accumulator; value: (document: Plain) => unknown } | undefined {
  switch (name) {
    case '$firstN':
    case '$lastN':
    case '$maxN':
    case '$minN': {
      const spec = namedArguments(argument, name, ['input', 'n'])
      const n = countOf(spec.n, name, context)
      const value = compileValue(spec.input, context)
      if (name === '$maxN' || name === '$minN') return { make: () => new Extremes(n, name === '$maxN' ? -1 : 1), value }
      return { make: () => new Ends(n, name === '$firstN'), value }
    }
    case '$top':
    case '$bottom':
    case '$topN':
    case '$bottomN':
      return ranked(name, argument, context)
    default:
      return undefined
  }
}

function ranked(
  name: string,
  argument: unknown,
  context: Context,
): { make: () => Accumulator; value: (document: Plain) => unknown } {
  const many = name.endsWith('N')
  const spec = namedArguments(argument, name, many ? ['n', 'sortBy', 'output'] : ['sortBy', 'output'])
  const n = many ? countOf(spec.n, name, context) : 1
  const { keyOf, compare } = sortKeys(sortOf(spec.sortBy, name))
  const output = compileValue(spec.output, context)
  const bottom = name.startsWith('$bottom')
  const sign = bottom ? -1 : 1
  const finish = (kept: Ranked[]) => {
    const values = (bottom ? kept.reverse() : kept).map(item => item.output ?? null)
    return many ? values : (values[0] ?? null)
  }
  return {
    make: () => new Chosen<Ranked>(n, (a, b) => sign * compare(a.key, b.key) || keepAll(), finish),
    value: (document): Ranked => ({ key: keyOf(document), output: output(document) }),
  }
}
