import { failure, startTestCloud, type TestCloud } from './sdk'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud({
    collections: {
      things: { indexes: [{ name: 'code', keys: [['code', 1]], unique: true }] },
      plain: { indexes: [] },
    },
  })
})
afterAll(() => cloud.close())

test('adds one document and reads it back', async () => {
  const at = new Date('2026-03-01T08:00:00Z')
  const { _id } = await cloud.db.collection('things').add({ data: { code: 'a', n: 1, at, deep: { list: [1, { x: null }] } } })
  const { data } = await cloud.db.collection('things').doc(_id).get()
  expect(data).toEqual({ _id, code: 'a', n: 1, at, deep: { list: [1, { x: null }] } })
})
