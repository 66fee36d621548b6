import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { FUNCTIONS } from '../build/functions'
import databaseSchema from '../database.json'
import type { Trigger } from './tools'

/** Memory of each function, MB: a session document of a megabyte is read, changed and answered in it. */
const MEMORY_MB = 256

/** The platform's name of the runtime that the bundles are built for. */
export const RUNTIME = 'Nodejs18.15'

/** What an environment must have. */
export interface Wanted {
  collections: { name: string; indexes: WantedIndex[] }[]
  functions: WantedFunction[]
  /** The version of the mini-program that is uploaded; null: it is uploaded by hand. */
  app: { version: string } | null
}

export interface WantedIndex {
  name: string
  keys: { name: string; direction: string }[]
}

export interface WantedFunction {
  name: string
  timeout: number
  memory: number
  triggers: Trigger[]
  /** SHA-256 of its folder, so that the same code is not uploaded twice. */
  code: string
}

/** Reads what an environment must have from `config/database.json` and the built functions. */
export function wantedState(functionsDir: string, app: Wanted['app']): Wanted {
  return {
    collections: Object.entries(databaseSchema.collections).map(([name, { indexes }]) => ({
      name,
      indexes: indexes.map(index => ({
        name: index.name,
        keys: index.keys.map(([field, direction]) => ({ name: String(field), direction: String(direction) })),
      })),
    })),
    functions: FUNCTIONS.map(name => {
      const folder = join(functionsDir, name)
      const { timeout, triggers = [] } = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as {
        timeout: number
        triggers?: Trigger[]
      }
      return { name, timeout, memory: MEMORY_MB, triggers, code: hashOf(folder) }
    }),
    app,
  }
}

function hashOf(folder: string): string {
  const hash = createHash('sha256')
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) {
    hash.update(`${relative(folder, file).split(sep).join('/')}\n`)
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}
