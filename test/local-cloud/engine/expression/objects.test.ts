/** Objects, types and conversions. */
import { testRefusals, testValues } from './evaluate'

describe('objects', () => {
  testValues([
    [{ $mergeObjects: [{ a: 1 }, { a: 2, b: 2 }, null, '$missing'] }, { a: 2, b: 2 }],
    [{ $mergeObjects: '$a' }, {}, {}],
    [
      { $objectToArray: '$a' },
      [
        { k: 'x', v: 1 },
        { k: 'y', v: null },
      ],
      { a: { x: 1, y: null } },
    ],
    [{ $objectToArray: null }, null],
    [{ $getField: 'a' }, 1, { a: 1 }],
    [{ $getField: { field: 'a.b', input: '$o' } }, 2, { o: { 'a.b': 2 } }],
    [{ $getField: { field: { $literal: '$a' }, input: '$o' } }, 3, { o: { $a: 3 } }],
    [{ $getField: { field: 'b', input: '$o' } }, undefined, { o: {} }],
    [{ $getField: { field: 'b', input: null } }, null],
    [{ $setField: { field: 'a.b', input: '$$ROOT', value: 5 } }, { c: 1, 'a.b': 5 }, { c: 1 }],
    [{ $setField: { field: 'c', input: '$$ROOT', value: '$$REMOVE' } }, {}, { c: 1 }],
    [{ $setField: { field: 'c', input: null, value: 1 } }, null],
    [{ $unsetField: { field: 'c', input: '$$ROOT' } }, { d: 2 }, { c: 1, d: 2 }],
  ])
  testRefusals([
    [{ $mergeObjects: [1] }, /requires object inputs/],
    [{ $objectToArray: 'a' }, /must be an object/],
    [{ $getField: '$a' }, /constant string/],
    [{ $setField: { field: 'a', input: 1, value: 1 } }, /must be an object/],
  ])
})

describe('types', () => {
  testValues([
    [{ $type: '$missing' }, 'missing'],
    [{ $type: null }, 'null'],
    [{ $type: 1 }, 'int'],
    [{ $type: 2 ** 40 }, 'long'],
    [{ $type: 1.5 }, 'double'],
    [{ $type: 'a' }, 'string'],
    [{ $type: { $literal: {} } }, 'object'],
    [{ $type: [[1]] }, 'array'],
    [{ $type: true }, 'bool'],
    [{ $type: new Date(0) }, 'date'],
    [{ $isNumber: 1 }, true],
    [{ $isNumber: '1' }, false],
    [{ $isNumber: '$missing' }, false],
  ])
})

describe('conversions', () => {
  testValues([
    [{ $toBool: 1.99 }, true],
    [{ $toBool: 0 }, false],
    [{ $toBool: 'false' }, true],
    [{ $toBool: '' }, true],
    [{ $toBool: null }, null],
    [{ $toBool: '$missing' }, null],
    [{ $toInt: '-2' }, -2],
    [{ $toInt: 5.9 }, 5],
    [{ $toInt: true }, 1],
    [{ $toLong: new Date(5) }, 5],
    [{ $toLong: '9000000000' }, 9_000_000_000],
    [{ $toDouble: '-5.5' }, -5.5],
    [{ $toDouble: '1e3' }, 1000],
    [{ $toDouble: new Date(7) }, 7],
    [{ $toString: 2.5 }, '2.5'],
    [{ $toString: true }, 'true'],
    [{ $toString: new Date('2018-03-27T16:58:51.538Z') }, '2018-03-27T16:58:51.538Z'],
    [{ $toDate: 120_000_000_000.5 }, new Date('1973-10-20T21:20:00Z')],
    [{ $toDate: '2018-03-20 11:00:06' }, new Date('2018-03-20T11:00:06Z')],
    [{ $toObjectId: '5AB9CBFA31C2AB715D42129E' }, '5ab9cbfa31c2ab715d42129e'],
    [{ $convert: { input: '5', to: 'int' } }, 5],
    [{ $convert: { input: '5', to: 16 } }, 5],
    [{ $convert: { input: 'x', to: 'int', onError: 'none' } }, 'none'],
    [{ $convert: { input: null, to: 'int', onNull: 0 } }, 0],
    [{ $convert: { input: '$missing', to: 'int' } }, null],
    [{ $convert: { input: 1, to: null } }, null],
  ])
  testRefusals([
    [{ $toInt: '5.5' }, /Failed to parse number/],
    [{ $toInt: 'abc' }, /Failed to parse number/],
    [{ $toInt: ' 5' }, /Failed to parse number/],
    [{ $toInt: 2 ** 31 }, /would overflow/],
    [{ $toInt: new Date(0) }, /Unsupported conversion from date to int/],
    [{ $toDouble: '0x10' }, /Failed to parse number/],
    [{ $toString: { $literal: {} } }, /Unsupported conversion from object to string/],
    [{ $toDate: 'yesterday' }, /Error parsing date string/],
    [{ $toObjectId: 'short' }, /Failed to parse objectId/],
    [{ $convert: { input: 1, to: 'decimal' } }, /not offered/],
    [{ $convert: { input: 1, to: 'nothing' } }, /Unknown type name/],
    [{ $toDecimal: 1 }, /not offered/],
  ])
})
