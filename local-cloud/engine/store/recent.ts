/**
 * Documents of one collection that were read by id of late, decoded: many people at once read and change the same session,
 * and taking a large one in from its bytes is most of the work. Holds what is committed, or written in the writer's present
 * turn, which nobody else sees before its end. The documents are shared: nobody may change them.
 */
import type { Database } from 'lmdb'
import type { Document } from '../engine'
import { encodeValue } from '../values/keys'

const MOST = 64

export class Recent {
  private readonly held = new Map<string, Document>()

  constructor(private readonly documents: Database<Document, Buffer>) {}

  get(id: string): Document | undefined {
    const known = this.held.get(id)
    const document = known ?? this.documents.get(encodeValue(id))
    if (document === undefined) return undefined
    // Last used stands last; the first goes when there are too many.
    if (known) this.held.delete(id)
    else if (this.held.size >= MOST) this.held.delete(this.held.keys().next().value as string)
    this.held.set(id, document)
    return document
  }

  /** Notes a write; undefined: removed. */
  written(id: string, after: Document | undefined): void {
    if (!this.held.has(id)) return
    if (after) this.held.set(id, after)
    else this.held.delete(id)
  }

  /** Begins anew, when what was written has been undone. */
  forget(): void {
    this.held.clear()
  }
}
