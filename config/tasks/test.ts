import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from '../build/browser'
import { buildAll } from '../build/build'

/**
 * `npm test`: format and lint, types, import rules, unused code, builds, then every test. Continues after a failure, so
 * that one run shows all failures. Ends with a line `N passed, N failed`. `npm test -- <jest arguments>` runs only tests.
 */
const root = join(__dirname, '..', '..')
const SOURCES = ['src', 'domain', 'cloudfunctions', 'local-cloud', 'config', 'test', 'worlds']

const counts = { passed: 0, failed: 0 }

function count(ok: boolean): void {
  counts[ok ? 'passed' : 'failed']++
}

function node(script: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return status === 0
}

async function step(name: string, run: () => boolean | Promise<unknown>): Promise<void> {
  const started = Date.now()
  process.stdout.write(`\n── ${name}\n`)
  try {
    count((await run()) !== false)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    count(false)
  }
  process.stdout.write(`   ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

function runJest(args: string[]): void {
  const out = mkdtempSync(join(tmpdir(), 'jest-'))
  const report = join(out, 'report.json')
  const ok = node('jest/bin/jest.js', ['--maxWorkers=2', '--json', `--outputFile=${report}`, ...args])
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
    counts.passed += numPassedTests
    counts.failed += numFailedTests + numRuntimeErrorTestSuites
    // Jest can fail for reasons that no counter includes, such as an open handle or a missing project.
    if (!ok && numFailedTests + numRuntimeErrorTestSuites === 0) count(false)
  } catch {
    count(false)
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

async function main(): Promise<void> {
  const only = process.argv.slice(2)
  if (only.length === 0) {
    await step('format and lint', () => node('@biomejs/biome/bin/biome', ['ci', '.']))
    await step('types', () => node('typescript/bin/tsc', ['--noEmit']))
    await step('import rules', () =>
      node('dependency-cruiser/bin/dependency-cruise.mjs', ['--config', 'config/import-rules.cjs', ...SOURCES]),
    )
    await step('unused code', () => node('knip/bin/knip.js', []))
  }
  await step('builds', () => buildAll(root, ['weapp', 'h5']))
  await step('browser', () => ensureBrowser() !== '')
  process.stdout.write('\n── tests\n')
  runJest(only)
  process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`)
  process.exitCode = counts.failed === 0 ? 0 : 1
}

void main()
