/**
 * Decoded documents of one collection that were recently read by id: in a rush many callers read and update the same
 * document, and decoding a large one is most of the work. Contains committed state, or what the writer's current turn wrote,
 * which nobody else can see before its commit. The documents are shared and must not be modified.
 */
import type { Database } from 'lmdb'
import type { Document, DocumentId } from '../engine'
import { encodeValue } from '../values/keys'
import { lastDecodedSequence } from './codec'

const MAX_CACHED = 64

interface Entry {
  document: Document
  /** Place in the order of insertion. */
  sequence: number
}

export class DocumentCache {
  private readonly cached = new Map<DocumentId, Entry>()

  constructor(private readonly documents: Database<Document, Buffer>) {}

  get(id: DocumentId): Document | undefined {
    const known = this.cached.get(id)
    const document = known?.document ?? this.documents.get(encodeValue(id))
    if (document === undefined) return undefined
    // Least recently used first.
    if (known) this.cached.delete(id)
    else if (this.cached.size >= MAX_CACHED) this.cached.delete(this.cached.keys().next().value as DocumentId)
    this.cached.set(id, known ?? { document, sequence: lastDecodedSequence() })
    return document
  }

  /** The place of a document in the order of insertion, if it is known here. */
  sequenceOf(id: DocumentId): number | undefined {
    return this.cached.get(id)?.sequence
  }

  /** Records a write; undefined means removed. */
  update(id: DocumentId, after: Document | undefined): void {
    const entry = this.cached.get(id)
    if (!entry) return
    if (after) entry.document = after
    else this.cached.delete(id)
  }

  /** Drops everything, after writes were undone. */
  clear(): void {
    this.cached.clear()
  }
}
