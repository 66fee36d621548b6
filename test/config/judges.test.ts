import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const CLOUD = join(__dirname, '..', 'cloud')

/** Where the tests say what is right, without asking the product. */
const JUDGES = [
  'support/invariants.ts',
  'support/inconsistencies.ts',
  'support/invariants',
  'histories/model',
  'histories/promises.ts',
  'histories/write-violations.ts',
]

/** What may come from the product beside types: moments, and ids by which documents are found. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  '@domain/time': ['DAY', 'HOUR', 'MINUTE'],
  'cloudfunctions/lib/kernel/ids': ['accountIdOf', 'guestIdOf'],
}

const IMPORT = /^(?:import|export)\s+(?!type\b)([^'"]*?)\s*from\s*['"]([^'"]+)['"]/gm

/** The values that a source takes from the product and may not. */
function borrowedIn(source: string): string[] {
  return [...source.matchAll(IMPORT)].flatMap(([, names = '', from = '']) => {
    const module = from.replace(/^(?:\.\.?\/)+/, '')
    if (!/^(?:@domain|domain|cloudfunctions)\b/.test(module)) return []
    return names
      .replace(/[{}]/g, '')
      .split(',')
      .map(name => name.trim())
      .filter(name => name !== '' && !name.startsWith('type ') && !ALLOWED[module]?.includes(name))
      .map(name => `${name} of ${module}`)
  })
}

function filesOf(path: string): string[] {
  if (path.endsWith('.ts')) return [path]
  return readdirSync(join(CLOUD, path), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => `${path}/${file}`)
}

test('no invariant judges a rule of the product by the same rule', () => {
  const files = JUDGES.flatMap(filesOf)
  expect(files.length).toBeGreaterThan(20)
  const borrowed = files.flatMap(file =>
    borrowedIn(readFileSync(join(CLOUD, file), 'utf8')).map(what => `${file}: ${what}`),
  )
  expect(borrowed).toEqual([])
})

test('a borrowed rule is noticed, and types, moments and ids are not', () => {
  expect(borrowedIn("import { decideShift, type Span } from '@domain/participation/shift'")).toEqual([
    'decideShift of @domain/participation/shift',
  ])
  expect(borrowedIn("import * as held from '../../../cloudfunctions/lib/canteen/held'")).toEqual([
    '* as held of cloudfunctions/lib/canteen/held',
  ])
  expect(borrowedIn("import {\n  atLocal,\n  DAY,\n} from '@domain/time'")).toEqual(['atLocal of @domain/time'])
  expect(borrowedIn("import type { Order } from '@domain/canteen/order'\nimport { join } from './list'")).toEqual([])
})
