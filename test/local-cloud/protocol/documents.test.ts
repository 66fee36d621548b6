/** Single documents and sets of them through the real SDK: shapes of answers, stats, errors. */
import { type Collection, failure, startTestCloud, type TestCloud } from './sdk'

let cloud: TestCloud
let things: Collection

beforeAll(async () => {
  cloud = await startTestCloud({
    collections: {
      things: { indexes: [{ name: 'code', keys: [['code', 1]], unique: true }] },
      notes: { indexes: [] },
    },
  })
  things = cloud.db.collection('things')
})
afterAll(() => cloud.close())
beforeEach(async () => {
  await things.where({}).remove()
  await cloud.db.collection('notes').where({}).remove()
})

const at = new Date('2026-03-01T08:00:00Z')

describe('add', () => {
  test('stores every kind of value and reads it back', async () => {
    const data = { code: 'a', n: 1.5, big: 1772352000000, at, yes: true, none: null, deep: { list: [1, { x: 'é😀' }] } }
    const { _id } = await things.add({ data })
    expect(_id).toMatch(/^[0-9a-f]{32}$/)
    expect((await things.doc(_id).get()).data).toEqual({ _id, ...data })
  })

  test('keeps an id that was given', async () => {
    expect((await things.add({ data: { _id: 'mine', code: 'a' } }))._id).toBe('mine')
  })

  test('adds many at once and answers their ids', async () => {
    const { _ids } = await things.add({ data: [{ code: 'a' }, { _id: 'b', code: 'b' }] })
    expect(_ids).toEqual([expect.any(String), 'b'])
    expect((await things.count()).total).toBe(2)
  })

  test('refuses an id that is taken, telling E11000', async () => {
    await things.add({ data: { _id: 'x', code: 'a' } })
    const error = await failure(things.add({ data: { _id: 'x', code: 'b' } }))
    expect(error.errCode).toBe(-502001)
    expect(error.message).toContain('E11000 duplicate key error collection: things index: _id_')
  })

  test('refuses a value that a unique index holds', async () => {
    await things.add({ data: { code: 'a' } })
    const error = await failure(things.add({ data: { code: 'a' } }))
    expect(error.errCode).toBe(-502001)
    expect(error.message).toContain('E11000 duplicate key error collection: things index: code')
  })

  test('writes none of many when one is refused', async () => {
    await failure(things.add({ data: [{ code: 'a' }, { code: 'b' }, { code: 'a' }] }))
    expect((await things.count()).total).toBe(0)
  })

  test('takes more than a thousand documents, and gives them back in their order', async () => {
    const { _ids } = await things.add({ data: Array.from({ length: 1500 }, (_, i) => ({ code: `c${i}`, i })) })
    expect(_ids).toHaveLength(1500)
    const { data } = await things.skip(1000).limit(1000).get()
    expect(data.map(({ i }) => i)).toEqual(Array.from({ length: 500 }, (_, i) => 1000 + i))
  })

  test('takes numbers for ids', async () => {
    const id = Date.now()
    expect((await things.add({ data: { _id: id, code: 'number' } }))._id).toBe(id)
    expect((await things.doc(id).get()).data).toEqual({ _id: id, code: 'number' })
    expect((await things.doc(id).update({ data: { n: 1 } })).stats.updated).toBe(1)
    expect((await things.doc(-0.5).set({ data: { code: 'made' } })).stats).toEqual({ updated: 0, created: 1 })
    expect((await things.doc(id).remove()).stats.removed).toBe(1)
  })

  test('keeps field names with dots and empty ones, and refuses those with a dollar', async () => {
    await things.add({ data: { _id: 'd', code: 'd', 'key.': 1, 'a.b': 2, '': 3, deep: { 'x.y': [4] } } })
    expect((await things.doc('d').get()).data).toEqual({
      _id: 'd',
      code: 'd',
      'key.': 1,
      'a.b': 2,
      '': 3,
      deep: { 'x.y': [4] },
    })
    // A path leads through objects, not to a name with a dot.
    expect((await things.where({ 'a.b': 2 }).count()).total).toBe(0)
    for (const data of [{ $_key: 1 }, { deep: { list: [{ $x: 1 }] } }]) {
      const error = await failure(things.add({ data }))
      expect(error.errCode).toBe(-502001)
      expect(error.message).toContain('dollar ($) prefixed field')
    }
  })

  test('refuses a collection that does not exist', async () => {
    const error = await failure(cloud.db.collection('nowhere').add({ data: { a: 1 } }))
    expect(error.errCode).toBe(-502005)
  })
})

describe('doc', () => {
  test('tells that a document does not exist', async () => {
    const error = await failure(things.doc('none').get())
    expect(error.message).toContain('document with _id none does not exist')
  })

  test('set creates, then replaces', async () => {
    expect((await things.doc('s').set({ data: { code: 's', old: 1 } })).stats).toEqual({ updated: 0, created: 1 })
    expect((await things.doc('s').set({ data: { code: 't' } })).stats).toEqual({ updated: 1, created: 0 })
    expect((await things.doc('s').get()).data).toEqual({ _id: 's', code: 't' })
  })

  test('update merges and says whether something changed', async () => {
    await things.add({ data: { _id: 'u', code: 'u', deep: { a: 1, b: 2 } } })
    expect((await things.doc('u').update({ data: { deep: { a: 9 } } })).stats.updated).toBe(1)
    expect((await things.doc('u').update({ data: { deep: { a: 9 } } })).stats.updated).toBe(0)
    expect((await things.doc('none').update({ data: { a: 1 } })).stats.updated).toBe(0)
    expect((await things.doc('u').get()).data.deep).toEqual({ a: 9, b: 2 })
  })

  test('remove says whether something was there', async () => {
    await things.add({ data: { _id: 'r', code: 'r' } })
    expect((await things.doc('r').remove()).stats.removed).toBe(1)
    expect((await things.doc('r').remove()).stats.removed).toBe(0)
  })

  test('update refuses a value that a unique index holds and changes nothing', async () => {
    await things.add({
      data: [
        { _id: 'a', code: 'a' },
        { _id: 'b', code: 'b' },
      ],
    })
    expect((await failure(things.doc('b').update({ data: { code: 'a', n: 1 } }))).message).toContain('E11000')
    expect((await things.doc('b').get()).data).toEqual({ _id: 'b', code: 'b' })
  })
})

describe('where', () => {
  beforeEach(() =>
    things.add({
      data: Array.from({ length: 150 }, (_, i) => ({ _id: `d${i}`, code: `c${i}`, n: i, even: i % 2 === 0 })),
    }),
  )

  test('answers 100 documents unless told otherwise, 1000 at most', async () => {
    expect((await things.get()).data).toHaveLength(100)
    expect((await things.limit(120).get()).data).toHaveLength(120)
    await things.add({ data: Array.from({ length: 900 }, (_, i) => ({ code: `m${i}` })) })
    expect((await things.limit(5000).get()).data).toHaveLength(1000)
  })

  test('orders, skips and limits', async () => {
    const { data } = await things.where({ even: true }).orderBy('n', 'desc').skip(2).limit(3).get()
    expect(data.map(({ n }) => n)).toEqual([144, 142, 140])
  })

  test('orders by several fields', async () => {
    const { data } = await things.orderBy('even', 'asc').orderBy('n', 'desc').limit(2).get()
    expect(data.map(({ n }) => n)).toEqual([149, 147])
  })

  test('chooses fields', async () => {
    const { data } = await things.where({ n: 3 }).field({ n: true }).get()
    expect(data).toEqual([{ _id: 'd3', n: 3 }])
    const without = await things.where({ n: 3 }).field({ code: false, _id: false }).get()
    expect(without.data).toEqual([{ n: 3, even: false }])
  })

  test('counts', async () => {
    expect((await things.where({ even: true }).count()).total).toBe(75)
    expect((await things.count()).total).toBe(150)
  })

  test('updates many, or one', async () => {
    expect((await things.where({ even: true }).update({ data: { mark: 1 } })).stats.updated).toBe(75)
    expect((await things.where({ even: false }).update({ data: { mark: 1 }, multi: false })).stats.updated).toBe(1)
  })

  test('removes many, or one', async () => {
    expect((await things.where({ even: true }).remove()).stats.removed).toBe(75)
    expect((await things.where({ even: false }).remove({ multi: false })).stats.removed).toBe(1)
    expect((await things.count()).total).toBe(74)
  })

  test('a guarded update lets as many through as there are places', async () => {
    const { command: _ } = cloud.db
    await things.add({ data: { _id: 'session', code: 's', seatsLeft: 10 } })
    const claim = () => things.where({ _id: 'session', seatsLeft: _.gte(1) }).update({ data: { seatsLeft: _.inc(-1) } })
    const answers = await Promise.all(Array.from({ length: 50 }, claim))
    expect(answers.filter(({ stats }) => stats.updated === 1)).toHaveLength(10)
    expect((await things.doc('session').get()).data.seatsLeft).toBe(0)
  })

  test('an unguarded read and write lets too many through', async () => {
    await things.add({ data: { _id: 'session', code: 's', seatsLeft: 10 } })
    const claim = async () => {
      const { data } = await things.doc('session').get()
      if (Number(data.seatsLeft) < 1) return false
      await things.doc('session').update({ data: { seatsLeft: Number(data.seatsLeft) - 1 } })
      return true
    }
    const answers = await Promise.all(Array.from({ length: 50 }, claim))
    expect(answers.filter(Boolean).length).toBeGreaterThan(10)
  })
})

describe('server dates', () => {
  test('are made when the call arrives, with their offset', async () => {
    cloud.setNow(at.getTime())
    const data = {
      _id: 'd',
      made: cloud.db.serverDate(),
      due: cloud.db.serverDate({ offset: 3_600_000 }),
      in: [cloud.db.serverDate()],
    }
    await cloud.db.collection('notes').add({ data })
    await cloud.db
      .collection('notes')
      .doc('d')
      .update({ data: { seen: cloud.db.serverDate({ offset: -1000 }) } })
    expect((await cloud.db.collection('notes').doc('d').get()).data).toEqual({
      _id: 'd',
      made: at,
      due: new Date(at.getTime() + 3_600_000),
      in: [at],
      seen: new Date(at.getTime() - 1000),
    })
  })
})

describe('collections', () => {
  test('can be made, once', async () => {
    await cloud.db.createCollection('extra')
    await cloud.db.collection('extra').add({ data: { _id: '1' } })
    expect((await failure(cloud.db.createCollection('extra'))).message).toContain('Table exist')
  })
})

test('every call is reported with its outcome and its work', async () => {
  await things.add({ data: { _id: 'r', code: 'r' } })
  cloud.calls.length = 0
  await things.where({ code: 'r' }).get()
  await failure(cloud.db.collection('nowhere').count())
  expect(cloud.calls).toEqual([
    { action: 'database.getDocument', collection: 'things', examined: { keys: 1, documents: 1 } },
    { action: 'database.calculateDocument', collection: 'nowhere', code: 'DATABASE_COLLECTION_NOT_EXIST' },
  ])
})
