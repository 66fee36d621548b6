/** Field paths, variables, literals and objects in expressions. */
import { evaluate, NOW, testRefusals, testValues } from './evaluate'

describe('field paths', () => {
  testValues([
    ['$a', 1, { a: 1 }],
    ['$a', undefined, {}],
    ['$a', null, { a: null }],
    ['$a.b.c', 3, { a: { b: { c: 3 } } }],
    ['$a.b', undefined, { a: 5 }],
    // Arrays along the path are traversed element by element; elements that are not documents are skipped.
    ['$a.b', [1, 3], { a: [{ b: 1 }, { c: 2 }, { b: 3 }, 4, null] }],
    ['$a.b.c', [[1, 2], [3]], { a: [{ b: [{ c: 1 }, { c: 2 }] }, { b: [{ c: 3 }] }] }],
    ['$a.b', [], { a: [[{ b: 1 }]] }],
    // A number is a field name, never a position.
    ['$a.0', [], { a: [7, 8] }],
    ['$a.0', 'x', { a: { 0: 'x' } }],
    ['$constructor', undefined, {}],
  ])
})

describe('literals, objects and arrays', () => {
  testValues([
    ['a', 'a'],
    [5, 5],
    [null, null],
    [{ $literal: '$a' }, '$a', { a: 1 }],
    [{ $literal: { $add: [1, 2] } }, { $add: [1, 2] }],
    [['$a', '$b'], [1, null], { a: 1 }],
    [{ x: '$a', y: '$b' }, { x: 1 }, { a: 1 }],
    [{ x: { y: ['$a', { $add: [1, 1] }] } }, { x: { y: [1, 2] } }, { a: 1 }],
    [{}, {}],
  ])
})

describe('variables', () => {
  testValues([
    ['$$ROOT', { a: 1 }, { a: 1 }],
    ['$$ROOT.a', 1, { a: 1 }],
    ['$$CURRENT.a', 1, { a: 1 }],
    ['$$REMOVE', undefined],
    [{ a: '$$REMOVE', b: 1 }, { b: 1 }],
    [{ $cond: [{ $eq: ['$a', ''] }, '$$REMOVE', '$a'] }, undefined, { a: '' }],
    [
      { $let: { vars: { total: { $add: ['$price', '$tax'] } }, in: { $multiply: ['$$total', 2] } } },
      22,
      { price: 10, tax: 1 },
    ],
    [{ $let: { vars: { o: '$o' }, in: '$$o.x.y' } }, [1, 2], { o: { x: [{ y: 1 }, { y: 2 }] } }],
    [{ $let: { vars: { x: 1 }, in: { $let: { vars: { x: 2 }, in: '$$x' } } } }, 2],
    // All values of one $let are computed before any of its variables exists.
    [{ $let: { vars: { x: 1 }, in: { $let: { vars: { x: 2, y: '$$x' }, in: '$$y' } } } }, 1],
    [{ $let: { vars: { CURRENT: '$a' }, in: '$b' } }, 1, { a: { b: 1 } }],
  ])
  test('$$NOW is the time of the database', () => expect(evaluate('$$NOW')).toEqual(new Date(NOW)))
})

describe('what is no expression', () => {
  testRefusals([
    [{ $nonsense: 1 }, /Unrecognized expression '\$nonsense'/],
    [{ $add: [1], $subtract: [1, 2] }, /exactly one field/],
    [{ a: 1, $add: [1] }, /exactly one field/],
    [{ 'a.b': 1 }, /may not contain '\.'/],
    ['$', /empty parts/],
    ['$a.', /empty parts/],
    ['$a.$b', /may not start with '\$'/],
    ['$$unknown', /undefined variable: unknown/],
    ['$__proto__', /illegal field path/],
    [{ $let: { vars: { A: 1 }, in: 1 } }, /not a valid name/],
    [{ $let: { in: 1 } }, /Missing 'vars'/],
    [{ $function: { body: 'function(){}', args: [], lang: 'js' } }, /not offered/],
    [{ $accumulator: {} }, /not offered/],
    [{ $meta: 'textScore' }, /not offered/],
  ])
  test('too deep', () => {
    const deep = Array.from({ length: 100 }).reduce<unknown>(inner => ({ $not: [inner] }), true)
    expect(() => evaluate(deep)).toThrow('nested deeper')
  })
})
