import type { Documents } from '../../cloudfunctions/lib/kernel/store/documents'
import type { Engine } from '../../local-cloud/engine/engine'
import { additions } from '../../worlds/additions'
import { storedForm, type World } from '../../worlds/world'

/** Inserts the documents of a world that are not stored yet; returns how many. */
export async function insertMissing(engine: Engine, world: World): Promise<number> {
  const stored = new Map<string, Set<string>>()
  for (const [collection, documents] of Object.entries(world.collections)) {
    const ids = documents.map(document => document._id)
    const { documents: found } = await engine.find(collection, {
      filter: { _id: { $in: ids } },
      projection: { _id: 1 },
      limit: ids.length,
    })
    stored.set(collection, new Set(found.map(document => String(document._id))))
  }
  const isStored = (collection: keyof Documents, id: string) => stored.get(collection)?.has(id) ?? false
  let added = 0
  for (const [collection, documents] of Object.entries(additions(world.collections, isStored))) {
    if (documents.length > 0) added += await engine.load(collection, storedForm(collection, documents))
  }
  return added
}
