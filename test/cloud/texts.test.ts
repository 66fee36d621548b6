import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RouteInput, type RouteName, routes } from '@domain/contracts'
import { shortLine } from '@domain/contracts/fields'
import { writtenTexts } from '@domain/contracts/written'
import type { ErrorCode, ErrorDetail } from '@domain/errors'
import * as v from 'valibot'
import { type CheckText, requireCleanTexts } from '../../cloudfunctions/lib/kernel/texts/check'
import { REFUSED_WORDS } from '../../cloudfunctions/lib/kernel/texts/words'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { openWorld, type World } from './in-process/world'
import { cloudNow } from './support/clock'
import { validInputs } from './support/inputs'
import { startWholeCloud } from './support/whole-cloud'

const now = cloudNow()
const NICE = { relation: 'child', nickname: '果果', birthMonth: '2018-06', guardianConsent: true } as const
const ONLY_WECHAT_REFUSES = '微信才知道的坏词'
let requests = 0

async function openFilled(): Promise<World> {
  const world = openWorld()
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(now)],
    accounts: [aHousehold('mum', now)],
    staff: [aStaff('desk', { role: 'manager' })],
  })
  return world
}

async function answer<Name extends RouteName>(world: World, openid: string, route: Name, input: RouteInput<Name>) {
  const reply = await (await world.start(openid, route, input, { requestId: `request-${requests++}` })).finish()
  if (reply === null) throw new Error('the call died')
  return reply.ok ? { code: 'OK' as const, detail: null } : { code: reply.code, detail: reply.detail as ErrorDetail }
}

const refusal = (path: string) => ({ code: 'TEXT_REFUSED' as ErrorCode, detail: { path } })
const isWritten = (text: string) => /\p{Script=Han}/u.test(text)

describe('what people write for others to read', () => {
  /** Names of places: they choose among those that exist. */
  const CHOSEN = ['county']

  function chineseTexts(value: unknown, path: string[] = []): string[] {
    if (typeof value === 'string') return isWritten(value) ? [path.join('.')] : []
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, each]) => chineseTexts(each, [...path, key]))
  }

  const writes = (Object.keys(routes) as RouteName[]).filter(name => routes[name].effect === 'write')

  test('is found in the input of every route that writes', () => {
    for (const name of writes) {
      const expected = chineseTexts(validInputs[name]).filter(path => !CHOSEN.includes(path.split('.').at(-1) ?? ''))
      expect([name, writtenTexts(routes[name].input, validInputs[name]).map(({ path }) => path)]).toEqual([
        name,
        expected,
      ])
    }
  })

  test('is refused with the name of its field when it has a word of the list, however it is spelt', async () => {
    const world = await openFilled()
    for (const nickname of ['傻逼', ' 傻 逼 ', '傻。逼', 'ＦＵＣＫ', 'f.u.c.k']) {
      expect(await answer(world, 'mum', 'member.save', { ...NICE, nickname })).toEqual(refusal('nickname'))
    }
    const walkIn = { centreId: CENTRE, sessionId: aSession(now)._id, people: 1, name: '狗日的' }
    expect(await answer(world, 'desk', 'staff.walkIn', walkIn)).toEqual(refusal('name'))
    const appeal = { bookingId: 'abcdefgh', memberId: 'self', reason: '你们全是婊子' }
    expect(await answer(world, 'mum', 'noshow.appeal', appeal)).toEqual(refusal('reason'))
    expect(await world.stored('accounts')).toEqual([aHousehold('mum', now)])
  })

  test('is not refused when it is ordinary, and text that nobody else reads is not checked', async () => {
    const world = await openFilled()
    const checked: string[] = []
    world.checkTextsBy(async ({ text, scene, openid }) => {
      checked.push(`${openid} ${scene} ${text}`)
      return 'pass'
    })
    expect(await answer(world, 'mum', 'member.save', { ...NICE, nickname: '👨‍👩‍👧‍👦 李秀芳' })).toMatchObject({
      code: 'OK',
    })
    const find = { centreId: CENTRE, query: '傻逼' }
    expect(await answer(world, 'desk', 'staff.find', find)).toMatchObject({ code: 'OK' })
    expect(checked).toEqual(['mum 1 👨‍👩‍👧‍👦 李秀芳'])
  })

  test('is checked only for people who may write there', async () => {
    const world = await openFilled()
    world.checkTextsBy(async () => {
      throw new Error('asked')
    })
    const walkIn = { centreId: CENTRE, sessionId: aSession(now)._id, people: 1, name: '狗日的' }
    expect(await answer(world, 'stranger', 'staff.walkIn', walkIn)).toMatchObject({ code: 'FORBIDDEN' })
  })

  test('is refused when WeChat calls it risky', async () => {
    const world = await openFilled()
    world.checkTextsBy(async ({ text }) => (text === ONLY_WECHAT_REFUSES ? 'risky' : 'pass'))
    const risky = { ...NICE, nickname: ONLY_WECHAT_REFUSES }
    expect(await answer(world, 'mum', 'member.save', risky)).toEqual(refusal('nickname'))
    expect(await answer(world, 'mum', 'member.save', NICE)).toMatchObject({ code: 'OK' })
  })

  test('is decided by the list alone while WeChat’s check is down; the log says so, without the text', async () => {
    const world = await openFilled()
    world.checkTextsBy(async () => {
      throw Object.assign(new Error('no 小明 here'), { errCode: -1 })
    })
    expect(await answer(world, 'mum', 'member.save', { ...NICE, nickname: '小明' })).toMatchObject({ code: 'OK' })
    const bad = { ...NICE, nickname: '傻逼' }
    expect(await answer(world, 'mum', 'member.save', bad)).toEqual(refusal('nickname'))
    const [down] = world.lines.filter(line => line.includes('TEXT_CHECK_DOWN'))
    expect(JSON.parse(down ?? '{}')).toMatchObject({ level: 'error', route: 'member.save', code: 'TEXT_CHECK_DOWN' })
    expect(world.lines.join('\n')).not.toContain('小明')
  })
})

test('many texts are asked about together, and the risky one is still named', async () => {
  const texts = Array.from({ length: 100 }, (_, n) => (n === 70 ? ONLY_WECHAT_REFUSES : `座位 ${n}`))
  const schema = v.strictObject({ labels: v.array(shortLine(12)) })
  let asked = 0
  const check: CheckText = async ({ text }) => {
    asked++
    return text.includes(ONLY_WECHAT_REFUSES) ? 'risky' : 'pass'
  }
  const run = (labels: string[]) => requireCleanTexts(schema, { labels }, 'mum', check, fail)
  const fail = (failure: unknown) => {
    throw failure
  }
  await expect(run(texts)).rejects.toMatchObject({ code: 'TEXT_REFUSED', detail: { path: 'labels.70' } })
  expect(asked).toBeLessThan(20)
  asked = 0
  await run(texts.filter(text => text !== ONLY_WECHAT_REFUSES))
  expect(asked).toBe(1)
})

test.each([
  ['first', 'labels.0'],
  ['second', 'labels.0'],
])('a text that is risky as a whole is refused, although its %s half gets no answer', async (half, path) => {
  const labels = Array.from({ length: 10 }, (_, n) => `座位 ${n}`)
  const schema = v.strictObject({ labels: v.array(shortLine(12)) })
  const failures: unknown[] = []
  const check: CheckText = async ({ text }) => {
    const [has, hasNot] = half === 'first' ? ['座位 0', '座位 9'] : ['座位 9', '座位 0']
    if (text.includes(has) && !text.includes(hasNot)) throw new Error('no answer')
    return text.includes('座位 0') && text.includes('座位 9') ? 'risky' : 'pass'
  }
  const run = requireCleanTexts(schema, { labels }, 'mum', check, failure => failures.push(failure))
  await expect(run).rejects.toMatchObject({ code: 'TEXT_REFUSED', detail: { path } })
  expect(failures).toHaveLength(1)
})

test('the deployed functions may ask WeChat, and do', async () => {
  const cloud = await startWholeCloud({ maxInstances: 1, refusedWords: [ONLY_WECHAT_REFUSES] })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(now)],
    staff: [aStaff('desk', { role: 'manager' })],
  })
  expect(REFUSED_WORDS).not.toContain(ONLY_WECHAT_REFUSES)
  expect(await cloud.codeOf('mum', 'member.save', { ...NICE, nickname: ONLY_WECHAT_REFUSES })).toBe('TEXT_REFUSED')
  const walkIn = { centreId: CENTRE, sessionId: aSession(now)._id, people: 1, name: ONLY_WECHAT_REFUSES }
  expect(await cloud.codeOf('desk', 'staff.walkIn', walkIn)).toBe('TEXT_REFUSED')
  await cloud.ask('mum', 'member.save', NICE)
  expect(cloud.lines.filter(line => line.includes('TEXT_CHECK_DOWN'))).toEqual([])
  await cloud.close()
})

test('every function that people call may ask WeChat, and the timer may send messages', () => {
  const openApiOf = (name: string) =>
    JSON.parse(readFileSync(join(__dirname, '..', '..', 'cloudfunctions', name, 'config.json'), 'utf8')).permissions
      .openapi
  for (const name of ['staff', 'office']) expect(openApiOf(name)).toEqual(['security.msgSecCheck'])
  expect(openApiOf('resident')).toEqual(['security.msgSecCheck', 'wxacode.getUnlimited'])
  expect(openApiOf('timer')).toEqual(['subscribeMessage.send'])
})
