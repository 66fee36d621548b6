/** Reads one committed state of a data folder, while another process may be using it. */
import { type Database, open, type RootDatabase } from 'lmdb'
import { inspectDataFile } from './store/inspect'

/** A stored document: its collection, and its JSON as it is on disk. */
export interface SnapshotEntry {
  collection: string
  json: string
}

interface CollectionRecord {
  number: number
  /** Missing in data of before there was an order of insertion. */
  format?: number
}

type Raw = Database<Buffer, Buffer>
type Transaction = ReturnType<Raw['useReadTransaction']>

const COLLECTION = 'collection:'
/** A mark and the place in the order of insertion stand before the JSON. */
const HEADER = 7

interface Opened {
  collection: string
  format: number | undefined
  documents: Raw
  order: Raw
}

const raw = (root: RootDatabase, name: string): Raw =>
  root.openDB<Buffer, Buffer>(name, { keyEncoding: 'binary', encoding: 'binary' })

/** Opens the database of each collection, which must be done before the state is chosen. */
function openCollections(root: RootDatabase): Opened[] {
  const meta = root.openDB<unknown, string>('meta', { encoding: 'json' })
  const records = [...meta.getRange({ start: COLLECTION, end: `${COLLECTION}\uffff` })]
  return records.map(({ key, value }) => {
    const { number, format } = value as CollectionRecord
    const collection = String(key).slice(COLLECTION.length)
    return { collection, format, documents: raw(root, `d${number}`), order: raw(root, `o${number}`) }
  })
}

/**
 * All documents of all collections, each collection in the order of insertion, from one state: what is committed later is
 * not in it. Collections without documents give nothing; `collections` gets every name. Throws DAMAGED.
 */
export function* readSnapshot(dir: string, collections: Set<string> = new Set()): Generator<SnapshotEntry> {
  inspectDataFile(dir)
  const root = open({ path: dir, noSubdir: false, maxDbs: 1000, maxReaders: 1000, readOnly: true })
  try {
    const opened = openCollections(root)
    // biome-ignore lint/correctness/useHookAtTopLevel: a method of lmdb, not a hook of React.
    const transaction = root.useReadTransaction()
    try {
      for (const { collection, format, documents, order } of opened) {
        collections.add(collection)
        const texts =
          format === undefined ? formerTexts(documents, transaction) : currentTexts(documents, order, transaction)
        for (const json of texts) yield { collection, json }
      }
    } finally {
      transaction.done()
    }
  } finally {
    void root.close()
  }
}

function* currentTexts(documents: Raw, order: Raw, transaction: Transaction): Generator<string> {
  for (const { value: key } of order.getRange({ transaction })) {
    const bytes = documents.get(key, { transaction })
    if (bytes) yield bytes.toString('utf8', HEADER)
  }
}

/** Documents of the first format are bare JSON, in the order of their ids. */
function* formerTexts(documents: Raw, transaction: Transaction): Generator<string> {
  for (const { value } of documents.getRange({ transaction })) yield value.toString('utf8')
}
