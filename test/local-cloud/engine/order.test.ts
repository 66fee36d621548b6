/** The natural order is the order of insertion, with and without indexes, and ids may be numbers. */

import { open } from 'lmdb'
import type { DatabaseSchema, DocumentId, Engine } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'
import { encodeValue } from '../../../local-cloud/engine/values/keys'
import { randomRuns } from '../../depth'
import fc from '../../random'
import { tempDir } from '../temp-dir'
import { checkedContents } from './integrity'

const schema: DatabaseSchema = {
  collections: { things: { indexes: [{ name: 'kind', keys: [['kind', 1]] }] } },
}
const openHere = (dir: string) => openEngine({ dir, schema, now: Date.now })

async function ids(engine: Engine, filter = {}, more = {}): Promise<DocumentId[]> {
  const { documents } = await engine.find('things', { filter, limit: 1000, ...more })
  return documents.map(({ _id }) => _id)
}

test('documents come as they were inserted, whatever happens to them', async () => {
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('insert' as const),
        id: fc.oneof(fc.string({ minLength: 1 }), fc.integer()),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('update' as const), at: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), at: fc.nat() }) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async steps => {
      const dir = tempDir()
      let engine = await openHere(dir)
      const expected: DocumentId[] = []
      for (const one of steps) {
        if (one.do === 'insert') {
          if (expected.includes(one.id)) continue
          await engine.insert('things', [{ _id: one.id, kind: 'x' }])
          expected.push(one.id)
        } else if (expected.length > 0) {
          const at = one.at % expected.length
          const _id = expected[at] as DocumentId
          if (one.do === 'update') {
            await engine.update('things', { filter: { _id }, update: { $inc: { n: 1 } }, multi: false, upsert: false })
          } else {
            await engine.remove('things', { filter: { _id }, multi: false })
            expected.splice(at, 1)
          }
        }
      }
      expect(await ids(engine)).toEqual(expected)
      // Equal keys of an index come in the same order.
      expect(await ids(engine, { kind: 'x' })).toEqual(expected)
      await engine.close()
      await checkedContents(dir, schema)
      engine = await openHere(dir)
      await engine.insert('things', [{ _id: 'last after opening again', kind: 'x' }])
      expect(await ids(engine)).toEqual([...expected, 'last after opening again'])
      await engine.close()
    }),
    randomRuns({ deep: 200, byDefault: 25 }),
  )
})

test('a limit without an order takes the oldest, an update of one changes the oldest', async () => {
  const engine = await openHere(tempDir())
  await engine.insert('things', [{ _id: 'z' }, { _id: 'm' }])
  await engine.insert('things', [{ _id: 'a' }])
  expect(await ids(engine, {}, { limit: 2 })).toEqual(['z', 'm'])
  expect(await ids(engine, {}, { skip: 1, limit: 1 })).toEqual(['m'])
  await engine.update('things', { filter: {}, update: { $set: { n: 1 } }, multi: false, upsert: false })
  expect(await ids(engine, { n: 1 })).toEqual(['z'])
  const { documents } = await engine.aggregate('things', [{ $group: { _id: null, first: { $first: '$_id' } } }])
  expect(documents).toEqual([{ _id: null, first: 'z' }])
  await engine.close()
})

test('a number and the text of its digits are two ids', async () => {
  const dir = tempDir()
  let engine = await openHere(dir)
  await engine.insert('things', [{ _id: 7, kind: 'number' }, { _id: '7', kind: 'text' }, { _id: 2.5 }, { _id: -1 }])
  await expect(engine.insert('things', [{ _id: 7 }])).rejects.toMatchObject({ code: 'DUPLICATE_KEY' })
  expect(await ids(engine, { _id: 7 })).toEqual([7])
  expect(await ids(engine, { _id: { $in: [7, '7', null] } })).toEqual([7, '7'])
  expect(await ids(engine, {}, { sort: [['_id', 1]] })).toEqual([-1, 2.5, 7, '7'])
  expect(await ids(engine, { kind: 'number' })).toEqual([7])
  const first = await engine.startTransaction()
  await engine.update('things', { filter: { _id: 7 }, update: { $set: { n: 1 } }, multi: false, upsert: false }, first)
  // The other id is not held.
  await engine.update('things', { filter: { _id: '7' }, update: { $set: { n: 2 } }, multi: false, upsert: false })
  await engine.commitTransaction(first)
  const made = await engine.update('things', {
    filter: { _id: 99 },
    update: { $set: { n: 3 } },
    multi: false,
    upsert: true,
  })
  expect(made.upsertedId).toBe(99)
  await engine.close()
  engine = await openHere(dir)
  expect((await engine.find('things', { filter: { n: { $gt: 0 } }, limit: 9 })).documents).toEqual([
    { _id: 7, kind: 'number', n: 1 },
    { _id: '7', kind: 'text', n: 2 },
    { _id: 99, n: 3 },
  ])
  await engine.close()
})

test.each([[Number.NaN], [true], [null], [{ a: 1 }], [['a']], [new Date(0)]])('%p is no id', async _id => {
  const engine = await openHere(tempDir())
  await expect(engine.insert('things', [{ _id }])).rejects.toMatchObject({ code: 'REFUSED' })
  await engine.close()
})

describe('a folder of before there was an order of insertion', () => {
  const FORMER = ['m', 'a', 'z']

  /** Writes what the former version wrote: bare JSON by id, entries of field, id and length. */
  async function formerFolder(): Promise<string> {
    const dir = tempDir()
    const root = open({ path: dir, noSubdir: false, maxDbs: 1000 })
    const meta = root.openDB('meta', { encoding: 'json' })
    const documents = root.openDB('d1', { keyEncoding: 'binary', encoding: 'binary' })
    const index = root.openDB('i2', { keyEncoding: 'binary', encoding: 'binary' })
    for (const id of FORMER) {
      const json = { _id: id, kind: 'x', at: { $date: 5 }, odd: { $number: 'NaN' } }
      await documents.put(encodeValue(id), Buffer.from(JSON.stringify(json)))
      await index.put(Buffer.concat([encodeValue('x'), Buffer.from(id), Buffer.from([0, id.length])]), Buffer.alloc(0))
    }
    const spec = { name: 'kind', keys: [['kind', 1]] }
    await meta.put('collection:things', { number: 1, indexes: [{ number: 2, spec, multikey: false }] })
    await meta.put('next-number', 3)
    await root.close()
    return dir
  }

  test('opens with all it holds, in the order of ids, and goes on', async () => {
    const dir = await formerFolder()
    let engine = await openHere(dir)
    expect(await ids(engine)).toEqual(['a', 'm', 'z'])
    expect(await ids(engine, { kind: 'x' })).toEqual(['a', 'm', 'z'])
    expect((await engine.find('things', { filter: { _id: 'a' }, limit: 1 })).documents).toEqual([
      { _id: 'a', kind: 'x', at: new Date(5), odd: Number.NaN },
    ])
    await engine.insert('things', [{ _id: 'b', kind: 'x' }])
    await engine.remove('things', { filter: { _id: 'm' }, multi: false })
    await engine.close()
    await checkedContents(dir, schema)
    engine = await openHere(dir)
    expect(await ids(engine, { kind: 'x' })).toEqual(['a', 'z', 'b'])
    await engine.close()
  })

  test('and when the conversion was cut short, as if it had not begun', async () => {
    const dir = await formerFolder()
    // What a crash in the middle leaves: a part of the copy, under numbers that nothing refers to.
    const root = open({ path: dir, noSubdir: false, maxDbs: 1000 })
    await root.openDB('d3', { keyEncoding: 'binary', encoding: 'binary' }).put(encodeValue('half'), Buffer.from('{}'))
    await root.openDB('meta', { encoding: 'json' }).put('next-number', 4)
    await root.close()
    const engine = await openHere(dir)
    expect(await ids(engine)).toEqual(['a', 'm', 'z'])
    await engine.close()
    await checkedContents(dir, schema)
  })
})
