/** Accumulators as operators on arrays; `$group` has its own tests. */
import { operators } from '../../../../local-cloud/engine/expression/operators'
import { testValues } from './evaluate'

testValues([
  [{ $sum: '$a' }, 6, { a: [1, 'x', 2, null, 3] }],
  [{ $sum: '$a' }, 0, { a: 'x' }],
  [{ $sum: '$missing' }, 0],
  [{ $sum: ['$a', '$b'] }, 3, { a: 1, b: 2 }],
  [{ $sum: ['$a', 1] }, 1, { a: [5] }],
  [{ $avg: '$a' }, 2, { a: [1, 2, 3, 'x'] }],
  [{ $avg: '$a' }, null, { a: [] }],
  [{ $avg: [4, 6] }, 5],
  [{ $max: '$a' }, 'b', { a: [3, 'b', null] }],
  [{ $min: '$a' }, 3, { a: [3, 'b', null] }],
  [{ $min: ['$missing', null] }, null],
  [{ $max: [1, 5, 2] }, 5],
  [{ $stdDevPop: '$a' }, 2, { a: [2, 4, 4, 4, 5, 5, 7, 9] }],
  [{ $stdDevSamp: [1, 3] }, Math.SQRT2],
  [{ $stdDevSamp: [1] }, null],
  [{ $stdDevPop: [1] }, 0],
])

test('every operator on offer is tested', () => {
  const { readFileSync, readdirSync } = jest.requireActual<typeof import('node:fs')>('node:fs')
  const text = readdirSync(__dirname)
    .filter(name => name.endsWith('.test.ts'))
    .map(name => readFileSync(`${__dirname}/${name}`, 'utf8'))
    .join('\n')
  const untested = Object.keys(operators).filter(name => !new RegExp(`\\${name}: `).test(text))
  expect(untested).toEqual([])
})
