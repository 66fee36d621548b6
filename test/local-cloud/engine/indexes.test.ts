/** Indexes follow the schema and their documents. */

import { type DatabaseSchema, type Engine, EngineError, type IndexSpec } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'
import { randomRuns } from '../../depth'
import fc from '../../random'
import { tempDir } from '../temp-dir'
import { document, filter, indexes } from './arbitraries'
import { checkedContents } from './integrity'

const now = () => 1_772_000_000_000
const schemaOf = (specs: IndexSpec[]): DatabaseSchema => ({ collections: { things: { indexes: specs } } })
const open = (dir: string, specs: IndexSpec[]): Promise<Engine> => openEngine({ dir, schema: schemaOf(specs), now })
const byN: IndexSpec = { name: 'n', keys: [['n', 1]] }

async function code(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof EngineError ? error.code : `no engine error: ${String(error)}`
}

async function examinedFor(engine: Engine, where: Record<string, unknown>): Promise<number> {
  return (await engine.find('things', { filter: where, limit: 100 })).examined.documents
}

test('a newly declared index is built over what is there, an undeclared one is gone', async () => {
  const dir = tempDir()
  const first = await open(dir, [])
  await first.load(
    'things',
    Array.from({ length: 21_000 }, (_, n) => ({ n, list: [n % 2] })),
  )
  expect(await examinedFor(first, { n: 5 })).toBe(21_000)
  await first.close()

  const second = await open(dir, [byN, { name: 'list', keys: [['list', -1]] }])
  expect(await examinedFor(second, { n: 5 })).toBe(1)
  await second.close()
  await checkedContents(dir, schemaOf([byN, { name: 'list', keys: [['list', -1]] }]))

  const third = await open(dir, [{ name: 'list', keys: [['list', -1]] }])
  expect(await examinedFor(third, { n: 5 })).toBe(21_000)
  await third.close()
  const fourth = await open(dir, [{ ...byN, keys: [['n', -1]] }])
  expect(await examinedFor(fourth, { n: 5 })).toBe(1)
  await fourth.close()
})

test('a unique index that stored documents break is refused, and the data stays usable', async () => {
  const dir = tempDir()
  const first = await open(dir, [])
  await first.insert('things', [{ n: 1 }, { n: 1 }])
  await first.close()
  expect(await code(open(dir, [{ ...byN, unique: true }]))).toBe('DUPLICATE_KEY')
  const second = await open(dir, [byN])
  expect((await second.count('things', { n: 1 })).total).toBe(2)
  await second.close()
})

describe('unique', () => {
  let engine: Engine
  beforeEach(async () => {
    engine = await open(tempDir(), [
      {
        name: 'pair',
        keys: [
          ['a', 1],
          ['b', 1],
        ],
        unique: true,
      },
      { name: 'tag', keys: [['tag', 1]], unique: true },
    ])
    await engine.insert('things', [{ _id: '1', a: 1, b: 1, tag: ['x', 'y'] }])
  })
  afterEach(() => engine.close())
  const insert = (fields: Record<string, unknown>) => engine.insert('things', [fields])
  const update = (filter: Record<string, unknown>, $set: Record<string, unknown>) =>
    engine.update('things', { filter, update: { $set }, multi: true, upsert: false })

  test('holds for all fields together', async () => {
    await insert({ a: 1, b: 2, tag: 'z' })
    expect(await code(insert({ a: 1, b: 1, tag: 'w' }))).toBe('DUPLICATE_KEY')
  })
  test('counts missing as null', async () => {
    await insert({ a: 5, tag: 'z' })
    expect(await code(insert({ a: 5, b: null, tag: 'w' }))).toBe('DUPLICATE_KEY')
  })
  test('holds for each element of an array', async () => {
    expect(await code(insert({ a: 2, b: 2, tag: ['z', 'y'] }))).toBe('DUPLICATE_KEY')
    await insert({ a: 2, b: 2, tag: ['z', 'z'] })
  })
  test('lets values change hands in one update', async () => {
    await insert({ _id: '2', a: 1, b: 2, tag: 'z' })
    await engine.update('things', { filter: {}, update: { $mul: { b: -1 } }, multi: true, upsert: false })
    expect(await code(update({}, { b: 7 }))).toBe('DUPLICATE_KEY')
    expect(
      (await engine.find('things', { filter: {}, sort: [['_id', 1]], limit: 5 })).documents.map(({ b }) => b),
    ).toEqual([-1, -2])
  })
  test('frees a value when its document goes', async () => {
    await engine.remove('things', { filter: { _id: '1' }, multi: false })
    await insert({ a: 1, b: 1, tag: 'x' })
  })
  test('of many claims at once one wins', async () => {
    const claims = await Promise.allSettled(Array.from({ length: 50 }, () => insert({ a: 9, b: 9, tag: 'only' })))
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

test('a value too large for an index and parallel arrays are refused whole', async () => {
  const engine = await open(tempDir(), [
    byN,
    {
      name: 'two',
      keys: [
        ['p', 1],
        ['q', 1],
      ],
    },
  ])
  expect(await code(engine.insert('things', [{ n: 1 }, { n: 'x'.repeat(5000) }]))).toBe('WRITE_FAILED')
  expect(await code(engine.insert('things', [{ p: [1], q: [2] }]))).toBe('WRITE_FAILED')
  expect((await engine.count('things', {})).total).toBe(0)
  await engine.close()
})

test('after any writes every index holds exactly its documents', async () => {
  const id = fc.nat({ max: 6 }).map(String)
  const operation = fc.oneof(
    fc.record({ kind: fc.constant('insert' as const), _id: id, fields: document }),
    fc.record({ kind: fc.constant('replace' as const), _id: id, fields: document }),
    fc.record({ kind: fc.constant('set' as const), filter, fields: document }),
    fc.record({ kind: fc.constant('remove' as const), filter, multi: fc.boolean() }),
    fc.record({ kind: fc.constant('push' as const), filter, fields: document }),
  )
  await fc.assert(
    fc.asyncProperty(indexes, fc.array(operation, { maxLength: 25 }), async (specs, operations) => {
      const dir = tempDir()
      const engine = await open(dir, specs)
      const results = operations.map(async step => {
        if (step.kind === 'insert') return engine.insert('things', [{ ...step.fields, _id: step._id }])
        if (step.kind === 'remove') return engine.remove('things', step)
        if (step.kind === 'replace') {
          return engine.update('things', { filter: { _id: step._id }, update: step.fields, multi: false, upsert: true })
        }
        const operator = step.kind === 'set' ? '$set' : '$addToSet'
        return engine.update('things', {
          filter: step.filter,
          update: { [operator]: step.fields },
          multi: true,
          upsert: false,
        })
      })
      for (const settled of await Promise.allSettled(results)) {
        if (settled.status === 'rejected' && !(settled.reason instanceof EngineError)) throw settled.reason
      }
      await engine.close()
      await checkedContents(dir, schemaOf(specs))
    }),
    randomRuns({ deep: 60, byDefault: 20 }),
  )
})
