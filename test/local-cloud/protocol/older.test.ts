/** Requests as SDKs before wx-server-sdk 2.2 send them, and the replies that they read. */
import { startTestCloud, type TestCloud } from './sdk'

let cloud: TestCloud
const at = Date.UTC(2026, 2, 1)

beforeAll(async () => {
  cloud = await startTestCloud({ collections: { things: { indexes: [] } } })
  cloud.setNow(at)
})
afterAll(() => cloud.close())
beforeEach(async () => {
  await cloud.engine.remove('things', { filter: {}, multi: true })
  await cloud.engine.insert('things', [
    { _id: 'a', n: 1, at: new Date(5) },
    { _id: 'b', n: 2, at: new Date(9) },
  ])
})

async function ask(action: string, params: object = {}): Promise<Record<string, unknown>> {
  const { requestId, ...reply } = await cloud.protocol.handle({
    action: `database.${action}`,
    collectionName: 'things',
    ...params,
  })
  expect(typeof requestId).toBe('string')
  return reply
}
const stored = async (id: string) => (await cloud.engine.find('things', { filter: { _id: id }, limit: 1 })).documents[0]

test('queryDocument: filters and dates are plain JSON', async () => {
  const query = { at: { $gte: { $date: 6 } }, n: { $gt: 1 } }
  const reply = await ask('queryDocument', {
    query,
    queryType: 'WHERE',
    order: [{ field: 'n', direction: 'desc' }],
    limit: 5,
    projection: { at: 1 },
  })
  expect(reply).toEqual({ data: { list: [{ _id: 'b', at: { $date: 9 } }] } })
  expect(await ask('queryDocument', { query: { _id: { $regex: '^A', $options: 'i' } } })).toMatchObject({
    data: { list: [{ _id: 'a' }] },
  })
})

test('countDocument', async () =>
  expect(await ask('countDocument', { query: { n: 2 } })).toEqual({ data: { total: 1 } }))

test('addDocument: with dates, with and without an id', async () => {
  const data = { at: { $date: 7 }, made: { $date: { offset: 1000 } }, list: [{ $date: 8 }] }
  expect(await ask('addDocument', { _id: 'c', data })).toEqual({ data: { _id: 'c' } })
  expect(await stored('c')).toEqual({ _id: 'c', at: new Date(7), made: new Date(at + 1000), list: [new Date(8)] })
  expect(await ask('addDocument', { data: { n: 1 } })).toMatchObject({
    data: { _id: expect.stringMatching(/^[0-9a-f]{32}$/) },
  })
})

test('updateDocument: with operators, or a whole document that may be made', async () => {
  const byId = { queryType: 'DOC', multi: false }
  expect(
    await ask('updateDocument', { ...byId, query: { _id: 'a' }, data: { $inc: { n: 4 } }, merge: true }),
  ).toMatchObject({ data: { updated: 1 } })
  expect((await stored('a'))?.n).toBe(5)
  expect(
    await ask('updateDocument', {
      ...byId,
      query: { _id: 'new' },
      data: { k: { $date: 1 } },
      merge: false,
      upsert: true,
    }),
  ).toEqual({
    data: { updated: 0, upsert_id: 'new', upserted_id: 'new' },
  })
  expect(await stored('new')).toEqual({ _id: 'new', k: new Date(1) })
})

test('deleteDocument', async () => {
  expect(await ask('deleteDocument', { query: { n: { $gte: 1 } }, multi: true })).toEqual({ data: { deleted: 2 } })
  expect(await ask('deleteDocument', { query: '{"n":1}' })).toEqual({ data: { deleted: 0 } })
})

test('aggregate: the list is one text', async () => {
  const stages = [{ stageKey: '$group', stageValue: '{"_id":null,"n":{"$sum":"$n"}}' }]
  expect(await ask('aggregate', { stages })).toEqual({
    data: { list: '["{\\"_id\\":null,\\"n\\":{\\"$numberInt\\":\\"3\\"}}"]' },
  })
})

test('single documents in a transaction', async () => {
  const { transactionId } = await ask('startTransaction')
  const of = (id: string) => ({ transactionId, query: { _id: { $eq: id } } })
  expect(await ask('getInTransaction', of('none'))).toEqual({ data: 'null' })
  expect(await ask('getInTransaction', of('a'))).toEqual({ data: expect.stringContaining('"_id":"a"') })
  expect(
    await ask('insertDocInTransaction', { transactionId, _id: 't', data: '{"n":{"$numberInt":"1"}}' }),
  ).toMatchObject({ inserted: '1', ok: '1' })
  expect(await ask('updateDocInTransaction', { ...of('a'), data: '{"$set":{"n":{"$numberInt":"9"}}}' })).toEqual({
    updated: '1',
  })
  expect(await ask('updateDocInTransaction', { ...of('u'), data: '{"k":1}', upsert: true })).toEqual({
    updated: '0',
    upserted: '[{"_id":"u"}]',
  })
  expect(await ask('deleteDocInTransaction', of('b'))).toEqual({ deleted: '1' })
  expect(await stored('a')).toMatchObject({ n: 1 })
  expect(await ask('commitTransaction', { transactionId })).toMatchObject({ data: {} })
  expect([(await stored('a'))?.n, (await stored('t'))?.n, await stored('u'), await stored('b')]).toEqual([
    9,
    1,
    { _id: 'u', k: 1 },
    undefined,
  ])
})

test('a document that has an undefined id in a transaction, which these SDKs send as null, gets one', async () => {
  const { transactionId } = await ask('startTransaction')
  const { id } = await ask('insertDocInTransaction', { transactionId, data: '{"_id":null,"n":null}' })
  expect(await ask('commitTransaction', { transactionId })).toMatchObject({ data: {} })
  expect(await stored(String(id))).toEqual({ _id: expect.stringMatching(/^[0-9a-f]{32}$/), n: null })
})

test.each([
  ['addDocument', { data: 'no JSON' }],
  ['addDocument', { data: 5 }],
  ['updateDocument', { query: { _id: 'a' }, queryType: 'DOC', data: 'no JSON' }],
  ['queryDocument', { query: 5 }],
  ['aggregate', {}],
  ['updateDocInTransaction', { query: 5, data: '{}' }],
  ['getInTransaction', { query: { _id: 'a' } }],
])('%s with %j is refused', async (action, params) => {
  expect(await ask(action, params)).toMatchObject({ code: 'INVALID_PARAM' })
})

test('updateAndReturn of a document that does not change counts it as updated', async () => {
  const ask = (data: string, query: string) =>
    cloud.protocol.handle({
      action: 'database.modifyAndReturnDoc',
      collectionName: 'things',
      queryType: 'WHERE',
      query,
      data,
    })
  expect(await ask('{"$set":{"n":1}}', '{"_id":"a"}')).toMatchObject({
    data: { updated: 1, doc: expect.stringContaining('"a"') },
  })
  expect(await ask('{"$set":{"n":1}}', '{"_id":"none"}')).toMatchObject({ data: { updated: 0, doc: null } })
})
