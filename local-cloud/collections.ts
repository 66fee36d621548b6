/** Reads which collections and indexes a database has. */
import type { DatabaseSchema, IndexSpec } from './engine/engine'
import { SettingError } from './run'

const COLLECTION_NAME = /^[A-Za-z][\w-]{0,63}$/
const DIRECTIONS: unknown[] = [1, -1, '2dsphere']

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isIndex(value: unknown): value is IndexSpec {
  if (!isObject(value) || typeof value.name !== 'string' || !Array.isArray(value.keys)) return false
  if (value.unique !== undefined && typeof value.unique !== 'boolean') return false
  const isKey = (key: unknown) =>
    Array.isArray(key) && key.length === 2 && typeof key[0] === 'string' && DIRECTIONS.includes(key[1])
  return value.keys.length > 0 && value.keys.every(isKey)
}

/**
 * Reads a list of names, or `{collections: {name: {indexes: [{name, keys: [[field, 1 | -1 | '2dsphere']], unique?}]}}}`, as in
 * `config/database.json`. Throws `SettingError`; `file` is named in it.
 */
export function readCollections(json: unknown, file: string): DatabaseSchema {
  const fail = (why: string): never => {
    throw new SettingError(`${file}: ${why}.`)
  }
  const declared = Array.isArray(json) ? Object.fromEntries(json.map(name => [name, {}])) : Object(json).collections
  if (!isObject(declared)) return fail('neither a list of names of collections nor an object with "collections"')
  const collections = Object.entries(declared).map(([name, value]) => {
    if (!COLLECTION_NAME.test(name)) return fail(`"${name}" cannot be the name of a collection`)
    const { indexes = [] } = Object(value) as { indexes?: unknown }
    if (!Array.isArray(indexes) || !indexes.every(isIndex)) {
      return fail(`an index of ${name} needs a name and keys such as [["field", 1]]`)
    }
    return [name, { indexes }] as const
  })
  return { collections: Object.fromEntries(collections) }
}
