import { type NotFound, requireFound } from '../router/errors'
import type { Change, Collection, Where } from '../store/port'
import { CONFLICT, retryOnConflict } from './retry'

/** A document that counts its changes. */
interface Revised {
  _id: string
  revision: number
}

/**
 * Changes a document by compare-and-set on its revision. `decide` gets it after it was read, again after each conflict; it returns
 * the fields to replace, or null to change nothing, and throws to refuse. Returns the document afterwards. Throws `missing` where there
 * is none, and BUSY after so many `attempts`: each of them means that another change of the same document was stored.
 */
export function revise<D extends Revised>(
  collection: Collection<D>,
  id: string,
  { missing, attempts }: { missing: NotFound; attempts: number },
  decide: (document: D) => RevisedFields<D> | null | Promise<RevisedFields<D> | null>,
): Promise<D> {
  return retryOnConflict(attempts, async () => {
    const before = requireFound(await collection.get(id), missing)
    const change = await decide(before)
    if (!change) return before
    const { revision } = before
    const after = { ...change, revision: revision + 1 }
    const isStored = (await collection.update({ _id: id, revision } as Where<D>, after as Change<D>)) === 1
    return isStored ? { ...before, ...after } : CONFLICT
  })
}

type RevisedFields<D> = Partial<Omit<D, '_id' | 'revision'>>
