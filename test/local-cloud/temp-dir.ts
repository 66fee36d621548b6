/** Temporary directories, removed after the test file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made: string[] = []

/** A fresh empty directory, removed when the test file has finished. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'local-cloud-'))
  made.push(dir)
  return dir
}

afterAll(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true })
})
