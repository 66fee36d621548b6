import { MAX_MEMBERS } from '@domain/people/members'
import { DAY } from '@domain/time'
import { aCentre, anOffering, aSession } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering()], sessions: [aSession(now)] })
})
afterAll(() => cloud.close())

const grandpa = { relation: 'elder' as const, nickname: '爷爷', birthMonth: '1950-02', guardianConsent: false }
const child = { relation: 'child' as const, nickname: '果果', birthMonth: '2020-02', guardianConsent: true }

test('an identity needs no form: the holder can book at once', async () => {
  const me = await cloud.ask('fresh', 'me.get', {})
  expect(me.members).toEqual([{ id: 'self', relation: 'self', nickname: '我', birthMonth: null, consentAt: null }])
  expect(await cloud.stored('accounts', { openid: 'fresh' })).toEqual([])
  expect(await cloud.codeOf('fresh', 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['self'] })).toBe('OK')
})

test('a child is kept only with a guardian’s consent and a birth month', async () => {
  expect(await cloud.codeOf('mum', 'member.save', { ...child, guardianConsent: false })).toBe('CONSENT_REQUIRED')
  expect(await cloud.codeOf('mum', 'member.save', { ...child, birthMonth: null })).toBe('BIRTH_MONTH_NEEDED')
  expect(await cloud.codeOf('mum', 'member.save', { ...grandpa, birthMonth: '2020-01' })).toBe('CONSENT_REQUIRED')
  expect((await cloud.ask('mum', 'me.get', {})).members).toHaveLength(1)
  const { members } = await cloud.ask('mum', 'member.save', child)
  expect(members[1]).toMatchObject({ nickname: '果果', birthMonth: '2020-02', consentAt: expect.any(Number) })
})

test('a member is changed in place, the holder too, and only one’s own', async () => {
  const { memberId } = await cloud.ask('dad', 'member.save', grandpa)
  const { members } = await cloud.ask('dad', 'member.save', { ...grandpa, memberId, nickname: '老爷子' })
  expect(members.map(({ nickname }) => nickname)).toEqual(['我', '老爷子'])
  const self = { relation: 'self' as const, nickname: '老张', birthMonth: '1985-05', guardianConsent: false }
  expect((await cloud.ask('dad', 'member.save', self)).members[0]).toMatchObject({ id: 'self', nickname: '老张' })
  expect(await cloud.codeOf('stranger', 'member.save', { ...grandpa, memberId })).toBe('MEMBER_NOT_FOUND')
  expect(await cloud.codeOf('dad', 'member.save', { ...grandpa, memberId: 'self' })).toBe('MEMBER_NOT_FOUND')
})

test('a household has room for eight, however fast they are added', async () => {
  const codes = await Promise.all(
    Array.from({ length: MAX_MEMBERS + 3 }, (_, n) =>
      cloud.codeOf('clan', 'member.save', { ...grandpa, nickname: `家人${n}` }),
    ),
  )
  expect(codes.filter(code => code === 'OK')).toHaveLength(MAX_MEMBERS)
  expect(codes.filter(code => code === 'MEMBER_LIMIT')).toHaveLength(3)
})

test('who is booked stays until the booking is over or cancelled', async () => {
  const { memberId } = await cloud.ask('aunt', 'member.save', child)
  const { booking } = await cloud.ask('aunt', 'booking.create', {
    sessionId: 'calligraphy-1',
    memberIds: [memberId],
  })
  const { reply } = await cloud.send('aunt', 'member.remove', { memberId })
  expect(reply).toMatchObject({ ok: false, code: 'MEMBER_HAS_BOOKINGS', detail: { count: 1 } })
  await cloud.ask('aunt', 'booking.cancel', { bookingId: booking.id })
  expect((await cloud.ask('aunt', 'member.remove', { memberId })).members).toHaveLength(1)
  expect((await cloud.ask('aunt', 'member.remove', { memberId })).members).toHaveLength(1)
})

test('a name that nobody would see, or that is too long, is refused and named', async () => {
  for (const nickname of ['', '   ', '一'.repeat(13), '\u200B', '\u3164', '\u2800', '\uFE0F', '\uD83D']) {
    const { reply } = await cloud.send('joker', 'member.save', { ...grandpa, nickname })
    expect(reply).toMatchObject({ ok: false, code: 'INVALID_INPUT', detail: { path: 'nickname' } })
  }
})

test.each([
  [' 外公 ', '外公'],
  ['外\n公', '外 公'],
  ['\u202E外公', '外公'],
  ['外\u200B公', '外公'],
  ['果果👨‍👩‍👧‍👦', '果果👨‍👩‍👧‍👦'],
  ['👨‍👩‍👧‍👦'.repeat(12), '👨‍👩‍👧‍👦'.repeat(12)],
])('the name %j is kept as it is seen', async (nickname, kept) => {
  const person = `named-${Buffer.from(nickname).toString('hex').slice(0, 40)}`
  expect(await cloud.codeOf(person, 'member.save', { ...grandpa, nickname })).toBe('OK')
  expect((await cloud.ask(person, 'me.get', {})).members[1]?.nickname).toBe(kept)
})

test('a removed member is gone from the household’s ledger, although the class is long over', async () => {
  const { memberId } = await cloud.ask('gran', 'member.save', child)
  const wish = { sessionId: 'calligraphy-1', memberIds: [memberId] }
  const { booking } = await cloud.ask('gran', 'booking.create', wish)
  cloud.at(booking.endsAt + DAY)
  await cloud.ask('gran', 'member.remove', { memberId })
  cloud.later(0)
  const [account] = await cloud.stored('accounts', { openid: 'gran' })
  expect(JSON.stringify(account?.ledger)).not.toContain(memberId)
})
