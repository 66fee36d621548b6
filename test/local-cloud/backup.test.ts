/** Backups: everything comes back, a changed byte is found, and nothing is overwritten. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeArchive } from '../../local-cloud/backup/archive'
import { backUp } from '../../local-cloud/backup/backup'
import { restore } from '../../local-cloud/backup/restore'
import { openEngine } from '../../local-cloud/engine/open'
import { randomRuns } from '../depth'
import fc from '../random'
import { tempDir } from './temp-dir'

const schema = {
  collections: {
    people: { indexes: [{ name: 'n', keys: [['n', 1] as [string, 1]], unique: true }] },
    empty: { indexes: [] },
  },
}
const PEOPLE = [
  { _id: 'b', n: 2, at: new Date(5), odd: Number.NaN, name: '林小满' },
  { _id: 'a', n: 1, list: [{ x: null }] },
  { _id: 7, n: 3, text: 'x'.repeat(20_000) },
]

async function makeData(): Promise<string> {
  const dataDir = tempDir()
  const engine = await openEngine({ dir: join(dataDir, 'db'), schema, now: Date.now })
  await engine.insert('people', PEOPLE)
  await engine.close()
  for (const [path, text] of Object.entries({ 'files/a/照片.png': 'picture', 'secrets/ID_SECRET': 'secret' })) {
    mkdirSync(join(dataDir, path, '..'), { recursive: true })
    writeFileSync(join(dataDir, path), text)
  }
  return dataDir
}

const options = (dataDir: string, file: string, password?: string) => ({
  dataDir,
  file,
  schema,
  version: '1.2.3',
  now: 1000,
  ...(password === undefined ? {} : { password }),
})

let dataDir: string
beforeAll(async () => {
  dataDir = await makeData()
})
const newPlace = () => ({ file: join(tempDir(), 'backup'), target: join(tempDir(), 'data') })

async function contentsOf(folder: string) {
  const engine = await openEngine({ dir: join(folder, 'db'), schema, now: Date.now })
  const { documents } = await engine.find('people', { filter: {}, limit: 9 })
  const indexed = await engine.find('people', { filter: { n: { $gte: 2 } }, limit: 9 })
  const names = engine.collections()
  await engine.close()
  return { documents, keys: indexed.examined.keys, names }
}

it.each([
  ['plain', undefined, false],
  ['encrypted', 'a key', true],
])('a %s backup brings everything back, in its order', async (_how, password, hasSecrets) => {
  const { file, target } = newPlace()
  const written = await backUp(options(dataDir, file, password))
  expect(written).toMatchObject({ documents: { people: 3, empty: 0 }, files: hasSecrets ? 2 : 1 })
  expect(await restore(options(target, file, password))).toEqual({
    heading: { at: 1000, version: '1.2.3' },
    contents: written,
  })
  expect(await contentsOf(target)).toEqual({ documents: PEOPLE, keys: 2, names: ['empty', 'people'] })
  expect(readFileSync(join(target, 'files/a/照片.png'), 'utf8')).toBe('picture')
  expect(existsSync(join(target, 'secrets/ID_SECRET'))).toBe(hasSecrets)
  if (hasSecrets) expect(statSync(join(target, 'secrets/ID_SECRET')).mode & 0o777).toBe(0o600)
  expect(readFileSync(file).includes('林小满')).toBe(false)
})

it.each([
  ['plain', undefined],
  ['encrypted', 'a key'],
])('any changed byte of a %s backup is found, and nothing is restored', async (_how, password) => {
  const { file } = newPlace()
  await backUp(options(dataDir, file, password))
  const bytes = readFileSync(file)
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: bytes.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, mask) => {
        const { target } = newPlace()
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ mask
        writeFileSync(file, changed)
        const outcome = await restore(options(target, file, password)).catch((error: Error) => error.constructor.name)
        // A bit of the compressed form may mean nothing, such as the time in its heading; then everything came back.
        if (typeof outcome !== 'string') expect((await contentsOf(target)).documents).toEqual(PEOPLE)
        else expect([outcome, existsSync(target)]).toEqual(['BackupError', false])
      },
    ),
    randomRuns({ deep: 400, byDefault: 20 }),
  )
  for (const length of [0, 10, 100, bytes.length - 20, bytes.length - 1]) {
    writeFileSync(file, bytes.subarray(0, length))
    await expect(restore(options(newPlace().target, file, password))).rejects.toThrow(/backup|damaged/)
  }
})

it('another key is refused, and none at all', async () => {
  const { file, target } = newPlace()
  await backUp(options(dataDir, file, 'a key'))
  await expect(restore(options(target, file, 'another'))).rejects.toThrow('BACKUP_KEY is another one')
  await expect(restore(options(target, file))).rejects.toThrow('is encrypted; set BACKUP_KEY')
  expect(existsSync(target)).toBe(false)
})

it('nothing is overwritten', async () => {
  const { file, target } = newPlace()
  await backUp(options(dataDir, file))
  await expect(backUp(options(dataDir, file))).rejects.toThrow('exists; choose another name')
  await restore(options(target, file))
  await expect(restore(options(target, file))).rejects.toThrow('is not empty')
  await expect(backUp(options(tempDir(), `${file}2`))).rejects.toThrow('There is no database')
})

it('a file of a backup cannot leave the data folder', async () => {
  const { file, target } = newPlace()
  await writeArchive(file, { at: 0, version: '' }, [{ file: 'files/../../evil', base64: 'AAAA' }])
  await expect(restore(options(target, file))).rejects.toThrow('illegal place')
  expect(existsSync(target)).toBe(false)
})

it('documents that a unique index refuses are not restored', async () => {
  const { file, target } = newPlace()
  const twice = ['{"_id":"a","n":1}', '{"_id":"b","n":1}'].map(json => ({ collection: 'people', json }))
  await writeArchive(file, { at: 0, version: '' }, twice)
  await expect(restore(options(target, file))).rejects.toMatchObject({ code: 'DUPLICATE_KEY' })
  expect(existsSync(target)).toBe(false)
})
