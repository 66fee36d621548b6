/** The LMDB environment: one database per collection, one per index, and one with metadata. */
import { mkdirSync } from 'node:fs'
import { type Database, type DatabaseOptions, open, type RootDatabase } from 'lmdb'
import { type DatabaseSchema, type Document, EngineError, type IndexSpec } from '../engine'
import { encodeEntry, encodeValue, endOfPrefix, fieldsOfEntry } from '../values/keys'
import { documentCodec } from './codec'
import { DocumentCache } from './document-cache'
import { entriesOf, fieldsOf, type Index } from './index'

export interface Collection {
  name: string
  documents: Database<Document, Buffer>
  /** Documents recently read by id. */
  cache: DocumentCache
  indexes: Index[]
}

/** Stored metadata of a collection. */
interface CollectionRecord {
  number: number
  indexes: { number: number; spec: IndexSpec; multikey: boolean }[]
}

const COLLECTION = 'collection:'
const NEXT_NUMBER = 'next-number'
const NO_BYTES = Buffer.alloc(0)
/** Documents per sorted batch when an index is built. */
const BUILD_PORTION = 20_000

export class Storage {
  readonly collections = new Map<string, Collection>()
  readonly root: RootDatabase
  readonly meta: Database<unknown, string>

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true })
    this.root = open({ path: dir, noSubdir: false, maxDbs: 1000, maxReaders: 1000 })
    this.meta = this.root.openDB<unknown, string>('meta', { encoding: 'json' })
  }

  /** Opens all stored collections and applies the schema. */
  open(schema: DatabaseSchema): void {
    const stored = [...this.meta.getRange({ start: COLLECTION, end: `${COLLECTION}\uffff` })]
    for (const { key } of stored) {
      const name = String(key).slice(COLLECTION.length)
      this.openCollection(name, schema.collections[name]?.indexes ?? [])
    }
    for (const [name, { indexes }] of Object.entries(schema.collections)) {
      if (!this.collections.has(name)) this.openCollection(name, indexes)
    }
  }

  collection(name: string): Collection {
    const found = this.collections.get(name)
    if (found) return found
    throw new EngineError('COLLECTION_NOT_EXIST', `collection ${name} does not exist`)
  }

  /** Creates or opens one collection with exactly these indexes. */
  openCollection(name: string, specs: IndexSpec[]): Collection {
    const record = (this.meta.get(COLLECTION + name) as CollectionRecord | undefined) ?? {
      number: this.nextNumber(),
      indexes: [],
    }
    const documents = this.root.openDB<Document, Buffer>(`d${record.number}`, {
      keyEncoding: 'binary',
      encoder: documentCodec,
    } as DatabaseOptions)
    const collection: Collection = { name, documents, cache: new DocumentCache(documents), indexes: [] }
    const same = (a: IndexSpec, b: IndexSpec) => JSON.stringify(canonical(a)) === JSON.stringify(canonical(b))
    const kept = record.indexes.filter(old => specs.some(spec => same(spec, old.spec)))
    collection.indexes = kept.map(({ number, spec, multikey }) => this.openIndex(number, spec, multikey))
    const numbers = new Map(kept.map(({ spec, number }) => [spec.name, number]))
    const fresh = specs.filter(spec => !kept.some(old => same(spec, old.spec)))
    const built = fresh.map(spec => {
      const number = this.nextNumber()
      numbers.set(spec.name, number)
      return this.openIndex(number, spec, false)
    })
    this.buildIndexes(collection, built)
    collection.indexes.push(...built)
    this.numbers.set(name, { number: record.number, indexes: numbers })
    this.root.transactionSync(() => this.saveRecord(collection))
    // Dropped after the metadata no longer refers to them: a crash in between leaves unused data, not an empty index.
    for (const old of record.indexes) if (!kept.includes(old)) this.openEntries(old.number).dropSync()
    this.collections.set(name, collection)
    return collection
  }

  /** Records that an index has documents with several entries. Inside a write transaction only. */
  markMultikey(collection: Collection, index: Index): void {
    index.multikey = true
    this.saveRecord(collection)
  }

  /** Resets in-memory state to what is stored, after a write transaction was aborted. */
  reloadMultikeyFlags(): void {
    for (const collection of this.collections.values()) {
      collection.cache.clear()
      const record = this.meta.get(COLLECTION + collection.name) as CollectionRecord | undefined
      for (const index of collection.indexes) {
        index.multikey = record?.indexes.some(({ spec, multikey }) => spec.name === index.spec.name && multikey) ?? true
      }
    }
  }

  private readonly numbers = new Map<string, { number: number; indexes: Map<string, number> }>()

  private saveRecord(collection: Collection): void {
    const numbers = this.numbers.get(collection.name)
    if (numbers === undefined) return
    const indexes = collection.indexes.map(({ spec, multikey }) => ({
      number: numbers.indexes.get(spec.name) ?? 0,
      spec,
      multikey,
    }))
    this.meta.putSync(COLLECTION + collection.name, { number: numbers.number, indexes } satisfies CollectionRecord)
  }

  private nextNumber(): number {
    return this.root.transactionSync(() => {
      const number = Number(this.meta.get(NEXT_NUMBER) ?? 1)
      this.meta.putSync(NEXT_NUMBER, number + 1)
      return number
    })
  }

  private openEntries(number: number): Database<Buffer, Buffer> {
    return this.root.openDB<Buffer, Buffer>(`i${number}`, { keyEncoding: 'binary', encoding: 'binary' })
  }

  private openIndex(number: number, spec: IndexSpec, multikey: boolean): Index {
    return { spec, fields: fieldsOf(spec), entries: this.openEntries(number), multikey }
  }

  /** Builds new indexes in one pass over the stored documents. Throws DUPLICATE_KEY. */
  private buildIndexes(collection: Collection, indexes: Index[]): void {
    if (indexes.length === 0) return
    // Entries of an interrupted build have other numbers, which no metadata refers to.
    let from = NO_BYTES
    for (;;) {
      const portion = [...collection.documents.getRange({ start: from, limit: BUILD_PORTION })]
      const last = portion.at(-1)
      if (last === undefined) return
      this.root.transactionSync(() => {
        for (const index of indexes) {
          const entries = portion.flatMap(({ value }) => {
            const { keys, throughArray } = entriesOf(index, value)
            index.multikey ||= throughArray
            return keys.map(key => encodeEntry(key, value._id))
          })
          addEntries(index, entries, entry => {
            if (!index.spec.unique) return
            const fields = fieldsOfEntry(entry)
            if (firstEntry(index, fields) !== undefined) throw duplicateKey(collection.name, index.spec.name, fields)
          })
        }
      })
      from = Buffer.concat([last.key as Buffer, Buffer.of(0)])
    }
  }
}

/** Writes index entries in key order, so that neighbours share a page; this is most of the cost of many writes. */
export function addEntries(index: Index, entries: Buffer[], check = (_entry: Buffer): void => {}): void {
  if (entries.length > 1) entries.sort(Buffer.compare)
  for (const entry of entries) {
    check(entry)
    index.entries.putSync(entry, NO_BYTES)
  }
}

function canonical({ name, keys, unique }: IndexSpec): unknown {
  return [name, keys, unique === true]
}

/** The key of a document in its collection. */
export function documentKey(id: string): Buffer {
  return encodeValue(id)
}

/** The first entry with this field key, if any. */
export function firstEntry(index: Index, key: Buffer): Buffer | undefined {
  for (const entry of index.entries.getKeys({ start: key, end: endOfPrefix(key), limit: 1 })) return entry as Buffer
  return undefined
}

export function duplicateKey(collection: string, index: string, key: Buffer | string): EngineError {
  const shown = typeof key === 'string' ? JSON.stringify(key) : `0x${key.toString('hex').slice(0, 80)}`
  return new EngineError(
    'DUPLICATE_KEY',
    `E11000 duplicate key error collection: ${collection} index: ${index} dup key: { : ${shown} }`,
  )
}
