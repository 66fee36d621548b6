/** Parses and validates the parameters of a request. */
import { isPlain, type Plain } from '../engine/values/compare'
import { isId } from '../engine/values/validate'
import { decode, decodeObject } from './ejson'
import { ProtocolError } from './errors'

/** Documents in one reply: the default and the maximum. */
const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000

function fail(message: string): never {
  throw new ProtocolError('INVALID_PARAM', `[InvalidParameter] ${message}`)
}

export type Params = Plain

export function collectionName({ collectionName }: Params): string {
  return typeof collectionName === 'string' && collectionName !== ''
    ? collectionName
    : fail('collectionName is required')
}

/** The transaction's id; undefined outside of one. */
export function transactionId({ transactionId }: Params): string | undefined {
  if (transactionId === undefined || transactionId === null) return undefined
  return typeof transactionId === 'string' && transactionId !== ''
    ? transactionId
    : fail('transactionId must be a string')
}

export function byId({ queryType }: Params): boolean {
  if (queryType === 'DOC') return true
  return queryType === undefined || queryType === 'WHERE' ? false : fail('queryType must be DOC or WHERE')
}

/**
 * The filter. A query by id must contain the id. In a transaction reads take any filter and `updateAndReturn` too; updates and
 * removals take an id.
 */
export function filter(params: Params, now: number, inTransaction: 'any' | 'id' = 'id'): Plain {
  const { query } = params
  // The SDK sends an empty string for a collection without `where`.
  const decoded = query === undefined || query === '' || query === null ? {} : decodeObject(query, 'query', now)
  if (byId(params) && !isId(decoded._id)) return fail('_id must be a string or a number')
  if (transactionId(params) !== undefined && !byId(params) && inTransaction === 'id') {
    return fail('where is not supported for this operation in a transaction, use doc')
  }
  return decoded
}

export function flag(value: unknown, name: string, fallback: boolean): boolean {
  if (value === undefined || value === null) return fallback
  return typeof value === 'boolean' ? value : fail(`${name} must be a boolean`)
}

function wholeNumber(value: unknown, name: string, fallback: number): number {
  if (value === undefined || value === null) return fallback
  const sound = typeof value === 'number' && Number.isInteger(value) && value >= 0
  return sound ? value : fail(`${name} must be a whole number that is not negative`)
}

export function page({ limit, offset }: Params): { limit: number; skip: number } {
  return {
    limit: Math.min(wholeNumber(limit, 'limit', DEFAULT_LIMIT) || DEFAULT_LIMIT, MAX_LIMIT),
    skip: wholeNumber(offset, 'offset', 0),
  }
}

/** `{field: 1 | -1}` in order, or the older list of `{field, direction: 'asc' | 'desc'}`. */
export function sort({ order }: Params, now: number): [string, 1 | -1][] {
  if (order === undefined || order === null) return []
  const decoded = typeof order === 'string' ? decode(order, 'order', now) : order
  if (Array.isArray(decoded)) {
    return decoded.map(entry => {
      const field = isPlain(entry) ? entry.field : undefined
      if (!isPlain(entry) || typeof field !== 'string') return fail('order must name fields')
      return [field, direction(entry.direction)]
    })
  }
  if (!isPlain(decoded)) return fail('order must be an object')
  return Object.entries(decoded).map(([field, value]) => [field, direction(value)])
}

function direction(value: unknown): 1 | -1 {
  if (value === 1 || value === 'asc') return 1
  return value === -1 || value === 'desc' ? -1 : fail('order must be 1 or -1')
}

export function projection({ projection }: Params, now: number): Plain | undefined {
  if (projection === undefined || projection === null) return undefined
  return decodeObject(projection, 'projection', now)
}

export function documents({ data }: Params, now: number): Plain[] {
  const texts = Array.isArray(data) ? data : [data]
  if (texts.length === 0) return fail('data must hold a document')
  return texts.map(text => decodeObject(text, 'data', now))
}

/** The update: operators when merging, a whole document when replacing. */
export function update({ data, merge }: Params, now: number): Plain {
  const decoded = decodeObject(data, 'data', now)
  const keys = Object.keys(decoded)
  const operators = keys.length > 0 && keys.every(key => key.startsWith('$'))
  if (flag(merge, 'merge', true) && !operators) return fail('an update needs operators')
  if (merge === false && keys.some(key => key.startsWith('$'))) return fail('a replacement must not hold operators')
  return decoded
}

export function stages({ stages }: Params, now: number): Plain[] {
  if (!Array.isArray(stages)) return fail('stages must be an array')
  return stages.map(stage => {
    const key = isPlain(stage) ? stage.stageKey : undefined
    if (!isPlain(stage) || typeof key !== 'string' || !key.startsWith('$')) return fail('a stage needs its stageKey')
    return { [key]: decode(stage.stageValue, key, now) }
  })
}
