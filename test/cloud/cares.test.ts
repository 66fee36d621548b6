import { DAY, HOUR } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, aSession } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

/** Two accounts care for one child: both see its classes, book and cancel for it, and either ends it. */

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  const startsAt = now + DAY
  const session = (_id: string, from: number) =>
    aSession(now, { _id, startsAt: from, endsAt: from + HOUR, rules: { cancelBefore: 0 } })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [session('first', startsAt), session('same-hour', startsAt + HOUR / 2), session('later', startsAt + DAY)],
    accounts: [aHousehold('mum', now)],
  })
})
afterEach(async () => expect(await invariantViolations(cloud)).toEqual([]))
afterAll(() => cloud.close())

const code = async (name = '爸爸', memberId = 'guoguo') => {
  const { carers } = await cloud.ask('mum', 'care.invite', { memberId, name })
  return carers[carers.length - 1]?.code ?? ''
}
const accept = async (openid = 'dad') => {
  const { children } = await cloud.ask(openid, 'care.accept', { code: await code() })
  return children[0]?.id ?? ''
}
const mine = async (openid: string) => (await cloud.ask(openid, 'care.list', {})).children
const carers = async () => (await cloud.ask('mum', 'care.list', {})).carers
const book = (careId: string, sessionId: string, openid = 'dad') =>
  cloud.codeOf(openid, 'care.book', { careId, sessionId })

test('both see what either books, and no hour is booked twice', async () => {
  const careId = await accept()
  await cloud.ask('mum', 'booking.create', { sessionId: 'first', memberIds: ['self', 'guoguo'] })
  expect(await mine('dad')).toMatchObject([{ nickname: '果果', bookings: [{ sessionId: 'first', withOthers: true }] }])
  expect(await book(careId, 'first')).toBe('ALREADY_BOOKED')
  expect(await book(careId, 'same-hour')).toBe('TIME_OVERLAP')
  expect(await book(careId, 'later')).toBe('OK')
  const { items } = await cloud.ask('mum', 'booking.list', { scope: 'coming' })
  expect(items.map(({ sessionId, attendees }) => [sessionId, attendees.length])).toEqual([
    ['first', 2],
    ['later', 1],
  ])
})

test('cancelling for the child takes its place only, and what is not the child’s is not found', async () => {
  const careId = await accept()
  const create = async (sessionId: string, memberIds: string[]) =>
    (await cloud.ask('mum', 'booking.create', { sessionId, memberIds })).booking.id
  const shared = await create('first', ['self', 'guoguo'])
  const alone = await create('later', ['guoguo'])
  const others = await create('same-hour', ['doudou'])
  const cancel = (bookingId: string) => cloud.codeOf('dad', 'care.cancel', { careId, bookingId })
  expect(await cancel(others)).toBe('BOOKING_NOT_FOUND')
  expect([await cancel(shared), await cancel(alone)]).toEqual(['OK', 'OK'])
  const { items } = await cloud.ask('mum', 'booking.list', { scope: 'coming' })
  expect(items.map(({ id, attendees }) => [id, attendees.map(({ memberId }) => memberId)])).toEqual([
    [shared, ['self']],
    [others, ['doudou']],
  ])
})

test('a code is good once and for a day, for a child under 14 and nobody’s own', async () => {
  const first = await code()
  expect(await cloud.codeOf('mum', 'care.accept', { code: first })).toBe('CARE_OWN')
  expect(await cloud.codeOf('dad', 'care.accept', { code: first })).toBe('OK')
  expect(await cloud.codeOf('dad', 'care.accept', { code: first })).toBe('OK')
  expect(await cloud.codeOf('stranger', 'care.accept', { code: first })).toBe('CARE_CODE_WRONG')
  const second = await code('外婆')
  expect(await cloud.codeOf('mum', 'care.invite', { memberId: 'guoguo', name: '舅舅' })).toBe('CARERS_FULL')
  cloud.later(DAY + HOUR)
  expect(await cloud.codeOf('grandma', 'care.accept', { code: second })).toBe('CARE_CODE_WRONG')
  expect(await cloud.codeOf('mum', 'care.invite', { memberId: 'self', name: '舅舅' })).toBe('MEMBER_NOT_FOUND')
  cloud.later(0)
})

test('the same child is in one household only, whichever comes first', async () => {
  await cloud.seed({ accounts: [aHousehold('dad', now)] })
  expect(await cloud.codeOf('dad', 'care.accept', { code: await code() })).toBe('CARE_TWICE')
  await accept('aunt')
  const [account] = await cloud.stored('accounts', { _id: accountIdOf('mum') })
  const child = { relation: 'child' as const, nickname: ' 果果', guardianConsent: true }
  const birthMonth = account?.members[0]?.birthMonth ?? ''
  const yearBefore = `${Number(birthMonth.slice(0, 4)) - 1}${birthMonth.slice(4)}`
  expect(await cloud.codeOf('aunt', 'member.save', { ...child, birthMonth })).toBe('CARE_TWICE')
  expect(await cloud.codeOf('aunt', 'member.save', { ...child, birthMonth: yearBefore })).toBe('OK')
})

describe('it is over at once', () => {
  test.each([
    ['when the household ends it', async (careId: string) => cloud.ask('mum', 'care.end', { careId }), 'gone'],
    ['when the child is removed', async () => cloud.ask('mum', 'member.remove', { memberId: 'guoguo' }), 'gone'],
    [
      'when the child turns 14',
      async () =>
        cloud.ask('mum', 'member.save', {
          memberId: 'guoguo',
          relation: 'child',
          nickname: '果果',
          birthMonth: '2008-01',
          guardianConsent: true,
        }),
      'age',
    ],
  ] as const)('%s', async (_, act, ended) => {
    const careId = await accept()
    await act(careId)
    expect(await mine('dad')).toMatchObject([{ id: careId, ended, bookings: [] }])
    expect(await book(careId, 'later')).toBe('CARE_NOT_FOUND')
    await cloud.ask('dad', 'care.end', { careId })
    expect(await mine('dad')).toEqual([])
  })

  test('when the other leaves', async () => {
    const careId = await accept()
    await cloud.ask('dad', 'care.end', { careId })
    expect([await mine('dad'), await carers()]).toEqual([[], []])
    expect(await book(careId, 'later')).toBe('CARE_NOT_FOUND')
  })

  test.each([
    ['mum', 'dad'],
    ['dad', 'mum'],
  ])('when %s erases everything: nothing of it stays at the other', async (erased, other) => {
    await accept()
    await cloud.ask(erased, 'me.erase', {})
    cloud.later(HOUR)
    await cloud.tick()
    expect([await mine('dad'), await carers()]).toEqual([[], []])
    const [left] = await cloud.stored('accounts', { _id: accountIdOf(other) })
    expect(JSON.stringify(left)).not.toContain(accountIdOf(erased))
    cloud.later(0)
  })
})
