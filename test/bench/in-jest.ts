import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')

/** Runs one jest project of the benches in a separate process; returns the files that it wrote to the folder `FIGURES`. */
export function inJest(project: 'phone' | 'crash' | 'pages'): Map<string, Record<string, number[]>> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js')
    const { status, stderr } = spawnSync(
      process.execPath,
      [jest, '--config', join(__dirname, 'jest.config.js'), '--selectProjects', project, '--runInBand'],
      { cwd: ROOT, encoding: 'utf8', env: { ...process.env, FIGURES: dir } },
    )
    if (status !== 0) throw new Error(`${project} did not come to its end:\n${stderr}`)
    return new Map(readdirSync(dir).map(file => [file, JSON.parse(readFileSync(join(dir, file), 'utf8'))]))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
