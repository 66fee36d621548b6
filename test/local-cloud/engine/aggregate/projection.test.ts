import { run, storeDocuments, testPipelines, testRefusedPipelines } from './run'

storeDocuments({
  c: [{ _id: '1', a: 1, o: { x: 1, y: 2 }, list: [{ k: 1, v: 2 }, 5, [{ k: 3, v: 4 }]], n: null }],
})
const id = { $unset: '_id' }

describe('$project', () => {
  testPipelines({
    'keeps the order of the document': [[{ $project: { n: 1, a: 1 } }], [{ _id: '1', a: 1, n: null }]],
    'leaves out the id': [[{ $project: { _id: 0, a: true } }], [{ a: 1 }]],
    'of the id alone': [[{ $project: { _id: 1 } }], [{ _id: '1' }]],
    'enters arrays and drops what is no document': [
      [{ $project: { 'list.k': 1 } }, id],
      [{ list: [{ k: 1 }, [{ k: 3 }]] }],
    ],
    'takes nested specifications': [[{ $project: { _id: 0, o: { x: 1 } } }], [{ o: { x: 1 } }]],
    'drops a scalar where it wants a document': [[{ $project: { _id: 0, 'a.b': 1 } }], [{}]],
    'a number in a path is a field name': [[{ $project: { _id: 0, 'list.0': 1 } }], [{ list: [{}, [{}]] }]],
    'removes fields': [[{ $project: { list: 0, 'o.x': 0 } }], [{ _id: '1', a: 1, o: { y: 2 }, n: null }]],
    'removes only the id': [[{ $project: { _id: 0 } }, { $project: { a: 1, n: 1 } }], [{ a: 1, n: null }]],
    'removes inside of arrays and keeps their scalars': [
      [{ $project: { 'list.v': 0 } }, { $project: { _id: 0, list: 1 } }],
      [{ list: [{ k: 1 }, 5, [{ k: 3 }]] }],
    ],
    'a missing value makes no field': [[{ $project: { _id: 0, x: '$missing', y: '$n' } }], [{ y: null }]],
    'and none by $$REMOVE': [[{ $project: { _id: 0, a: { $cond: [true, '$$REMOVE', 1] } } }], [{}]],
    'missing values in an array are null': [[{ $project: { _id: 0, x: ['$a', '$missing'] } }], [{ x: [1, null] }]],
    'a missing value in an object is no field': [
      [{ $project: { _id: 0, x: { p: '$a', q: '$missing' } } }],
      [{ x: { p: 1 } }],
    ],
    'computes into every element': [[{ $project: { _id: 0, 'list.w': '$a' } }], [{ list: [{ w: 1 }, [{ w: 1 }]] }]],
    'texts and null are values': [
      [{ $project: { _id: 0, x: 'text', y: null, z: { $literal: 1 } } }],
      [{ x: 'text', y: null, z: 1 }],
    ],
    'computes the id': [[{ $project: { _id: '$a' } }], [{ _id: 1 }]],
  })
  testRefusedPipelines([
    [{ $project: {} }, /at least one field/],
    [{ $project: 5 }, /must be an object/],
    [{ $project: { a: 1, b: 0 } }, /Cannot do exclusion on field b/],
    [{ $project: { a: 0, b: '$a' } }, /Cannot do exclusion on field a/],
    [{ $project: { a: 1, 'a.b': 1 } }, /Path collision at a\.b/],
    [{ $project: { 'a.b': 1, a: 1 } }, /Path collision at a/],
    [{ $project: { a: {} } }, /empty sub-projection/],
    [{ $project: { 'a.': 1 } }, /empty parts/],
    [{ $project: { $a: 1 } }, /may not start with '\$'/],
    [{ $project: { a: { $nonsense: 1 } } }, /Unrecognized expression '\$nonsense'/],
    [{ $project: { a: { $slice: 1, b: 1 } } }, /exactly one field/],
  ])
})

describe('$addFields and $set', () => {
  const of = (fields: object) =>
    [{ $addFields: fields }, { $project: { _id: 0, a: 1, o: 1, list: 1, x: 1 } }] as Record<string, unknown>[]
  const rest = { a: 1, o: { x: 1, y: 2 }, list: [{ k: 1, v: 2 }, 5, [{ k: 3, v: 4 }]] }
  testPipelines({
    'add a field': [of({ x: { $add: ['$a', 1] } }), [{ ...rest, x: 2 }]],
    'replace one in its place': [of({ a: '$o.y' }), [{ ...rest, a: 2 }]],
    'into an object, which keeps its fields': [of({ o: { z: 3 } }), [{ ...rest, o: { x: 1, y: 2, z: 3 } }]],
    'by a dotted path': [of({ 'o.x': 9 }), [{ ...rest, o: { x: 9, y: 2 } }]],
    'through a scalar, which gives way': [of({ 'a.b': 7 }), [{ ...rest, a: { b: 7 } }]],
    'into every element of an array': [
      of({ 'list.k': 0 }),
      [{ ...rest, list: [{ k: 0, v: 2 }, { k: 0 }, [{ k: 0, v: 4 }]] }],
    ],
    'a missing value removes the field': [of({ a: '$missing' }), [{ o: rest.o, list: rest.list }]],
    'expressions see the document as it was': [of({ a: 5, x: '$a' }), [{ ...rest, a: 5, x: 1 }]],
    'numbers and truth values are values': [
      [{ $set: { x: 0, y: false } }, { $project: { _id: 0, x: 1, y: 1 } }],
      [{ x: 0, y: false }],
    ],
    'an object made by an operator replaces': [of({ o: { $mergeObjects: [{ p: 1 }] } }), [{ ...rest, o: { p: 1 } }]],
  })
  testRefusedPipelines([
    [{ $addFields: {} }, /at least one field/],
    [{ $addFields: { a: { b: 1 }, 'a.b': 2 } }, /Path collision/],
    [{ $addFields: 'a' }, /must be an object/],
  ])
  test('change nothing that is stored', async () => {
    await run('c', { $addFields: { 'o.x': 99, 'list.k': 99 } })
    expect(await run('c', { $project: { _id: 0, o: 1 } })).toEqual([{ o: { x: 1, y: 2 } }])
  })
})

describe('$unset', () => {
  testPipelines({
    'one field': [[{ $unset: 'list' }], [{ _id: '1', a: 1, o: { x: 1, y: 2 }, n: null }]],
    'several, also deeper': [[{ $unset: ['list', 'o.x', 'n'] }], [{ _id: '1', a: 1, o: { y: 2 } }]],
  })
  testRefusedPipelines([
    [{ $unset: [] }, /at least one field/],
    [{ $unset: 5 }, /string or an array of strings/],
  ])
})

describe('$replaceRoot and $replaceWith', () => {
  testPipelines({
    'by a field': [[{ $replaceRoot: { newRoot: '$o' } }], [{ x: 1, y: 2 }]],
    'by an expression': [[{ $replaceWith: { $mergeObjects: [{ z: 0 }, '$o'] } }], [{ z: 0, x: 1, y: 2 }]],
  })
  testRefusedPipelines([
    [{ $replaceRoot: { newRoot: '$missing' } }, /must evaluate to an object, but resulting value was of type missing/],
    [{ $replaceRoot: { newRoot: '$a' } }, /of type int/],
    [{ $replaceRoot: '$o' }, /newRoot/],
    [{ $replaceWith: '$list' }, /of type array/],
  ])
})
