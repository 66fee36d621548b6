/**
 * The one writer. Operations queue up; each turn of the event loop runs those that wait, one after the other, in one LMDB
 * transaction, so that many concurrent writers share one commit. An operation's promise resolves after that commit.
 */
import type { Storage } from './storage'

/** Thrown by an operation that must wait until a transaction has ended; it is then run again from its start. */
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

/** Longest time one turn may keep writing, ms, so that readers get their turn. */
const MAX_TURN_MS = 15

export class Writer {
  private queue: Operation[] = []
  private scheduled = false
  private idle: (() => void)[] = []
  /** Commits so far. */
  commits = 0

  constructor(private readonly storage: Storage) {}

  /** Runs `operation` alone inside a write transaction. It must check everything before its first write. */
  run<T>(operation: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => this.add({ run: operation, resolve, reject }))
  }

  /** Resolves when no operation waits. */
  settled(): Promise<void> {
    return new Promise(resolve => {
      if (this.scheduled) this.idle.push(resolve)
      else resolve()
    })
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
    } catch (error) {
      // LMDB refused (disk full, for instance): nothing of this turn was written.
      this.storage.reloadMultikeyFlags()
      for (const { reject } of queue.slice(0, started)) reject(error)
      whenIdle.length = 0
    }
    for (const operation of queue.slice(started)) this.add(operation)
    for (const settle of whenIdle) settle()
    if (!this.scheduled) for (const resolve of this.idle.splice(0)) resolve()
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

/** A write that failed half-way: the whole turn must be undone. */
export class AbortTurn extends Error {}
