/**
 * Decoded documents of one collection that were recently read by id: in a rush many callers read and update the same
 * document, and decoding a large one is most of the work. Contains committed state, or what the writer's current turn wrote,
 * which nobody else can see before its commit. The documents are shared and must not be modified.
 */
import type { Database } from 'lmdb'
import type { Document } from '../engine'
import { encodeValue } from '../values/keys'

const MAX_CACHED = 64

export class DocumentCache {
  private readonly cached = new Map<string, Document>()

  constructor(private readonly documents: Database<Document, Buffer>) {}

  get(id: string): Document | undefined {
    const known = this.cached.get(id)
    const document = known ?? this.documents.get(encodeValue(id))
    if (document === undefined) return undefined
    // Least recently used first.
    if (known) this.cached.delete(id)
    else if (this.cached.size >= MAX_CACHED) this.cached.delete(this.cached.keys().next().value as string)
    this.cached.set(id, document)
    return document
  }

  /** Records a write; undefined means removed. */
  update(id: string, after: Document | undefined): void {
    if (!this.cached.has(id)) return
    if (after) this.cached.set(id, after)
    else this.cached.delete(id)
  }

  /** Drops everything, after writes were undone. */
  clear(): void {
    this.cached.clear()
  }
}
