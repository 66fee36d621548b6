import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

async function filesUnder(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}

/** Returns a hash over the content of files and folders; equal content need not be built again. */
export async function hashFiles(root: string, paths: string[], salt = ''): Promise<string> {
  const hash = createHash('sha256').update(salt)
  for (const path of paths) {
    const full = join(root, path)
    for (const file of path.includes('.') ? [full] : await filesUnder(full)) {
      hash.update(file.slice(root.length)).update(await readFile(file))
    }
  }
  return hash.digest('hex')
}

/** Runs `build` unless `outDir` already holds the result of the same inputs. Returns whether it ran. */
export async function buildIfChanged(outDir: string, inputs: string, build: () => Promise<void>): Promise<boolean> {
  const stamp = `${outDir}.stamp`
  if (existsSync(outDir) && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return false
  await build()
  writeFileSync(stamp, inputs)
  return true
}
