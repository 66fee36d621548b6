import { resolve } from 'node:path'
import { runScript } from '../testing/run'

/**
 * `npm run pictures -- <folder>`: every screen at 375, 320 and 1024 px, in both text sizes, by day and by night, in the demo city.
 * `index.html` in the folder shows all pictures of a screen in one row.
 */
async function main(): Promise<void> {
  const [folder] = process.argv.slice(2)
  if (!folder) throw new Error('npm run pictures -- <folder>')
  const only = ['--selectProjects', 'e2e', '--testPathPatterns', 'every-screen', '--testNamePattern', 'pictures of']
  const { ok } = await runScript('jest/bin/jest.js', ['--runInBand', ...only], {
    show: true,
    env: { PICTURES: resolve(folder) },
  })
  process.exitCode = ok ? 0 : 1
}

void main()
