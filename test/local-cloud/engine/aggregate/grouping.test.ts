import { run, storeDocuments, testPipelines, testRefusedPipelines } from './run'

storeDocuments({
  c: [
    { _id: '1', kind: 'x', n: 1, tags: ['a'], p: { q: 1 } },
    { _id: '2', kind: 'y', n: 5, tags: [], p: { r: 2 } },
    { _id: '3', kind: 'x', n: 9, p: null },
    { _id: '4', n: 10 },
    { _id: '5', kind: null, n: 'ten' },
  ],
})

describe('$group', () => {
  testPipelines({
    'by a field: missing and null are one group': [
      [{ $group: { _id: '$kind', ids: { $push: '$_id' } } }],
      [
        { _id: 'x', ids: ['1', '3'] },
        { _id: 'y', ids: ['2'] },
        { _id: null, ids: ['4', '5'] },
      ],
    ],
    'by several fields: missing and null differ': [
      [{ $match: { _id: { $in: ['4', '5'] } } }, { $group: { _id: { k: '$kind' }, n: { $sum: 1 } } }],
      [
        { _id: {}, n: 1 },
        { _id: { k: null }, n: 1 },
      ],
    ],
    'by a constant': [[{ $group: { _id: null, n: { $count: {} } } }], [{ _id: null, n: 5 }]],
    'of nothing': [[{ $match: { _id: 'none' } }, { $group: { _id: null } }], []],
    '$sum and $avg leave out what is no number': [
      [{ $group: { _id: null, sum: { $sum: '$n' }, avg: { $avg: '$n' }, none: { $avg: '$kind' } } }],
      [{ _id: null, sum: 25, avg: 6.25, none: null }],
    ],
    '$min and $max leave out null and missing': [
      [{ $group: { _id: null, min: { $min: '$kind' }, max: { $max: '$n' } } }],
      [{ _id: null, min: 'x', max: 'ten' }],
    ],
    '$first and $last of a missing field are null': [
      [{ $sort: { _id: -1 } }, { $group: { _id: null, first: { $first: '$tags' }, last: { $last: '$n' } } }],
      [{ _id: null, first: null, last: 1 }],
    ],
    '$push and $addToSet leave out missing values and keep null': [
      [{ $group: { _id: null, all: { $push: '$kind' }, set: { $addToSet: '$kind' } } }],
      [{ _id: null, all: ['x', 'y', 'x', null], set: ['x', 'y', null] }],
    ],
    '$push of objects': [
      [{ $match: { _id: { $in: ['1', '4'] } } }, { $group: { _id: null, all: { $push: { k: '$kind', n: '$n' } } } }],
      [{ _id: null, all: [{ k: 'x', n: 1 }, { n: 10 }] }],
    ],
    '$mergeObjects skips null': [
      [{ $group: { _id: null, merged: { $mergeObjects: '$p' } } }],
      [{ _id: null, merged: { q: 1, r: 2 } }],
    ],
    deviations: [
      [
        { $match: { n: { $in: [1, 5, 9] } } },
        { $group: { _id: null, pop: { $stdDevPop: '$n' }, samp: { $stdDevSamp: '$n' } } },
      ],
      [{ _id: null, pop: Math.sqrt(32 / 3), samp: 4 }],
    ],
    'the first, last, greatest and least of them': [
      [
        { $match: { n: { $type: 'number' } } },
        {
          $group: {
            _id: null,
            first: { $firstN: { n: 2, input: '$n' } },
            last: { $lastN: { n: 2, input: '$kind' } },
            max: { $maxN: { n: 2, input: '$n' } },
            min: { $minN: { n: 2, input: '$n' } },
            top: { $top: { sortBy: { n: -1 }, output: '$_id' } },
            topN: { $topN: { n: 2, sortBy: { n: -1 }, output: ['$_id', '$n'] } },
            bottom: { $bottom: { sortBy: { n: -1 }, output: '$_id' } },
            bottomN: { $bottomN: { n: 2, sortBy: { n: -1 }, output: '$_id' } },
          },
        },
      ],
      [
        {
          _id: null,
          first: [1, 5],
          last: ['x', null],
          max: [10, 9],
          min: [1, 5],
          top: '4',
          topN: [
            ['4', 10],
            ['3', 9],
          ],
          bottom: '1',
          bottomN: ['2', '1'],
        },
      ],
    ],
  })
  testRefusedPipelines([
    [{ $group: { n: { $sum: 1 } } }, /must include an _id/],
    [{ $group: 5 }, /object/],
    [{ $group: { _id: 1, n: 5 } }, /must be an accumulator object/],
    [{ $group: { _id: 1, n: { $add: [1, 2] } } }, /unknown group operator '\$add'/],
    [{ $group: { _id: 1, n: { $sum: 1, $avg: 1 } } }, /one accumulator/],
    [{ $group: { _id: 1, 'a.b': { $sum: 1 } } }, /may not contain '\.'/],
    [{ $group: { _id: 1, n: { $sum: ['$a', '$b'] } } }, /unary operator/],
    [{ $group: { _id: 1, n: { $accumulator: {} } } }, /not offered/],
    [{ $group: { _id: 1, n: { $mergeObjects: '$n' } } }, /requires object inputs/],
    [{ $group: { _id: 1, n: { $firstN: { n: 0, input: '$n' } } } }, /greater than 0/],
  ])
})

describe('$bucket', () => {
  testPipelines({
    'takes a value at its lower bound in, shows no empty bucket, and sorts': [
      [
        { $match: { n: { $type: 'number' } } },
        { $bucket: { groupBy: '$n', boundaries: [1, 5, 6, 9, 10], default: 'other' } },
      ],
      [
        { _id: 1, count: 1 },
        { _id: 5, count: 1 },
        { _id: 9, count: 1 },
        { _id: 'other', count: 1 },
      ],
    ],
    'with an output': [
      [{ $bucket: { groupBy: '$n', boundaries: [0, 6], default: -1, output: { ids: { $push: '$_id' } } } }],
      [
        { _id: -1, ids: ['3', '4', '5'] },
        { _id: 0, ids: ['1', '2'] },
      ],
    ],
    'missing values go to the default': [
      [{ $bucket: { groupBy: '$kind', boundaries: ['x', 'y'], default: 'z' } }],
      [
        { _id: 'x', count: 2 },
        { _id: 'z', count: 3 },
      ],
    ],
  })
  testRefusedPipelines([
    [{ $bucket: { groupBy: '$n', boundaries: [0, 5] } }, /could not find a matching bucket/],
    [{ $bucket: { groupBy: '$n', boundaries: [0] } }, /at least 2 values/],
    [{ $bucket: { groupBy: '$n', boundaries: [5, 0] } }, /ascending order/],
    [{ $bucket: { groupBy: '$n', boundaries: [0, 'a'] } }, /same type/],
    [{ $bucket: { groupBy: '$n', boundaries: [0, 5], default: 3 } }, /'default' field must be less/],
    [{ $bucket: { groupBy: 'n', boundaries: [0, 5] } }, /\$-prefixed path/],
    [{ $bucket: { boundaries: [0, 5] } }, /Missing 'groupBy'/],
  ])
})

describe('$bucketAuto', () => {
  testPipelines({
    'shares the documents out evenly': [
      [{ $match: { n: { $type: 'number' } } }, { $bucketAuto: { groupBy: '$n', buckets: 2 } }],
      [
        { _id: { min: 1, max: 9 }, count: 2 },
        { _id: { min: 9, max: 10 }, count: 2 },
      ],
    ],
    'keeps equal values together': [
      [{ $bucketAuto: { groupBy: { $ifNull: ['$kind', 'x'] }, buckets: 3 } }],
      [
        { _id: { min: 'x', max: 'y' }, count: 4 },
        { _id: { min: 'y', max: 'y' }, count: 1 },
      ],
    ],
    'makes fewer buckets than documents when there are few': [
      [{ $limit: 1 }, { $bucketAuto: { groupBy: '$n', buckets: 5, output: { ids: { $push: '$_id' } } } }],
      [{ _id: { min: 1, max: 1 }, ids: ['1'] }],
    ],
  })
  testRefusedPipelines([
    [{ $bucketAuto: { groupBy: '$n', buckets: 0 } }, /greater than 0/],
    [{ $bucketAuto: { groupBy: '$n', buckets: 2, granularity: 'R5' } }, /not offered/],
  ])
})

describe('$sortByCount and $count', () => {
  testPipelines({
    'the most frequent first': [
      [{ $match: { kind: { $ne: null } } }, { $sortByCount: '$kind' }],
      [
        { _id: 'x', count: 2 },
        { _id: 'y', count: 1 },
      ],
    ],
    counts: [[{ $count: 'total' }], [{ total: 5 }]],
    'nothing is no document': [[{ $match: { n: -1 } }, { $count: 'total' }], []],
  })
  testRefusedPipelines([
    [{ $sortByCount: 'kind' }, /\$-prefixed path/],
    [{ $sortByCount: { a: 1 } }, /\$-prefixed path/],
    [{ $count: '' }, /empty/],
    [{ $count: '$n' }, /may not start/],
    [{ $count: 'a.b' }, /may not contain/],
    [{ $count: 5 }, /non-empty string/],
  ])
})

describe('$sample', () => {
  test('never gives a document twice, and all of them when it may', async () => {
    for (let i = 0; i < 20; i++) {
      const three = (await run('c', { $sample: { size: 3 } })) as { _id: string }[]
      expect(new Set(three.map(({ _id }) => _id)).size).toBe(3)
    }
    expect(await run('c', { $sample: { size: 50 } })).toHaveLength(5)
  })
  test('gives each of them, not always the same', async () => {
    const seen = new Set<string>()
    for (let i = 0; i < 200; i++) {
      for (const { _id } of (await run('c', { $sample: { size: 1 } })) as { _id: string }[]) seen.add(_id)
    }
    expect(seen.size).toBe(5)
  })
  testRefusedPipelines([
    [{ $sample: { size: 0 } }, /positive number/],
    [{ $sample: 5 }, /size/],
  ])
})
