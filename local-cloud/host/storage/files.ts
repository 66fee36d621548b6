import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ENV_ID } from '../functions/identity'

/** Longest path of a file, in bytes of UTF-8, as on the platform. */
const MAX_PATH_BYTES = 850
/** What has a meaning in addresses or in file systems. */
const UNSAFE = /[\p{Cc}\\?#%"<>|:]/u
const FILE_ID = /^cloud:\/\/[^/]+\/(.+)$/su

/** The folder of files that are being written. */
export const UNFINISHED = '.unfinished'

/**
 * Whether a path may name a file: relative, without empty parts, `.` and `..`, without characters of addresses, and outside the
 * folder of unfinished files.
 */
export function isCloudPath(path: unknown): path is string {
  if (typeof path !== 'string' || path === '' || UNSAFE.test(path)) return false
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return false
  const parts = path.split('/')
  return parts[0] !== UNFINISHED && parts.every(part => part !== '' && part !== '.' && part !== '..')
}

/** The id of a file, as the SDK returns it from an upload. */
export function fileIdOf(path: string): string {
  return `cloud://${ENV_ID}.files-${ENV_ID}/${path}`
}

/** The path in a file's id; undefined when it is none. */
export function pathOfFileId(id: unknown): string | undefined {
  const path = typeof id === 'string' ? FILE_ID.exec(id)?.[1] : undefined
  return isCloudPath(path) ? path : undefined
}

/** Cloud storage: each file is a file of its own path below one folder. */
export class CloudFiles {
  /** Files are written here first, on the same disk, so that a crash leaves no half of one under its name. */
  private readonly unfinished: string

  constructor(private readonly dir: string) {
    this.unfinished = join(dir, UNFINISHED)
  }

  /** Writes or replaces a file. Rejects when a part of the path is a file already, or the path is a folder. */
  async write(path: string, bytes: Buffer): Promise<void> {
    const target = join(this.dir, path)
    const draft = join(this.unfinished, randomUUID())
    await mkdir(this.unfinished, { recursive: true })
    await mkdir(dirname(target), { recursive: true })
    try {
      await writeFile(draft, bytes)
      await rename(draft, target)
    } finally {
      await rm(draft, { force: true })
    }
  }

  /** The contents; undefined when there is no such file. */
  async read(path: string): Promise<Buffer | undefined> {
    return (await this.has(path)) ? readFile(join(this.dir, path)) : undefined
  }

  async has(path: string): Promise<boolean> {
    const found = await stat(join(this.dir, path)).catch(() => undefined)
    return found?.isFile() ?? false
  }

  /** Removes a file; returns whether there was one. */
  async remove(path: string): Promise<boolean> {
    if (!(await this.has(path))) return false
    await rm(join(this.dir, path), { force: true })
    return true
  }
}
