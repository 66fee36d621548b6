import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Begins the name of a secret that is being written. */
export const UNFINISHED_PREFIX = '.'

/** Length of a secret, bytes. */
const BYTES = 32

/**
 * The secrets of a data folder by name, to be given to the functions as variables of their environment. Each is made once,
 * at the first start that names it, and kept in a file of its own beside the database; so a copy of the database is without
 * them, as on the platform. A start that dies in between leaves no half-written secret.
 */
export function keptSecrets(dataDir: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map(name => [name, keptSecret(dataDir, name)]))
}

function keptSecret(dataDir: string, name: string): string {
  const folder = join(dataDir, 'secrets')
  const file = join(folder, name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const kept = readIfThere(file)
  if (kept !== null) return kept
  const fresh = join(folder, `${UNFINISHED_PREFIX}${name}.${process.pid}`)
  const handle = openSync(fresh, 'w', 0o600)
  writeSync(handle, randomBytes(BYTES).toString('hex'))
  fsyncSync(handle)
  closeSync(handle)
  try {
    // Of two processes the first one's secret stays.
    linkSync(fresh, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(fresh)
  }
  return readFileSync(file, 'utf8')
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
