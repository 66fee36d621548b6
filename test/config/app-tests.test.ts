import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { APP_TESTS, appTestsOf } from '../../config/testing/app-tests'

const ROOT = join(__dirname, '..', '..')
const foldersOf = (path: string) =>
  readdirSync(join(ROOT, 'src', path), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => `${path}/${name}`)

test.each([...foldersOf('features'), ...foldersOf('packages')])('%s has tests that drive it', area => {
  expect(APP_TESTS[area] ?? []).not.toEqual([])
})

test('every folder and every test that is named is there', () => {
  const gone = Object.entries(APP_TESTS).flatMap(([folder, tests]) => [
    ...(existsSync(join(ROOT, 'src', folder)) ? [] : [folder]),
    ...tests.filter(name => !existsSync(join(ROOT, 'test', `${name}.test.ts`))),
  ])
  expect(gone).toEqual([])
})

test('a file has the tests of the nearest folder that is named', () => {
  expect(appTestsOf('src/features/waitlist/parts/offer.tsx')).toEqual(['test/e2e/waitlist.test.ts'])
  expect(appTestsOf('src/app.tsx')).toContain('test/app/journey.test.ts')
  expect(appTestsOf('src/pages/home/index.tsx')).toContain('test/e2e/journey.test.ts')
})
