import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { ensureBrowser } from '../build/browser'
import { buildAll } from '../build/build'
import { areaLines, type FileTime, slowestLines } from '../testing/areas'
import { CHECKS } from '../testing/checks'
import { type Outcome, ROOT, runScript } from '../testing/run'

/**
 * `npm test`: format and lint, types, import rules, unused code, builds, then every test. Continues after a failure, so
 * that one run shows all failures. Ends with a line `N passed, N failed`.
 *
 * `npm test -- --deep` is for a release: all random runs, and the use-cases on the deployed bundles.
 * `npm test -- <jest arguments>` runs only tests.
 */
const DEEP = '--deep'

/** One per core and another, because browser and app tests wait for other processes half of the time. */
const WORKERS = availableParallelism() + 1

const counts = { passed: 0, failed: 0 }

function count(ok: boolean): void {
  counts[ok ? 'passed' : 'failed']++
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** What ends by itself has ended well; what throws has not. */
const done = (work: Promise<unknown>): Promise<Outcome> => work.then(() => ({ ok: true, output: '' }))

/** Runs a step; what it said is shown when it failed. */
async function step(name: string, run: () => Promise<Outcome>): Promise<void> {
  const started = Date.now()
  const { ok, output } = await run().catch((error: unknown) => ({
    ok: false,
    output: error instanceof Error ? error.message : String(error),
  }))
  count(ok)
  say(`${ok ? '✓' : '✗'} ${name}, ${((Date.now() - started) / 1000).toFixed(1)} s`)
  if (!ok) say(output.trimEnd())
}

interface JestReport {
  numPassedTests: number
  numFailedTests: number
  numRuntimeErrorTestSuites: number
  testResults: { name: string; startTime: number; endTime: number; assertionResults: object[] }[]
}

async function runJest(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const out = mkdtempSync(join(tmpdir(), 'jest-'))
  const file = join(out, 'report.json')
  const report = ['--json', `--outputFile=${file}`]
  try {
    const { ok } = await runScript('jest/bin/jest.js', [`--maxWorkers=${WORKERS}`, ...report, ...args], {
      show: true,
      env,
    })
    const found: JestReport = JSON.parse(readFileSync(file, 'utf8'))
    const failed = found.numFailedTests + found.numRuntimeErrorTestSuites
    counts.passed += found.numPassedTests
    counts.failed += failed
    // Jest can fail for reasons that no counter includes, such as an open handle or a missing project.
    if (!ok && failed === 0) count(false)
    sayTimes(found)
  } catch {
    count(false)
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function sayTimes({ testResults }: JestReport): void {
  const times = testResults.map(
    ({ name, startTime, endTime, assertionResults }): FileTime => ({
      file: relative(join(ROOT, 'test'), name).split(sep).join('/'),
      seconds: (endTime - startTime) / 1000,
      tests: assertionResults.length,
    }),
  )
  say('\n── where the time went')
  for (const line of areaLines(times)) say(line)
  say('\n── the slowest files')
  for (const line of slowestLines(times, 10)) say(line)
}

/** Everything: the checks run beside the builds, and what is left of them beside the tests. */
async function runAll(env: NodeJS.ProcessEnv): Promise<void> {
  const browser = step('browser', () => done(ensureBrowser()))
  const checked = (async () => {
    for (const [name, check] of Object.entries(CHECKS)) await step(name, check)
  })()
  await step('builds', () => done(buildAll(ROOT, ['h5', 'weapp'], { weappNotices: 'test/app/support/notices.json' })))
  await browser
  await runJest([], env)
  await checked
}

async function main(): Promise<void> {
  const args = process.argv.slice(2)
  const only = args.filter(arg => arg !== DEEP)
  const deep = { TEST_DEPTH: 'deep', TEST_CLOUD: process.env.TEST_CLOUD ?? 'whole' }
  const env = args.includes(DEEP) ? deep : {}
  if (only.length === 0) await runAll(env)
  else await runJest(only, env)
  say(`\n${counts.passed} passed, ${counts.failed} failed`)
  process.exitCode = counts.failed === 0 ? 0 : 1
}

void main()
