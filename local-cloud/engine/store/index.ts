/** Secondary indexes: the entries of a document. */
import type { Database } from 'lmdb'
import type { Document, IndexSpec } from '../engine'
import { writeFailed } from '../errors'
import { cellKey, GeoMark } from '../geo/cells'
import { faultOfGeometry, pointOf, toShape } from '../geo/geometry'
import { encodeValue, invertBytes } from '../values/keys'
import { indexedValues, visitPath } from '../values/paths'

export interface IndexField {
  name: string
  path: string[]
  direction: 1 | -1 | '2dsphere'
}

export interface Index {
  spec: IndexSpec
  fields: IndexField[]
  /** Keys are the entries; values are empty. */
  entries: Database<Buffer, Buffer>
  /** Some document has (or had) several entries: the index then gives no order, and bounds cannot be intersected. */
  multikey: boolean
}

/** Maximum field part of an entry; LMDB allows keys of 1978 bytes, of which the rest of the entry takes up to 522. */
const MAX_FIELD_BYTES = 1400
const MAX_ENTRIES = 2000

export function fieldsOf(spec: IndexSpec): IndexField[] {
  return spec.keys.map(([name, direction]) => ({ name, path: name.split('.'), direction }))
}

interface FieldKeys {
  keys: Buffer[]
  throughArray: boolean
}

function geoKeys(document: Document, path: string[]): FieldKeys {
  const keys: Buffer[] = []
  const add = (value: unknown) => {
    const point = pointOf(value)
    if (point) keys.push(cellKey(point))
    else if (toShape(value)) keys.push(Buffer.of(GeoMark.elsewhere))
  }
  visitPath(document, path, true, value => {
    add(value)
    return false
  })
  if (keys.length === 0) keys.push(Buffer.of(GeoMark.none))
  return { keys, throughArray: keys.length > 1 }
}

const isNothing = (value: unknown) =>
  value === null || (typeof value === 'object' && Object.keys(value ?? {}).length === 0 && !(value instanceof Date))

/** Throws WRITE_FAILED when a geo field holds what is no geometry. Null or empty is allowed where no part has a geometry. */
export function checkGeometries({ fields }: Index, document: Document): void {
  for (const { name, path, direction } of fields) {
    if (direction !== '2dsphere') continue
    const found: unknown[] = []
    visitPath(document, path, false, value => {
      if (value !== undefined) found.push(value)
      return false
    })
    if (found.every(isNothing)) continue
    for (const value of found) {
      const fault = faultOfGeometry(value)
      if (fault) writeFailed(`Can't extract geo keys: ${fault}: ${name}: ${JSON.stringify(value)}`)
    }
  }
}

function fieldKeys(document: Document, { path, direction }: IndexField): FieldKeys {
  if (direction === '2dsphere') return geoKeys(document, path)
  const { values, throughArray } = indexedValues(document, path)
  const keys = values.map(value => encodeValue(value))
  return { keys: direction === 1 ? keys : keys.map(invertBytes), throughArray }
}

export interface Entries {
  /** The field part of each entry, without the document's id; distinct. */
  keys: Buffer[]
  throughArray: boolean
}

/** A document's entries in an index. Throws WRITE_FAILED when it cannot be indexed. */
export function entriesOf(index: Index, document: Document): Entries {
  let keys: Buffer[] = [Buffer.alloc(0)]
  let arrays: string | undefined
  for (const field of index.fields) {
    const part = fieldKeys(document, field)
    if (part.throughArray) {
      const root = field.path[0] as string
      if (arrays !== undefined && arrays !== root) writeFailed(`cannot index parallel arrays [${root}] [${arrays}]`)
      arrays = root
    }
    keys =
      keys.length === 1 && part.keys.length === 1
        ? [Buffer.concat([keys[0] as Buffer, part.keys[0] as Buffer])]
        : keys.flatMap(key => part.keys.map(next => Buffer.concat([key, next])))
    if (keys.length > MAX_ENTRIES)
      writeFailed(`document has more than ${MAX_ENTRIES} entries in index ${index.spec.name}`)
  }
  if (keys.length > 1) keys = [...new Map(keys.map(key => [key.toString('latin1'), key])).values()]
  for (const key of keys) {
    if (key.length > MAX_FIELD_BYTES)
      writeFailed(`index key of ${index.spec.name} is longer than ${MAX_FIELD_BYTES} bytes`)
  }
  return { keys, throughArray: arrays !== undefined }
}
