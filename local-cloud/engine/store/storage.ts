/** The LMDB environment: one database per collection, one per index, and one with metadata. */
import { mkdirSync } from 'node:fs'
import { asBinary, type Database, type DatabaseOptions, open, type RootDatabase } from 'lmdb'
import { type DatabaseSchema, type Document, type DocumentId, EngineError, type IndexSpec } from '../engine'
import { encodeEntry, encodeValue, endOfPrefix, fieldsOfEntry } from '../values/keys'
import { documentCodec, encodeDocument, sequenceKey, sequenceOf } from './codec'
import { DocumentCache } from './document-cache'
import { checkGeometries, entriesOf, fieldsOf, type Index } from './index'

export interface Collection {
  name: string
  documents: Database<Document, Buffer>
  /** Document keys by sequence: the natural order, which is the order of insertion. */
  order: Database<Buffer, Buffer>
  nextSequence: number
  /** Documents recently read by id. */
  cache: DocumentCache
  indexes: Index[]
}

/** Stored metadata of a collection. */
interface CollectionRecord {
  number: number
  /** Missing in data of before there was an order of insertion. */
  format?: typeof FORMAT
  indexes: { number: number; spec: IndexSpec; multikey: boolean }[]
}

/** Version of the encoding of documents and index entries. */
const FORMAT = 2

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

  /** Ids of a collection as they are stored; for reading them before any schema is applied. */
  storedIds(name: string): DocumentId[] {
    const record = this.meta.get(COLLECTION + name) as CollectionRecord | undefined
    return record ? [...this.openDocuments(record.number).getRange()].map(({ value }) => value._id) : []
  }

  collection(name: string): Collection {
    const found = this.collections.get(name)
    if (found) return found
    throw new EngineError('COLLECTION_NOT_EXIST', `collection ${name} does not exist`)
  }

  /** Creates or opens one collection with exactly these indexes. */
  openCollection(name: string, specs: IndexSpec[]): Collection {
    const stored = this.meta.get(COLLECTION + name) as CollectionRecord | undefined
    const record =
      stored && stored.format !== FORMAT
        ? this.convert(name, stored)
        : (stored ?? { number: this.nextNumber(), format: FORMAT, indexes: [] })
    const documents = this.openDocuments(record.number)
    const order = this.openOrder(record.number)
    const collection: Collection = {
      name,
      documents,
      order,
      nextSequence: lastSequence(order) + 1,
      cache: new DocumentCache(documents),
      indexes: [],
    }
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
    const record: CollectionRecord = { number: numbers.number, format: FORMAT, indexes }
    this.meta.putSync(COLLECTION + collection.name, record)
  }

  private nextNumber(): number {
    return this.root.transactionSync(() => {
      const number = Number(this.meta.get(NEXT_NUMBER) ?? 1)
      this.meta.putSync(NEXT_NUMBER, number + 1)
      return number
    })
  }

  private openDocuments(number: number): Database<Document, Buffer> {
    return this.root.openDB<Document, Buffer>(`d${number}`, {
      keyEncoding: 'binary',
      encoder: documentCodec,
    } as DatabaseOptions)
  }

  private openOrder(number: number): Database<Buffer, Buffer> {
    return this.root.openDB<Buffer, Buffer>(`o${number}`, { keyEncoding: 'binary', encoding: 'binary' })
  }

  /**
   * Copies a collection of the first format. The order of its documents was that of their ids; it becomes the order of
   * insertion. The metadata changes in one step after the copy, so a crash leaves the old collection as it was.
   */
  private convert(name: string, old: CollectionRecord): CollectionRecord {
    const record: CollectionRecord = { number: this.nextNumber(), format: FORMAT, indexes: [] }
    const source = this.openDocuments(old.number)
    const [documents, order] = [this.openDocuments(record.number), this.openOrder(record.number)]
    let sequence = 1
    for (const portion of portionsOf(source)) {
      this.root.transactionSync(() => {
        for (const { key, value } of portion) {
          putDocument(documents, key, value, sequence)
          order.putSync(sequenceKey(sequence), key)
          sequence++
        }
      })
    }
    this.root.transactionSync(() => this.meta.putSync(COLLECTION + name, record))
    source.dropSync()
    for (const { number } of old.indexes) this.openEntries(number).dropSync()
    return record
  }

  private openEntries(number: number): Database<Buffer, Buffer> {
    return this.root.openDB<Buffer, Buffer>(`i${number}`, { keyEncoding: 'binary', encoding: 'binary' })
  }

  private openIndex(number: number, spec: IndexSpec, multikey: boolean): Index {
    return { spec, fields: fieldsOf(spec), entries: this.openEntries(number), multikey }
  }

  /** Builds new indexes in one pass over the stored documents. Throws DUPLICATE_KEY or WRITE_FAILED. */
  private buildIndexes(collection: Collection, indexes: Index[]): void {
    if (indexes.length === 0) return
    // Entries of an interrupted build have other numbers, which no metadata refers to.
    for (const portion of portionsOf(collection.documents)) {
      this.root.transactionSync(() => {
        const sequences = portion.map(({ key }) => sequenceOf(collection.documents.getBinaryFast(key) as Buffer))
        for (const index of indexes) {
          const entries = portion.flatMap(({ key, value }, i) => {
            checkGeometries(index, value)
            const { keys, throughArray } = entriesOf(index, value)
            index.multikey ||= throughArray
            return keys.map(fields => encodeEntry(fields, sequences[i] as number, key))
          })
          addEntries(index, entries, entry => {
            if (!index.spec.unique) return
            const fields = fieldsOfEntry(entry)
            if (firstEntry(index, fields) !== undefined) throw duplicateKey(collection.name, index.spec.name, fields)
          })
        }
      })
    }
  }
}

/** Writes a document with its place in the order of insertion. Inside a write transaction only. */
export function putDocument(
  documents: Database<Document, Buffer>,
  key: Buffer,
  document: Document,
  sequence: number,
): void {
  documents.putSync(key, asBinary(encodeDocument(document, sequence)) as unknown as Document)
}

/** All documents with their keys, in portions small enough for the memory of one commit. */
function* portionsOf(documents: Database<Document, Buffer>): Generator<{ key: Buffer; value: Document }[]> {
  let from = NO_BYTES
  for (;;) {
    const portion = [...documents.getRange({ start: from, limit: BUILD_PORTION })]
    const last = portion.at(-1)
    if (last === undefined) return
    yield portion
    from = Buffer.concat([last.key, Buffer.of(0)])
  }
}

function lastSequence(order: Database<Buffer, Buffer>): number {
  for (const key of order.getKeys({ reverse: true, limit: 1 })) return key.readUIntBE(0, key.length)
  return 0
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
export function documentKey(id: DocumentId): Buffer {
  return encodeValue(id)
}

/** The first entry with this field key, if any. */
export function firstEntry(index: Index, key: Buffer): Buffer | undefined {
  for (const entry of index.entries.getKeys({ start: key, end: endOfPrefix(key), limit: 1 })) return entry as Buffer
  return undefined
}

export function duplicateKey(collection: string, index: string, key: Buffer | DocumentId): EngineError {
  const shown = !Buffer.isBuffer(key) ? JSON.stringify(key) : `0x${key.toString('hex').slice(0, 80)}`
  return new EngineError(
    'DUPLICATE_KEY',
    `E11000 duplicate key error collection: ${collection} index: ${index} dup key: { : ${shown} }`,
  )
}
