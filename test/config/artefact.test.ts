import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packageSizes } from '../../config/artefact/packages'
import { danglingReferences } from '../../config/artefact/references'
import { tooNewCode } from '../../config/artefact/syntax'

const APP = {
  pages: ['pages/home/index'],
  subPackages: [{ root: 'packages/staff/', pages: ['pages/today/index'] }],
  window: { backgroundColor: '@paper' },
  tabBar: { list: [{ pagePath: 'pages/home/index', iconPath: 'icons/home.png' }] },
}

const GOOD: Record<string, string> = {
  'app.json': JSON.stringify(APP),
  'theme.json': JSON.stringify({ light: { paper: '#FFF9F2' }, dark: { paper: '#1A1410' } }),
  'app.js': 'require("./common");require("/vendors.js")',
  'common.js': 'n.p+"art/desk.svg"',
  'vendors.js': '',
  'art/desk.svg': '<svg/>',
  'icons/home.png': '',
  ...pageFiles('pages/home/index'),
  ...pageFiles('packages/staff/pages/today/index'),
}

function pageFiles(page: string): Record<string, string> {
  return { [`${page}.js`]: '', [`${page}.json`]: '{}', [`${page}.wxml`]: '<view/>' }
}

let dist: string
beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'artefact-'))
})
afterEach(() => rmSync(dist, { recursive: true, force: true }))

/** An artefact that differs from the valid one in these files; null: file missing. */
function artefact(change: Record<string, string | null> = {}): string {
  for (const [path, content] of Object.entries({ ...GOOD, ...change })) {
    if (content === null) continue
    mkdirSync(dirname(join(dist, path)), { recursive: true })
    writeFileSync(join(dist, path), content)
  }
  return dist
}

test('a whole artefact refers to nothing that is missing', () => {
  expect(danglingReferences(artefact())).toEqual([])
})

test.each([
  [
    'a page without its template',
    { 'packages/staff/pages/today/index.wxml': null },
    'packages/staff/pages/today/index.wxml',
  ],
  ['a tab icon', { 'icons/home.png': null }, 'icons/home.png'],
  ['a colour of the night', { 'theme.json': '{"light":{"paper":"#FFF9F2"}}' }, 'the colour paper'],
  ['a module', { 'vendors.js': null }, 'app.js requires /vendors.js'],
  ['a picture', { 'art/desk.svg': null }, 'common.js shows art/desk.svg'],
  ['a picture of a style', { 'app.wxss': '.a{background:url(art/bowl.png)}' }, 'app.wxss shows art/bowl.png'],
])('%s is missed', (_, change, named) => {
  expect(danglingReferences(artefact(change))).toEqual([expect.stringContaining(named)])
})

test('what lies in a sub-package does not count for the main one', () => {
  const sizes = packageSizes(artefact({ 'packages/staff/big.bin': 'x'.repeat(5000) }))
  const [main, staff, all] = sizes.map(({ bytes }) => bytes)
  expect(sizes.map(({ name }) => name)).toEqual(['main package', 'sub-package packages/staff', 'all packages'])
  expect(main).toBeLessThan(1000)
  expect(staff).toBe(5000 + '{}<view/>'.length)
  expect(all).toBe((main ?? 0) + (staff ?? 0))
})

describe('code for the oldest base library', () => {
  test.each([
    ['ES5', 'var a=function(t){return t&&t.b};if(typeof BigInt==="function"){}', []],
    ['an `at` that is not an array’s', 'x.at(e).read()', []],
    ['a key of that name', 'var o={Proxy:1};o.Proxy;o.at', []],
    ['optional chaining', 'var a=b?.c', ['vendors.js is no ES5']],
    ['a default value', 'var a=b??c', ['vendors.js is no ES5']],
    ['an arrow function', 'var a=()=>1', ['vendors.js is no ES5']],
    ['a regular expression with a newer flag', 'var a=/x/u', ['vendors.js is no ES5']],
    ['BigInt', 'f(BigInt(8*n))', ['vendors.js uses BigInt']],
    ['a proxy', 'new Proxy(a,{})', ['vendors.js uses Proxy']],
    ['the last element', 'a.at(-1)', ['vendors.js uses .at()']],
    ['a newer method', 'a.replaceAll("x","y")', ['vendors.js uses .replaceAll()']],
    ['a newer function', 'Object.hasOwn(a,"b")', ['vendors.js uses Object.hasOwn']],
  ])('%s', (_what, source, faults) => {
    const found = tooNewCode(artefact({ 'vendors.js': source }))
    expect(found).toEqual(faults.map(fault => expect.stringContaining(fault)))
  })
})
