import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import EQUIVALENT from '../testing/equivalent-mutants.json'
import { type Equivalent, figuresOf, percentOf, tableOf } from '../testing/mutation-figures'

/**
 * `npm run mutate -- <path …> [--with <pattern>] [--at-least <percent>]`: makes one small change after the other to the code at
 * these paths and runs the tests that execute it. Prints each change that no test notices, and exits with 1 when fewer than
 * `--at-least` percent (90) were noticed. `--with` chooses the test files by their path below `test`; otherwise the rules in
 * `domain` are judged by `test/domain`, and the rest by the fast tests of `test/cloud`.
 *
 * `config/testing/equivalent-mutants.json` names, with the reason, changes that no test can notice. They are counted apart.
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
  process.env.MUTATE_PATHS = JSON.stringify(positionals.map(path => path.replace(/:\d+(-\d+)?$/, '')))
  // Tests of pure rules run without Jest, a hundred times as fast.
  const pure = rulesOnly && /^domain\//.test(process.env.MUTATE_WITH)
  const { Stryker } = await import('@stryker-mutator/core')
  const results = await new Stryker({
    mutate: positionals.map(path =>
      existsSync(join(root, path)) && statSync(join(root, path)).isDirectory()
        ? `${path.replace(/\/$/, '')}/**/*.ts`
        : path,
    ),
    ...(pure
      ? {
          testRunner: 'pure-tests',
          plugins: [join(root, 'config/testing/mutation-runner.ts')],
          testRunnerNodeArgs: ['--import', 'tsx'],
          checkerNodeArgs: ['--import', 'tsx'],
          timeoutMS: 8000,
          warnings: false,
        }
      : { testRunner: 'jest', jest: { configFile: 'config/testing/mutation-jest.cjs' }, timeoutMS: 20_000 }),
    coverageAnalysis: 'perTest',
    // One worker: the tests share their machine with whoever started them.
    concurrency: 1,
    checkers: [],
    reporters: [],
    allowConsoleColors: false,
    ignorePatterns: ['/dist', '/.data', '/docs/images', '/src/**/*.scss', '/test/e2e', '/test/app', '/.git'],
    tempDirName: '.mutate',
    cleanTempDir: 'always',
  }).runMutationTest()
  const { areas, unnoticed, wrong } = figuresOf(root, results, EQUIVALENT as Equivalent[])
  for (const line of unnoticed) process.stdout.write(`${line}\n`)
  process.stdout.write(tableOf(areas))
  for (const line of wrong) process.stdout.write(`${line}\n`)
  const percent = percentOf(areas)
  process.stdout.write(`${percent.toFixed(1)} % of the mutants that are not equivalent were noticed\n`)
  process.exitCode = percent < Number(values['at-least']) || wrong.length > 0 ? 1 : 0
  rmSync(join(root, 'stryker.log'), { force: true })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
