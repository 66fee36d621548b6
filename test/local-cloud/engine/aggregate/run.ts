/** Runs pipelines on a real store. */
import type { Engine } from '../../../../local-cloud/engine/engine'
import { openEngine } from '../../../../local-cloud/engine/open'
import { tempDir } from '../../temp-dir'

type Documents = Record<string, Record<string, unknown>[]>

const state: { engine?: Engine } = {}
afterAll(() => state.engine?.close())

/** Opens a store with these documents; `at` is a geo index of every collection. */
export function storeDocuments(documents: Documents): void {
  beforeAll(async () => {
    const indexes = [{ name: 'at', keys: [['at', '2dsphere'] as [string, '2dsphere']] }]
    const names = Object.keys(documents)
    state.engine = await openEngine({
      dir: tempDir(),
      schema: { collections: Object.fromEntries(names.map(name => [name, { indexes }])) },
      now: () => Date.UTC(2026, 2, 1),
    })
    for (const [name, list] of Object.entries(documents)) if (list.length > 0) await state.engine.insert(name, list)
  })
}

export async function run(collection: string, ...stages: Record<string, unknown>[]): Promise<unknown[]> {
  if (!state.engine) throw new Error('storeDocuments was not called')
  return (await state.engine.aggregate(collection, stages)).documents
}

/** Stages (of the collection `c`) and the documents they return, by what they demonstrate. */
export function testPipelines(rows: Record<string, [stages: Record<string, unknown>[], result: unknown[]]>): void {
  test.each(Object.entries(rows))('%s', async (_, [stages, result]) => {
    expect(await run('c', ...stages)).toStrictEqual(result)
  })
}

export function testRefusedPipelines(rows: [stage: Record<string, unknown>, message: RegExp][]): void {
  test.each(rows.map(row => [JSON.stringify(row[0]), row] as const))('%s is refused', async (_, [stage, message]) => {
    await expect(run('c', stage)).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringMatching(message) })
  })
}
