/** The engine's operations on an open store: each reads, or runs as one writer operation, or adds to a transaction. */
import { statfsSync } from 'node:fs'
import {
  type Counters,
  type Document,
  type DocumentId,
  EngineError,
  type EngineOptions,
  type Examined,
  type FindOptions,
  type UpdateOptions,
  type UpdateResult,
} from './engine'
import { type Evaluation, evaluationAt } from './expression/scope'
import { compileFilter } from './match/match'
import { compileProjection } from './project'
import { countMatching, findInView, findMatching, findProjected, type Query } from './read'
import { type Change, prepare, write } from './store/changes'
import type { Collection, Storage } from './store/storage'
import { Writer } from './store/writer'
import { type Transaction, Transactions } from './transactions'
import { deepCopy, type Plain } from './values/compare'
import { applyUpdate, buildUpsert, documentsToInsert, insertChanges, planUpdate, prepareUpdate } from './write'

const TRIAL = 'trial'
/** A value that needs new pages even where a little room is left. */
const TRIAL_BYTES = 256 * 1024
/** Free space on the disk below which writing is tried, bytes. */
const LITTLE_SPACE = 1024 * 1024

/** Documents per commit: many enough for index locality, few enough for the memory of one commit. */
const LOAD_CHUNK = 10_000

export class Session {
  readonly writer: Writer
  readonly transactions: Transactions
  private readonly totals = { reads: 0, writes: 0, keys: 0, documents: 0 }

  constructor(
    private readonly storage: Storage,
    private readonly options: EngineOptions,
  ) {
    this.writer = new Writer(storage)
    this.transactions = new Transactions(storage, options.transactionTimeLimit)
  }

  counters(): Counters {
    const { reads, writes, keys, documents } = this.totals
    return { reads, writes, commits: this.writer.commits, examined: { keys, documents } }
  }

  /** Tries a write when the last one failed or the disk is nearly full. Throws CANNOT_WRITE. */
  async checkWritable(): Promise<void> {
    const { bavail, bsize } = statfsSync(this.options.dir)
    if (!this.writer.isFailing && bavail * bsize >= LITTLE_SPACE) return
    await this.writer.run(() => this.storage.meta.putSync(TRIAL, 'x'.repeat(TRIAL_BYTES)))
    await this.writer.run(() => this.storage.meta.removeSync(TRIAL))
  }

  /** Runs a read and adds what it examined to the totals. */
  countRead<T extends { examined: Examined }>(read: () => T): T {
    const result = read()
    this.totals.reads++
    this.addWork(result.examined)
    return result
  }

  find(name: string, options: FindOptions, transactionId?: string): { documents: Document[]; examined: Examined } {
    const collection = this.storage.collection(name)
    const query = { ...options, evaluation: this.evaluation() }
    if (transactionId === undefined) return this.countRead(() => findProjected(collection, query))
    return this.countRead(() => {
      const project = compileProjection(options.projection)
      const transaction = this.transactions.get(transactionId)
      const { documents, examined } = this.findInTransaction(transaction, collection, query)
      return { documents: documents.map(document => deepCopy(project(document) as Document)), examined }
    })
  }

  count(name: string, filter: Plain): { total: number; examined: Examined } {
    const collection = this.storage.collection(name)
    return this.countRead(() => countMatching(collection, filter, this.evaluation()))
  }

  async insert(name: string, documents: Plain[], transactionId?: string): Promise<{ ids: DocumentId[] }> {
    const collection = this.storage.collection(name)
    const complete = documentsToInsert(documents, this.options.now())
    if (transactionId === undefined) {
      await this.writer.run(() => this.apply(insertChanges(collection, complete)))
    } else {
      const transaction = this.transactions.get(transactionId)
      for (const document of complete) {
        if (this.transactions.read(transaction, collection, document._id))
          insertChanges(collection, [document, document])
        this.transactions.write(transaction, collection, document._id, document)
      }
    }
    return { ids: complete.map(document => document._id) }
  }

  async update(
    name: string,
    options: UpdateOptions,
    transactionId?: string,
  ): Promise<UpdateResult & { examined: Examined }> {
    const collection = this.storage.collection(name)
    const prepared = prepareUpdate(options, this.options.now())
    if (transactionId === undefined) {
      return this.writer.run(() => {
        const { changes, matched, upsertedId, examined } = planUpdate(collection, prepared)
        this.apply(changes)
        this.addWork(examined)
        const modified = upsertedId === undefined ? changes.length : 0
        return { matched, modified, examined, ...(upsertedId !== undefined && { upsertedId }) }
      })
    }
    const { transaction, document, examined } = this.readOne(transactionId, collection, options.filter)
    if (document) {
      const after = applyUpdate(document, prepared)
      // A write that changes nothing locks the document too, as on the platform.
      this.transactions.write(transaction, collection, document._id, after)
      return { matched: 1, modified: after === document ? 0 : 1, examined }
    }
    if (!options.upsert) return { matched: 0, modified: 0, examined }
    const made = buildUpsert(prepared)
    this.transactions.write(transaction, collection, made._id, made)
    return { matched: 0, modified: 0, upsertedId: made._id, examined }
  }

  async updateAndReturn(
    name: string,
    options: { filter: Plain; update: Plain },
    transactionId?: string,
  ): Promise<{ document: Document | null; modified: number; examined: Examined }> {
    const collection = this.storage.collection(name)
    const prepared = prepareUpdate({ ...options, multi: false, upsert: false }, this.options.now())
    const result = (before: Document | undefined, after: Document | undefined, examined: Examined) => ({
      document: deepCopy(after ?? before ?? null),
      // A document that matched counts as updated even when it does not change, as on the platform.
      modified: before === undefined ? 0 : 1,
      examined,
    })
    if (transactionId === undefined) {
      return this.writer.run(() => {
        const { documents, examined } = findMatching(collection, options.filter, prepared.matches, 1)
        const [before] = documents
        const after = before && applyUpdate(before, prepared)
        if (before && after && after !== before) this.apply([{ collection, id: before._id, before, after }])
        else if (before) this.transactions.waitIfLocked(collection, before._id)
        return result(before, after, examined)
      })
    }
    const { transaction, document, examined } = this.readOne(transactionId, collection, options.filter)
    const after = document && applyUpdate(document, prepared)
    if (document && after) this.transactions.write(transaction, collection, document._id, after)
    return result(document, after, examined)
  }

  async remove(
    name: string,
    { filter, multi }: { filter: Plain; multi: boolean },
    transactionId?: string,
  ): Promise<{ removed: number; examined: Examined }> {
    const collection = this.storage.collection(name)
    const matches = compileFilter(filter, this.evaluation())
    if (transactionId === undefined) {
      return this.writer.run(() => {
        const { documents, examined } = findMatching(collection, filter, matches, multi ? Number.POSITIVE_INFINITY : 1)
        this.apply(documents.map(before => ({ collection, id: before._id, before, after: undefined })))
        this.addWork(examined)
        return { removed: documents.length, examined }
      })
    }
    const { transaction, document, examined } = this.readOne(transactionId, collection, filter)
    if (document) this.transactions.write(transaction, collection, document._id, undefined)
    return { removed: document ? 1 : 0, examined }
  }

  async load(name: string, documents: Iterable<Plain>): Promise<number> {
    const collection = this.storage.collection(name)
    let written = 0
    let chunk: Plain[] = []
    const flush = async () => {
      const complete = documentsToInsert(chunk, this.options.now())
      await this.writer.run(() => this.apply(insertChanges(collection, complete)))
      written += chunk.length
      chunk = []
    }
    for (const document of documents) {
      chunk.push(document)
      if (chunk.length === LOAD_CHUNK) await flush()
    }
    if (chunk.length > 0) await flush()
    return written
  }

  async commit(transactionId: string): Promise<void> {
    const transaction = this.transactions.get(transactionId)
    if (transaction.writes.size > 0) {
      try {
        await this.writer.run(() => this.commitNow(transactionId))
      } catch (error) {
        if (!(error instanceof EngineError) || error.code !== 'DUPLICATE_KEY') throw error
        // Another writer took the unique value after it was checked; a retry will see it.
        this.transactions.fail(transactionId)
        throw new EngineError('TRANSACTION_CONFLICT', 'Transaction is conflict, maybe resource operated by others')
      }
    }
    this.transactions.finish(transactionId)
  }

  private commitNow(transactionId: string): void {
    // The transaction may have expired while it waited for the writer.
    const changes = [...this.transactions.get(transactionId).writes.values()]
    const prepared = prepare(changes)
    write(this.storage, prepared)
    this.recordChanges(changes)
  }

  /** Checks and writes changes outside transactions; waits while a transaction holds one of the documents. */
  private apply(changes: Change[]): void {
    for (const { collection, id } of changes) this.transactions.waitIfLocked(collection, id)
    if (changes.length === 0) return
    write(this.storage, prepare(changes))
    this.recordChanges(changes)
  }

  private recordChanges(changes: Change[]): void {
    this.transactions.noteChanges(changes)
    this.totals.writes += changes.length
  }

  private findInTransaction(
    transaction: Transaction,
    collection: Collection,
    query: Query,
  ): { documents: Document[]; examined: Examined } {
    return findInView(collection, query, this.transactions.view(transaction, collection))
  }

  /** The first match in a transaction. */
  private readOne(
    transactionId: string,
    collection: Collection,
    filter: Plain,
  ): { transaction: Transaction; document: Document | undefined; examined: Examined } {
    const transaction = this.transactions.get(transactionId)
    const query = { filter, limit: 1, evaluation: this.evaluation() }
    const { documents, examined } = this.findInTransaction(transaction, collection, query)
    return { transaction, document: documents[0], examined }
  }

  /** What expressions in filters are evaluated with. */
  private evaluation(): Evaluation {
    return evaluationAt(this.options.now())
  }

  private addWork({ keys, documents }: Examined): void {
    this.totals.keys += keys
    this.totals.documents += documents
  }
}
