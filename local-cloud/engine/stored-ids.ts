import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DocumentId, EngineError } from './engine'
import { inspectDataFile } from './store/inspect'
import { Storage } from './store/storage'

/**
 * Ids of a collection of the database in `dir`, which is left as it is: no schema is applied. Empty when there is no such
 * collection, and when the file is damaged, which `openEngine` reports.
 */
export async function storedIds(dir: string, collection: string): Promise<DocumentId[]> {
  if (!existsSync(join(dir, 'data.mdb'))) return []
  try {
    inspectDataFile(dir)
  } catch (error) {
    if (error instanceof EngineError) return []
    throw error
  }
  const storage = new Storage(dir)
  try {
    return storage.storedIds(collection)
  } finally {
    await storage.root.close()
  }
}
