/** Malformed requests get a typed failure and write nothing. */

import type { Reply } from '../../../local-cloud/protocol/protocol'
import { randomRuns } from '../../depth'
import fc from '../../random'
import { startTestCloud, type TestCloud } from './sdk'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud({ collections: { things: { indexes: [{ name: 'n', keys: [['n', 1]] }] } } })
  await cloud.engine.insert('things', [{ _id: 'a', n: 1 }])
})
afterAll(() => cloud.close())

const ask = (action: string, params: object): Promise<Reply> =>
  cloud.protocol.handle({ action: `database.${action}`, collectionName: 'things', ...params })

async function untouched(): Promise<void> {
  const { documents } = await cloud.engine.find('things', { filter: {}, limit: 10 })
  expect(documents).toEqual([{ _id: 'a', n: 1 }])
}

const deepFilter = (depth: number) => `${'{"$and":['.repeat(depth)}{}${']}'.repeat(depth)}`
const deep = (depth: number) => '{"a":'.repeat(depth) + 1 + '}'.repeat(depth)

test.each<[string, string, object]>([
  ['a filter that is no text', 'getDocument', { query: { n: 1 } }],
  ['a filter that is no JSON', 'getDocument', { query: '{n' }],
  ['a filter that is a list', 'getDocument', { query: '[]' }],
  ['broken Extended JSON', 'getDocument', { query: '{"n":{"$oid":"short"}}' }],
  ['a broken date', 'insertDocument', { data: ['{"at":{"$date":"nonsense"}}'] }],
  ['a value that cannot be stored', 'insertDocument', { data: ['{"b":{"$binary":{"base64":"AA==","subType":"00"}}}'] }],
  ['a pattern as a value', 'insertDocument', { data: ['{"b":{"$regularExpression":{"pattern":"a","options":""}}}'] }],
  ['a prototype in a document', 'insertDocument', { data: ['{"__proto__":{"polluted":1}}'] }],
  ['a prototype in a path', 'modifyDocument', { data: '{"$set":{"__proto__.polluted":1}}' }],
  ['a prototype in a filter', 'getDocument', { query: '{"__proto__.polluted":1}' }],
  ['an operator as a field name', 'insertDocument', { data: ['{"$gt":""}'] }],
  ['a document too deep', 'insertDocument', { data: [deep(5000)] }],
  ['a filter too deep', 'getDocument', { query: deepFilter(100) }],
  ['an id that is no string', 'insertDocument', { data: ['{"_id":{"a":1}}'] }],
  ['an id that is too long', 'insertDocument', { data: [`{"_id":"${'x'.repeat(600)}"}`] }],
  ['no document', 'insertDocument', { data: [] }],
  ['an unknown query operator', 'getDocument', { query: '{"n":{"$near_by":1}}' }],
  ['code in a filter', 'getDocument', { query: '{"$where":"return true"}' }],
  ['code in an expression', 'getDocument', { query: '{"$expr":{"$function":{"body":"1","args":[],"lang":"js"}}}' }],
  ['a malformed expression', 'getDocument', { query: '{"$expr":{"$nonsense":1}}' }],
  ['a pattern that is none', 'getDocument', { query: '{"n":{"$regex":"("}}' }],
  ['a pattern too long', 'getDocument', { query: `{"n":{"$regex":"${'a'.repeat(40_000)}"}}` }],
  ['$in without a list', 'getDocument', { query: '{"n":{"$in":1}}' }],
  ['a negative limit', 'getDocument', { limit: -1 }],
  ['an offset that is no number', 'getDocument', { offset: '1' }],
  ['an order that is none', 'getDocument', { order: '{"n":"up"}' }],
  ['a mixed projection', 'getDocument', { projection: '{"a":{"$numberInt":"1"},"b":{"$numberInt":"0"}}' }],
  ['an unknown update operator', 'modifyDocument', { data: '{"$explode":{"n":1}}' }],
  ['an update without operators', 'modifyDocument', { data: '{"n":2}' }],
  ['an update of the id', 'modifyDocument', { data: '{"$set":{"_id":"z"}}' }],
  ['an update of one path twice', 'modifyDocument', { data: '{"$set":{"n":2},"$inc":{"n":1}}' }],
  ['a replacement with operators', 'modifyDocument', { data: '{"$set":{"n":2}}', merge: false }],
  ['a flag that is none', 'modifyDocument', { data: '{"$set":{"n":2}}', multi: 'yes' }],
  ['an array position far away', 'modifyDocument', { data: '{"$set":{"l":[]}, "$inc":{"l.9999999":1}}' }],
  ['a DOC query without id', 'modifyDocument', { data: '{"$set":{"n":2}}', queryType: 'DOC' }],
  ['a DOC query by condition', 'removeDocument', { query: '{"_id":{"$gt":""}}', queryType: 'DOC' }],
  ['a query type that is none', 'removeDocument', { queryType: 'ALL' }],
  ['stages that are no list', 'aggregateDocuments', { stages: {} }],
  ['a stage without key', 'aggregateDocuments', { stages: [{ stageValue: '{}' }] }],
  ['a stage that writes', 'aggregateDocuments', { stages: [{ stageKey: '$merge', stageValue: '{"into":"things"}' }] }],
  ['an illegal collection name', 'addCollection', { collectionName: '../x' }],
  ['no collection name', 'getDocument', { collectionName: '' }],
  ['a transaction that is none', 'commitTransaction', { transactionId: 'nope' }],
  ['no transaction', 'commitTransaction', {}],
  ['an unknown action', 'dropEverything', {}],
])('%s', async (_, action, params) => {
  const reply = await ask(action, params)
  expect(reply).toEqual({
    requestId: expect.any(String),
    code: expect.stringMatching(/^[A-Z_]+$/),
    message: expect.any(String),
  })
  expect(reply.code).not.toBe('SYS_ERR')
  await untouched()
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test("the caller's sequence id comes back", async () => {
  expect(await ask('calculateDocument', { seqId: 's1' })).toMatchObject({ seqId: 's1', data: { total: 1 } })
})

test('anything at all is answered', async () => {
  const actions = [
    'getDocument',
    'calculateDocument',
    'aggregateDocuments',
    'commitTransaction',
    'modifyDocument',
    'insertDocument',
  ]
  const text = fc.oneof(fc.string(), fc.json(), fc.jsonValue())
  const operator = fc.constantFrom(
    '$set',
    '$push',
    '$gt',
    '$in',
    '$and',
    '$or',
    '$elemMatch',
    '$regex',
    '$expr',
    '$pull',
    '$date',
    '$slice',
  )
  const shaped = fc
    .dictionary(operator, fc.jsonValue(), { maxKeys: 2 })
    .map(value => JSON.stringify({ n: value, ...value }))
  const any = fc.oneof(text, shaped, fc.array(shaped, { maxLength: 2 }))
  const body = fc.record(
    {
      action: fc.constantFrom(...actions),
      query: any,
      data: any,
      order: any,
      projection: any,
      stages: any,
      limit: fc.jsonValue(),
      offset: fc.jsonValue(),
    },
    { requiredKeys: ['action'] },
  )
  await fc.assert(
    fc.asyncProperty(body, async ({ action, ...params }) => {
      // The collection does not exist, so that valid writes fail too.
      const reply = await ask(action, { ...params, collectionName: 'nowhere' })
      expect(reply.code).not.toBe('SYS_ERR')
      expect(reply.code).toBeDefined()
    }),
    randomRuns({ deep: 2000, byDefault: 500 }),
  )
  for (const body of [null, undefined, 1, 'x', [], { action: 5 }, { action: '__proto__' }, { action: 'constructor' }]) {
    expect((await cloud.protocol.handle(body)).code).toBe('INVALID_ACTION')
  }
  await untouched()
})

test('anything at all as a query of a collection that exists is answered', async () => {
  const value = fc.letrec(tie => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(1, 'a', null, true, '', -1, [], {}, '$n'),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'n',
          'a.b',
          '$gt',
          '$in',
          '$not',
          '$and',
          '$or',
          '$elemMatch',
          '$all',
          '$size',
          '$mod',
          '$near',
          '$geometry',
          '$geoWithin',
          '$regex',
          '$options',
          '$type',
          '$exists',
          '$expr',
          '$eq',
          '$add',
        ),
        tie('node'),
        { maxKeys: 3 },
      ),
    ),
  })).node
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom('n', 'a', '$and', '$or', '$expr', '$nor'), value, { maxKeys: 3 }),
      async query => {
        const reply = await ask('getDocument', { query: JSON.stringify(query) })
        expect([undefined, 'INVALID_PARAM', 'DATABASE_REQUEST_FAILED']).toContain(reply.code)
      },
    ),
    randomRuns({ deep: 3000, byDefault: 750 }),
  )
})
