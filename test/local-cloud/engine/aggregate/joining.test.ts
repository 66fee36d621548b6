/** Stages that join collections or pipelines: `$lookup`, `$graphLookup`, `$unionWith`, `$facet`. */
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
    [{ $facet: { a: [{ $facet: { b: [{ $count: 'n' }] } }] } }, /\$facet is not allowed/],
    [{ $facet: { a: [{ $geoNear: {} }] } }, /\$geoNear is not allowed/],
    [{ $unionWith: 5 }, /takes a collection/],
  ])
})
