/** Aggregation through the real SDK. */
import { type Aggregate, type Database, failure, startTestCloud, type TestCloud } from './sdk'

let cloud: TestCloud
let db: Database

beforeAll(async () => {
  cloud = await startTestCloud({
    collections: {
      sales: { indexes: [{ name: 'shop', keys: [['shop', 1]] }] },
      shops: { indexes: [{ name: 'at', keys: [['at', '2dsphere']] }] },
      empty: { indexes: [] },
    },
  })
  db = cloud.db
  await db.collection('shops').add({
    data: [
      { _id: 'n', name: 'North', open: true, at: db.Geo.Point(102.5, 24.4) },
      { _id: 's', name: 'South', open: false, at: db.Geo.Point(102.5, 24.3) },
    ],
  })
  await db.collection('sales').add({
    data: [
      { _id: 1, shop: 'n', price: 10, items: ['pen', 'ink'], day: new Date('2026-03-01T17:00:00Z') },
      { _id: 2, shop: 'n', price: 30, items: ['pen'], day: new Date('2026-03-02T01:00:00Z') },
      { _id: 3, shop: 's', price: 5, items: [], day: new Date('2026-03-03T01:00:00Z') },
      { _id: 4, shop: 's', price: 50, items: ['cup', 'pen'], day: new Date('2026-03-03T02:00:00Z') },
    ].map(sale => ({ ...sale, _id: `sale${sale._id}` })),
  })
})
afterAll(() => cloud.close())

const sales = () => db.collection('sales').aggregate()
const run = async (pipeline: Aggregate) => (await pipeline.end()).list

test('match, group and sort', async () => {
  const { aggregate: $ } = db.command
  const groups = await run(
    sales()
      .match({ price: db.command.gt(5) })
      .group({
        _id: '$shop',
        total: $.sum('$price'),
        sales: $.sum(1),
        mean: $.avg('$price'),
        least: $.min('$price'),
        most: $.max('$price'),
        first: $.first('$_id'),
        last: $.last('$_id'),
        all: $.push('$price'),
        set: $.addToSet('$shop'),
      })
      .sort({ _id: 1 }),
  )
  expect(groups).toEqual([
    {
      _id: 'n',
      total: 40,
      sales: 2,
      mean: 20,
      least: 10,
      most: 30,
      first: 'sale1',
      last: 'sale2',
      all: [10, 30],
      set: ['n'],
    },
    {
      _id: 's',
      total: 50,
      sales: 1,
      mean: 50,
      least: 50,
      most: 50,
      first: 'sale4',
      last: 'sale4',
      all: [50],
      set: ['s'],
    },
  ])
})

test('a leading match goes through an index', async () => {
  cloud.calls.length = 0
  await run(sales().match({ shop: 's' }).count('n'))
  expect(cloud.calls[0]?.examined).toEqual({ keys: 2, documents: 2 })
})

test('project, addFields and replaceRoot with expressions', async () => {
  const { aggregate: $ } = db.command
  const [first] = await run(
    sales()
      .match({ _id: 'sale1' })
      .addFields({ double: $.multiply(['$price', 2]), count: $.size('$items') })
      .project({
        _id: 0,
        double: 1,
        count: 1,
        label: $.concat(['$shop', '-', $.toUpper('$shop')]),
        cheap: $.cond([$.gte(['$price', 20]), 'no', 'yes']),
        missing: $.ifNull(['$nothing', 'none']),
        local: $.dateToString({ date: '$day', format: '%Y-%m-%d %H:%M', timezone: 'Asia/Shanghai' }),
        long: $.filter({ input: '$items', as: 'item', cond: $.eq(['$$item', 'ink']) }),
        second: $.arrayElemAt(['$items', 1]),
        prices: $.map({ input: [1, 2], as: 'x', in: $.add(['$$x', '$price']) }),
      }),
  )
  expect(first).toEqual({
    double: 20,
    count: 2,
    label: 'n-N',
    cheap: 'yes',
    missing: 'none',
    local: '2026-03-02 01:00',
    long: ['ink'],
    second: 'ink',
    prices: [11, 12],
  })
  expect(
    await run(
      sales()
        .match({ _id: 'sale1' })
        .replaceRoot({ newRoot: { shop: '$shop' } }),
    ),
  ).toEqual([{ shop: 'n' }])
})

test('unwind, with and without empty arrays', async () => {
  expect(await run(sales().unwind('$items').count('n'))).toEqual([{ n: 5 }])
  const kept = await run(
    sales()
      .match({ shop: 's' })
      .unwind({ path: '$items', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' })
      .project({ items: 1, at: 1 }),
  )
  expect(kept).toEqual([
    { _id: 'sale3', at: null },
    { _id: 'sale4', items: 'cup', at: 0 },
    { _id: 'sale4', items: 'pen', at: 1 },
  ])
})

test('sort, skip, limit, sample, sortByCount', async () => {
  expect((await run(sales().sort({ price: -1 }).skip(1).limit(2))).map(({ price }) => price)).toEqual([30, 10])
  expect(await run(sales().sample({ size: 3 }))).toHaveLength(3)
  expect((await run(sales().unwind('$items').sortByCount('$items')))[0]).toEqual({ _id: 'pen', count: 3 })
})

test('count of nothing is no document', async () => {
  expect(await run(db.collection('empty').aggregate().count('n'))).toEqual([])
})

test('bucket and bucketAuto', async () => {
  const { aggregate: $ } = db.command
  const spec = { groupBy: '$price', boundaries: [0, 20, 40], default: 'more', output: { n: $.sum(1) } }
  expect(await run(sales().bucket(spec))).toEqual([
    { _id: 0, n: 2 },
    { _id: 20, n: 1 },
    { _id: 'more', n: 1 },
  ])
  expect(await run(sales().bucketAuto({ groupBy: '$price', buckets: 2 }))).toHaveLength(2)
})

test('facet, which the SDK cannot send but the platform knows', async () => {
  const facets = { dear: [{ $match: { price: { $gte: 30 } } }, { $count: 'n' }], shops: [{ $sortByCount: '$shop' }] }
  const { documents } = await cloud.engine.aggregate('sales', [{ $facet: facets }])
  expect(documents).toEqual([
    {
      dear: [{ n: 2 }],
      shops: [
        { _id: 'n', count: 2 },
        { _id: 's', count: 2 },
      ],
    },
  ])
})

describe('lookup', () => {
  test('by equality, through the index of the other collection', async () => {
    cloud.calls.length = 0
    const shops = await run(
      db
        .collection('shops')
        .aggregate()
        .match({ _id: 'n' })
        .lookup({ from: 'sales', localField: '_id', foreignField: 'shop', as: 'sales' }),
    )
    expect(shops.flatMap(({ sales }) => sales as { _id: string }[]).map(({ _id }) => _id)).toEqual(['sale1', 'sale2'])
    expect(cloud.calls[0]?.examined).toEqual({ keys: 3, documents: 3 })
  })
  test('with a pipeline', async () => {
    const { aggregate: $, expr } = db.command as Database['command'] & { expr: (of: unknown) => unknown }
    const pipeline = $.pipeline()
      .match(expr($.and([$.eq(['$shop', '$$shop']), $.gte(['$price', 20])])))
      .project({ _id: 0, price: 1 })
      .done()
    const shops = await run(
      db
        .collection('shops')
        .aggregate()
        .sort({ _id: 1 })
        .lookup({ from: 'sales', let: { shop: '$_id' }, pipeline, as: 'dear' })
        .project({ dear: 1 }),
    )
    expect(shops).toEqual([
      { _id: 'n', dear: [{ price: 30 }] },
      { _id: 's', dear: [{ price: 50 }] },
    ])
    // Two shops, and through the index only each shop's two sales.
    expect(cloud.calls.at(-1)?.examined).toEqual({ keys: 4, documents: 6 })
  })
  test('finds nothing in a collection that does not exist', async () => {
    const pipeline = sales().limit(1).lookup({ from: 'nowhere', localField: 'a', foreignField: 'b', as: 'c' })
    expect((await run(pipeline)).map(({ c }) => c)).toEqual([[]])
  })
})

test('geoNear answers nearest first with the distance in metres', async () => {
  const near = {
    distanceField: 'distance',
    spherical: true,
    near: db.Geo.Point(102.5, 24.31),
    query: { open: db.command.exists(true) },
  }
  const found = await run(db.collection('shops').aggregate().geoNear(near))
  expect(found.map(({ _id }) => _id)).toEqual(['s', 'n'])
  expect(Math.round(Number(found[0]?.distance))).toBe(1113)
})

describe('refusals', () => {
  test.each([
    ['code', () => sales().addFields({ x: { $function: { body: 'function(){return 1}', args: [], lang: 'js' } } })],
    ['unknown operators', () => sales().project({ x: { $nonsense: 1 } })],
    ['failing expressions', () => sales().project({ x: { $divide: ['$price', 0] } })],
  ])('%s', async (_, pipeline) => {
    const error = await failure(run(pipeline()))
    expect(error.message).toMatch(
      /\[FailedOperation\] (Unrecognized expression|the operator \$function is not offered|can't \$divide by zero)/,
    )
  })
})
