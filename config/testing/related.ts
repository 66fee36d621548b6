import { relative, sep } from 'node:path'
import { appTestsOf } from './app-tests'
import longFiles from './long-files.json'
import { ROOT, runScript } from './run'

/**
 * What is deployed is loaded by no import: these drive the built functions, and show that they do what the source does in
 * the tests' own process.
 */
const OF_BUNDLES = ['test/cloud/whole/round-trips.test.ts', 'test/cloud/histories/same-cloud.test.ts']

const isTest = (file: string) => /^test\/.*\.test\.ts$/.test(file)

export interface Related {
  run: string[]
  /** Related as well, but too long for a look in between. */
  left: string[]
}

/** The tests that may notice that these files have changed. */
export async function relatedTests(changed: readonly string[]): Promise<Related> {
  const found = new Set(await byImports(changed))
  for (const file of changed) {
    if (file.startsWith('src/')) for (const test of appTestsOf(file)) found.add(test)
    if (/^(cloudfunctions|domain)\//.test(file)) for (const test of OF_BUNDLES) found.add(test)
  }
  // Whoever changes a test wants to see it.
  const isShort = (test: string) => changed.includes(test) || !(test.replace(/^test\//, '') in longFiles)
  const all = [...found].sort()
  return { run: all.filter(isShort), left: all.filter(test => !isShort(test)) }
}

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
