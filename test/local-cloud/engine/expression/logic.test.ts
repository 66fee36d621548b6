import { testRefusals, testValues } from './evaluate'

describe('truth', () => {
  testValues([
    [{ $and: [] }, true],
    [{ $and: [1, 'green'] }, true],
    [{ $and: [{ $gt: ['$qty', 100] }, { $lt: ['$qty', 250] }] }, true, { qty: 200 }],
    [{ $and: [[null], [false], [0]] }, true],
    [{ $and: [null, true] }, false],
    [{ $and: [0, true] }, false],
    [{ $and: ['$missing'] }, false],
    [{ $and: '$a' }, true, { a: 1 }],
    [{ $or: [] }, false],
    [{ $or: [true, false] }, true],
    [{ $or: [[false], false] }, true],
    [{ $or: [null, 0, '$missing'] }, false],
    [{ $not: [true] }, false],
    [{ $not: [[false]] }, false],
    [{ $not: [false] }, true],
    [{ $not: [null] }, true],
    [{ $not: [0] }, true],
    [{ $not: '$missing' }, true],
    [{ $not: [''] }, false],
  ])
})

describe('comparison, across types and with missing values', () => {
  testValues([
    [{ $eq: ['$a', 1] }, false, { a: [1] }],
    [{ $eq: ['$a', [1]] }, true, { a: [1] }],
    [{ $eq: ['$a', null] }, false, {}],
    [{ $eq: ['$a', null] }, true, { a: null }],
    [{ $eq: ['$a', '$b'] }, true, {}],
    [
      {
        $eq: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      },
      false,
    ],
    [{ $eq: [{ a: 1 }, { a: 1 }] }, true],
    [{ $ne: ['$a', null] }, true, {}],
    [{ $gt: [null, '$missing'] }, true],
    [{ $lt: ['$missing', null] }, true],
    [{ $gte: ['$missing', null] }, false],
    [{ $lte: ['$missing', '$gone'] }, true],
    // The order of types: missing, null, numbers, strings, objects, arrays, booleans, dates.
    [{ $gt: ['a', 9999] }, true],
    [{ $gt: [{}, 'zzz'] }, true],
    [{ $gt: [[], {}] }, true],
    [{ $gt: [false, [9]] }, true],
    [{ $gt: [new Date(0), true] }, true],
    [{ $cmp: [1, 2] }, -1],
    [{ $cmp: ['b', 'a'] }, 1],
    [
      {
        $cmp: [
          [1, 2],
          [1, 2],
        ],
      },
      0,
    ],
    [{ $cmp: [5, '5'] }, -1],
    // Strings are compared by code points: U+FFEE comes before U+1F600, whose UTF-16 units are smaller.
    [{ $lt: ['\uffee', '😀'] }, true],
  ])
  testRefusals([
    [{ $eq: [1] }, /exactly 2 arguments\. 1 were passed in/],
    [{ $cmp: [1, 2, 3] }, /exactly 2 arguments/],
    [{ $not: [1, 2] }, /exactly 1 arguments/],
  ])
})

describe('conditions', () => {
  testValues([
    [{ $cond: [{ $gte: ['$qty', 250] }, 30, 20] }, 30, { qty: 300 }],
    [{ $cond: { if: { $gte: ['$qty', 250] }, then: 30, else: 20 } }, 20, { qty: 200 }],
    [{ $cond: [true, '$missing', 1] }, undefined],
    [{ $ifNull: ['$a', 'none'] }, 'none', {}],
    [{ $ifNull: ['$a', 'none'] }, 'none', { a: null }],
    [{ $ifNull: ['$a', '$b', 'none'] }, 0, { b: 0 }],
    [{ $ifNull: ['$a', '$b'] }, undefined, {}],
    [
      {
        $switch: {
          branches: [
            { case: { $eq: ['$a', 1] }, then: 'one' },
            { case: { $gt: ['$a', 1] }, then: 'more' },
          ],
        },
      },
      'more',
      { a: 5 },
    ],
    [{ $switch: { branches: [{ case: false, then: 1 }], default: 'none' } }, 'none'],
    [{ $switch: { branches: [{ case: false, then: 1 }], default: null } }, null],
  ])
  testRefusals([
    [{ $cond: [1, 2] }, /exactly 3 arguments/],
    [{ $cond: { if: 1, then: 2 } }, /Missing 'else'/],
    [{ $cond: { if: 1, then: 2, else: 3, other: 4 } }, /Unrecognized parameter/],
    [{ $ifNull: ['$a'] }, /at least two/],
    [{ $switch: { branches: [{ case: false, then: 1 }] } }, /could not find a matching branch/],
    [{ $switch: { branches: [] } }, /at least one branch/],
    [{ $switch: { branches: [{ case: 1 }] } }, /Missing 'then'/],
    [{ $rand: 1 }, /takes no arguments/],
  ])
  test('$rand is a number from 0 to 1', () => {
    const { evaluate } = jest.requireActual<typeof import('./evaluate')>('./evaluate')
    for (let i = 0; i < 100; i++) {
      const value = evaluate({ $rand: {} })
      expect(typeof value === 'number' && value >= 0 && value < 1).toBe(true)
    }
  })
})
