import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DatabaseSchema, Engine } from '../engine/engine'
import { openEngine } from '../engine/open'
import { documentCodec } from '../engine/store/codec'
import { BackupError, type Contents, type Heading, readArchive } from './archive'

export interface RestoreOptions {
  file: string
  /** A folder that is not there or empty. */
  dataDir: string
  /** Indexes to be built; collections of the archive that it does not name get none. */
  schema: DatabaseSchema
  password?: string
}

/** Documents that are written at once. */
const PORTION = 5_000
/** Where files of an archive may go. */
const FILE = /^(files|secrets)\/(?!.*(^|\/)\.\.?(\/|$)).+$/

/**
 * Makes a data folder from a backup: checks the whole archive, loads it into a folder beside, counts what is there, and gives
 * it its name at the end. A failure at any step leaves no data folder. Throws `BackupError`.
 */
export async function restore(options: RestoreOptions): Promise<{ heading: Heading; contents: Contents }> {
  const { file, dataDir, password } = options
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    throw new BackupError(`${dataDir} is not empty; restore into another folder, or move this one away.`)
  }
  const archive = await readArchive(file, password, () => undefined)
  const draft = `${dataDir}.restoring`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  try {
    await load(options, draft, archive.contents)
    rmSync(dataDir, { recursive: true, force: true })
    renameSync(draft, dataDir)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return archive
}

async function load({ file, schema, password }: RestoreOptions, draft: string, contents: Contents): Promise<void> {
  const dir = join(draft, 'db')
  const bare = Object.fromEntries(Object.keys(contents.documents).map(name => [name, { indexes: [] }]))
  const engine = await openEngine({ dir, schema: { collections: bare }, now: Date.now })
  try {
    const waiting: { collection: string; documents: Record<string, unknown>[] } = { collection: '', documents: [] }
    const flush = async () => {
      if (waiting.documents.length > 0) await engine.load(waiting.collection, waiting.documents)
      waiting.documents = []
    }
    await readArchive(file, password, async entry => {
      if ('file' in entry) return putFile(draft, entry.file, entry.base64)
      if (entry.collection !== waiting.collection || waiting.documents.length >= PORTION) await flush()
      waiting.collection = entry.collection
      if ('json' in entry)
        waiting.documents.push(documentCodec.decode(Buffer.from(entry.json)) as Record<string, unknown>)
    })
    await flush()
  } finally {
    await engine.close()
  }
  // Indexes are built from the loaded documents, which is also where a duplicate in a unique one would show.
  const collections = { ...bare, ...schema.collections }
  const whole = await openEngine({ dir, schema: { collections }, now: Date.now })
  try {
    await checkCounts(whole, contents)
  } finally {
    await whole.close()
  }
}

function putFile(draft: string, path: string, base64: string): void {
  if (!FILE.test(path)) throw new BackupError(`The backup has a file at an illegal place: ${path}.`)
  const target = join(draft, path)
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  writeFileSync(target, Buffer.from(base64, 'base64'), { mode: path.startsWith('secrets/') ? 0o600 : 0o644 })
}

async function checkCounts(engine: Engine, { documents }: Contents): Promise<void> {
  for (const [collection, expected] of Object.entries(documents)) {
    const { total } = await engine.count(collection, {})
    if (total !== expected) throw new BackupError(`${collection} has ${total} documents instead of ${expected}.`)
  }
}
