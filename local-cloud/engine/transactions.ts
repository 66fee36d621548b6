/**
 * Multi-document transactions by document id: each reads one LMDB snapshot plus its own writes, and locks what it writes.
 * A write to a document that changed since the snapshot, or that another open transaction has written, fails at once
 * and ends the transaction.
 */
import { randomBytes } from 'node:crypto'
import type { Transaction as Snapshot } from 'lmdb'
import { type Document, type DocumentId, EngineError } from './engine'
import type { View } from './read'
import { type Change, prepare } from './store/changes'
import { type Collection, documentKey, type Storage } from './store/storage'
import { MustWait } from './store/writer'

/** Maximum lifetime of a transaction on the platform, ms. */
const TIME_LIMIT = 30_000
/** Each open transaction holds an LMDB reader slot. */
const MAX_OPEN = 500

export interface Transaction {
  id: string
  /** Taken at the first operation, as in the database: what was written between the start and then is seen. */
  snapshot: Snapshot | undefined
  /** Sequence number of the last change contained in the snapshot. */
  since: number
  writes: Map<string, Change>
  timer: NodeJS.Timeout
  /** Resolves when the transaction has been committed or aborted. */
  ended: Promise<void>
  end: () => void
}

/** Text and number ids of the same digits are different ids. */
const lockKey = (collection: Collection, id: DocumentId) =>
  `${collection.name}/${typeof id === 'number' ? 'n' : 's'}${id}`

function conflict(): EngineError {
  return new EngineError('TRANSACTION_CONFLICT', 'Transaction is conflict, maybe resource operated by others')
}

export class Transactions {
  private readonly open = new Map<string, Transaction>()
  /** Ended by a conflict and not yet aborted by the client: that abort must succeed. */
  private readonly failed = new Map<string, NodeJS.Timeout>()
  private readonly locks = new Map<string, Transaction>()
  /** Sequence number of the last change to each document; kept while any transaction is open. */
  private readonly changed = new Map<string, number>()
  private changes = 0

  constructor(
    private readonly storage: Storage,
    private readonly timeLimit = TIME_LIMIT,
  ) {}

  start(): string {
    if (this.open.size >= MAX_OPEN) throw new EngineError('REFUSED', `more than ${MAX_OPEN} open transactions`)
    const id = randomBytes(16).toString('hex')
    let end = () => {}
    const ended = new Promise<void>(resolve => {
      end = resolve
    })
    const timer = setTimeout(() => this.finish(id), this.timeLimit).unref()
    this.open.set(id, { id, snapshot: undefined, since: 0, writes: new Map(), timer, ended, end })
    return id
  }

  get(id: string): Transaction {
    const found = this.open.get(id)
    if (found) return found
    throw new EngineError(
      'TRANSACTION_NOT_EXIST',
      'Transaction does not exist on the server, transaction must be commit or abort in 30 seconds',
    )
  }

  private snapshotOf(transaction: Transaction): Snapshot {
    if (!transaction.snapshot) {
      this.storage.root.resetReadTxn()
      // biome-ignore lint/correctness/useHookAtTopLevel: LMDB's read transaction, not a React hook
      transaction.snapshot = this.storage.root.useReadTransaction()
      transaction.since = this.changes
    }
    return transaction.snapshot
  }

  /** The document with this id as the transaction sees it. */
  read(transaction: Transaction, collection: Collection, id: DocumentId): Document | undefined {
    const written = transaction.writes.get(lockKey(collection, id))
    if (written) return written.after
    return collection.documents.get(documentKey(id), { transaction: this.snapshotOf(transaction) })
  }

  /** What the transaction sees of a collection. */
  view(transaction: Transaction, collection: Collection): View {
    const changes = [...transaction.writes.values()].filter(change => change.collection === collection)
    return { snapshot: this.snapshotOf(transaction), written: new Map(changes.map(({ id, after }) => [id, after])) }
  }

  /** Adds one write. Throws DUPLICATE_KEY, or TRANSACTION_CONFLICT, which also ends the transaction. */
  write(transaction: Transaction, collection: Collection, id: DocumentId, after: Document | undefined): void {
    this.snapshotOf(transaction)
    const name = lockKey(collection, id)
    const owner = this.locks.get(name)
    if ((owner && owner !== transaction) || (this.changed.get(name) ?? 0) > transaction.since) {
      this.fail(transaction.id)
      throw conflict()
    }
    const earlier = transaction.writes.get(name)
    const before = earlier ? earlier.before : this.read(transaction, collection, id)
    // A document that this transaction made keeps its place in the order of insertion when it is changed again.
    const change: Change = { ...earlier, collection, id, before, after }
    prepare([...transaction.writes.values()].filter(other => other !== earlier).concat(change))
    transaction.writes.set(name, change)
    this.locks.set(name, transaction)
  }

  /** A write outside transactions must wait while a transaction holds the document. */
  waitIfLocked(collection: Collection, id: DocumentId): void {
    const owner = this.locks.get(lockKey(collection, id))
    if (owner) throw new MustWait(owner.ended)
  }

  /** Records changed documents for conflict checks of open transactions. */
  noteChanges(changes: Change[]): void {
    if (this.open.size === 0) {
      this.changed.clear()
      return
    }
    this.changes++
    for (const { collection, id } of changes) this.changed.set(lockKey(collection, id), this.changes)
  }

  abort(id: string): void {
    const timer = this.failed.get(id)
    if (timer === undefined) this.get(id)
    clearTimeout(timer)
    this.failed.delete(id)
    this.finish(id)
  }

  /** Ends a transaction, releases its locks and resumes waiting writes. */
  finish(id: string): void {
    const transaction = this.open.get(id)
    if (transaction === undefined) return
    this.open.delete(id)
    clearTimeout(transaction.timer)
    for (const name of transaction.writes.keys()) this.locks.delete(name)
    transaction.snapshot?.done()
    transaction.end()
  }

  /** Ends a transaction because of a conflict. */
  fail(id: string): void {
    this.finish(id)
    this.failed.set(id, setTimeout(() => this.failed.delete(id), this.timeLimit).unref())
  }

  closeAll(): void {
    for (const id of [...this.open.keys()]) this.finish(id)
    for (const timer of this.failed.values()) clearTimeout(timer)
    this.failed.clear()
  }
}
