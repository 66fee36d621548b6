import { testRefusals, testValues } from './evaluate'

describe('elements', () => {
  testValues([
    [{ $arrayElemAt: [[1, 2, 3], 0] }, 1],
    [{ $arrayElemAt: [[1, 2, 3], -2] }, 2],
    [{ $arrayElemAt: [[1, 2, 3], 15] }, undefined],
    [{ $arrayElemAt: [null, 1] }, null],
    [{ $arrayElemAt: ['$missing', 1] }, null],
    [{ $first: '$a' }, 1, { a: [1, 2] }],
    [{ $first: '$a' }, undefined, { a: [] }],
    [{ $last: '$a' }, 2, { a: [1, 2] }],
    [{ $last: '$missing' }, null],
    [{ $firstN: { n: 2, input: [1, 2, 3] } }, [1, 2]],
    [{ $lastN: { n: 2, input: [1, 2, 3] } }, [2, 3]],
    [{ $maxN: { n: 2, input: [3, 1, null, 2] } }, [3, 2]],
    [{ $minN: { n: 2, input: [3, 1, null, 2] } }, [1, 2]],
    [{ $slice: [[1, 2, 3], 1, 1] }, [2]],
    [{ $slice: [[1, 2, 3], -2] }, [2, 3]],
    [{ $slice: [[1, 2, 3], 15, 2] }, []],
    [{ $slice: [[1, 2, 3], -15, 2] }, [1, 2]],
    [{ $slice: ['$missing', 2] }, null],
    [{ $in: [2, [1, 2, 3]] }, true],
    [{ $in: ['abc', ['xyz', 'abcd']] }, false],
    [{ $in: [['a'], [['a'], 'b']] }, true],
    [{ $in: ['$missing', [null]] }, false],
    [{ $indexOfArray: [['a', 'abc'], 'a'] }, 0],
    [{ $indexOfArray: [['a', 'abc', 'b'], ['b']] }, -1],
    [{ $indexOfArray: [['foo'], 'foo', 1] }, -1],
    [{ $indexOfArray: [[1, 2, 1], 1, 1, 3] }, 2],
    [{ $indexOfArray: [[null], '$missing'] }, -1],
    [{ $indexOfArray: ['$missing', 1] }, null],
    [{ $size: '$a' }, 2, { a: [1, 2] }],
    [{ $size: [[]] }, 0],
    [{ $isArray: '$a' }, true, { a: [] }],
    [{ $isArray: ['hello'] }, false],
    [{ $isArray: [['hello']] }, true],
  ])
  testRefusals([
    [{ $arrayElemAt: [1, 0] }, /must be an array/],
    [{ $arrayElemAt: [[1], 0.5] }, /must be a whole number/],
    [{ $size: '$missing' }, /must be an array, but is of type missing/],
    [{ $size: 'a' }, /must be an array, but is of type string/],
    [{ $in: [1, '$missing'] }, /must be an array/],
    [{ $slice: [[1], 1, 0] }, /must be positive/],
    [{ $slice: ['a', 1] }, /must be an array/],
    [{ $firstN: { n: 0, input: [] } }, /greater than 0/],
    [{ $first: 'a' }, /must be an array/],
  ])
})

describe('making and joining', () => {
  testValues([
    [{ $concatArrays: [['hello', ' '], ['world']] }, ['hello', ' ', 'world']],
    [{ $concatArrays: [[[1]], [2]] }, [[1], 2]],
    [{ $concatArrays: [[1], null] }, null],
    [{ $range: [0, 10, 2] }, [0, 2, 4, 6, 8]],
    [{ $range: [10, 0, -2] }, [10, 8, 6, 4, 2]],
    [{ $range: [0, 10, -2] }, []],
    [{ $range: [0, 5] }, [0, 1, 2, 3, 4]],
    [{ $reverseArray: [[1, 2, 3]] }, [3, 2, 1]],
    [{ $reverseArray: '$missing' }, null],
    [
      {
        $zip: {
          inputs: [
            ['a', 'b'],
            [1, 2],
          ],
        },
      },
      [
        ['a', 1],
        ['b', 2],
      ],
    ],
    [{ $zip: { inputs: [['a'], [1, 2]] } }, [['a', 1]]],
    [
      { $zip: { inputs: [['a'], [1, 2]], useLongestLength: true } },
      [
        ['a', 1],
        [null, 2],
      ],
    ],
    [
      { $zip: { inputs: [['a'], [1, 2]], useLongestLength: true, defaults: ['z', 0] } },
      [
        ['a', 1],
        ['z', 2],
      ],
    ],
    [{ $zip: { inputs: [['a'], null] } }, null],
    [{ $sortArray: { input: [3, 1, 2], sortBy: 1 } }, [1, 2, 3]],
    [{ $sortArray: { input: [{ n: 1 }, { n: 3 }, {}], sortBy: { n: -1 } } }, [{ n: 3 }, { n: 1 }, {}]],
    [{ $sortArray: { input: [1, 'a', null, [0], true], sortBy: -1 } }, [true, [0], 'a', 1, null]],
    [{ $sortArray: { input: null, sortBy: 1 } }, null],
    [
      {
        $arrayToObject: [
          [
            ['item', 'abc'],
            ['qty', 25],
          ],
        ],
      },
      { item: 'abc', qty: 25 },
    ],
    [
      {
        $arrayToObject: {
          $literal: [
            { k: 'a', v: 1 },
            { k: 'a', v: 2 },
          ],
        },
      },
      { a: 2 },
    ],
    [{ $arrayToObject: '$missing' }, null],
  ])
  testRefusals([
    [{ $concatArrays: [[1], 2] }, /must be an array/],
    [{ $range: [0, 5, 0] }, /non-zero step/],
    [{ $range: [0, 1.5] }, /must be a whole number/],
    [{ $range: [0, 1e9] }, /too much memory/],
    [{ $zip: { inputs: [] } }, /at least one input/],
    [{ $zip: { inputs: [[1]], defaults: [1] } }, /useLongestLength/],
    [{ $arrayToObject: [[['a']]] }, /arrays of two elements/],
    [{ $arrayToObject: { $literal: [{ k: 'a' }] } }, /exactly the fields 'k' and 'v'/],
    [{ $arrayToObject: [[[1, 2]]] }, /must be a string/],
    [{ $sortArray: { input: [1], sortBy: 2 } }, /sortBy/],
  ])
})

describe('for each element', () => {
  testValues([
    [{ $filter: { input: [1, 'a', 2, null], as: 'x', cond: { $isNumber: '$$x' } } }, [1, 2]],
    [{ $filter: { input: [1, 2, 3], cond: { $gte: ['$$this', 2] } } }, [2, 3]],
    [{ $filter: { input: [1, 2, 3], cond: true, limit: 2 } }, [1, 2]],
    [{ $filter: { input: '$missing', cond: true } }, null],
    [{ $map: { input: [1, 2], as: 'x', in: { $add: ['$$x', '$n'] } } }, [11, 12], { n: 10 }],
    [{ $map: { input: [{ a: 1 }, {}], in: '$$this.a' } }, [1, null]],
    [{ $map: { input: null, in: 1 } }, null],
    [{ $reduce: { input: ['a', 'b', 'c'], initialValue: '', in: { $concat: ['$$value', '$$this'] } } }, 'abc'],
    [{ $reduce: { input: [], initialValue: 5, in: 1 } }, 5],
    [{ $reduce: { input: null, initialValue: 5, in: 1 } }, null],
    [
      {
        $reduce: {
          input: [1, 2, 3],
          initialValue: { sum: 5, product: 2 },
          in: { sum: { $add: ['$$value.sum', '$$this'] }, product: { $multiply: ['$$value.product', '$$this'] } },
        },
      },
      { sum: 11, product: 12 },
    ],
  ])
  testRefusals([
    [{ $filter: { input: 'a', cond: true } }, /must be an array/],
    [{ $filter: { input: [1] } }, /Missing 'cond'/],
    [{ $map: { input: 5, in: 1 } }, /must be an array/],
    [{ $reduce: { input: 5, initialValue: 1, in: 1 } }, /must be an array/],
  ])
})

describe('sets', () => {
  testValues([
    [
      {
        $setEquals: [
          ['a', 'b', 'a'],
          ['b', 'a'],
        ],
      },
      true,
    ],
    [{ $setEquals: [['a'], [['a']]] }, false],
    [
      {
        $setIntersection: [
          ['a', 'b', 'a'],
          ['b', 'a'],
        ],
      },
      ['a', 'b'],
    ],
    [{ $setIntersection: [['a'], [['a']]] }, []],
    [{ $setIntersection: [[1], null] }, null],
    [
      {
        $setUnion: [
          [2, 1],
          [3, 2, 1.0],
        ],
      },
      [1, 2, 3],
    ],
    [{ $setUnion: [[1], '$missing'] }, null],
    [{ $setDifference: [[3, 1, 1, 2], [2]] }, [3, 1]],
    [{ $setDifference: [null, [1]] }, null],
    [
      {
        $setIsSubset: [
          ['a', 'b', 'a'],
          ['b', 'a', 'c'],
        ],
      },
      true,
    ],
    [{ $setIsSubset: [['a'], [['a']]] }, false],
    [{ $allElementsTrue: [[true, 1, 'someString']] }, true],
    [{ $allElementsTrue: [[null, false, 0]] }, false],
    [{ $allElementsTrue: [[]] }, true],
    [{ $anyElementTrue: [[[false]]] }, true],
    [{ $anyElementTrue: [[]] }, false],
  ])
  testRefusals([
    [{ $setEquals: [[1]] }, /at least 2 arguments/],
    [{ $setEquals: [[1], null] }, /must be an array/],
    [{ $setIsSubset: [1, [1]] }, /must be an array/],
    [{ $allElementsTrue: ['$missing'] }, /must be an array/],
    [{ $setUnion: [[1], 5] }, /must be an array/],
  ])
})
