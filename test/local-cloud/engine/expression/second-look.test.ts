/** Values that a specification suite of the database expects, where this engine once gave others. */
import { testRefusals, testValues } from './evaluate'

describe('numbers in texts', () => {
  testValues([
    [{ $toLower: 1e-5 }, '1e-05'],
    [{ $toLower: Number.NaN }, 'nan'],
    [{ $toUpper: Number.NEGATIVE_INFINITY }, '-INF'],
    [{ $toString: -1e16 }, '-1e+16'],
    [{ $toString: 0.00009 }, '9e-05'],
    [{ $toString: 9007199254740991 }, '9007199254740991'],
    [{ $toString: 0.0001 }, '0.0001'],
  ])
  testRefusals([
    [{ $toDouble: '1e999' }, /out of range/],
    [{ $toDouble: '1e-999' }, /out of range/],
    [{ $substrBytes: ['abc', Number.POSITIVE_INFINITY, 1] }, /finite number/],
    [{ $convert: { input: 1, to: 'binData' } }, /not offered by the local cloud/],
  ])
})

describe('positions', () => {
  testValues([
    // By code points the text must only begin inside the range, by bytes it must end there.
    [{ $indexOfCP: ['hello', 'llo', 0, 3] }, 2],
    [{ $indexOfBytes: ['hello', 'llo', 0, 3] }, -1],
    [{ $indexOfCP: ['hello', '', 0, 0] }, -1],
    [{ $indexOfCP: ['hello', 'lo', 0, 99] }, 3],
  ])
})

describe('patterns', () => {
  testRefusals([
    [{ $regexMatch: { input: 'a', regex: null, options: 1 } }, /options of \$regexMatch must be a string/],
    [{ $regexFindAll: { input: 'a', regex: /a/i, options: '' } }, /specified in both/],
  ])
})

describe('objects and lists', () => {
  testValues([
    [{ $mergeObjects: [[{ a: 1 }, { b: 2 }]] }, { a: 1, b: 2 }],
    [
      { $sortArray: { input: '$list', sortBy: { 'b.c': -1 } } },
      [{ b: { c: 2 } }, { b: { c: 1 } }],
      { list: [{ b: { c: 1 } }, { b: { c: 2 } }] },
    ],
    [{ $mergeObjects: '$list' }, { a: 1, b: 2 }, { list: [{ a: 1 }, { b: 2 }] }],
  ])
  testRefusals([[{ $arrayToObject: { $literal: [['a', 1], { k: 'b', v: 2 }] } }, /either pairs or objects/]])
})

describe('dates', () => {
  const AT = new Date('2021-03-20T11:30:05Z')
  testValues([
    [{ $add: [new Date(0), -0.5] }, new Date(-1)],
    [{ $subtract: [new Date(0), 0.5] }, new Date(-1)],
    [{ $dateTrunc: { date: AT, unit: 'hour', binSize: '$missing' } }, null],
    [
      { $dateFromString: { dateString: '2017-02-08T12:10:40+05:00', timezone: 'UTC' } },
      new Date('2017-02-08T07:10:40Z'),
    ],
    [{ $hour: { date: AT, timezone: 'Asia/Calcutta' } }, 17],
  ])
  testRefusals([
    [{ $hour: { date: AT, timezone: 'america/new_york' } }, /unrecognized time zone identifier/],
    [{ $hour: { date: AT, timezone: 'AMERICA/NEW_YORK' } }, /unrecognized time zone identifier/],
    [{ $dateFromString: { dateString: '2017-02-08', timezone: 'Z' } }, /unrecognized time zone identifier/],
  ])
})

describe('logarithms', () => {
  testValues([[{ $log: [Number.NaN, 10] }, Number.NaN]])
})
