/** Every plan returns the same answer as a full scan. */

import { Query } from 'mingo'
import type { Document, DocumentId, Engine, IndexSpec } from '../../../local-cloud/engine/engine'
import { compileFilter } from '../../../local-cloud/engine/match/match'
import { openEngine } from '../../../local-cloud/engine/open'
import { sortDocuments } from '../../../local-cloud/engine/values/sort'
import { randomRuns } from '../../depth'
import fc from '../../random'
import { tempDir } from '../temp-dir'
import { document, filter, indexes, scalar, sort } from './arbitraries'

const now = () => 1_772_000_000_000

async function withDocuments(
  documents: object[],
  specs: IndexSpec[],
  use: (engine: Engine, all: Document[]) => Promise<void>,
) {
  const engine = await openEngine({ dir: tempDir(), schema: { collections: { things: { indexes: specs } } }, now })
  try {
    const all = documents.map((fields, i) => ({ ...fields, _id: `d${String(i).padStart(2, '0')}` }))
    if (all.length > 0) await engine.insert('things', all)
    await use(engine, all)
  } finally {
    await engine.close()
  }
}

const ids = (documents: { _id: DocumentId }[]) => documents.map(({ _id }) => _id)
const everything = { limit: 1000 }

test('any filter and sort over any indexes finds what a full scan finds', async () => {
  const queries = fc.array(fc.tuple(filter, sort, fc.nat({ max: 4 }), fc.integer({ min: 1, max: 8 })), {
    minLength: 20,
    maxLength: 20,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(document, { maxLength: 30, size: 'max' }), indexes, queries, (documents, specs, asked) =>
      withDocuments(documents, specs, async (engine, all) => {
        for (const [where, order, skip, limit] of asked) {
          const expected = sortDocuments(all.filter(compileFilter(where)), order)
          const whole = await engine.find('things', { filter: where, sort: order, ...everything })
          expect(ids(whole.documents).sort()).toEqual(ids(expected).sort())
          // Documents that compare equal may come in any order: sorting the answer again must change nothing.
          expect(ids(sortDocuments(whole.documents, order))).toEqual(ids(whole.documents))
          const page = await engine.find('things', { filter: where, sort: order, skip, limit })
          expect(page.documents).toEqual(whole.documents.slice(skip, skip + limit))
          expect((await engine.count('things', where)).total).toBe(expected.length)
        }
      }),
    ),
    randomRuns({ deep: 250, byDefault: 60 }),
  )
})

test('a count that compares only fields of one index with scalars reads no document', async () => {
  const centre = 'a\0b'
  const rows = Array.from({ length: 60 }, (_, n) => ({
    centre: n % 3 === 0 ? 'other' : centre,
    note: n % 4 === 0 ? { deep: ['x', { y: n }] } : n % 4 === 1 ? null : 'text',
    status: n % 5 === 0 ? 'cancelled' : 'open',
    at: n,
    left: n % 7,
  }))
  const index: IndexSpec = {
    name: 'free',
    keys: [
      ['centre', 1],
      ['status', 1],
      ['note.deep', 1],
      ['at', 1],
      ['left', 1],
    ],
  }
  const plain = { ...index, keys: index.keys.filter(([name]) => name !== 'note.deep') }
  const where = { centre, status: { $eq: 'open' }, left: { $gt: 0 }, $and: [{ at: { $gt: 5 } }, { at: { $lt: 50 } }] }
  await withDocuments(rows, [plain], async (engine, all) => {
    const expected = all.filter(compileFilter(where)).length
    expect(expected).toBeGreaterThan(5)
    expect(await engine.count('things', where)).toMatchObject({ total: expected, examined: { documents: 0 } })
    // A range over the whole type, and one beside an equality that contradicts it.
    expect(await engine.count('things', { ...where, left: { $eq: 1, $gt: 3 } })).toMatchObject({ total: 0 })
    expect((await engine.count('things', { ...where, note: 'text' })).examined.documents).toBeGreaterThan(0)
  })
  await withDocuments(rows, [index], async (engine, all) => {
    expect(await engine.count('things', where)).toMatchObject({ total: all.filter(compileFilter(where)).length })
  })
})

test('filters on plain fields mean what they mean to mingo', () => {
  const field = fc.constantFrom('a', 'b')
  const condition = fc.oneof(
    scalar,
    fc.dictionary(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq', '$ne'), scalar, { minKeys: 1, maxKeys: 2 }),
    fc.record({ $in: fc.array(scalar) }),
    fc.record({ $nin: fc.array(scalar) }),
    fc.record({ $exists: fc.boolean() }),
  )
  const flat = fc.dictionary(field, condition)
  const list = fc.array(flat, { minLength: 1, maxLength: 3 })
  const any = fc.oneof(flat, fc.record({ $or: list }), fc.record({ $nor: list }), fc.record({ $and: list }))
  // mingo orders strings by UTF-16 units, and for it a missing field is not >= null; MongoDB differs in both.
  const plain = (fields: unknown) => !/[\ud800-\udfff\uffee]|"\$[gl]te":null/.test(JSON.stringify(fields))
  fc.assert(
    fc.property(
      any.filter(plain),
      fc.record({ a: scalar, b: scalar }, { requiredKeys: [] }).filter(plain),
      (where, fields) => {
        expect(compileFilter(where)(fields)).toBe(new Query(where as Record<string, unknown>).test(fields))
      },
    ),
    randomRuns({ deep: 5000, byDefault: 1000 }),
  )
})

describe('work', () => {
  const rows = Array.from({ length: 500 }, (_, i) => ({
    kind: `k${i % 5}`,
    n: i,
    tags: [`t${i % 7}`, `u${i % 3}`],
    o: { m: i % 50 },
  }))
  const specs: IndexSpec[] = [
    {
      name: 'kind-n',
      keys: [
        ['kind', 1],
        ['n', -1],
      ],
    },
    { name: 'tags', keys: [['tags', 1]] },
    { name: 'm', keys: [['o.m', 1]] },
  ]
  test.each<[string, object, [string, 1 | -1][], number, number]>([
    ['an id', { _id: 'd07' }, [], 100, 1],
    ['several ids', { _id: { $in: ['d07', 'd08', 'none'] }, n: { $gte: 0 } }, [], 100, 2],
    ['an equality', { kind: 'k1' }, [], 100, 100],
    ['an equality and a range', { kind: 'k1', n: { $gte: 10, $lt: 30 } }, [], 100, 4],
    ['a sort with a limit', { kind: 'k1' }, [['n', -1]], 3, 3],
    ['a sort the other way', { kind: 'k1' }, [['n', 1]], 3, 3],
    ['a list of values', { kind: { $in: ['k1', 'k2'] }, n: { $lt: 10 } }, [], 100, 4],
    ['an element of an array', { tags: 't1' }, [], 100, 72],
    ['a nested field', { 'o.m': 7 }, [], 100, 10],
    ['alternatives', { $or: [{ 'o.m': 7 }, { kind: 'k0', n: 5 }] }, [], 100, 11],
    ['conditions under $and', { $and: [{ kind: 'k1' }, { n: 11 }] }, [], 100, 1],
  ])('%s is reached through an index', (_, where, order, limit, documents) =>
    withDocuments(rows, specs, async engine => {
      const { examined } = await engine.find('things', { filter: { ...where }, sort: order, limit })
      expect(examined.documents).toBe(documents)
    }),
  )
})
