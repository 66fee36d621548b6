/** Objects with many fields are encoded entry by entry, and what is encoded is used again. */
import { openEngine } from '../../../local-cloud/engine/open'
import { tempDir } from '../temp-dir'

const now = () => 1_772_000_000_000
const schema = { collections: { things: { indexes: [] } } }

test('a document with a large object reads, after any update and a restart, as it was written', async () => {
  const dir = tempDir()
  let engine = await openEngine({ dir, schema, now })
  const entries = Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [
      `名-"${n}\\`,
      n % 5 === 0
        ? n
        : n % 5 === 1
          ? null
          : n % 5 === 2
            ? ['字', { n }]
            : n % 5 === 3
              ? { at: new Date(n), left: Number.POSITIVE_INFINITY, name: '本人' }
              : { nickname: `第${n}位`, list: [{ n }] },
    ]),
  )
  const expected: Record<string, unknown> = { _id: 'one', before: 1, entries: { ...entries }, after: '后' }
  await engine.insert('things', [{ ...expected, entries }])
  const held = expected.entries as Record<string, unknown>
  const set = (change: Record<string, unknown>) =>
    engine.update('things', { filter: { _id: 'one' }, update: change, multi: false, upsert: false })
  const read = async () => (await engine.find('things', { filter: {}, limit: 10 })).documents

  await set({ $set: { 'entries.new': { nickname: '新' } } })
  held.new = { nickname: '新' }
  await set({ $rename: { 'entries.new': 'entries.renamed' } })
  held.renamed = held.new
  delete held.new
  await set({ $set: { 'entries.名-"4\\.nickname': '改' } })
  held['名-"4\\'] = { nickname: '改', list: [{ n: 4 }] }
  await set({ $unset: { 'entries.名-"9\\': '' }, $inc: { before: 1 } })
  delete held['名-"9\\']
  expected.before = 2
  expect(await read()).toEqual([expected])
  await engine.close()
  engine = await openEngine({ dir, schema, now })
  expect(await read()).toEqual([expected])
  await engine.close()
})
