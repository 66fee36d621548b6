import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verdict } from './compile'

const PACKAGE = 'miniprogram-ci'
const VERSION = '2.1.42'
/** Time limit of a compilation, ms; far longer than one takes. */
const TIME_LIMIT = 180_000

/**
 * Folder of the official toolchain, in a cache: because of its 276 MB it is not a dependency, and is fetched only
 * when somebody checks the artefact.
 */
function officialToolchain(root: string): string {
  const cache = join(root, 'node_modules', '.cache', PACKAGE)
  const folder = join(cache, 'node_modules', PACKAGE)
  const manifest = join(folder, 'package.json')
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === VERSION) return folder
  process.stdout.write(`Fetching ${PACKAGE} ${VERSION} …\n`)
  mkdirSync(cache, { recursive: true })
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--no-package-lock']
  const { status } = spawnSync('npm', ['install', '--prefix', cache, ...flags, `${PACKAGE}@${VERSION}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`${PACKAGE} could not be installed; the first check needs a network.`)
  return folder
}

/**
 * Compiles the artefact as DevTools would before an upload, without an account and without a network; returns how many
 * files were produced. Throws with the toolchain's message.
 */
export function compileOfficially(root: string, dist: string): number {
  const compile = join(root, 'config', 'artefact', 'compile.ts')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', compile, officialToolchain(root), dist],
    { cwd: root, encoding: 'utf8', timeout: TIME_LIMIT, maxBuffer: 64 * 1024 * 1024 },
  )
  if (status === null) throw new Error(`not done after ${TIME_LIMIT / 1000} s\n${stderr}`)
  if (status !== 0) throw new Error(stderr)
  const verdict = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Verdict
  if ('reason' in verdict) throw new Error(verdict.reason)
  return verdict.files
}
