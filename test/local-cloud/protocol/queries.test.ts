/** Every query command through the real SDK. */
import { type Collection, type Database, failure, startTestCloud, type TestCloud } from './sdk'

let cloud: TestCloud
let db: Database
let things: Collection

const day = (n: number) => new Date(Date.UTC(2026, 2, n))

beforeAll(async () => {
  cloud = await startTestCloud({
    collections: {
      things: { indexes: [{ name: 'n', keys: [['n', 1]] }] },
      places: { indexes: [{ name: 'at', keys: [['at', '2dsphere']] }] },
      unindexed: { indexes: [] },
    },
  })
  db = cloud.db
  things = db.collection('things')
  await things.add({
    data: [
      {
        _id: 'a',
        n: 1,
        name: 'Anna',
        tags: ['x', 'y'],
        day: day(1),
        who: { age: 5, town: 'Yuxi' },
        marks: [
          { k: 'p', v: 3 },
          { k: 'q', v: 9 },
        ],
      },
      {
        _id: 'b',
        n: 2,
        name: 'bert',
        tags: ['y'],
        day: day(2),
        who: { age: 8 },
        marks: [
          { k: 'p', v: 9 },
          { k: 'q', v: 3 },
        ],
      },
      { _id: 'c', n: 3, name: 'Carl', tags: [], day: day(3), who: null, marks: [] },
      { _id: 'd', n: '3', name: '三', tags: ['z', 'x', 'y'], nums: [1, 20], day: null },
      { _id: 'e', nums: [7, 8], name: 'line one\nline two' },
    ],
  })
})
afterAll(() => cloud.close())

async function ids(condition: Record<string, unknown>, collection = things): Promise<unknown[]> {
  return (await collection.where(condition).orderBy('_id', 'asc').get()).data.map(({ _id }) => _id)
}

describe('comparison', () => {
  test('eq and plain values', async () => {
    expect(await ids({ n: 3 })).toEqual(['c'])
    expect(await ids({ n: db.command.eq('3') })).toEqual(['d'])
    expect(await ids({ day: day(2) })).toEqual(['b'])
    expect(await ids({ tags: db.command.eq(['y']) })).toEqual(['b'])
    expect(await ids({ tags: 'y' })).toEqual(['a', 'b', 'd'])
    expect(await ids({ who: { town: 'Yuxi' } })).toEqual(['a'])
  })
  test('eq null finds null and missing', async () => {
    expect(await ids({ day: db.command.eq(null) })).toEqual(['d', 'e'])
    expect(await ids({ n: null })).toEqual(['e'])
  })
  test('neq', async () => {
    expect(await ids({ n: db.command.neq(2) })).toEqual(['a', 'c', 'd', 'e'])
    expect(await ids({ tags: db.command.neq('y') })).toEqual(['c', 'e'])
  })
  test('gt, gte, lt and lte keep to one kind of value', async () => {
    const { command: _ } = db
    expect(await ids({ n: _.gt(1) })).toEqual(['b', 'c'])
    expect(await ids({ n: _.gte(2) })).toEqual(['b', 'c'])
    expect(await ids({ n: _.lt(3) })).toEqual(['a', 'b'])
    expect(await ids({ n: _.lte('3') })).toEqual(['d'])
    expect(await ids({ day: _.gt(day(1)).lt(day(3)) })).toEqual(['b'])
    expect(await ids({ day: _.gt(day(1)).and(_.lte(day(3))) })).toEqual(['b', 'c'])
  })
  test('a range over an array may be met by two elements', async () => {
    expect(await ids({ nums: db.command.gt(5).lt(10) })).toEqual(['d', 'e'])
  })
  test('in and nin', async () => {
    expect(await ids({ n: db.command.in([1, '3', 99]) })).toEqual(['a', 'd'])
    expect(await ids({ n: db.command.in([]) })).toEqual([])
    expect(await ids({ n: db.command.in([null]) })).toEqual(['e'])
    expect(await ids({ n: db.command.nin([1, 2]) })).toEqual(['c', 'd', 'e'])
    expect(await ids({ _id: db.command.in(['a', 'e', 'none']) })).toEqual(['a', 'e'])
  })
})

describe('logic', () => {
  test('and, or, nor and not', async () => {
    const { command: _ } = db
    expect(await ids(_.and([{ n: _.gte(1) }, { tags: 'x' }]) as never)).toEqual(['a'])
    expect(await ids(_.or([{ n: 1 }, { name: 'Carl' }]) as never)).toEqual(['a', 'c'])
    expect(await ids({ n: _.or(_.eq(1), _.gt(2)) })).toEqual(['a', 'c'])
    expect(await ids(_.nor([{ n: _.gte(1) }, { n: '3' }]) as never)).toEqual(['e'])
    expect(await ids({ n: _.not(_.gte(2)) })).toEqual(['a', 'd', 'e'])
  })
})

describe('elements', () => {
  test('exists', async () => {
    expect(await ids({ nums: db.command.exists(true) })).toEqual(['d', 'e'])
    expect(await ids({ day: db.command.exists(false) })).toEqual(['e'])
  })
  test('mod', async () => expect(await ids({ n: db.command.mod(2, 1) })).toEqual(['a', 'c']))
})

describe('arrays', () => {
  test('all', async () => expect(await ids({ tags: db.command.all(['x', 'y']) })).toEqual(['a', 'd']))
  test('size', async () => {
    expect(await ids({ tags: db.command.size(1) })).toEqual(['b'])
    expect(await ids({ tags: db.command.size(0) })).toEqual(['c'])
  })
  test('elemMatch holds all conditions to one element', async () => {
    const { command: _ } = db
    expect(await ids({ marks: _.elemMatch({ k: 'p', v: _.gt(5) }) })).toEqual(['b'])
    expect(await ids({ 'marks.k': 'p', 'marks.v': _.gt(5) })).toEqual(['a', 'b'])
    expect(await ids({ nums: _.elemMatch({ $gt: 5, $lt: 8 }) })).toEqual(['e'])
  })
  test('a position in a path', async () => expect(await ids({ 'marks.0.v': 9 })).toEqual(['b']))
})

describe('patterns', () => {
  test('as JavaScript and as db.RegExp', async () => {
    expect(await ids({ name: /^[a-b]/i })).toEqual(['a', 'b'])
    expect(await ids({ name: db.RegExp({ regexp: '^line', options: 'm' }) })).toEqual(['e'])
    expect(await ids({ name: db.RegExp({ regexp: 'one.line', options: 's' }) })).toEqual(['e'])
    expect(await ids({ name: /三/ })).toEqual(['d'])
    expect(await ids({ tags: /z/ })).toEqual(['d'])
  })
  test('options x and (?i)', async () => {
    expect(await ids({ name: db.RegExp({ regexp: '^ a n', options: 'xi' }) })).toEqual(['a'])
    expect(await ids({ name: { $regex: '(?i)^BERT$' } })).toEqual(['b'])
  })
  test('a pattern that runs away is stopped with an error', async () => {
    await db.collection('unindexed').add({ data: { text: `${'a'.repeat(400)}!` } })
    const error = await failure(
      db
        .collection('unindexed')
        .where({ text: /^(a+)+$/ })
        .get(),
    )
    expect(error.errCode).toBe(-502001)
    expect(error.message).toContain('takes too long')
  })
})

describe('schemas', () => {
  test('jsonSchema', async () => {
    const { command: _ } = db
    expect(await ids(_.jsonSchema({ required: ['marks', 'n'] }) as never)).toEqual(['a', 'b', 'c'])
    expect(await ids(_.nor([_.jsonSchema({ properties: { n: { bsonType: 'int' } } })]) as never)).toEqual(['d'])
  })
})

describe('projection', () => {
  test('slice and elemMatch', async () => {
    const { command: _ } = db
    const get = async (fields: Record<string, unknown>) =>
      (await things.where({ _id: 'a' }).field(fields).get()).data[0]
    expect(await get({ tags: _.project.slice(1), n: true })).toEqual({ _id: 'a', n: 1, tags: ['x'] })
    expect(await get({ marks: _.project.elemMatch({ k: 'q' }) })).toEqual({ _id: 'a', marks: [{ k: 'q', v: 9 }] })
    expect(await get({ 'who.age': true, 'marks.v': true })).toEqual({
      _id: 'a',
      who: { age: 5 },
      marks: [{ v: 3 }, { v: 9 }],
    })
  })
})

describe('places', () => {
  const point = (longitude: number, latitude: number) => db.Geo.Point(longitude, latitude)
  // About 1.1 km north per 0.01 degrees of latitude.
  beforeAll(async () => {
    await db.collection('places').add({
      data: [
        { _id: 'near', at: point(102.55, 24.351) },
        { _id: 'mid', at: point(102.55, 24.37) },
        { _id: 'far', at: point(102.9, 24.7) },
        { _id: 'nowhere' },
      ],
    })
    const far = Array.from({ length: 300 }, (_, i) => ({
      at: point(100 + (i % 20) / 10, 22 + Math.floor(i / 20) / 10),
    }))
    await db.collection('places').add({ data: far })
  })
  const found = async (condition: Record<string, unknown>, limit = 10) =>
    (await db.collection('places').where(condition).limit(limit).get()).data.map(({ _id }) => _id)

  test('geoNear answers nearest first, within its distances', async () => {
    const { command: _ } = db
    const geometry = point(102.55, 24.35)
    expect(await found({ at: _.geoNear({ geometry, maxDistance: 5000 }) })).toEqual(['near', 'mid'])
    expect(await found({ at: _.geoNear({ geometry, minDistance: 1000, maxDistance: 5000 }) })).toEqual(['mid'])
    expect(await found({ at: _.geoNear({ geometry }) }, 3)).toEqual(['near', 'mid', 'far'])
  })
  test('geoNear reads few of many documents', async () => {
    cloud.calls.length = 0
    await found({ at: db.command.geoNear({ geometry: point(102.55, 24.35), maxDistance: 5000 }) })
    expect(cloud.calls[0]?.examined?.documents).toBeLessThan(10)
  })
  test('geoNear needs an index', async () => {
    const query = { at: db.command.geoNear({ geometry: point(102.55, 24.35), maxDistance: 5 }) }
    expect((await failure(db.collection('unindexed').where(query).get())).message).toContain('unable to find index')
  })
  test('geoWithin a polygon and a circle', async () => {
    const { command: _ } = db
    const corners = [point(102.5, 24.3), point(102.6, 24.3), point(102.6, 24.4), point(102.5, 24.4), point(102.5, 24.3)]
    const geometry = db.Geo.Polygon([db.Geo.LineString(corners)])
    expect(await ids({ at: _.geoWithin({ geometry }) }, db.collection('places'))).toEqual(['mid', 'near'])
    const centerSphere = [point(102.55, 24.35), 1000 / 6378100]
    expect(await ids({ at: _.geoWithin({ centerSphere }) }, db.collection('places'))).toEqual(['near'])
  })
  test('geoIntersects a line', async () => {
    const geometry = db.Geo.LineString([point(102.55, 24.351), point(102.55, 24.36)])
    expect(await ids({ at: db.command.geoIntersects({ geometry }) }, db.collection('places'))).toEqual(['near'])
  })
})
