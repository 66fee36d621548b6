import type { Documents } from '../../../cloudfunctions/lib/kernel/store/documents'
import {
  type Collection,
  Condition,
  type DueItem,
  type DueQuestion,
  Operation,
  type Query,
  type Store,
} from '../../../cloudfunctions/lib/kernel/store/port'
import { inShape, inShapeOf, type Shapes } from '../../../cloudfunctions/lib/kernel/store/shapes'
import type { Document } from '../../../local-cloud/engine/engine'
import type { Range } from './field-index'
import type { Tables } from './tables'

type Fields = Record<string, unknown>

/** One database call that is about to run, and the function that runs it. */
export interface DatabaseCall {
  collection: keyof Documents
  method: 'get' | 'find' | 'count' | 'tally' | 'insert' | 'update' | 'remove' | 'due' | 'join'
  /** The document it is about; empty when the call names none. */
  id: string
  /** All documents that it names. */
  ids: readonly string[]
  /** Of an update: the fields that it changes. */
  fields?: readonly string[]
  make: () => Promise<unknown>
}

/** Lets a call run now, later or never. */
export type Gate = (call: DatabaseCall) => Promise<unknown>

/**
 * The store in memory, without the SDK, HTTP, processes and disk. `test/cloud/histories/same-cloud.test.ts` shows that it
 * behaves like `cloudbase.ts` on the local cloud. Every call passes the gate.
 */
export function memoryStore(tables: Tables, gate: Gate, shapes?: Shapes): Store {
  let calls = 0
  const asStored = <Name extends keyof Documents>(name: Name) =>
    openCollection<Documents[Name]>(tables, name, call => {
      calls++
      return gate(call)
    })
  const open = (name: keyof Documents) => inShape(name, asStored(name), shapes)
  const store = { asStored, calls: () => calls } as unknown as Store
  // A call uses few of the collections.
  for (const name of tables.names as (keyof Documents)[]) {
    let opened: unknown
    Object.defineProperty(store, name, {
      enumerable: true,
      get: () => {
        opened ??= open(name)
        return opened
      },
    })
  }
  store.due = questions => {
    calls++
    const make = async () =>
      tables.size('timer') === 0 ? null : new Map(questions.map(one => [one.name, dueIn(tables, one)]))
    return gate({ collection: 'timer', method: 'due', id: '', ids: [], make }) as ReturnType<Store['due']>
  }
  store.bookingWithSession = ((id: string, fields: readonly string[]) => {
    calls++
    const make = async () => {
      const [booking] = tables.find('bookings', { filter: { _id: id }, limit: 1 })
      if (!booking) return null
      const [session] = tables.find('sessions', {
        filter: { _id: booking.sessionId },
        limit: 1,
        ...shown([...fields, 'shape']),
      })
      return {
        booking: inShapeOf('bookings', booking, shapes),
        session: session ? inShapeOf('sessions', session, shapes) : null,
      }
    }
    return gate({ collection: 'bookings', method: 'join', id, ids: [id], make })
  }) as Store['bookingWithSession']
  return store
}

function dueIn(tables: Tables, { collection, where, by, limit }: DueQuestion): DueItem[] {
  tables.ensureIndex(collection, by)
  // Nearly always nothing is due, which an index says without a filter to be built.
  if (by in where && tables.isEmptyBetween(collection, by, rangeOf((where as Fields)[by]))) return []
  const found = tables.find(collection, {
    filter: filterOf(where),
    sort: [[by, 1]],
    limit,
    projection: { [by]: 1 },
  })
  return found.map(row => ({ _id: row._id, at: Number(row[by] ?? 0) }))
}

/** The range of a condition on the field by which documents are due; all numbers for any other condition. */
function rangeOf(condition: unknown): Range {
  if (!(condition instanceof Condition)) return {}
  const { operator, value } = condition
  if (operator === 'and') return Object.assign({}, ...(value as Condition[]).map(rangeOf))
  return (operator === 'gt' || operator === 'lte') && typeof value === 'number' ? { [`$${operator}`]: value } : {}
}

function openCollection<D extends { _id: string }>(tables: Tables, name: keyof Documents, gate: Gate): Collection<D> {
  const pass = <Answer>(
    method: DatabaseCall['method'],
    where: object,
    make: () => Answer,
    fields: readonly string[] = [],
  ) => {
    const ids = idsIn(where)
    const id = ids.length === 1 ? (ids[0] ?? '') : ''
    return gate({ collection: name, method, id, ids, fields, make: async () => make() }) as Promise<Answer>
  }
  const get = (id: string, fields?: readonly string[]) =>
    pass('get', { _id: id }, () => tables.get(name, id, shown(fields).projection))
  const find = (query: Query<D> & { fields?: readonly string[] }) =>
    pass('find', query.where, () => {
      const sort = query.sort?.map(([field, direction]): [string, 1 | -1] => [field, direction === 'asc' ? 1 : -1])
      return tables.find(name, {
        filter: filterOf(query.where),
        limit: query.limit,
        ...(sort ? { sort } : nearestOf(query.where)),
        ...shown(query.fields),
      })
    })
  return {
    get: get as unknown as Collection<D>['get'],
    find: find as unknown as Collection<D>['find'],
    count: where => pass('count', where, () => tables.count(name, filterOf(where))),
    tally: (where, by, sum, set) =>
      pass('tally', where, () => {
        const totals = new Map<string, { all: number; withSet: number }>()
        for (const row of tables.find(name, { filter: filterOf(where), limit: Number.POSITIVE_INFINITY })) {
          const group = String(row[by])
          const { all, withSet } = totals.get(group) ?? { all: 0, withSet: 0 }
          const more = Number(row[sum])
          totals.set(group, { all: all + more, withSet: withSet + (row[set] === null ? 0 : more) })
        }
        return totals
      }),
    insert: document => {
      const stored = storable<D>(document)
      return pass('insert', document, () => tables.insert(name, stored as Document<string>))
    },
    update: (where, change) => {
      const [filter, update] = [filterOf(where), updateOf(change)]
      return pass('update', where, () => tables.update(name, filter, update), Object.keys(change))
    },
    remove: where => {
      const filter = filterOf(where)
      return pass('remove', where, () => tables.removeMatching(name, filter))
    },
  }
}

/** The ids that a call names: one document that it reads or writes, or several. */
function idsIn(where: object): readonly string[] {
  const { _id } = where as { _id?: unknown }
  if (typeof _id === 'string') return [_id]
  return _id instanceof Condition && _id.operator === 'in' ? (_id.value as string[]) : []
}

function shown(fields: readonly string[] | undefined): { projection?: Fields } {
  return fields ? { projection: Object.fromEntries(['_id', ...fields].map(field => [field, 1])) } : {}
}

function filterOf(where: object): Fields {
  const { _id, ...others } = where as Fields
  const conditions = Object.entries(others).flatMap(([field, value]) => conditionsOf(field, value))
  return {
    ...(_id === undefined ? {} : { _id: typeof _id === 'string' ? _id : operatorOf(_id) }),
    ...(conditions.length > 0 ? { $and: conditions } : {}),
  }
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
      return { $near: { $geometry: pointOf(value) } }
    default:
      return { [`$${value.operator}`]: value.value }
  }
}

/** Returns the nearest-first order of a condition on distance, as on the platform; it applies where no sort is given. */
function nearestOf(where: object) {
  for (const [path, value] of Object.entries(where)) {
    if (value instanceof Condition && value.operator === 'near') return { nearest: { path, point: pointOf(value) } }
  }
  return {}
}

function pointOf({ value }: Condition): Fields {
  const { longitude, latitude } = value as { longitude: number; latitude: number }
  return { type: 'Point', coordinates: [longitude, latitude] }
}

function updateOf(change: object): Fields {
  const update: Record<string, Fields> = {}
  for (const [field, value] of Object.entries(change)) {
    const [operator, operand] = value instanceof Operation ? operationOf(value) : ['$set', storable(value)]
    update[operator] = { ...update[operator], [field]: operand }
  }
  return update
}

function operationOf({ operator, value }: Operation): [operator: string, operand: unknown] {
  return operator === 'remove' ? ['$unset', ''] : [`$${operator}`, value ?? 0]
}

/** As after transport: no undefined fields, and no object shared with the writer. */
function storable<Value>(value: Value): Value {
  return typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value
}
