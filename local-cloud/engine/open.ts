/** Opens the engine on a directory. */
import { aggregateDocuments } from './aggregate/aggregate'
import { type Engine, EngineError, type EngineOptions } from './engine'
import { Session } from './session'
import { inspectDataFile } from './store/inspect'
import { takeOwnership } from './store/owner'
import { Storage } from './store/storage'

/** Collection names that the platform accepts. */
const COLLECTION_NAME = /^[A-Za-z][\w-]{0,63}$/

/**
 * Opens (or creates) the database in `dir` and applies the schema: creates declared collections and indexes, drops indexes
 * that are no longer declared. Throws IN_USE while another process has the directory open, DAMAGED when the data file is, and
 * DUPLICATE_KEY when stored documents violate a newly declared unique index.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  inspectDataFile(options.dir)
  const storage = new Storage(options.dir)
  let release = () => {}
  try {
    release = takeOwnership(storage, options.dir)
    storage.open(options.schema)
  } catch (error) {
    release()
    await storage.root.close()
    throw error
  }
  const session = new Session(storage, options)
  let closing: Promise<void> | undefined
  async function close(): Promise<void> {
    session.transactions.closeAll()
    await session.writer.close()
    release()
    await storage.root.close()
    for (const { cache } of storage.collections.values()) cache.clear()
  }
  return {
    find: async (collection, find, transactionId) => session.find(collection, find, transactionId),
    count: async (collection, filter) => session.count(collection, filter),
    aggregate: async (collection, stages) =>
      session.countRead(() => aggregateDocuments(storage, collection, stages, options.now())),
    insert: (collection, documents, transactionId) => session.insert(collection, documents, transactionId),
    update: (collection, update, transactionId) => session.update(collection, update, transactionId),
    updateAndReturn: (collection, update, transactionId) => session.updateAndReturn(collection, update, transactionId),
    remove: (collection, remove, transactionId) => session.remove(collection, remove, transactionId),
    load: (collection, documents) => session.load(collection, documents),
    async addCollection(name) {
      if (!COLLECTION_NAME.test(name)) throw new EngineError('REFUSED', 'illegal collection name')
      if (storage.collections.has(name)) throw new EngineError('COLLECTION_EXISTS', `collection ${name} exists`)
      storage.openCollection(name, [])
    },
    collections: () => [...storage.collections.keys()].sort(),
    startTransaction: async () => session.transactions.start(),
    commitTransaction: id => session.commit(id),
    abortTransaction: async id => session.transactions.abort(id),
    checkWritable: () => session.checkWritable(),
    counters: () => session.counters(),
    close() {
      closing ??= close()
      return closing
    },
  }
}
