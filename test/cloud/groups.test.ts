import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf, groupKeyOf } from '../../cloudfunctions/lib/kernel/ids'
import { book, checkIn } from '../../worlds/bookings'
import { aGroup, aMember } from '../../worlds/fixtures/groups'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { seededRandom } from '../../worlds/random'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { TEST_ID_SECRET } from './support/id-secret'
import { invariantViolations } from './support/invariants'
import { groupViolations } from './support/invariants/groups'

/** Resident groups from the first member to their end, on one cloud. */

const now = cloudNow()
const GROUP = { groupId: 'group-1' }
const AT = { centreId: CENTRE, ...GROUP }
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'other' })],
    accounts: [aHousehold('mum', now)],
    offerings: [anOffering({ _id: 'choir' })],
    staff: [aStaff('manager', { role: 'manager' }), aStaff('elsewhere', { role: 'manager', centreId: 'other' })],
  })
})
afterEach(async () => {
  const [groups, partners] = await Promise.all([cloud.stored('groups'), cloud.stored('partners')])
  expect(groupViolations({ groups, partners })).toEqual([])
  cloud.later(0)
})
afterAll(() => cloud.close())

const keyOf = (openid: string) => groupKeyOf({ idSecret: TEST_ID_SECRET }, 'group-1', accountIdOf(openid))
const people = (openids: readonly string[]) =>
  Object.fromEntries(openids.map((openid, n) => [keyOf(openid), aMember(openid, now, n === 0)]))
const stored = async () => (await cloud.stored('groups', { _id: 'group-1' }))[0]
const get = async (openid: string) => (await cloud.ask(openid, 'group.get', GROUP)).group
const tickAt = async (at: number) => {
  cloud.at(at)
  await cloud.tick()
}

test('people join and leave with one tap, at once, and a late copy of either request changes nothing', async () => {
  await cloud.seed({ groups: [aGroup(now)] })
  const openids = Array.from({ length: 20 }, (_, n) => `person-${n}`)
  await Promise.all(openids.map(openid => cloud.ask(openid, 'group.join', GROUP)))
  expect(Object.keys((await stored())?.people ?? {})).toHaveLength(20)
  const [joining, leaving] = [{ requestId: 'request-join-1' }, { requestId: 'request-leave-1' }]
  expect((await cloud.ask('mum', 'group.join', GROUP, joining)).group).toMatchObject({ members: 21, isMember: true })
  expect((await cloud.ask('mum', 'group.leave', GROUP, leaving)).group).toMatchObject({ members: 20, people: [] })
  expect((await cloud.ask('mum', 'group.join', GROUP, joining)).group.isMember).toBe(false)
  await cloud.ask('mum', 'group.join', GROUP)
  expect((await cloud.ask('mum', 'group.leave', GROUP, leaving)).group.isMember).toBe(true)
  // A request that changed nothing is remembered, too.
  const [again, gone] = [{ requestId: 'request-join-2' }, { requestId: 'request-leave-2' }]
  await cloud.ask('mum', 'group.join', GROUP, again)
  await cloud.ask('mum', 'group.leave', GROUP)
  expect((await cloud.ask('mum', 'group.join', GROUP, again)).group.isMember).toBe(false)
  await cloud.ask('mum', 'group.leave', GROUP, gone)
  await cloud.ask('mum', 'group.join', GROUP)
  expect((await cloud.ask('mum', 'group.leave', GROUP, gone)).group.isMember).toBe(true)
  expect((await cloud.ask('mum', 'group.mine', {})).items).toMatchObject([{ id: 'group-1', isMember: true }])
  expect((await cloud.ask('stranger', 'group.list', { centreId: CENTRE })).items).toMatchObject([
    { members: 21, isMember: false },
  ])
})

test('a person is in at most thirty groups that are not closed', async () => {
  const many = Array.from({ length: 30 }, (_, n) =>
    aGroup(now, { _id: `group-of-mum-${n}`, people: { own: aMember('mum', now) } }),
  )
  await cloud.seed({ groups: [...many, aGroup(now)] })
  expect(await cloud.codeOf('mum', 'group.join', GROUP)).toBe('GROUP_LIMIT')
  await cloud.ask('mum', 'group.leave', { groupId: 'group-of-mum-3' })
  expect(await cloud.codeOf('mum', 'group.join', GROUP)).toBe('OK')
})

test('two members lead a group; when one leaves, a successor is asked for until somebody takes over', async () => {
  await cloud.seed({ groups: [aGroup(now, { people: people(['mum', 'dad', 'aunt', 'uncle']) })] })
  const handOver = (openid: string, to: string) => cloud.codeOf(openid, 'group.handOver', { ...GROUP, key: keyOf(to) })
  expect(await handOver('dad', 'aunt')).toBe('NOT_HOLDER')
  expect([await handOver('mum', 'dad'), await handOver('mum', 'aunt')]).toEqual(['OK', 'HOLDERS_FULL'])
  await cloud.ask('mum', 'group.leave', GROUP)
  expect(await get('stranger')).toMatchObject({ needsHolder: true, holders: ['王＊＊'], people: [] })
  expect((await cloud.ask('manager', 'office.groups', { centreId: CENTRE })).groups).toMatchObject([
    { handOverAt: expect.any(Number), holders: ['王＊＊'] },
  ])
  expect(await handOver('dad', 'mum')).toBe('GROUP_MEMBER_NOT_FOUND')
  expect(await handOver('dad', 'aunt')).toBe('OK')
  expect(await get('aunt')).toMatchObject({ needsHolder: false, isHolder: true })
  const set = (openid: string, who: string, isHolder: boolean) =>
    cloud.codeOf(openid, 'office.groupHolder', { ...AT, key: keyOf(who), isHolder })
  expect([
    await set('manager', 'uncle', true),
    await set('manager', 'dad', false),
    await set('manager', 'uncle', true),
  ]).toEqual(['HOLDERS_FULL', 'OK', 'OK'])
  // When the office ends the leading of the last one, a successor is asked for, too.
  await set('manager', 'aunt', false)
  expect((await get('uncle')).needsHolder).toBe(false)
  await set('manager', 'uncle', false)
  expect((await get('uncle')).needsHolder).toBe(true)
  await set('manager', 'uncle', true)
  expect((await get('uncle')).needsHolder).toBe(false)
  expect(
    await cloud.codeOf('elsewhere', 'office.groupHolder', {
      ...AT,
      centreId: 'other',
      key: keyOf('dad'),
      isHolder: true,
    }),
  ).toBe('GROUP_NOT_FOUND')
})

test('a late replay of who leads a group undoes nothing, also of a request that changed nothing', async () => {
  await cloud.seed({ groups: [aGroup(now, { people: people(['mum', 'dad', 'aunt']) })] })
  const set = (isHolder: boolean, requestId: string) =>
    cloud.codeOf('manager', 'office.groupHolder', { ...AT, key: keyOf('dad'), isHolder }, { requestId })
  const handOver = () =>
    cloud.codeOf('mum', 'group.handOver', { ...GROUP, key: keyOf('dad') }, { requestId: 'request-handed' })
  expect([await set(true, 'request-set'), await set(true, 'request-same'), await handOver()]).toEqual([
    'OK',
    'OK',
    'OK',
  ])
  expect(await set(false, 'request-ended')).toBe('OK')
  for (const again of [() => set(true, 'request-set'), () => set(true, 'request-same'), handOver]) {
    expect(await again()).toBe('OK')
    expect(await get('dad')).toMatchObject({ isHolder: false })
  }
})

test('activities and state are those of a recount of check-ins, whatever is checked in, undone or removed', async () => {
  // A session every 17 days: some are cancelled, and to some nobody comes.
  const random = seededRandom('groups')
  const households = ['mum', 'dad', 'aunt'].map(openid => aHousehold(openid, now))
  const sessions = Array.from({ length: 12 }, (_, n) => {
    const startsAt = now + n * 17 * DAY
    const status = n === 3 ? ('cancelled' as const) : ('open' as const)
    return aSession(now, { ...{ _id: `choir-${n}`, offeringId: 'choir', title: '排练' }, ...{ startsAt, status } })
  })
  const bookings = sessions.flatMap((session, n) =>
    households.map(account => {
      const party = account.members.slice(0, 2)
      const requestId = `request-${n}-${account._id}`
      const booking = book(session, { account, party, requestId, createdAt: now - DAY, now, random })
      if (n % 4 !== 1) checkIn(booking, session.startsAt, 'door')
      return booking
    }),
  )
  const ten = people(Array.from({ length: 10 }, (_, n) => `person-${n}`))
  await cloud.seed({
    ...{ sessions, bookings, accounts: households.slice(1) },
    groups: [
      aGroup(now, {
        people: ten,
        offeringIds: ['choir'],
        offerings: [{ id: 'choir', title: '合唱', from: now + 1, until: null }],
      }),
    ],
  })
  const states: string[] = []
  for (const day of [30, 60, 75, 100, 140, 190, 270, 290, 375]) {
    await tickAt(now + day * DAY)
    const at = now + day * DAY
    const [bookingsNow, sessionsNow, group] = await Promise.all([
      cloud.stored('bookings'),
      cloud.stored('sessions'),
      stored(),
    ])
    const recount = sessionsNow
      .filter(
        ({ status, startsAt, endsAt }) =>
          status === 'open' && startsAt > now && endsAt <= at && endsAt > at - 365 * DAY,
      )
      .map(({ _id }) => ({
        sessionId: _id,
        attended: bookingsNow
          .filter(({ sessionId, status, checkIn }) => sessionId === _id && status === 'confirmed' && checkIn)
          .reduce((sum, { partySize }) => sum + partySize, 0),
      }))
      .filter(({ attended }) => attended > 0)
    const counted = (group?.activities ?? []).map(({ sessionId, attended }) => ({ sessionId, attended }))
    expect(counted.sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1))).toEqual(
      recount.sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1)),
    )
    states.push(group?.state ?? '')
    // One of them is undone soon after the end, which the next count sees.
    if (day === 75) await cloud.change('bookings', bookings[12]?._id ?? '', { checkIn: null })
  }
  expect(states).toEqual([
    'incubated',
    'incubated',
    'incubated',
    'incubated',
    'active',
    'active',
    'active',
    'dormant',
    'closed',
  ])
  expect(await cloud.codeOf('mum', 'group.join', GROUP)).toBe('GROUP_CLOSED')
  expect((await cloud.ask('mum', 'group.list', { centreId: CENTRE })).items).toEqual([])
  // A year after the end nobody is in it any more.
  await tickAt(now + 375 * DAY + 366 * DAY)
  expect(await stored()).toMatchObject({ people: {}, accountIds: [], state: 'closed' })
})

test('a manager starts a group, gives it classes of the centre that no other group has, and closes it', async () => {
  const plan = { centreId: CENTRE, revision: 0, title: '滇池文学社', words: '', kind: 'reading' as const }
  const save = (input: object, openid = 'manager') =>
    cloud.codeOf(openid, 'office.saveGroup', { ...plan, offeringIds: ['choir'], ...input })
  expect(await save({ offeringIds: ['nothing'] })).toBe('OFFERING_NOT_FOUND')
  expect([await save({ centreId: 'other' }, 'elsewhere'), await save({}, 'elsewhere')]).toEqual([
    'OFFERING_NOT_FOUND',
    'FORBIDDEN',
  ])
  expect([await save({}), await save({ title: '另一个' })]).toEqual(['OK', 'GROUP_OFFERING_TAKEN'])
  const made = (await cloud.stored('groups')).find(({ _id }) => _id !== 'group-1')
  const groupId = made?._id ?? ''
  expect(made).toMatchObject({
    title: '滇池文学社',
    offeringIds: ['choir'],
    state: 'incubated',
    dueAt: expect.any(Number),
  })
  await cloud.seed({
    sessions: [aSession(now, { _id: 'next', offeringId: 'choir' })],
  })
  expect((await cloud.ask('mum', 'group.get', { groupId })).group.coming).toMatchObject([{ sessionId: 'next' }])
  expect([await save({ groupId, revision: 1, title: '文学社' }), await save({ groupId, revision: 1 })]).toEqual([
    'OK',
    'GROUP_CHANGED',
  ])
  expect(await cloud.codeOf('manager', 'office.closeGroup', { centreId: CENTRE, groupId })).toBe('OK')
  expect(await save({ groupId, revision: 3 })).toBe('GROUP_CLOSED')
  expect(await cloud.codeOf('mum', 'group.join', { groupId })).toBe('GROUP_CLOSED')
})

test('an erased member leaves, and where they led the group a successor is asked for', async () => {
  await cloud.seed({ groups: [aGroup(now, { people: people(['mum', 'dad']) })] })
  expect((await cloud.ask('mum', 'me.export', {})).kept.groups).toMatchObject([
    { title: '夕阳红合唱队', isHolder: true },
  ])
  await cloud.ask('mum', 'me.erase', {})
  await tickAt(now + MINUTE)
  expect(await stored()).toMatchObject({ accountIds: [accountIdOf('dad')], handOverAt: expect.any(Number) })
  await tickAt(now + HOUR)
  expect(await invariantViolations(cloud)).toEqual([])
})
