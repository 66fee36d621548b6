/** `$lookup`, `$graphLookup`, `$unionWith`, `$facet`, `$unwind`, `$redact`, `$geoNear` and the stages of a query. */
import { run, storeDocuments, testPipelines, testRefusedPipelines } from './run'

const at = (longitude: number, latitude: number) => ({ type: 'Point', coordinates: [longitude, latitude] })

storeDocuments({
  c: [
    { _id: '1', item: 'almonds', size: ['S', 'M'], ids: ['p', 'q'], at: at(0, 0) },
    { _id: '2', item: 'pecans', size: [], ids: 'q', at: at(0, 1) },
    { _id: '3', size: null, ids: [], o: { level: 2, secret: 'x', list: [{ level: 9 }, { level: 1, v: 1 }, 7] } },
    { _id: '4', size: 'L' },
  ],
  stock: [
    { _id: 'p', sku: 'almonds', n: 120, in: { place: ['north', 'south'] } },
    { _id: 'q', sku: 'bread', n: 80 },
    { _id: 'r', sku: null, n: 60 },
    { _id: 's', n: 70 },
  ],
  staff: [
    { _id: 'dev' },
    { _id: 'eliot', boss: 'dev' },
    { _id: 'ron', boss: 'eliot' },
    { _id: 'andrew', boss: 'eliot' },
    { _id: 'asya', boss: 'ron' },
  ],
})

const only = (...ids: string[]) => ({ $match: { _id: { $in: ids } } })

describe('$lookup', () => {
  const lookup = (spec: object) => ({ $lookup: { from: 'stock', as: 'found', ...spec } })
  const names = { $project: { found: '$found._id' } }
  testPipelines({
    'by equality; a missing field meets null and missing': [
      [lookup({ localField: 'item', foreignField: 'sku' }), names],
      [
        { _id: '1', found: ['p'] },
        { _id: '2', found: [] },
        { _id: '3', found: ['r', 's'] },
        { _id: '4', found: ['r', 's'] },
      ],
    ],
    'each element of an array': [
      [only('1', '2', '3'), lookup({ localField: 'ids', foreignField: '_id' }), names],
      [
        { _id: '1', found: ['p', 'q'] },
        { _id: '2', found: ['q'] },
        { _id: '3', found: [] },
      ],
    ],
    'an array on the other side': [
      [
        { $limit: 1 },
        { $project: { place: 'south' } },
        lookup({ localField: 'place', foreignField: 'in.place' }),
        names,
      ],
      [{ _id: '1', found: ['p'] }],
    ],
    'into a dotted field, beside what is there': [
      [
        only('3'),
        { $project: { o: { level: 1 } } },
        lookup({ localField: 'item', foreignField: 'sku', as: 'o.found' }),
        { $project: { 'o.level': 1, ids: '$o.found._id' } },
      ],
      [{ _id: '3', o: { level: 2 }, ids: ['r', 's'] }],
    ],
    'from a missing collection finds nothing': [
      [
        only('1'),
        { $project: { item: 1 } },
        { $lookup: { from: 'nowhere', localField: 'item', foreignField: 'x', as: 'found' } },
      ],
      [{ _id: '1', item: 'almonds', found: [] }],
    ],
    'by a pipeline with variables': [
      [
        only('1', '2'),
        lookup({
          let: { name: '$item', least: 100 },
          pipeline: [
            { $match: { $expr: { $and: [{ $eq: ['$sku', '$$name'] }, { $gte: ['$n', '$$least'] }] } } },
            { $project: { _id: 1, doubled: { $multiply: ['$n', 2] } } },
          ],
        }),
        { $project: { found: 1 } },
      ],
      [
        { _id: '1', found: [{ _id: 'p', doubled: 240 }] },
        { _id: '2', found: [] },
      ],
    ],
    'a text like a variable stays a text outside of expressions': [
      [only('1'), lookup({ let: { name: '$item' }, pipeline: [{ $match: { sku: '$$name' } }] }), names],
      [{ _id: '1', found: [] }],
    ],
    'an inner variable of the same name hides the outer one': [
      [
        only('1'),
        lookup({
          let: { x: '$item' },
          pipeline: [
            { $match: { _id: 'p' } },
            { $project: { y: { $let: { vars: { x: 'inner' }, in: '$$x' } }, z: '$$x' } },
          ],
        }),
        { $project: { found: 1 } },
      ],
      [{ _id: '1', found: [{ _id: 'p', y: 'inner', z: 'almonds' }] }],
    ],
    'by a pipeline alone, the same for all': [
      [only('1', '2'), lookup({ pipeline: [{ $match: { n: { $gt: 100 } } }] }), names],
      [
        { _id: '1', found: ['p'] },
        { _id: '2', found: ['p'] },
      ],
    ],
    'by equality and a pipeline': [
      [
        only('1'),
        lookup({
          localField: 'ids',
          foreignField: '_id',
          let: { i: '$item' },
          pipeline: [{ $match: { $expr: { $ne: ['$sku', '$$i'] } } }],
        }),
        names,
      ],
      [{ _id: '1', found: ['q'] }],
    ],
    'inside of another': [
      [
        only('1'),
        lookup({
          let: { a: '$item' },
          pipeline: [
            { $match: { $expr: { $eq: ['$sku', '$$a'] } } },
            {
              $lookup: {
                from: 'staff',
                let: { b: '$sku' },
                pipeline: [{ $limit: 1 }, { $project: { both: ['$$a', '$$b'] } }],
                as: 'who',
              },
            },
          ],
        }),
        { $project: { who: '$found.who.both' } },
      ],
      [{ _id: '1', who: [[['almonds', 'almonds']]] }],
    ],
  })
  testRefusedPipelines([
    [{ $lookup: { from: 'stock', as: 'x' } }, /either 'pipeline' or both/],
    [{ $lookup: { from: 'stock', as: 'x', localField: 'a' } }, /both or neither/],
    [{ $lookup: { from: 5, as: 'x', pipeline: [] } }, /must be a string/],
    [{ $lookup: { from: 'stock', as: 'x', pipeline: {} } }, /must be an array/],
    [{ $lookup: { from: 'stock', as: 'x', let: { A: 1 }, pipeline: [] } }, /not a valid name/],
    [{ $lookup: { from: 'stock', as: 'x', localField: 'a', foreignField: 'b', other: 1 } }, /Unrecognized parameter/],
    [{ $lookup: { from: 'stock', as: 'x', pipeline: [{ $out: 'y' }] } }, /not offered/],
    [{ $lookup: { from: 'nowhere', as: 'x', pipeline: [{ $nonsense: 1 }] } }, /Unrecognized pipeline stage/],
  ])
  test('of a collection that does not exist is an error only for the first one', async () => {
    await expect(run('nowhere', { $match: {} })).rejects.toMatchObject({ code: 'COLLECTION_NOT_EXIST' })
  })
})

describe('$graphLookup', () => {
  const graph = (more: object = {}) => ({
    $graphLookup: {
      from: 'staff',
      startWith: '$boss',
      connectFromField: 'boss',
      connectToField: '_id',
      as: 'chain',
      ...more,
    },
  })
  test('follows a field from document to document', async () => {
    const [asya] = (await run('staff', only('asya'), graph({ depthField: 'depth' }))) as {
      chain: { _id: string; depth: number }[]
    }[]
    expect(asya?.chain.map(({ _id, depth }) => [_id, depth])).toEqual([
      ['ron', 0],
      ['eliot', 1],
      ['dev', 2],
    ])
  })
  test('as far as it may', async () => {
    const [asya] = (await run(
      'staff',
      only('asya'),
      graph({ maxDepth: 1, restrictSearchWithMatch: { _id: { $ne: 'dev' } } }),
    )) as {
      chain: { _id: string }[]
    }[]
    expect(asya?.chain.map(({ _id }) => _id)).toEqual(['ron', 'eliot'])
  })
  testRefusedPipelines([
    [
      {
        $graphLookup: {
          from: 'staff',
          startWith: 1,
          connectFromField: 'a',
          connectToField: 'b',
          as: 'x',
          maxDepth: -1,
        },
      },
      /maxDepth/,
    ],
  ])
})

describe('$unionWith and $facet', () => {
  testPipelines({
    'adds the documents of another collection': [
      [
        only('1'),
        { $project: { _id: 1 } },
        { $unionWith: { coll: 'stock', pipeline: [{ $match: { n: 60 } }, { $project: { _id: 1 } }] } },
      ],
      [{ _id: '1' }, { _id: 'r' }],
    ],
    'a missing collection adds nothing': [
      [only('1'), { $project: { _id: 1 } }, { $unionWith: 'nowhere' }],
      [{ _id: '1' }],
    ],
    'several pipelines over the same documents': [
      [only('1', '2'), { $facet: { n: [{ $count: 'n' }], ids: [{ $sort: { _id: -1 } }, { $project: { _id: 1 } }] } }],
      [{ n: [{ n: 2 }], ids: [{ _id: '2' }, { _id: '1' }] }],
    ],
  })
  testRefusedPipelines([
    [{ $facet: {} }, /non-empty object/],
    [{ $facet: { a: [] } }, /non-empty arrays/],
    [{ $facet: { a: [{ $facet: { b: [{ $count: 'n' }] } }] } }, /\$facet is not allowed/],
    [{ $facet: { a: [{ $geoNear: {} }] } }, /\$geoNear is not allowed/],
    [{ $unionWith: 5 }, /takes a collection/],
  ])
})

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
