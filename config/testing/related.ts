import { existsSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { appTestsOf } from './app-tests'
import { byCloseness, fitting } from './closest'
import expectedSeconds from './expected.cjs'
import { ROOT, runScript } from './run'

/**
 * What is deployed is loaded by no import: these drive the built functions, and show that they do what the source does in
 * the tests' own process.
 */
const OF_BUNDLES = ['test/cloud/whole/round-trips.test.ts', 'test/cloud/histories/same-cloud.test.ts']

const isTest = (file: string) => /^test\/.*\.test\.ts$/.test(file)

export interface Related {
  run: string[]
  /** Related as well, but further away or too long for a look in between. */
  left: string[]
}

/** The tests that may notice that these files have changed. */
export async function relatedTests(changed: readonly string[]): Promise<Related> {
  const found = new Set(await byImports(changed))
  for (const file of changed) {
    if (file.startsWith('src/')) for (const test of appTestsOf(file)) found.add(test)
    if (/^(cloudfunctions|domain)\//.test(file)) for (const test of OF_BUNDLES) found.add(test)
  }
  const tests = [...found].map(textOf)
  // Whoever changes a test wants to see it.
  const own = tests.filter(({ path }) => changed.includes(path)).map(({ path }) => path)
  const others = tests.filter(({ path }) => !changed.includes(path))
  const run = new Set([
    ...own,
    ...fitting(byCloseness(changed.filter(isText).map(textOf), others), BUDGET_SECONDS, expected),
  ])
  return { run: [...run].sort(), left: [...found].filter(test => !run.has(test)).sort() }
}

/** What the related tests may take together, in seconds of one worker. Two run side by side. */
const BUDGET_SECONDS = 40

const expected = (test: string) => expectedSeconds(test.replace(/^test\//, ''))

const isText = (file: string) => /\.tsx?$/.test(file) && existsSync(join(ROOT, file))

const textOf = (path: string) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })

/** Those that Jest finds by following imports. */
async function byImports(changed: readonly string[]): Promise<string[]> {
  const code = changed.filter(file => /\.(tsx?|json)$/.test(file))
  if (code.length === 0) return []
  const { ok, output } = await runScript('jest/bin/jest.js', ['--listTests', '--findRelatedTests', ...code])
  if (!ok) throw new Error(output)
  return output
    .split('\n')
    .map(line => relative(ROOT, line).split(sep).join('/'))
    .filter(isTest)
}
