import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RouteName, routes } from '@domain/contracts'
import { COMMON_ERRORS, type ErrorCode } from '@domain/errors'

const SRC = join(__dirname, '..', '..', 'src')
const PACKAGES = readdirSync(join(SRC, 'packages'))

/** All code in a folder of `src`. */
const codeIn = (folder: string) =>
  readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.tsx?$/.test(file))
    .map(file => readFileSync(join(SRC, folder, file), 'utf8'))
    .join('\n')

/** What the routes that are named in this code may refuse. */
function refusalsIn(code: string): ErrorCode[] {
  const named = new Set(code.match(/'[a-z]+\.[A-Za-z]+'/g)?.map(text => text.slice(1, -1)))
  const errors = Object.keys(routes).flatMap((name): readonly ErrorCode[] =>
    named.has(name) ? routes[name as RouteName].errors : [],
  )
  return [...new Set([...COMMON_ERRORS, ...errors])]
}

/** Which of these codes the app has no words for, with what the pages of a package have loaded; null: those of the main one. */
function unsaid(codes: readonly ErrorCode[], name: string | null): ErrorCode[] {
  let left: ErrorCode[] = []
  jest.isolateModules(() => {
    const { messageOf } = jest.requireActual<typeof import('@/cloud/messages')>('@/cloud/messages')
    if (name !== null && existsSync(join(SRC, 'packages', name, 'messages.ts'))) {
      jest.requireActual(`@/packages/${name}/messages`)
    }
    const unknown = messageOf({ code: 'UNKNOWN_ROUTE', detail: null })
    left = codes.filter(code => {
      try {
        return code !== 'UNKNOWN_ROUTE' && messageOf({ code, detail: null }).text === unknown.text
      } catch {
        // There are words, which need a detail.
        return false
      }
    })
  })
  return left
}

jest.mock('@/platform/storage', () => ({ stored: () => ({ read: () => null, write: () => true }) }))

test('the main package has words for every refusal that its pages get', () => {
  const code = ['features', 'pages', 'cloud', 'platform', 'ui'].map(codeIn).join('\n')
  expect(unsaid(refusalsIn(code), null)).toEqual([])
})

test.each(PACKAGES)('the pages of the package %s have words for every refusal that they get', name => {
  expect(unsaid(refusalsIn(codeIn(`packages/${name}`)), name)).toEqual([])
})

test.each(PACKAGES)('each page of the package %s loads its words', name => {
  const folder = join(SRC, 'packages', name)
  if (!existsSync(join(folder, 'messages.ts'))) return
  const pages = readdirSync(join(folder, 'pages'))
  const without = pages.filter(
    page => !readFileSync(join(folder, 'pages', page, 'index.tsx'), 'utf8').includes("import '../../messages'\n"),
  )
  expect(without).toEqual([])
})
