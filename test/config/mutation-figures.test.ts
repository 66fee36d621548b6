import { join } from 'node:path'
import EQUIVALENT from '../../config/testing/equivalent-mutants.json'
import { type Equivalent, figuresOf, percentOf, tableOf } from '../../config/testing/mutation-figures'

const root = join(__dirname, '..', '..')
/** A mutant of `export const HOUR = 60 * MINUTE`, the second line of the file. */
const mutant = (status: string, replacement: string) => ({
  fileName: join(root, 'domain', 'time.ts'),
  status,
  replacement,
  location: { start: { line: 2, column: 21 }, end: { line: 2, column: 32 } },
})
const listed = (becomes: string, change: Partial<Equivalent> = {}): Equivalent => ({
  file: 'domain/time.ts',
  code: '60 * MINUTE',
  becomes,
  why: 'a test',
  ...change,
})

test('what nobody noticed is named, and what is listed as equivalent is counted apart', () => {
  const mutants = [
    mutant('Killed', '60 / MINUTE'),
    mutant('Timeout', 'a'),
    mutant('Survived', 'b'),
    mutant('NoCoverage', 'c'),
    mutant('Ignored', 'd'),
  ]
  const { areas, unnoticed, wrong } = figuresOf(root, mutants, [
    listed('c', { line: 'export const HOUR = 60 * MINUTE' }),
  ])
  expect(areas).toEqual([{ area: 'domain/time.ts', mutants: 4, noticed: 2, equivalent: 1 }])
  expect(unnoticed).toEqual(['domain/time.ts:2:21 60 * MINUTE → b\n    export const HOUR = 60 * MINUTE'])
  expect(wrong).toEqual([])
  expect(percentOf(areas)).toBeCloseTo(66.7, 1)
  expect(tableOf(areas)).toContain('| domain/time.ts | 4 | 2 | 1 | 66.7 |')
})

test('a listed change that a test notices, or that is of no mutant, is reported', () => {
  const { wrong } = figuresOf(
    root,
    [mutant('Killed', 'a')],
    [listed('a'), listed('b'), listed('c', { file: 'domain/text.ts' })],
  )
  expect(wrong).toEqual([
    'Not equivalent, a test notices it: domain/time.ts: 60 * MINUTE → a',
    'Not equivalent, there is no such mutant: domain/time.ts: 60 * MINUTE → b',
  ])
})

test('each listed change says why nobody can notice it', () => {
  for (const { file, why } of EQUIVALENT as Equivalent[])
    expect({ file, why }).toEqual({ file, why: expect.stringMatching(/^[a-zA-Z].{20}/) })
})
