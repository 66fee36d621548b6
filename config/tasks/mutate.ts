import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * `npm run mutate -- <path …> [--with <pattern>] [--at-least <percent>]`: makes one small change after the other to the code at
 * these paths and runs the tests that execute it. Prints each change that no test notices, and exits with 1 when fewer than
 * `--at-least` percent (90) were noticed. `--with` chooses the test files by their path below `test`; otherwise the rules in
 * `domain` are judged by `test/domain`, and the rest by the fast tests of `test/cloud`.
 */
const USAGE = 'npm run mutate -- <path …> [--with <pattern of test files>] [--at-least <percent>]'

/** Test files that run in this process, without those that try at random for many seconds or start a whole cloud. */
const FAST =
  'cloud/(stations/)?(?!power-cut|declared|malformed|ballot-rush|waitlist-crowd|large-batches|traffic)[a-z-]+[.]test'

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { with: { type: 'string' }, 'at-least': { type: 'string', default: '90' } },
  })
  if (positionals.length === 0) throw new Error(USAGE)
  const root = join(__dirname, '..', '..')
  const missing = positionals.filter(path => !existsSync(join(root, path.replace(/:\d+(-\d+)?$/, ''))))
  if (missing.length > 0) throw new Error(`There is no ${missing.join(', ')}. ${USAGE}`)
  const rulesOnly = positionals.every(path => path.startsWith('domain'))
  process.env.MUTATE_WITH = values.with ?? (rulesOnly ? 'domain/' : FAST)
  const { Stryker } = await import('@stryker-mutator/core')
  const results = await new Stryker({
    mutate: positionals.map(path =>
      existsSync(join(root, path)) && statSync(join(root, path)).isDirectory()
        ? `${path.replace(/\/$/, '')}/**/*.ts`
        : path,
    ),
    testRunner: 'jest',
    jest: { configFile: 'config/testing/mutation-jest.cjs' },
    coverageAnalysis: 'perTest',
    // One worker: the tests share their machine with whoever started them.
    concurrency: 1,
    checkers: [],
    reporters: ['clear-text'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
    allowConsoleColors: false,
    ignorePatterns: ['/dist', '/.data', '/docs', '/src/**/*.scss', '/test/e2e', '/test/app', '/.git'],
    tempDirName: '.mutate',
    cleanTempDir: 'always',
    timeoutMS: 20_000,
  }).runMutationTest()
  const judged = results.filter(({ status }) => status !== 'Ignored' && status !== 'CompileError')
  const noticed = judged.filter(
    ({ status }) => status === 'Killed' || status === 'Timeout' || status === 'RuntimeError',
  )
  const percent = judged.length === 0 ? 100 : (100 * noticed.length) / judged.length
  process.stdout.write(`${noticed.length} of ${judged.length} mutants noticed: ${percent.toFixed(1)} %\n`)
  process.exitCode = percent < Number(values['at-least']) ? 1 : 0
  rmSync(join(root, 'stryker.log'), { force: true })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
