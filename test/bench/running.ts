import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import databaseSchema from '../../config/database.json'
import { backUp } from '../../local-cloud/backup/backup'
import { restore } from '../../local-cloud/backup/restore'
import type { DatabaseSchema } from '../../local-cloud/engine/engine'
import { openEngine } from '../../local-cloud/engine/open'
import { inspectDataFile } from '../../local-cloud/engine/store/inspect'
import { largeWorld } from '../../worlds/large'
import { storedForm } from '../../worlds/world'
import { cloudNow } from '../cloud/support/clock'
import type { Bench } from './report'

const BOOKINGS = 50_000
const schema = databaseSchema as unknown as DatabaseSchema
const MEGABYTE = 1024 * 1024

async function timed<T>(work: () => T | Promise<T>): Promise<[result: T, ms: number]> {
  const started = performance.now()
  const result = await work()
  return [result, performance.now() - started]
}

/** What it takes to keep a year of a city safe: the check at each start, a backup, a restore. */
export const running: Bench = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'running-'))
  const [first, second] = [join(dir, 'first'), join(dir, 'second')]
  const file = join(dir, 'backup')
  try {
    const engine = await openEngine({ dir: join(first, 'db'), schema, now: Date.now })
    const world = largeWorld({ seed: 'bench', now: cloudNow(), bookings: BOOKINGS })
    for (const { collection, documents } of world.chunks()) {
      await engine.load(collection, storedForm(collection, documents))
    }
    await engine.close()
    const megabytes = statSync(join(first, 'db', 'data.mdb')).size / MEGABYTE
    const [, checkMs] = await timed(() => inspectDataFile(join(first, 'db')))
    const options = { file, version: 'bench', now: Date.now(), password: 'bench' }
    const [written, backupMs] = await timed(() => backUp({ ...options, dataDir: first }))
    const [{ contents }, restoreMs] = await timed(() => restore({ ...options, dataDir: second, schema }))
    const count = (documents: Record<string, number>) => Object.values(documents).reduce((sum, one) => sum + one, 0)
    const documents = count(written.documents)
    return [
      { what: 'data file', value: megabytes, unit: 'MB' },
      { what: 'check of the data file, of 100 MB', value: (checkMs * 100) / megabytes, unit: 'ms', max: 3000 },
      { what: 'backup, of 1,000 documents', value: (backupMs * 1000) / documents, unit: 'ms', max: 500 },
      { what: 'backup, of a document', value: statSync(file).size / documents, unit: 'bytes', max: 400 },
      { what: 'restore, of 1,000 documents', value: (restoreMs * 1000) / documents, unit: 'ms', max: 2000 },
      { what: 'documents that are lost', value: documents - count(contents.documents), unit: 'documents', max: 0 },
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
