/**
 * The single writer. Operations are queued; each turn of the event loop runs the queue in one LMDB transaction, so that
 * concurrent writes share one commit. An operation's promise resolves after that commit.
 */
import { EngineError } from '../engine'
import type { Storage } from './storage'

/** Thrown by an operation that must wait for a transaction to end; the operation is then run again. */
export class MustWait extends Error {
  constructor(readonly until: Promise<void>) {
    super('blocked by an open transaction')
  }
}

interface Operation {
  run: () => unknown
  resolve: (result: never) => void
  reject: (error: unknown) => void
}

/** Maximum duration of one turn, ms, so that reads are served in between. */
const MAX_TURN_MS = 15

export class Writer {
  private queue: Operation[] = []
  private scheduled = false
  /** Operations that have no result yet, also those that wait for a transaction to end. */
  private unfinished = 0
  private idle: (() => void)[] = []
  private isClosed = false
  /** Commits so far. */
  commits = 0
  /** Whether the last commit failed, so that perhaps nothing can be written. */
  isFailing = false

  constructor(private readonly storage: Storage) {}

  /**
   * Runs `operation` inside a write transaction. It must complete all checks before its first write. Throws CANNOT_WRITE when
   * the disk refuses, and once the writer is closed.
   */
  async run<T>(operation: () => T): Promise<T> {
    if (this.isClosed) throw cannotWrite('it is closed')
    this.unfinished++
    try {
      return await new Promise<T>((resolve, reject) => this.add({ run: operation, resolve, reject }))
    } finally {
      this.unfinished--
      if (this.unfinished === 0) for (const resolve of this.idle.splice(0)) resolve()
    }
  }

  /** Takes no more operations; resolves when all that were taken have their result. No transaction may be open. */
  async close(): Promise<void> {
    this.isClosed = true
    if (this.unfinished > 0) await new Promise<void>(resolve => this.idle.push(resolve))
  }

  private add(operation: Operation): void {
    this.queue.push(operation)
    if (this.scheduled) return
    this.scheduled = true
    setImmediate(() => this.drain())
  }

  private drain(): void {
    this.scheduled = false
    const queue = this.queue
    this.queue = []
    const whenIdle: (() => void)[] = []
    let started = 0
    try {
      this.storage.root.transactionSync(() => {
        const end = performance.now() + MAX_TURN_MS
        for (const operation of queue) {
          started++
          this.perform(operation, whenIdle)
          if (performance.now() > end) break
        }
      })
      this.commits++
      this.isFailing = false
    } catch (cause) {
      // LMDB failed (disk full, for instance) and wrote nothing of this turn.
      this.isFailing = true
      const error = cannotWrite(cause)
      this.storage.reloadMultikeyFlags()
      for (const { reject } of queue.slice(0, started)) reject(error)
      whenIdle.length = 0
    }
    for (const operation of queue.slice(started)) this.add(operation)
    for (const settle of whenIdle) settle()
  }

  private perform(operation: Operation, settled: (() => void)[]): void {
    try {
      const result = operation.run()
      settled.push(() => operation.resolve(result as never))
    } catch (error) {
      if (error instanceof MustWait) {
        const again = () => this.add(operation)
        settled.push(() => void error.until.then(again))
      } else if (error instanceof AbortTurn) {
        throw error.cause
      } else {
        settled.push(() => operation.reject(error))
      }
    }
  }
}

function cannotWrite(cause: unknown): EngineError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new EngineError('CANNOT_WRITE', `the database cannot be written to: ${why}`)
}

/** A write failed half-way: the whole turn must be aborted. */
export class AbortTurn extends Error {}
