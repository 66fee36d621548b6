/** Types by name or number, as `$type` and `$jsonSchema` name them. */
import { refuse } from '../errors'
import { typeName } from '../expression/values'

const NAMES: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  12: 'dbPointer',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
}
/** Names that stand for a type; the types that no document here can hold match nothing. */
const KNOWN = new Set(Object.values(NAMES))

/** A test of a value's type. Throws REFUSED for an unknown name or number. */
export function typeTest(type: unknown): (value: unknown) => boolean {
  if (type === 'number') return value => typeof value === 'number'
  const name = typeof type === 'number' ? NAMES[type] : type
  if (typeof name !== 'string' || !KNOWN.has(name)) return refuse(`Unknown type name alias: ${String(type)}`)
  return value => value !== undefined && typeName(value) === name
}
