/** Writes document changes and their index entries. All checks precede the first write. */
import type { Document, DocumentId } from '../engine'
import { encodeEntry, fieldsOfEntry } from '../values/keys'
import { sequenceKey, sequenceOf } from './codec'
import { checkGeometries, entriesOf, type Index, type IndexField } from './index'
import {
  addEntries,
  type Collection,
  documentKey,
  duplicateKey,
  firstEntry,
  putDocument,
  type Storage,
} from './storage'
import { AbortTurn } from './writer'

/** A change of one document; undefined means that it does not exist. */
export interface Change {
  collection: Collection
  id: DocumentId
  before: Document | undefined
  after: Document | undefined
  /** Place in the order of insertion; set by `prepare`. */
  sequence?: number
}

interface IndexChange {
  collection: Collection
  index: Index
  added: Buffer[]
  removed: Buffer[]
  becomesMultikey: boolean
}

export interface PreparedChanges {
  changes: Change[]
  indexes: IndexChange[]
}

/**
 * Computes all index entries and checks uniqueness against the store and within the changes.
 * Throws DUPLICATE_KEY or WRITE_FAILED.
 */
export function prepare(changes: Change[]): PreparedChanges {
  for (const change of changes) change.sequence ??= sequenceFor(change)
  const removedEntries = new Set<string>()
  const claimedKeys = new Map<string, string>()
  const indexes: IndexChange[] = []
  for (const change of changes) {
    for (const index of change.collection.indexes) indexes.push(indexChange(change, index, removedEntries))
  }
  for (const { collection, index, added } of indexes) {
    if (!index.spec.unique) continue
    for (const key of added) {
      const name = `${collection.name}/${index.spec.name}/`
      const entry = key.toString('latin1')
      const fields = fieldsOfEntry(key)
      const claim = name + fields.toString('latin1')
      const holder = firstEntry(index, fields)
      const taken = holder !== undefined && !removedEntries.has(name + holder.toString('latin1')) && !holder.equals(key)
      const rival = claimedKeys.get(claim)
      if (taken || (rival !== undefined && rival !== entry))
        throw duplicateKey(collection.name, index.spec.name, fields)
      claimedKeys.set(claim, entry)
    }
  }
  return { changes, indexes }
}

/** A changed document keeps its place in the order of insertion; a new one takes the next place. */
function sequenceFor({ collection, id, before }: Change): number {
  if (!before) return collection.nextSequence++
  const cached = collection.cache.sequenceOf(id)
  if (cached !== undefined) return cached
  const stored = collection.documents.getBinaryFast(documentKey(id))
  return stored ? sequenceOf(stored) : collection.nextSequence++
}

function indexChange(
  { collection, id, before, after, sequence = 0 }: Change,
  index: Index,
  removedEntries: Set<string>,
): IndexChange {
  const untouched = ({ path: [root = ''] }: IndexField) => before?.[root] === after?.[root]
  if (before && after && index.fields.every(untouched)) {
    return { collection, index, added: [], removed: [], becomesMultikey: false }
  }
  if (after) checkGeometries(index, after)
  const key = documentKey(id)
  const encode = (fields: Buffer) => encodeEntry(fields, sequence, key)
  const old = before ? entriesOf(index, before).keys.map(encode) : []
  const entries = after ? entriesOf(index, after) : { keys: [], throughArray: false }
  const fresh = entries.keys.map(encode)
  const removed = old.filter(entry => !fresh.some(kept => kept.equals(entry)))
  const added = fresh.filter(entry => !old.some(kept => kept.equals(entry)))
  for (const entry of removed) {
    removedEntries.add(`${collection.name}/${index.spec.name}/${entry.toString('latin1')}`)
  }
  return { collection, index, added, removed, becomesMultikey: entries.throughArray && !index.multikey }
}

/** Writes prepared changes. Inside the writer's transaction only; an error aborts the writer's whole turn. */
export function write(storage: Storage, prepared: PreparedChanges): void {
  try {
    writeAll(storage, prepared)
  } catch (error) {
    throw new AbortTurn('write failed', { cause: error })
  }
}

function writeAll(storage: Storage, { changes, indexes }: PreparedChanges): void {
  for (const { collection, id, before, after, sequence = 0 } of changes) {
    const key = documentKey(id)
    if (after) putDocument(collection.documents, key, after, sequence)
    else collection.documents.removeSync(key)
    if (!before && after) collection.order.putSync(sequenceKey(sequence), key)
    else if (before && !after) collection.order.removeSync(sequenceKey(sequence))
    collection.cache.update(id, after)
  }
  const added = new Map<Index, Buffer[]>()
  for (const change of indexes) {
    if (change.becomesMultikey && !change.index.multikey) storage.markMultikey(change.collection, change.index)
    for (const key of change.removed) change.index.entries.removeSync(key)
    const keys = added.get(change.index)
    if (keys) keys.push(...change.added)
    else added.set(change.index, [...change.added])
  }
  for (const [index, keys] of added) addEntries(index, keys)
}
