/**
 * Exclusive use of a data directory. The owner's process id and start time are stored in the database, read and written
 * inside an LMDB write transaction, of which only one runs at a time across all processes. The record is ignored when its
 * process has died or its id belongs to a newer process, so a start after `kill -9` need not wait.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { EngineError } from '../engine'
import type { Storage } from './storage'

interface Owner {
  pid: number
  started: string
}

const OWNER = 'owner'
/** Directories open in this process, shared between copies of this module. */
const OPEN_HERE = Symbol.for('local-cloud.engine.open-directories')
const registry = globalThis as { [OPEN_HERE]?: Set<string> }

/** Start time of a process, as text in the system's format; undefined when there is no such process. */
function startOf(pid: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // Field 22, counted from behind the name, which may contain spaces and brackets. A zombie counts as dead.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return process.platform === 'linux' ? undefined : startByPs(pid)
  }
}

function startByPs(pid: number): string | undefined {
  if (process.platform === 'win32') return isAlive(pid) ? 'running' : undefined
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Takes ownership of the directory and returns a function that releases it. Throws IN_USE. */
export function takeOwnership(storage: Storage, dir: string): () => void {
  registry[OPEN_HERE] ??= new Set()
  const openHere = registry[OPEN_HERE]
  const path = realpathSync(dir)
  const mine: Owner = { pid: process.pid, started: startOf(process.pid) ?? '' }
  storage.root.transactionSync(() => {
    const owner = storage.meta.get(OWNER) as Owner | undefined
    const self = owner?.pid === mine.pid && owner.started === mine.started
    const held = self ? openHere.has(path) : owner !== undefined && startOf(owner.pid) === owner.started
    if (held) throw new EngineError('IN_USE', `data directory ${path} is in use by process ${owner?.pid}`)
    storage.meta.putSync(OWNER, mine)
  })
  openHere.add(path)
  return () => {
    storage.root.transactionSync(() => storage.meta.removeSync(OWNER))
    openHere.delete(path)
  }
}
