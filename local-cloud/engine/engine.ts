/**
 * Interface of the embedded document engine.
 * Filters, updates, projections and stages are MongoDB's, as plain JavaScript values (dates are `Date`).
 */

/** Ids of documents; object ids arrive as the text of their hexadecimal digits. */
export type DocumentId = string | number

export type Document<Id extends DocumentId = DocumentId> = { _id: Id } & Record<string, unknown>

/** A secondary index. A `'2dsphere'` field makes it a geo index. */
export interface IndexSpec {
  name: string
  keys: [field: string, direction: 1 | -1 | '2dsphere'][]
  unique?: boolean
}

/** Contents of `config/database.json`, which the engine and a deployment both read. */
export interface DatabaseSchema {
  collections: Record<string, { indexes: IndexSpec[] }>
}

/** Work done by one operation. */
export interface Examined {
  /** Index entries visited. */
  keys: number
  /** Documents read. */
  documents: number
}

export interface FindOptions {
  filter: Record<string, unknown>
  projection?: Record<string, unknown>
  sort?: [field: string, direction: 1 | -1][]
  skip?: number
  /** Maximum number of documents; the caller applies the platform's default and maximum. */
  limit: number
}

export interface UpdateOptions {
  filter: Record<string, unknown>
  /** Update operators (`$set`, `$inc`, …) or, when no key starts with `$`, a whole document that replaces the old one. */
  update: Record<string, unknown>
  multi: boolean
  upsert: boolean
}

export interface UpdateResult {
  matched: number
  modified: number
  upsertedId?: DocumentId
}

/**
 * Every method may throw `EngineError`. With `transactionId`, reads see the transaction's snapshot plus its own writes,
 * and a write to a document that was changed since the snapshot throws `TRANSACTION_CONFLICT` at once.
 */
export interface Engine {
  find(
    collection: string,
    options: FindOptions,
    transactionId?: string,
  ): Promise<{ documents: Document[]; examined: Examined }>
  count(collection: string, filter: Record<string, unknown>): Promise<{ total: number; examined: Examined }>
  aggregate(
    collection: string,
    stages: Record<string, unknown>[],
  ): Promise<{ documents: Record<string, unknown>[]; examined: Examined }>
  /** All or nothing. A document without `_id` gets one. */
  insert(
    collection: string,
    documents: Record<string, unknown>[],
    transactionId?: string,
  ): Promise<{ ids: DocumentId[] }>
  update(
    collection: string,
    options: UpdateOptions,
    transactionId?: string,
  ): Promise<UpdateResult & { examined: Examined }>
  remove(
    collection: string,
    options: { filter: Record<string, unknown>; multi: boolean },
    transactionId?: string,
  ): Promise<{ removed: number; examined: Examined }>
  /**
   * Updates at most one matching document and returns its new state; null when none matched.
   * A compare-and-set in one round trip.
   */
  updateAndReturn(
    collection: string,
    options: { filter: Record<string, unknown>; update: Record<string, unknown> },
    transactionId?: string,
  ): Promise<{ document: Document | null; modified: number; examined: Examined }>
  /**
   * Inserts many documents in large commits, for seeding. Not atomic as a whole: an error leaves the chunks before it.
   * Returns how many were written.
   */
  load(collection: string, documents: Iterable<Record<string, unknown>>): Promise<number>
  /** Creates a collection that the schema did not name. Throws COLLECTION_EXISTS. */
  addCollection(name: string): Promise<void>
  collections(): string[]
  startTransaction(): Promise<string>
  commitTransaction(transactionId: string): Promise<void>
  abortTransaction(transactionId: string): Promise<void>
  /** Settles when the store can be written to. Throws CANNOT_WRITE. */
  checkWritable(): Promise<void>
  /** Totals since the engine was opened. */
  counters(): Counters
  /** Waits for pending writes, ends open transactions and releases the directory. May be called again. */
  close(): Promise<void>
}

export interface Counters {
  reads: number
  writes: number
  /** Commits of the store; many writes share one. */
  commits: number
  examined: Examined
}

export type EngineErrorCode =
  | 'COLLECTION_NOT_EXIST'
  | 'COLLECTION_EXISTS'
  | 'DUPLICATE_KEY'
  | 'TRANSACTION_CONFLICT'
  | 'TRANSACTION_NOT_EXIST'
  /** A malformed or unsupported query, update or pipeline, or an expression that failed. */
  | 'REFUSED'
  /** A well-formed write that cannot be applied to this document (wrong type for the operator, index key too large, …). */
  | 'WRITE_FAILED'
  | 'IN_USE'
  /** The data file cannot be opened without loss. */
  | 'DAMAGED'
  /** The disk is full or fails. Nothing of the operation was written. */
  | 'CANNOT_WRITE'

export class EngineError extends Error {
  constructor(
    readonly code: EngineErrorCode,
    message: string,
  ) {
    super(message)
    this.name = 'EngineError'
  }
}

/** Options of `openEngine` in `./open.ts`; a second process on the same `dir` gets `IN_USE`. */
export interface EngineOptions {
  dir: string
  schema: DatabaseSchema
  /** Epoch ms, for new ids and `$currentDate`. */
  now: () => number
  /** Lifetime of a transaction, ms of real time; default 30 s as on the platform. */
  transactionTimeLimit?: number
}
