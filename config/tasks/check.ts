import { changedFiles } from '../testing/changes'
import { INCREMENTAL } from '../testing/checks'
import { relatedTests } from '../testing/related'
import { type Outcome, runScript } from '../testing/run'

/**
 * `npm run check`: a look at what has changed since the trunk, in less than a minute: format and lint of those files, types,
 * and the tests that are closest to them. `npm test` looks at everything.
 */
const say = (line: string) => process.stdout.write(`${line}\n`)

async function step(name: string, run: () => Promise<Outcome>): Promise<boolean> {
  const started = Date.now()
  const { ok, output } = await run()
  say(`${ok ? '✓' : '✗'} ${name}, ${((Date.now() - started) / 1000).toFixed(1)} s`)
  if (!ok) say(output.trimEnd())
  return ok
}

async function tests(changed: readonly string[]): Promise<boolean> {
  const { run, left } = await relatedTests(changed)
  if (left.length > 0) say(`${left.length} more test files are related, and left to npm test`)
  if (run.length === 0) return true
  return step(`${run.length} related test files`, () =>
    runScript('jest/bin/jest.js', ['--maxWorkers=2', '--runTestsByPath', ...run], { show: true }),
  )
}

async function main(): Promise<boolean> {
  const changed = changedFiles()
  say(`${changed.length} files have changed`)
  if (changed.length === 0) return true
  const format = ['check', '--no-errors-on-unmatched', '--files-ignore-unknown=true', ...changed]
  const results = await Promise.all([
    step('format and lint', () => runScript('@biomejs/biome/bin/biome', format)),
    step('types', () => runScript('typescript7/bin/tsc', ['--noEmit', ...INCREMENTAL])),
    tests(changed),
  ])
  return results.every(Boolean)
}

main()
  .then(ok => {
    process.exitCode = ok ? 0 : 1
  })
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
