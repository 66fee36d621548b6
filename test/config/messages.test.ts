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
jest.mock('@/platform/log', () => ({ logFault: () => undefined }))
jest.mock('@/cloud/transport', () => ({
  transport: async () => ({ reply: { ok: false, code: 'CANCEL_CLOSED', detail: { cancelUntil: 0 } }, sentAt: 0 }),
}))

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

/** What is said to residents, and helps nobody at a centre: they are the centre. */
const FOR_RESIDENTS =
  /打个?电话|给中心|请中心|问问中心|告诉中心|中心的工作人员|本中心工作人员|到「(我的|预约|食堂)」|回「食堂」|看看(附近)?别的|换一节|现场问问|您(要约|选的|住的|家)|这是您自己|请对方重新出|(就|再)能约|请选整场|能用的，换/

/** Details with which a refusal can be said, whichever of them it needs. */
const DETAILS = ['begun', 'over', 'cancelled', 'waiting', 'series', 'offering', 'gathering', 'listed', 'early'].flatMap(
  word =>
    [0, 1].map(
      number =>
        new Proxy(
          {},
          {
            get: (_, key) =>
              ['why', 'state', 'fault'].includes(String(key))
                ? word
                : ['reason', 'title', 'unit', 'slot'].includes(String(key))
                  ? null
                  : number,
          },
        ) as never,
    ),
)

test.each(PACKAGES)('the staff pages of the package %s say nothing that is meant for residents', name => {
  const code = codeIn(`packages/${name}`)
  const named = new Set(code.match(/'(staff|office)\.[A-Za-z]+'/g)?.map(text => text.slice(1, -1)))
  const wrong = new Set<string>()
  jest.isolateModules(() => {
    const { messageOf } = jest.requireActual<typeof import('@/cloud/messages')>('@/cloud/messages')
    if (existsSync(join(SRC, 'packages', name, 'messages.ts'))) jest.requireActual(`@/packages/${name}/messages`)
    for (const route of Object.keys(routes).filter(one => named.has(one)) as RouteName[])
      for (const refusal of [...COMMON_ERRORS, 'QUOTA' as const, ...routes[route].errors].filter(
        one => one !== 'FORBIDDEN',
      ))
        for (const detail of DETAILS) {
          let said = ''
          try {
            const { text, hint = '' } = messageOf({ code: refusal, detail, route })
            said = `${text} ${hint}`
          } catch {
            // This refusal needs another detail.
          }
          if (FOR_RESIDENTS.test(said)) wrong.add(`${refusal}: ${said}`)
        }
  })
  expect([...wrong]).toEqual([])
})

test('a refusal tells residents to ring the centre, and staff what they can do, whatever pages were open before', async () => {
  const said: string[] = []
  await jest.isolateModulesAsync(async () => {
    const { commit } = jest.requireActual<typeof import('@/cloud/client')>('@/cloud/client')
    const { messageOf } = jest.requireActual<typeof import('@/cloud/messages')>('@/cloud/messages')
    jest.requireActual('@/packages/canteen/messages')
    const input = { bookingId: 'a-booking' }
    for (const call of [
      commit('booking.cancel', input, 'request-1'),
      commit('staff.mealCancelFor', { ...input, centreId: 'centre' }, 'request-2'),
      commit('booking.cancel', input, 'request-3'),
    ])
      said.push(
        await call.then(
          () => '',
          (error: Parameters<typeof messageOf>[0]) => messageOf(error).hint ?? '',
        ),
      )
  })
  expect(said).toEqual([
    expect.stringContaining('给中心打个电话'),
    expect.stringContaining('食堂送餐'),
    expect.stringContaining('给中心打个电话'),
  ])
})
