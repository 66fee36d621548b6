/** Stages on one collection: `$unwind`, `$redact`, `$geoNear` and the stages of a query. */
import { run, storeDocuments, testPipelines, testRefusedPipelines } from './run'

const at = (longitude: number, latitude: number) => ({ type: 'Point', coordinates: [longitude, latitude] })

storeDocuments({
  c: [
    { _id: '1', item: 'almonds', size: ['S', 'M'], ids: ['p', 'q'], at: at(0, 0) },
    { _id: '2', item: 'pecans', size: [], ids: 'q', at: at(0, 1) },
    { _id: '3', size: null, ids: [], o: { level: 2, secret: 'x', list: [{ level: 9 }, { level: 1, v: 1 }, 7] } },
    { _id: '4', size: 'L' },
  ],
})

const only = (...ids: string[]) => ({ $match: { _id: { $in: ids } } })

describe('$unwind', () => {
  const of = (spec: unknown) => [{ $project: { size: 1 } }, { $unwind: spec }] as Record<string, unknown>[]
  testPipelines({
    'one document for each element; null, missing and empty give none': [
      of('$size'),
      [
        { _id: '1', size: 'S' },
        { _id: '1', size: 'M' },
        { _id: '4', size: 'L' },
      ],
    ],
    'with positions': [
      of({ path: '$size', includeArrayIndex: 'i' }),
      [
        { _id: '1', size: 'S', i: 0 },
        { _id: '1', size: 'M', i: 1 },
        { _id: '4', size: 'L', i: null },
      ],
    ],
    'keeping what has no elements': [
      of({ path: '$size', preserveNullAndEmptyArrays: true }),
      [
        { _id: '1', size: 'S' },
        { _id: '1', size: 'M' },
        { _id: '2' },
        { _id: '3', size: null },
        { _id: '4', size: 'L' },
      ],
    ],
    deeper: [
      [only('3'), { $project: { 'o.list': 1 } }, { $unwind: '$o.list' }],
      [
        { _id: '3', o: { list: { level: 9 } } },
        { _id: '3', o: { list: { level: 1, v: 1 } } },
        { _id: '3', o: { list: 7 } },
      ],
    ],
    'not through an array': [[only('3'), { $unwind: '$o.list.level' }], []],
  })
  testRefusedPipelines([
    [{ $unwind: 'size' }, /prefixed with a '\$'/],
    [{ $unwind: { path: '$size', includeArrayIndex: '$i' } }, /may not start/],
    [{ $unwind: { path: '$size', other: 1 } }, /Unrecognized parameter/],
    [{ $unwind: { path: '$size', preserveNullAndEmptyArrays: 1 } }, /boolean/],
    [{ $unwind: 5 }, /\$unwind/],
  ])
})

describe('$redact', () => {
  const levels = { $redact: { $cond: [{ $lte: [{ $ifNull: ['$level', 0] }, 2] }, '$$DESCEND', '$$PRUNE'] } }
  testPipelines({
    'decides for each document inside': [
      [only('3'), { $project: { o: 1 } }, levels],
      [{ _id: '3', o: { level: 2, secret: 'x', list: [{ level: 1, v: 1 }, 7] } }],
    ],
    'keeps and prunes whole documents': [
      [{ $project: { item: 1 } }, { $redact: { $cond: ['$item', '$$KEEP', '$$PRUNE'] } }],
      [
        { _id: '1', item: 'almonds' },
        { _id: '2', item: 'pecans' },
      ],
    ],
  })
  testRefusedPipelines([[{ $redact: true }, /must resolve to/]])
})

describe('$geoNear', () => {
  const near = (more: object = {}) => ({ $geoNear: { near: at(0, 0.4), distanceField: 'far.away', ...more } })
  test('nearest first, with distance and location', async () => {
    const found = (await run('c', near({ includeLocs: 'where' }), { $project: { far: 1, where: 1 } })) as {
      far: { away: number }
    }[]
    expect(found).toMatchObject([{ _id: '1', where: at(0, 0) }, { _id: '2' }])
    expect(found[0]?.far.away).toBeCloseTo(44527.5379, 3)
  })
  test('a legacy point counts in radians', async () => {
    const [first] = (await run(
      'c',
      near({ near: [0, 0.4], spherical: true, distanceMultiplier: 180 / Math.PI, maxDistance: 0.01 }),
    )) as {
      far: { away: number }
    }[]
    expect(first?.far.away).toBeCloseTo(0.4, 10)
  })
  test('between its distances, with a query', async () => {
    expect(
      await run('c', near({ minDistance: 50_000, query: { item: { $exists: true } } }), { $project: { _id: 1 } }),
    ).toEqual([{ _id: '2' }])
  })
  testRefusedPipelines([
    [{ $geoNear: { near: at(0, 0) } }, /distanceField/],
    [{ $geoNear: { distanceField: 'd' } }, /near to be a point/],
    [{ $geoNear: { near: [0, 0], distanceField: 'd' } }, /spherical: true/],
    [{ $geoNear: { near: at(0, 0), distanceField: 'd', key: 'other' } }, /unable to find index/],
    [{ $geoNear: { near: at(0, 0), distanceField: 'd', other: 1 } }, /Unknown argument/],
  ])
  test('only as the first stage', async () => {
    await expect(run('c', { $match: {} }, near())).rejects.toMatchObject({
      message: expect.stringContaining('first stage'),
    })
  })
})

describe('the stages of a query', () => {
  testPipelines({
    'after other stages': [
      [
        { $unwind: '$size' },
        { $match: { size: { $gte: 'M' } } },
        { $sort: { size: -1 } },
        { $skip: 1 },
        { $limit: 1 },
        { $project: { size: 1 } },
      ],
      [{ _id: '1', size: 'M' }],
    ],
    'an expression in $match': [
      [{ $match: { $expr: { $gt: ['$size', '$ids'] } } }, { $project: { _id: 1 } }],
      [{ _id: '2' }, { _id: '4' }],
    ],
  })
  testRefusedPipelines([
    [{ $match: 5 }, /match filter/],
    [{ $match: { at: { $near: at(0, 0) } } }, /not allowed in this context/],
    [{ $match: { $where: '1' } }, /not offered/],
    [{ $sort: {} }, /at least one sort key/],
    [{ $sort: { a: 2 } }, /1 \(for ascending\)/],
    [{ $sort: { a: { $meta: 'textScore' } } }, /not offered/],
    [{ $limit: 0 }, /at least 1/],
    [{ $skip: -1 }, /at least 0/],
    [{ $limit: 1.5 }, /whole number/],
    [{ $nonsense: 1 }, /Unrecognized pipeline stage name: '\$nonsense'/],
    [{ $out: 'x' }, /not offered by the local cloud/],
    [{ $merge: 'x' }, /not offered by the local cloud/],
    [{ $setWindowFields: {} }, /not offered by the local cloud/],
    [{ $match: {}, $limit: 1 }, /exactly one field/],
  ])
})
