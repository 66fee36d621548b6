import { randomUUID } from 'node:crypto'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: Array.from({ length: 6 }, (_, n) => aSession(now, { _id: `s-${n}` })),
    accounts: [aHousehold('mum', now)],
    staff: [aStaff('manager', { role: 'manager' })],
  })
})
afterAll(() => cloud.close())

test('the same request five times at once makes one booking and gives five equal answers', async () => {
  const requestId = randomUUID()
  const send = () => cloud.send('dad', 'booking.create', { sessionId: 's-0', memberIds: ['self'] }, { requestId })
  const replies = (await Promise.all([send(), send(), send(), send(), send()])).map(({ reply }) => reply)
  expect(replies[0]).toMatchObject({ ok: true })
  for (const reply of replies) expect(reply).toEqual(replies[0])
  expect((await send()).reply).toEqual(replies[0])
  expect(await cloud.stored('bookings', { sessionId: 's-0' })).toHaveLength(1)
  expect(await invariantViolations(cloud)).toEqual([])
})

test('five taps with five request ids are one booking and four explanations', async () => {
  const codes = await Promise.all(
    Array.from({ length: 5 }, () => cloud.codeOf('uncle', 'booking.create', { sessionId: 's-1', memberIds: ['self'] })),
  )
  expect(codes.sort()).toEqual(['ALREADY_BOOKED', 'ALREADY_BOOKED', 'ALREADY_BOOKED', 'ALREADY_BOOKED', 'OK'])
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a request id stands for one intention', async () => {
  const requestId = randomUUID()
  const book = (sessionId: string, memberIds: string[]) =>
    cloud.codeOf('mum', 'booking.create', { sessionId, memberIds }, { requestId })
  expect(await book('s-2', ['guoguo'])).toBe('OK')
  expect(await book('s-2', ['guoguo', 'doudou'])).toBe('REQUEST_REUSED')
  expect(await book('s-3', ['guoguo'])).toBe('REQUEST_REUSED')
  expect(await invariantViolations(cloud)).toEqual([])
})

test('one request id fired at several sessions at once books one of them and leaves nothing in the others', async () => {
  const requestId = randomUUID()
  const codes = await Promise.all(
    ['s-0', 's-3', 's-4', 's-5'].map(sessionId =>
      cloud.codeOf('rider', 'booking.create', { sessionId, memberIds: ['self'] }, { requestId }),
    ),
  )
  expect(codes.filter(code => code === 'OK')).toHaveLength(1)
  expect(codes.filter(code => !['OK', 'REQUEST_REUSED', 'TIME_OVERLAP'].includes(code))).toEqual([])
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a late replay of a booking that was cancelled takes no place', async () => {
  const requestId = randomUUID()
  const input = { sessionId: 's-5', memberIds: ['self'] }
  const { booking } = await cloud.ask('late', 'booking.create', input, { requestId })
  await cloud.ask('late', 'booking.cancel', { bookingId: booking.id })
  const again = await cloud.ask('late', 'booking.create', input, { requestId })
  expect(again.booking).toMatchObject({ id: booking.id, status: 'cancelled' })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('cancelling ten times at once gives the places back once', async () => {
  const { booking } = await cloud.ask('hasty', 'booking.create', { sessionId: 's-5', memberIds: ['self'] })
  const codes = await Promise.all(
    Array.from({ length: 10 }, () => cloud.codeOf('hasty', 'booking.cancel', { bookingId: booking.id })),
  )
  expect(new Set(codes)).toEqual(new Set(['OK']))
  expect(await invariantViolations(cloud)).toEqual([])
})

test('adding a member five times at once with one request id adds one', async () => {
  const requestId = randomUUID()
  const input = { relation: 'elder' as const, nickname: '爷爷', birthMonth: '1950-02', guardianConsent: false }
  const added = await Promise.all(
    Array.from({ length: 5 }, () => cloud.ask('newcomer', 'member.save', input, { requestId })),
  )
  expect(new Set(added.map(({ memberId }) => memberId)).size).toBe(1)
  expect((await cloud.ask('newcomer', 'me.get', {})).members).toHaveLength(2)
})

test('a late replay of a change of a member brings nobody back and undoes nothing', async () => {
  const kin = { relation: 'other' as const, nickname: '外公', birthMonth: null, guardianConsent: false }
  const self = { ...kin, relation: 'self' as const, nickname: '老张' }
  const ids = Array.from({ length: 5 }, () => ({ requestId: randomUUID() }))
  const names = async () => (await cloud.ask('orderly', 'me.get', {})).members.map(({ nickname }) => nickname)
  const { memberId } = await cloud.ask('orderly', 'member.save', kin, ids[0])
  const edit = { ...kin, memberId, nickname: '姥爷' }
  await cloud.ask('orderly', 'member.save', edit, ids[1])
  await cloud.ask('orderly', 'member.save', { ...edit, nickname: '老爷子' })
  // A change to the same values is remembered like any other.
  await cloud.ask('orderly', 'member.save', { ...edit, nickname: '老爷子' }, ids[2])
  await cloud.ask('orderly', 'member.save', { ...edit, nickname: '外公' })
  await cloud.ask('orderly', 'member.save', edit, ids[1])
  await cloud.ask('orderly', 'member.save', { ...edit, nickname: '老爷子' }, ids[2])
  expect(await names()).toEqual(['我', '外公'])
  expect(await cloud.codeOf('orderly', 'member.remove', { memberId }, ids[1])).toBe('REQUEST_REUSED')
  expect(await cloud.codeOf('orderly', 'member.save', self, ids[1])).toBe('REQUEST_REUSED')

  await cloud.ask('orderly', 'member.remove', { memberId }, ids[3])
  await cloud.ask('orderly', 'member.save', kin, ids[0])
  expect((await cloud.ask('orderly', 'member.save', edit, ids[1])).memberId).toBe(memberId)
  expect(await names()).toEqual(['我'])

  // Removing the holder clears the name; the holder stays.
  await cloud.ask('orderly', 'member.save', self, ids[4])
  const forget = { requestId: randomUUID() }
  await cloud.ask('orderly', 'member.remove', { memberId: 'self' }, forget)
  await cloud.ask('orderly', 'member.save', self, ids[4])
  expect(await names()).toEqual(['我'])
  await cloud.ask('orderly', 'member.save', self)
  await cloud.ask('orderly', 'member.remove', { memberId: 'self' }, forget)
  expect(await names()).toEqual(['老张'])

  await cloud.ask('orderly', 'me.erase', {})
  await cloud.ask('orderly', 'member.save', kin, ids[0])
  expect(await names()).toEqual(['我'])
})

test('a late replay of adding a member undoes no change, and one of new places stands for that number', async () => {
  const requestId = randomUUID()
  const input = { relation: 'other' as const, nickname: '外公', birthMonth: null, guardianConsent: false }
  const { memberId } = await cloud.ask('careful', 'member.save', input, { requestId })
  await cloud.ask('careful', 'member.save', { ...input, memberId, nickname: '姥爷' })
  const again = await cloud.ask('careful', 'member.save', input, { requestId })
  expect(again.members).toContainEqual(expect.objectContaining({ id: memberId, nickname: '姥爷' }))

  const change = { requestId: randomUUID() }
  const set = (capacity: number) =>
    cloud.codeOf('manager', 'staff.setCapacity', { centreId: CENTRE, sessionId: 's-4', capacity }, change)
  expect([await set(12), await set(12), await set(14)]).toEqual(['OK', 'OK', 'REQUEST_REUSED'])
  expect(await cloud.stored('sessions', { _id: 's-4' })).toMatchObject([{ capacity: 12 }])
})
