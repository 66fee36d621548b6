import type { Context } from '../kernel/router/context'
import type { Documents } from '../kernel/store/documents'
import type { Change, Where } from '../kernel/store/port'

/** A change of a stored document that brings it to a new shape. */
export interface Rewrite<D> {
  /** What the change was derived from: where the document differs by now, it is read and changed anew. */
  expected: Where<D>
  change: Change<D>
}

/**
 * One step of a collection's documents to the next version of their shape (`kernel/store/shapes.ts`). It runs while people use
 * the release that writes the new shape; `docs/decisions/0028-shapes.md` says how to add one.
 */
export interface Migration<Name extends keyof Documents = keyof Documents> {
  /** The file's name; must never change. */
  id: string
  collection: Name
  /** The version that documents have afterwards; they come in the version before. */
  to: number
  /**
   * Decides how a document is changed; null: it needs nothing but the version. May be asked twice for a document, also at
   * once, and may write documents of other collections first, each idempotently.
   */
  rewrite: (
    context: Context,
    document: Documents[Name],
  ) => Rewrite<Documents[Name]> | null | Promise<Rewrite<Documents[Name]> | null>
}

/** Keeps the type of the collection while the migration is written; the list of all of them does not have it. */
export function migration<Name extends keyof Documents>(step: Migration<Name>): Migration {
  return step as unknown as Migration
}
