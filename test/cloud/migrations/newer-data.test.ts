import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from 'lmdb'
import { MIGRATIONS } from '../../../cloudfunctions/lib/migrations'
import { requireKnownData } from '../../../config/build/newer-data'
import databaseSchema from '../../../config/database.json'
import type { DatabaseSchema } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'

const ROOT = join(__dirname, '..', '..', '..')
const dir = mkdtempSync(join(tmpdir(), 'newer-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const { collections } = databaseSchema as unknown as DatabaseSchema
const indexes = collections.centres?.indexes ?? []
/** Of a later release: another collection, and another index of one that is known. */
const laterSchema: DatabaseSchema = {
  collections: {
    migrations: { indexes: [] },
    centres: { indexes: [...indexes, { name: 'later', keys: [['later', 1]] }] },
    later: { indexes: [{ name: 'later', keys: [['at', 1]], unique: true }] },
  },
}

/** Makes a data folder with these changes behind it. */
async function dataAfter(name: string, changes: readonly string[]): Promise<string> {
  const dataDir = join(dir, name)
  const engine = await openEngine({ dir: join(dataDir, 'db'), schema: laterSchema, now: Date.now })
  await engine.insert(
    'migrations',
    changes.map(_id => ({ _id })),
  )
  await engine.insert('centres', [{ _id: 'c', later: 1 }])
  await engine.close()
  return dataDir
}

/** What the data folder says of its collections and indexes, and of every database in it how many entries it has. */
async function contentOf(dataDir: string): Promise<unknown> {
  const root = open({ path: join(dataDir, 'db'), maxDbs: 1000, readOnly: true })
  const names = [...root.getKeys()].map(String)
  const content = names.map(name => [name, root.openDB(name, { encoding: 'binary' }).getStats()])
  const meta = [...root.openDB('meta', { encoding: 'json' }).getRange()]
  await root.close()
  return JSON.parse(JSON.stringify({ content: content.filter(([name]) => name !== 'meta'), meta }))
}

/** Runs `npm start` on a data folder until it ends. */
async function start(dataDir: string) {
  const task = ['--import', 'tsx', join(ROOT, 'config', 'tasks', 'start.ts')]
  const child = spawn(process.execPath, task, { cwd: ROOT, env: { ...process.env, PORT: '0', DATA_DIR: dataDir } })
  let said = ''
  child.stdout.on('data', chunk => {
    said += chunk
  })
  child.stderr.on('data', chunk => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  return { said: said.trim(), code }
}

test('data of this release, of an earlier one, and a folder without data are known', async () => {
  const known = MIGRATIONS.map(({ id }) => id)
  await requireKnownData(await dataAfter('known', known))
  await requireKnownData(await dataAfter('earlier', known.slice(0, 1)))
  await requireKnownData(join(dir, 'nowhere'))
})

test('npm start refuses data of a newer release with one sentence and exit code 1, and changes nothing', async () => {
  const dataDir = await dataAfter('newer', [...MIGRATIONS.map(({ id }) => id), '0999-later'])
  const before = await contentOf(dataDir)
  const { said, code } = await start(dataDir)
  expect(said.split('\n')).toEqual([
    expect.stringMatching(
      /^The data in .*newer version .*"0999-later".*Nothing was changed\. Start that version, or .*DATA_DIR\.$/,
    ),
  ])
  expect(code).toBe(1)
  expect(await contentOf(dataDir)).toEqual(before)
})
