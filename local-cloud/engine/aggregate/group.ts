/** The stages `$group` and `$sortByCount`. */
import { refuse } from '../errors'
import { type Accumulator, accumulators } from '../expression/accumulators'
import { checkFieldName } from '../expression/names'
import { isPlain, type Plain } from '../values/compare'
import { encodeValue } from '../values/keys'
import { sortDocuments } from '../values/sort'
import { chosenAccumulator } from './chosen'
import { type Apply, type Context, compileValue } from './context'

/** One field of the result: how it is accumulated, and from what. */
export interface Field {
  name: string
  make: () => Accumulator
  value: (document: Plain) => unknown
}

/** Compiles the accumulated fields of `$group` or of the output of `$bucket`. */
export function compileFields(spec: Plain, context: Context): Field[] {
  return Object.entries(spec).map(([name, value]) => {
    checkFieldName(name)
    const operator = isPlain(value) ? Object.keys(value) : []
    const [accumulator] = operator
    if (!isPlain(value) || accumulator === undefined || !accumulator.startsWith('$')) {
      return refuse(`The field '${name}' must be an accumulator object`)
    }
    if (operator.length !== 1) return refuse(`The field '${name}' must specify one accumulator`)
    return { name, ...compileAccumulator(accumulator, value[accumulator], context) }
  })
}

/** Accumulators of newer versions of the database, or of JavaScript in it. */
const NOT_OFFERED = new Set(['$accumulator', '$concatArrays', '$median', '$percentile', '$setUnion'])

function compileAccumulator(name: string, argument: unknown, context: Context): Omit<Field, 'name'> {
  if (name === '$count') {
    if (!isPlain(argument) || Object.keys(argument).length > 0)
      return refuse('$count takes no arguments, i.e. $count:{}')
    return { make: accumulators.$sum as () => Accumulator, value: () => 1 }
  }
  const chosen = chosenAccumulator(name, argument, context)
  if (chosen) return chosen
  const make = Object.hasOwn(accumulators, name) ? accumulators[name] : undefined
  if (!make && NOT_OFFERED.has(name)) return refuse(`the accumulator ${name} is not offered by the local cloud`)
  if (!make) return refuse(`unknown group operator '${name}'`)
  if (Array.isArray(argument)) return refuse(`The ${name} accumulator is a unary operator`)
  return { make, value: compileValue(argument, context) }
}

/** Groups documents by a key; groups come in the order in which their first documents came. */
export class Groups {
  private readonly groups = new Map<string, { id: unknown; values: Accumulator[] }>()

  constructor(private readonly fields: Field[]) {}

  add(id: unknown, document: Plain): void {
    const key =
      typeof id === 'string' ? `s${id}` : typeof id === 'number' ? `n${id + 0}` : encodeValue(id).toString('latin1')
    let group = this.groups.get(key)
    if (!group) {
      group = { id, values: this.fields.map(({ make }) => make()) }
      this.groups.set(key, group)
    }
    for (const [i, { value }] of this.fields.entries()) group.values[i]?.add(value(document))
  }

  results(): Plain[] {
    return [...this.groups.values()].map(({ id, values }) => resultOf(id, this.fields, values))
  }
}

export function resultOf(id: unknown, fields: Field[], values: Accumulator[]): Plain {
  const result: Plain = { _id: id }
  for (const [i, { name }] of fields.entries()) result[name] = values[i]?.result() ?? null
  return result
}

/** Compiles `$group`. */
export function group(spec: unknown, context: Context): Apply {
  if (!isPlain(spec)) return refuse("a group's fields must be specified in an object")
  if (!Object.hasOwn(spec, '_id')) return refuse('a group specification must include an _id')
  const { _id, ...rest } = spec
  const id = compileValue(_id, context)
  const fields = compileFields(rest, context)
  return documents => {
    const groups = new Groups(fields)
    for (const document of documents) groups.add(id(document) ?? null, document)
    return groups.results()
  }
}

/** Compiles `$sortByCount`. */
export function sortByCount(spec: unknown, context: Context): Apply {
  const isExpression = isPlain(spec)
    ? Object.keys(spec)[0]?.startsWith('$')
    : typeof spec === 'string' && spec.startsWith('$')
  if (!isExpression) return refuse('the sortByCount field must be specified as a $-prefixed path or an expression')
  const counted = group({ _id: spec, count: { $sum: 1 } }, context)
  return documents => sortDocuments(counted(documents), [['count', -1]])
}
