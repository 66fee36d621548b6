/** Every update command through the real SDK. */
import { type Collection, type Database, failure, startTestCloud, type TestCloud } from './sdk'

let cloud: TestCloud
let db: Database
let things: Collection

beforeAll(async () => {
  cloud = await startTestCloud({ collections: { things: { indexes: [] } } })
  db = cloud.db
  things = db.collection('things')
})
afterAll(() => cloud.close())

/** The document after an update, without its id. */
async function changed(
  before: Record<string, unknown>,
  data: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  await things.doc('x').set({ data: before })
  await things.doc('x').update({ data })
  const { _id, ...rest } = (await things.doc('x').get()).data
  return rest
}

async function refused(before: Record<string, unknown>, data: Record<string, unknown>): Promise<string> {
  await things.doc('x').set({ data: before })
  const error = await failure(things.doc('x').update({ data }))
  const { _id, ...rest } = (await things.doc('x').get()).data
  expect(rest).toEqual(before)
  return error.message
}

describe('fields', () => {
  test('set replaces an object whole, a plain object is merged', async () => {
    const { command: _ } = db
    expect(await changed({ o: { a: 1, b: 2 } }, { o: _.set({ c: 3 }) })).toEqual({ o: { c: 3 } })
    expect(await changed({ o: { a: 1, b: 2 } }, { o: { c: 3 } })).toEqual({ o: { a: 1, b: 2, c: 3 } })
    expect(await changed({ a: 1 }, { 'deep.er': 2 })).toEqual({ a: 1, deep: { er: 2 } })
  })
  test('inc and mul', async () => {
    const { command: _ } = db
    expect(await changed({ n: 5 }, { n: _.inc(-2), m: _.inc(1) })).toEqual({ n: 3, m: 1 })
    expect(await changed({ n: 5 }, { n: _.mul(3), m: _.mul(3) })).toEqual({ n: 15, m: 0 })
    expect(await refused({ n: 'five' }, { n: _.inc(1) })).toContain('non-numeric')
  })
  test('min and max', async () => {
    const { command: _ } = db
    expect(await changed({ a: 5, b: 5 }, { a: _.min(3), b: _.min(8), c: _.min(1) })).toEqual({ a: 3, b: 5, c: 1 })
    expect(await changed({ a: 5, b: 5 }, { a: _.max(3), b: _.max(8), c: _.max(1) })).toEqual({ a: 5, b: 8, c: 1 })
  })
  test('remove and rename', async () => {
    const { command: _ } = db
    expect(await changed({ a: 1, o: { b: 2, c: 3 } }, { a: _.remove(), o: { b: _.remove() } })).toEqual({ o: { c: 3 } })
    expect(await changed({ a: 1, b: 2 }, { a: _.rename('z') })).toEqual({ b: 2, z: 1 })
  })
  test('bit', async () => expect(await changed({ n: 12 }, { n: db.command.bit({ and: 10 }) })).toEqual({ n: 8 }))
  test('a path through a value that is no object is refused', async () => {
    expect(await refused({ a: null }, { 'a.b': 1 })).toContain("Cannot create field 'b' in element {a: null}")
  })
})

describe('arrays', () => {
  const { push, sorted } = { push: { list: [3, 1] }, sorted: [{ n: 3 }, { n: 1 }] }
  test('push one, many, at a position, sorted, sliced', async () => {
    const { command: _ } = db
    expect(await changed(push, { list: _.push(2) })).toEqual({ list: [3, 1, 2] })
    expect(await changed(push, { list: _.push([2, 4]) })).toEqual({ list: [3, 1, 2, 4] })
    expect(await changed({ n: 1 }, { list: _.push({ each: [9, 8], slice: 1 }) })).toEqual({ n: 1, list: [9] })
    expect(await changed(push, { list: _.push({ each: [7, 8], position: 1 }) })).toEqual({ list: [3, 7, 8, 1] })
    expect(await changed(push, { list: _.push({ each: [2], sort: 1, slice: 2 }) })).toEqual({ list: [1, 2] })
    expect(await changed(push, { list: _.push({ each: [2], sort: -1, slice: -2 }) })).toEqual({ list: [2, 1] })
    expect(await changed({ l: sorted }, { l: _.push({ each: [{ n: 2 }], sort: { n: 1 } }) })).toEqual({
      l: [{ n: 1 }, { n: 2 }, { n: 3 }],
    })
    expect(await refused({ list: 1 }, { list: _.push(2) })).toContain('must be an array')
  })
  test('pop, shift and unshift', async () => {
    const { command: _ } = db
    expect(await changed(push, { list: _.pop() })).toEqual({ list: [3] })
    expect(await changed(push, { list: _.shift() })).toEqual({ list: [1] })
    expect(await changed(push, { list: _.unshift([8, 9]) })).toEqual({ list: [8, 9, 3, 1] })
  })
  test('pull by value, by condition, by fields, and pullAll', async () => {
    const { command: _ } = db
    expect(await changed({ list: [1, 2, 1] }, { list: _.pull(1) })).toEqual({ list: [2] })
    expect(await changed({ list: [1, 2, 3] }, { list: _.pull(_.gte(2)) })).toEqual({ list: [1] })
    expect(
      await changed(
        {
          list: [
            { k: 1, v: 1 },
            { k: 2, v: 9 },
          ],
        },
        { list: _.pull({ k: 2, v: _.gt(5) }) },
      ),
    ).toEqual({
      list: [{ k: 1, v: 1 }],
    })
    expect(await changed({ list: [1, 2, 3, 1] }, { list: _.pullAll([1, 3]) })).toEqual({ list: [2] })
  })
  test('addToSet', async () => {
    const { command: _ } = db
    expect(await changed({ list: [1] }, { list: _.addToSet(1) })).toEqual({ list: [1] })
    expect(await changed({ list: [{ a: 1 }] }, { list: _.addToSet({ a: 2 }) })).toEqual({ list: [{ a: 1 }, { a: 2 }] })
    expect(await changed({ list: [1] }, { list: _.addToSet({ $each: [1, 2, 3] }) })).toEqual({ list: [1, 2, 3] })
  })
  test('by position, and by the element that matched', async () => {
    const { command: _ } = db
    expect(await changed({ l: [{ n: 1 }, { n: 2 }] }, { 'l.1.n': 5 })).toEqual({ l: [{ n: 1 }, { n: 5 }] })
    await things.doc('y').set({
      data: {
        l: [
          { k: 'a', n: 1 },
          { k: 'b', n: 1 },
        ],
      },
    })
    await things.where({ _id: 'y', 'l.k': 'b' }).update({ data: { 'l.$.n': _.inc(5) } })
    expect((await things.doc('y').get()).data.l).toEqual([
      { k: 'a', n: 1 },
      { k: 'b', n: 6 },
    ])
  })
})

describe('the order of the fields', () => {
  const orderOf = async (id: string) => Object.keys((await things.doc(id).get()).data)

  test('the id stands first, wherever the document has it', async () => {
    await things.add({ data: { z: 1, _id: 'late' } })
    expect(await orderOf('late')).toEqual(['_id', 'z'])
    await things.doc('late').set({ data: { y: 1, x: 2 } })
    expect(await orderOf('late')).toEqual(['_id', 'y', 'x'])
    await things.doc('made').set({ data: { y: 1, x: 2 } })
    expect(await orderOf('made')).toEqual(['_id', 'y', 'x'])
    const filter = { b: 1 }
    await cloud.engine.update('things', { filter, update: { $set: { a: 1 } }, multi: false, upsert: true })
    const { documents } = await cloud.engine.find('things', { filter, limit: 1 })
    expect(Object.keys(documents[0] ?? {})).toEqual(['_id', 'b', 'a'])
  })

  test('fields that are new are added by name, at every level, and those that exist stay in their places', async () => {
    const { command: _ } = db
    expect(JSON.stringify(await changed({ m: 1 }, { z: 1, b: _.inc(2), m: 3, 'c.y': 1, 'c.a': 2 }))).toBe(
      '{"m":3,"b":2,"c":{"a":2,"y":1},"z":1}',
    )
    expect(await changed({ a: [] }, { 'a.10': 'x', 'a.2': 'y' })).toMatchObject({ a: { 2: 'y', 10: 'x', length: 11 } })
  })
})

test.each([
  [5, { or: 2 ** 40 }, 2 ** 40 + 5],
  [2 ** 40 + 6, { and: 2 ** 40 + 3 }, 2 ** 40 + 2],
  [-1, { and: 2 ** 33 }, 2 ** 33],
  [0, { xor: 6 }, 6],
])('bits of %d with %j: %d, also beyond 32 bits', async (before, mask, after) => {
  const update = { $bit: { n: mask } }
  await things.doc('x').set({ data: { n: before } })
  await cloud.engine.update('things', { filter: { _id: 'x' }, update, multi: false, upsert: false })
  expect((await things.doc('x').get()).data.n).toBe(after)
})

test.each([
  [5.5, { or: 1 }, "Cannot apply $bit to a value of non-integral type at 'n'"],
  [5, { or: 1.5 }, 'The $bit modifier field must be a whole number'],
])('bits of %d with %j are refused', async (before, mask, why) => {
  await things.doc('x').set({ data: { n: before } })
  const update = { $bit: { n: mask } }
  const asked = cloud.engine.update('things', { filter: { _id: 'x' }, update, multi: false, upsert: false })
  await expect(asked).rejects.toThrow(why)
})

test('a replacement keeps the id, and one with another id is refused', async () => {
  const replace = (update: Record<string, unknown>) =>
    cloud.engine.update('things', { filter: { _id: 'kept' }, update, multi: false, upsert: false })
  await things.doc('kept').set({ data: { n: 1 } })
  await replace({ _id: 'kept', n: 2 })
  await expect(replace({ _id: 'other', n: 3 })).rejects.toThrow(
    "the (immutable) field '_id' was found to have been altered",
  )
  expect((await things.doc('kept').get()).data).toEqual({ _id: 'kept', n: 2 })
})

test('all changes of one update are made together or not at all', async () => {
  expect(await refused({ a: 1, b: 'x' }, { a: db.command.inc(1), b: db.command.inc(1) })).toContain('non-numeric')
})
