import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { FUNCTION_BUNDLE, FUNCTIONS } from '../../config/build/functions'
import { type Bench, type Figure, median } from './report'

const ROOT = join(__dirname, '..', '..')
const RUNS = 21

/** Milliseconds that a new process needs to load a bundle. */
function loadOnce(file: string): number {
  const code = `const t=performance.now();require(${JSON.stringify(file)});process.stdout.write(String(performance.now()-t));process.exit()`
  const { stdout } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' })
  return Number(stdout)
}

/** Cold load of every function's bundle compared with a bundle of wx-server-sdk alone, measured alternately. */
export const coldLoad: Bench = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'cold-load-'))
  try {
    const alone = join(dir, 'sdk.js')
    await build({
      ...FUNCTION_BUNDLE,
      stdin: {
        contents: "import cloud from 'wx-server-sdk'\nexport const main = () => cloud.getWXContext()\n",
        resolveDir: ROOT,
        loader: 'ts',
      },
      outfile: alone,
    })
    const bundles = [alone, ...FUNCTIONS.map(name => join(ROOT, 'dist', 'cloudfunctions', name, 'index.js'))]
    const times = bundles.map((): number[] => [])
    // Alternately, so that other load of the machine affects all of them equally.
    for (let run = 0; run < RUNS; run++) {
      for (const [n, file] of bundles.entries()) times[n]?.push(loadOnce(file))
    }
    const [sdk = Number.NaN, ...ours] = times.map(median)
    return [
      { what: 'wx-server-sdk alone, cold load (median)', value: sdk, unit: 'ms' },
      ...FUNCTIONS.map(
        (name, n): Figure => ({
          what: `${name}, cold load against the SDK alone`,
          value: (ours[n] ?? Number.NaN) / sdk,
          unit: '×',
          max: 1.3,
        }),
      ),
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
