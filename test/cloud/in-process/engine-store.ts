import type { Documents } from '../../../cloudfunctions/lib/store/documents'
import { type Collection, Condition, Operation, type Query, type Store } from '../../../cloudfunctions/lib/store/port'
import { type Engine, EngineError } from '../../../local-cloud/engine/engine'

type Fields = Record<string, unknown>

/** One database call that is about to be made, and the way to make it. */
export interface DatabaseCall {
  collection: keyof Documents
  method: 'get' | 'find' | 'count' | 'tally' | 'insert' | 'update'
  /** The document it is about, where the call names one. */
  id: string
  make: () => Promise<unknown>
}

/** Lets a call take place now or later, or never. */
export type Gate = (call: DatabaseCall) => Promise<unknown>

const AT_ONCE: Gate = call => call.make()

/**
 * The store straight on the engine, without the SDK, HTTP and processes between them. That it means the same as
 * `cloudbase.ts` is shown by `test/cloud/histories/same-cloud.test.ts`. Every call passes the gate.
 */
export function engineStore(engine: Engine, gate: Gate = AT_ONCE): Store {
  let calls = 0
  const open = (name: keyof Documents) =>
    openCollection(engine, name, call => {
      calls++
      return gate(call)
    })
  const collections = Object.fromEntries(engine.collections().map(name => [name, open(name as keyof Documents)]))
  return { ...collections, calls: () => calls } as unknown as Store
}

function openCollection<D extends { _id: string }>(engine: Engine, name: keyof Documents, gate: Gate): Collection<D> {
  const pass = <Answer>(method: DatabaseCall['method'], where: object, make: () => Promise<Answer>) => {
    const { _id } = where as { _id?: unknown }
    return gate({ collection: name, method, id: typeof _id === 'string' ? _id : '', make }) as Promise<Answer>
  }
  const get = (id: string, fields?: readonly string[]) =>
    pass('get', { _id: id }, async () => {
      const { documents } = await engine.find(name, { filter: { _id: { $eq: id } }, limit: 1, ...shown(fields) })
      return documents[0] ?? null
    })
  const find = (query: Query<D> & { fields?: readonly string[] }) =>
    pass('find', query.where, async () => {
      const sort = query.sort?.map(([field, direction]): [string, 1 | -1] => [field, direction === 'asc' ? 1 : -1])
      const { documents } = await engine.find(name, {
        filter: filterOf(query.where),
        limit: query.limit,
        ...(sort ? { sort } : {}),
        ...shown(query.fields),
      })
      return documents
    })
  return {
    get: get as unknown as Collection<D>['get'],
    find: find as unknown as Collection<D>['find'],
    count: where => pass('count', where, async () => (await engine.count(name, filterOf(where))).total),
    tally: (where, by, sum) =>
      pass('tally', where, async () => {
        const { documents } = await engine.aggregate(name, [
          { $match: filterOf(where) },
          { $group: { _id: `$${by}`, total: { $sum: `$${sum}` } } },
          { $limit: 1000 },
        ])
        return new Map(documents.map(({ _id, total }) => [String(_id), Number(total)]))
      }),
    insert: document => {
      const stored = storable<Fields>(document)
      return pass('insert', document, async () => {
        try {
          await engine.insert(name, [stored])
          return true
        } catch (error) {
          if (error instanceof EngineError && error.code === 'DUPLICATE_KEY') return false
          throw error
        }
      })
    },
    update: (where, change) => {
      const update = updateOf(change)
      return pass('update', where, async () => {
        const options = { filter: filterOf(where), update, multi: true, upsert: false }
        return (await engine.update(name, options)).modified
      })
    },
  }
}

function shown(fields: readonly string[] | undefined) {
  return fields ? { projection: Object.fromEntries(['_id', ...fields].map(field => [field, 1])) } : {}
}

function filterOf(where: object): Fields {
  const conditions = Object.entries(where).flatMap(([field, value]) => conditionsOf(field, value))
  return conditions.length > 0 ? { $and: conditions } : {}
}

function conditionsOf(field: string, value: unknown): Fields[] {
  if (value instanceof Condition && value.operator === 'and') {
    return (value.value as unknown[]).flatMap(part => conditionsOf(field, part))
  }
  return [{ [field]: operatorOf(value) }]
}

function operatorOf(value: unknown): Fields {
  if (!(value instanceof Condition)) return { $eq: storable(value) }
  switch (value.operator) {
    case 'not':
      return { $not: operatorOf(value.value) }
    case 'neq':
      return { $ne: value.value }
    case 'near':
      throw new Error('nobody looks for places here')
    default:
      return { [`$${value.operator}`]: value.value }
  }
}

function updateOf(change: object): Fields {
  const update: Record<string, Fields> = {}
  for (const [field, value] of Object.entries(change)) {
    const [operator, operand] =
      value instanceof Operation
        ? value.operator === 'inc'
          ? ['$inc', value.value]
          : ['$unset', '']
        : ['$set', storable(value)]
    update[operator] = { ...update[operator], [field]: operand }
  }
  return update
}

/** What travels: no undefined field, nothing shared with whoever wrote it. */
function storable<Value>(value: Value): Value {
  return value === undefined ? value : JSON.parse(JSON.stringify(value))
}
