/** Queries, projections and updates where this engine once differed from a specification suite of the database. */
import type { Engine } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'
import { tempDir } from '../temp-dir'

let engine: Engine
beforeAll(async () => {
  engine = await openEngine({ dir: tempDir(), schema: { collections: { c: { indexes: [] } } }, now: Date.now })
})
afterAll(() => engine.close())
beforeEach(async () => {
  await engine.remove('c', { filter: {}, multi: true })
  await engine.insert('c', [{ _id: 'a', n: 5, list: [1, 5, 9], parts: [{ k: 1 }], s: 'x' }])
})

type Fields = Record<string, unknown>
const find = async (filter: Fields, projection?: Fields) =>
  (await engine.find('c', { filter, limit: 9, ...(projection && { projection }) })).documents
const update = (filter: Fields, change: Fields) =>
  engine.update('c', { filter, update: change, multi: false, upsert: false })

describe('bits', () => {
  it.each([
    [{ $bitsAllSet: 5 }, true],
    [{ $bitsAllSet: [0, 2] }, true],
    [{ $bitsAllSet: 3 }, false],
    [{ $bitsAnySet: 3 }, true],
    [{ $bitsAllClear: 2 }, true],
    [{ $bitsAllClear: 3 }, false],
    [{ $bitsAnyClear: 7 }, true],
    [{ $bitsAnyClear: 5 }, false],
  ])('%j of 5', async (condition, found) => {
    expect(await find({ n: condition })).toHaveLength(found ? 1 : 0)
  })

  it('the sign is every position from 63 on, and other values than whole numbers have no bits', async () => {
    await engine.insert('c', [
      { _id: 'negative', m: -1 },
      { _id: 'text', m: 'x' },
      { _id: 'part', m: 1.5 },
    ])
    expect((await find({ m: { $bitsAllSet: [200] } })).map(({ _id }) => _id)).toEqual(['negative'])
  })
})

it.each<[string, () => Promise<unknown>, RegExp]>([
  ['a projection of the matched element', () => find({ list: 5 }, { 'list.$': 1 }), /not offered by the local cloud/],
  ['a projection with an empty part', () => find({}, { '.n': 1 }), /empty parts/],
  ['operators in $in', () => find({ s: { $in: [{ $regex: 'x' }] } }), /cannot nest \$ under \$in/],
  ['a mask that is no number', () => find({ n: { $bitsAllSet: 'x' } }), /bit positions/],
  ['a title that is no text', () => find({ $jsonSchema: { title: 1 } }), /'title' must be a string/],
  ['an empty list of dependencies', () => find({ $jsonSchema: { dependencies: { a: [] } } }), /non-empty array/],
  ['additional items of a number', () => find({ $jsonSchema: { additionalItems: 1 } }), /./],
  ['more clauses than $each', () => update({}, { $addToSet: { list: { $each: [1], $slice: 1 } } }), /after \$each/],
  ['an empty order of $push', () => update({}, { $push: { list: { $each: [], $sort: {} } } }), /pattern is empty/],
  ['$bit without an operation', () => update({}, { $bit: { n: {} } }), /\$bit needs/],
  ['a name with a null byte', () => update({}, { $set: { 'a\0b': 1 } }), /null bytes/],
  ['a stored name with a null byte', () => engine.insert('c', [{ _id: 'z', 'a\0b': 1 }]), /null bytes/],
  ['a path with a null byte', () => engine.aggregate('c', [{ $project: { x: '$a\0b' } }]), /null bytes/],
  ['a facet with the name of a variable', () => engine.aggregate('c', [{ $facet: { $$ROOT: [] } }]), /start with/],
])('%s is refused', async (_what, run, message) => {
  await expect(run()).rejects.toMatchObject({ message: expect.stringMatching(message) })
  expect(await find({ _id: 'a' })).toEqual([{ _id: 'a', n: 5, list: [1, 5, 9], parts: [{ k: 1 }], s: 'x' }])
})

it.each([
  ['of another field', { _id: 'a' }],
  ['that excludes elements', { list: { $ne: 7 } }],
])('a filter %s finds no element for $', async (_what, filter) => {
  await expect(update(filter, { $set: { 'list.$': 0 } })).rejects.toMatchObject({
    code: 'WRITE_FAILED',
    message: expect.stringContaining('did not find the match'),
  })
})

it('a filter of elements finds the first that matches', async () => {
  await update({ list: { $gt: 4 } }, { $set: { 'list.$': 0 } })
  expect((await find({}))[0]?.list).toEqual([1, 0, 9])
})

it.each([
  ['from', { 'parts.0.k': 'moved' }],
  ['into', { n: 'parts.0.k' }],
])('$rename does not reach %s an array', async (_way, $rename) => {
  await expect(update({}, { $rename })).rejects.toMatchObject({ code: 'WRITE_FAILED' })
})

it('a facet may have no stages', async () => {
  expect((await engine.aggregate('c', [{ $project: { n: 1 } }, { $facet: { all: [] } }])).documents).toEqual([
    { all: [{ _id: 'a', n: 5 }] },
  ])
})

it('$slice takes the whole part of a number', async () => {
  expect(await find({}, { list: { $slice: 1.9 } })).toMatchObject([{ list: [1] }])
})
