/** Recently read documents are cached decoded and share parts that no update changed: this must not be observable. */
import type { Engine } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'
import { tempDir } from '../temp-dir'

const schema = {
  collections: {
    things: { indexes: [{ name: 'kind_at', keys: [['kind', 1] as ['kind', 1], ['at', 1] as ['at', 1]] }] },
  },
}
let dir: string
let engine: Engine

beforeEach(async () => {
  dir = tempDir()
  engine = await openEngine({ dir, schema, now: Date.now })
  await engine.insert('things', [{ _id: 'a', kind: 'x', at: 1, parts: { p: { n: 1 }, q: { n: 2 } } }])
})
afterEach(() => engine.close())

async function a(transactionId?: string) {
  const { documents } = await engine.find('things', { filter: { _id: 'a' }, limit: 1 }, transactionId)
  return documents[0] as { _id: string; parts: Record<string, { n: number }> } | undefined
}

const set = (update: Record<string, unknown>) =>
  engine.update('things', { filter: { _id: 'a' }, update, multi: false, upsert: false })

test('whoever changes an answer changes no document', async () => {
  const answered = await a()
  if (answered?.parts.p) answered.parts.p.n = 99
  expect((await a())?.parts.p).toEqual({ n: 1 })
  const { documents } = await engine.aggregate('things', [{ $match: { _id: 'a' } }, { $set: { 'parts.p.n': 98 } }])
  expect(documents).toMatchObject([{ parts: { p: { n: 98 } } }])
  const part = await engine.find('things', { filter: { _id: 'a' }, projection: { 'parts.p': 1 }, limit: 1 })
  ;(part.documents[0] as unknown as { parts: { p: { n: number } } }).parts.p.n = 97
  expect((await a())?.parts.p).toEqual({ n: 1 })
})

test('an update is seen by the next read, by an index, after opening again, and by no snapshot from before', async () => {
  await a()
  const before = await engine.startTransaction()
  expect((await a(before))?.parts).toEqual({ p: { n: 1 }, q: { n: 2 } })
  await set({ $set: { 'parts.p.n': 5, 'parts.r': { n: 3 }, at: 7 }, $unset: { 'parts.q': '' } })
  expect((await a())?.parts).toEqual({ p: { n: 5 }, r: { n: 3 } })
  expect((await a(before))?.parts).toEqual({ p: { n: 1 }, q: { n: 2 } })
  await engine.abortTransaction(before)
  expect((await engine.count('things', { kind: 'x', at: { $gt: 5 } })).total).toBe(1)
  await engine.close()
  engine = await openEngine({ dir, schema, now: Date.now })
  expect((await a())?.parts).toEqual({ p: { n: 5 }, r: { n: 3 } })
})

test('a write that is refused leaves what was read as it was, and a removal is a removal', async () => {
  await a()
  await expect(set({ $set: { 'parts.p.n': 6 }, $inc: { kind: 1 } })).rejects.toMatchObject({ code: 'WRITE_FAILED' })
  expect((await a())?.parts.p).toEqual({ n: 1 })
  await engine.remove('things', { filter: { _id: 'a' }, multi: false })
  expect(await a()).toBeUndefined()
})

test('what an index answers alone is counted without a look at the documents, and what is no number is not less', async () => {
  await engine.insert('things', [
    { _id: 'b', kind: 'x', at: 4 },
    { _id: 'c', kind: 'x', at: Number.NaN },
    { _id: 'd', kind: 'x' },
    { _id: 'e', kind: 'y', at: 2 },
  ])
  const { total, examined } = await engine.count('things', { kind: 'x', at: { $lt: 5 } })
  expect([total, examined.documents]).toEqual([2, 0])
  expect((await engine.count('things', { kind: 'x', at: { $gt: 1, $lt: 'z' } })).total).toBe(0)
  expect((await engine.count('things', { kind: 'x', at: null })).total).toBe(1)
})
