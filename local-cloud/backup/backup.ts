import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { readSnapshot } from '../engine/snapshot'
import { UNFINISHED_PREFIX } from '../host/secrets'
import { UNFINISHED } from '../host/storage/files'
import { BackupError, type Contents, type Entry, writeArchive } from './archive'

/** The folders beside the database that belong to the data. */
const FILES = 'files'
const SECRETS = 'secrets'

export interface BackupOptions {
  dataDir: string
  file: string
  /** Release of the product. */
  version: string
  /** Epoch ms. */
  now: number
  /** Encrypts the archive. Without it, secrets are left out. */
  password?: string
}

/**
 * Writes everything in a data folder to one file. The cloud may be running: documents are those of one moment. Files are read
 * after that moment, so that each file that a document names is there.
 */
export async function backUp({ dataDir, file, version, now, password }: BackupOptions): Promise<Contents> {
  const database = join(dataDir, 'db')
  if (!existsSync(join(database, 'data.mdb'))) throw new BackupError(`There is no database in ${dataDir}.`)
  function* entries(): Generator<Entry> {
    const named = new Set<string>()
    const collections = new Set<string>()
    for (const entry of readSnapshot(database, collections)) {
      for (const collection of collections) {
        if (!named.has(collection)) yield { collection }
        named.add(collection)
      }
      yield entry
    }
    for (const collection of collections) if (!named.has(collection)) yield { collection }
    yield* filesBelow(dataDir, join(dataDir, FILES), name => name === UNFINISHED)
    if (password !== undefined)
      yield* filesBelow(dataDir, join(dataDir, SECRETS), name => name.startsWith(UNFINISHED_PREFIX))
  }
  return writeArchive(file, { at: now, version }, entries(), password)
}

/**
 * All files below a folder, without the entries of the folder itself that are unfinished: under way, or left by a start that
 * died.
 */
function* filesBelow(dataDir: string, folder: string, isUnfinished: (name: string) => boolean): Generator<Entry> {
  if (!existsSync(folder)) return
  for (const item of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, item.name)
    if (isUnfinished(item.name)) continue
    if (item.isDirectory()) yield* filesBelow(dataDir, path, () => false)
    else yield { file: relative(dataDir, path).split(sep).join('/'), base64: readFileSync(path, 'base64') }
  }
}
