/**
 * Documents of one collection that were read by id of late, decoded: many people at once read and change the same session,
 * and taking a large one in from its bytes is most of the work. Holds what is committed, or written in the writer's present
 * turn, which nobody else sees before its end. The documents are shared: nobody may change them.
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
    // Last used stands last; the first goes when there are too many.
    if (known) this.cached.delete(id)
    else if (this.cached.size >= MAX_CACHED) this.cached.delete(this.cached.keys().next().value as string)
    this.cached.set(id, document)
    return document
  }

  /** Notes a write; undefined: removed. */
  update(id: string, after: Document | undefined): void {
    if (!this.cached.has(id)) return
    if (after) this.cached.set(id, after)
    else this.cached.delete(id)
  }

  /** Begins anew, when what was written has been undone. */
  clear(): void {
    this.cached.clear()
  }
}
