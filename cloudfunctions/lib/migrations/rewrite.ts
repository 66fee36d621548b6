import type { Context } from '../kernel/router/context'
import type { Documents } from '../kernel/store/documents'
import { gte, not, type Where } from '../kernel/store/port'
import { shapeIn } from '../kernel/store/shapes'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import type { Migration } from './migration'

/** Each conflict means that somebody else has changed the document: this many in a row are a fault. */
const ATTEMPTS = 20

type Stored = Documents[keyof Documents]

/**
 * Brings one document to the shape of `step`, through those of earlier steps of its collection if it needs them. Idempotent.
 * A document that is deleted meanwhile, or already has that shape, is left alone.
 */
export async function bringTo(
  context: Context,
  steps: readonly Migration[],
  step: Migration,
  read: Stored | string,
): Promise<void> {
  const collection = context.store.asStored(step.collection)
  let document = typeof read === 'string' ? null : read
  const id = typeof read === 'string' ? read : read._id
  for (const { to, rewrite } of steps.filter(one => one.collection === step.collection && one.to <= step.to)) {
    await retryOnConflict(ATTEMPTS, async () => {
      document ??= await collection.get(id)
      if (!document || shapeIn(document) >= to) return null
      const rewritten = await rewrite(context, document)
      document = null
      const where = { ...rewritten?.expected, _id: id, shape: olderThan(to) }
      const changed = await collection.update(where as Where<Stored>, { ...rewritten?.change, shape: to } as object)
      return changed === 1 ? null : CONFLICT
    })
  }
}

/** Matches versions before this one, also documents without a version. */
export function olderThan(to: number) {
  return not(gte(to))
}
