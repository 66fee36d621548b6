import { type Outcome, runScript } from './run'

const SOURCES = ['src', 'domain', 'cloudfunctions', 'local-cloud', 'config', 'test', 'worlds']

/** Keeps what the compiler has learned, so that the next run looks only at what has changed. */
export const INCREMENTAL = ['--incremental', '--tsBuildInfoFile', 'node_modules/.cache/types.tsbuildinfo']

/** What is checked of the source itself, the longest first. */
export const CHECKS: Record<string, () => Promise<Outcome>> = {
  types: () => runScript('typescript7/bin/tsc', ['--noEmit', ...INCREMENTAL]),
  'import rules': () =>
    runScript('dependency-cruiser/bin/dependency-cruise.mjs', ['--config', 'config/import-rules.cjs', ...SOURCES]),
  'unused code': () => runScript('knip/bin/knip.js', []),
  'format and lint': () => runScript('@biomejs/biome/bin/biome', ['ci', '.']),
}
