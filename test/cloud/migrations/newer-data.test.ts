import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MIGRATIONS } from '../../../cloudfunctions/lib/migrations'
import { requireKnownData } from '../../../config/build/newer-data'
import databaseSchema from '../../../config/database.json'
import type { DatabaseSchema } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'

const dir = mkdtempSync(join(tmpdir(), 'newer-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

test('npm start refuses data of a newer release with a sentence, and starts with its own', async () => {
  const schema = databaseSchema as unknown as DatabaseSchema
  const engine = await openEngine({ dir, schema, now: Date.now })
  await engine.insert(
    'migrations',
    MIGRATIONS.map(({ id }) => ({ _id: id })),
  )
  await requireKnownData(engine, '.data')
  await engine.insert('migrations', [{ _id: '0999-later' }])
  await expect(requireKnownData(engine, '.data')).rejects.toThrow(/newer version .*"0999-later".*Nothing was changed/)
  await engine.close()
})
