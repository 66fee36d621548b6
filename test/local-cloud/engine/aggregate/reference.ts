/**
 * A second, slow and direct implementation of the stages and operators that the product uses, and similar ones. It shares no
 * code with the engine: values are compared through their type names, groups are found by comparing with every group.
 */
type Doc = Record<string, unknown>

const ORDER = ['missing', 'null', 'number', 'string', 'object', 'array', 'boolean', 'date']

function typeOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return value instanceof Date ? 'date' : typeof value
}

function sign(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function compare(a: unknown, b: unknown): number {
  const [left, right] = [typeOf(a), typeOf(b)]
  if (left !== right) return sign(ORDER.indexOf(left), ORDER.indexOf(right))
  if (left === 'number')
    return Number.isNaN(a) || Number.isNaN(b)
      ? Number(Number.isNaN(b)) - Number(Number.isNaN(a))
      : sign(a as number, b as number)
  if (left === 'string') return Buffer.compare(Buffer.from(a as string), Buffer.from(b as string))
  if (left === 'boolean' || left === 'date') return sign(Number(a), Number(b))
  if (left === 'array') return compareLists(a as unknown[], b as unknown[], compare)
  if (left === 'object') {
    return compareLists(Object.entries(a as Doc), Object.entries(b as Doc), ([nameA, x], [nameB, y]) => {
      return sign(ORDER.indexOf(typeOf(x)), ORDER.indexOf(typeOf(y))) || compare(nameA, nameB) || compare(x, y)
    })
  }
  return 0
}

function compareLists<T>(a: T[], b: T[], each: (x: T, y: T) => number): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = each(a[i] as T, b[i] as T)
    if (order !== 0) return order
  }
  return sign(a.length, b.length)
}

/** A path in an expression. */
function at(value: unknown, path: string[]): unknown {
  if (path.length === 0) return value
  if (Array.isArray(value)) {
    return value
      .filter(item => typeOf(item) === 'object')
      .map(item => at(item, path))
      .filter(item => item !== undefined)
  }
  return typeOf(value) === 'object' ? at((value as Doc)[path[0] as string], path.slice(1)) : undefined
}

const truthy = (value: unknown) => value !== undefined && value !== null && value !== false && value !== 0

const COMPARISONS: Record<string, (order: number) => boolean> = {
  $eq: order => order === 0,
  $ne: order => order !== 0,
  $gt: order => order > 0,
  $gte: order => order >= 0,
  $lt: order => order < 0,
  $lte: order => order <= 0,
}

export function evaluate(spec: unknown, doc: Doc): unknown {
  if (typeof spec === 'string' && spec.startsWith('$')) return at(doc, spec.slice(1).split('.'))
  if (Array.isArray(spec)) return spec.map(item => evaluate(item, doc) ?? null)
  if (typeOf(spec) !== 'object') return spec
  const [[name, argument] = ['', undefined]] = Object.entries(spec as Doc)
  if (!name.startsWith('$')) {
    const fields = Object.entries(spec as Doc).map(([key, value]) => [key, evaluate(value, doc)] as const)
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
  }
  const list = (Array.isArray(argument) ? argument : [argument]) as unknown[]
  const values = () => list.map(item => evaluate(item, doc))
  const comparison = COMPARISONS[name]
  if (comparison) return comparison(compare(...(values() as [unknown, unknown])))
  switch (name) {
    case '$cond':
      return truthy(evaluate(list[0], doc)) ? evaluate(list[1], doc) : evaluate(list[2], doc)
    case '$ifNull': {
      const found = values().find(value => value !== undefined && value !== null)
      return found === undefined ? evaluate(list.at(-1), doc) : found
    }
    case '$and':
      return values().every(truthy)
    case '$or':
      return values().some(truthy)
    case '$not':
      return !truthy(evaluate(list[0], doc))
    case '$isArray':
      return Array.isArray(evaluate(list[0], doc))
    case '$type': {
      const type = typeOf(evaluate(list[0], doc))
      return { number: 'number', boolean: 'bool' }[type] ?? type
    }
    case '$literal':
      return argument
    default:
      throw new Error(`the reference has no ${name}`)
  }
}

/** All values that a query compares with a condition: elements of arrays, and the arrays themselves. */
function reached(value: unknown, path: string[]): unknown[] {
  if (path.length === 0) return Array.isArray(value) ? [...value, value] : [value]
  if (Array.isArray(value)) return value.filter(item => typeOf(item) === 'object').flatMap(item => reached(item, path))
  return typeOf(value) === 'object' ? reached((value as Doc)[path[0] as string], path.slice(1)) : [undefined]
}

function meets(values: unknown[], operator: string, operand: unknown): boolean {
  const equal = (value: unknown, other: unknown) => compare(value ?? null, other) === 0
  const ranged = (accept: (order: number) => boolean) =>
    values.some(value => typeOf(value ?? null) === typeOf(operand) && accept(compare(value ?? null, operand)))
  switch (operator) {
    case '$eq':
      return values.some(value => equal(value, operand))
    case '$ne':
      return !values.some(value => equal(value, operand))
    case '$in':
      return (operand as unknown[]).some(other => values.some(value => equal(value, other)))
    case '$nin':
      return !(operand as unknown[]).some(other => values.some(value => equal(value, other)))
    case '$not':
      return !Object.entries(operand as Doc).every(([inner, of]) => meets(values, inner, of))
    case '$exists':
      return values.some(value => value !== undefined) === operand
    default:
      return ranged(COMPARISONS[operator] as (order: number) => boolean)
  }
}

export function matches(filter: Doc, doc: Doc): boolean {
  return Object.entries(filter).every(([key, condition]) => {
    if (key === '$and') return (condition as Doc[]).every(part => matches(part, doc))
    if (key === '$or') return (condition as Doc[]).some(part => matches(part, doc))
    if (key === '$expr') return truthy(evaluate(condition, doc))
    const isOperators = typeOf(condition) === 'object' && Object.keys(condition as Doc)[0]?.startsWith('$')
    const operators = isOperators ? (condition as Doc) : { $eq: condition }
    const values = reached(doc, key.split('.'))
    return Object.entries(operators).every(([operator, operand]) => meets(values, operator, operand))
  })
}

/** The sort key of a document: the least element of an array in ascending order, the greatest in descending order. */
function sortKey(doc: Doc, field: string, direction: number): unknown {
  const value = doc[field]
  if (!Array.isArray(value)) return value ?? null
  if (value.length === 0) return undefined
  return [...value].sort((a, b) => direction * compare(a, b))[0]
}

const numbers = (values: unknown[]) => values.filter(value => typeof value === 'number')
const present = (values: unknown[]) => values.filter(value => value !== undefined && value !== null)
const sorted = (values: unknown[]) => [...values].sort(compare)

function accumulate(operator: string, values: unknown[]): unknown {
  switch (operator) {
    case '$sum':
      return numbers(values).reduce((sum, value) => sum + value, 0)
    case '$avg':
      return numbers(values).length === 0
        ? null
        : numbers(values).reduce((sum, value) => sum + value, 0) / numbers(values).length
    case '$min':
      return sorted(present(values))[0] ?? null
    case '$max':
      return sorted(present(values)).at(-1) ?? null
    case '$first':
      return values[0] ?? null
    case '$last':
      return values.at(-1) ?? null
    case '$push':
      return values.filter(value => value !== undefined)
    case '$addToSet':
      return values
        .filter(value => value !== undefined)
        .filter((value, i, all) => all.findIndex(other => compare(other, value) === 0) === i)
    default:
      throw new Error(`the reference has no ${operator}`)
  }
}

function group({ _id, ...fields }: Doc, docs: Doc[]): Doc[] {
  const groups: { id: unknown; docs: Doc[] }[] = []
  for (const doc of docs) {
    const id = evaluate(_id, doc) ?? null
    const found = groups.find(other => compare(other.id, id) === 0)
    if (found) found.docs.push(doc)
    else groups.push({ id, docs: [doc] })
  }
  return groups.map(({ id, docs: held }) => {
    const results = Object.entries(fields).map(([name, spec]) => {
      const [[operator, expression] = ['', null]] = Object.entries(spec as Doc)
      return [
        name,
        accumulate(
          operator,
          held.map(doc => evaluate(expression, doc)),
        ),
      ]
    })
    return { _id: id, ...Object.fromEntries(results) }
  })
}

function project(spec: Doc, doc: Doc): Doc {
  const kept = Object.keys(doc).filter(name => (name === '_id' ? spec._id !== 0 : spec[name] === 1))
  const result: Doc = Object.fromEntries(kept.map(name => [name, doc[name]]))
  for (const [name, value] of Object.entries(spec)) {
    if (value === 0 || value === 1) continue
    const computed = evaluate(value, doc)
    if (computed !== undefined) result[name] = computed
  }
  return result
}

function unwind(path: string, doc: Doc): Doc[] {
  const name = path.slice(1)
  const value = doc[name]
  if (Array.isArray(value)) return value.map(item => ({ ...doc, [name]: item }))
  return value === undefined || value === null ? [] : [doc]
}

/** Joins documents of the other collection, by equal fields or by what a pipeline of its own makes of them. */
function lookup(
  { localField, foreignField, let: variables = {}, pipeline = [], as }: Doc,
  doc: Doc,
  other: Doc[],
): Doc {
  const wanted = localField === undefined ? undefined : at(doc, String(localField).split('.'))
  const list = Array.isArray(wanted) ? wanted : [wanted ?? null]
  const joined = other.filter(one => {
    if (foreignField === undefined) return true
    const values = reached(one, String(foreignField).split('.'))
    return list.some(value => meets(values, '$eq', value))
  })
  return { ...doc, [as as string]: (inserted(pipeline) as Doc[]).reduce((part, inner) => stage(part, inner), joined) }

  /** The pipeline with the values of its variables in their places. */
  function inserted(spec: unknown): unknown {
    if (typeof spec === 'string' && spec.startsWith('$$'))
      return { $literal: evaluate((variables as Doc)[spec.slice(2)], doc) }
    if (Array.isArray(spec)) return spec.map(inserted)
    if (typeOf(spec) !== 'object') return spec
    return Object.fromEntries(Object.entries(spec as Doc).map(([name, part]) => [name, inserted(part)]))
  }
}

/** Applies one stage to documents; `other` is the collection that `$lookup` joins. */
export function stage(docs: Doc[], spec: Doc, other: Doc[] = []): Doc[] {
  const [[name, value] = ['', undefined]] = Object.entries(spec)
  switch (name) {
    case '$match':
      return docs.filter(doc => matches(value as Doc, doc))
    case '$group':
      return group(value as Doc, docs)
    case '$project':
      return docs.map(doc => project(value as Doc, doc))
    case '$unwind':
      return docs.flatMap(doc => unwind(value as string, doc))
    case '$sort': {
      const fields = Object.entries(value as Record<string, number>)
      return [...docs].sort((a, b) =>
        fields.reduce(
          (order, [field, direction]) =>
            order || direction * compare(sortKey(a, field, direction), sortKey(b, field, direction)),
          0,
        ),
      )
    }
    case '$lookup':
      return docs.map(doc => lookup(value as Doc, doc, other))
    case '$skip':
      return docs.slice(value as number)
    case '$limit':
      return docs.slice(0, value as number)
    case '$count':
      return docs.length === 0 ? [] : [{ [value as string]: docs.length }]
    default:
      throw new Error(`the reference has no ${name}`)
  }
}
