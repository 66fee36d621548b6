/** After an erasure nothing that a person did together with neighbours joins to them. */
import { localDate, MINUTE } from '@domain/time'
import { accountIdOf, groupKeyOf, shiftKeyOf } from '../../cloudfunctions/lib/kernel/ids'
import { aNeed, aTopic } from '../../worlds/fixtures/governance'
import { aGroup } from '../../worlds/fixtures/groups'
import { aCentre, aHousehold, anOffering, aSession, aStaff, aStation, CENTRE } from '../../worlds/fixtures/index'
import { aPointGood, aPointTask, withPoints } from '../../worlds/fixtures/points'
import { aShift, aVolunteer } from '../../worlds/fixtures/volunteers'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { TEST_ID_SECRET } from './support/id-secret'
import { invariantViolations } from './support/invariants'
import { hasPeriod, ID, MUM, places } from './support/traces'

const now = cloudNow()
const NAME = '王小名小红'
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

async function pass(ms: number, ticks = 3): Promise<void> {
  cloud.later(ms)
  for (let n = 0; n < ticks; n++) await cloud.tick()
}

test('points, shifts, groups, needs, support, votes and links of an erased person join to nobody', async () => {
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(now, { startsAt: now + 10 * MINUTE, endsAt: now + 40 * MINUTE })],
    accounts: [aHousehold(MUM, now), aHousehold('other', now)],
    staff: [aStaff('desk'), aStaff('manager', { role: 'manager' })],
    stations: [aStation()],
    pointtasks: [aPointTask()],
    pointgoods: [aPointGood()],
    volunteers: [aVolunteer(MUM, now, { name: NAME })],
    shifts: [aShift(now)],
    groups: [aGroup(now)],
    needs: [aNeed({ at: now })],
    topics: [
      aTopic({ at: now }),
      aTopic({
        _id: 'voted-on',
        at: now,
        state: 'voting',
        opensAt: now - MINUTE,
        closesAt: now + 60 * 24 * 60 * MINUTE,
      }),
    ],
  })
  const { purses, pointrows } = withPoints(MUM, 20, { now })
  await cloud.seed({ purses, pointrows: pointrows.map(row => ({ ...row, _id: 'released-given', subject: 'given' })) })
  const requests: string[] = []
  const ask: TestCloud['ask'] = (openid, route, input) => {
    const requestId = `request-${requests.length}-of-this-person`
    if (openid === MUM) requests.push(requestId)
    return cloud.ask(openid, route, input, { requestId })
  }
  const { booking } = await ask(MUM, 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['self'] })
  await ask(MUM, 'booking.makePass', { bookingId: booking.id })
  await cloud.ask('desk', 'staff.checkInByName', { centreId: CENTRE, bookingId: booking.id })
  const sweep = { taskId: 'sweep', date: localDate(now), hours: null, note: '扫了门口' }
  const { deed } = await ask(MUM, 'points.report', sweep)
  await cloud.ask('other', 'points.confirm', { code: deed.code ?? '' })
  await ask(MUM, 'points.redeem', { goodId: 'salt' })
  await ask(MUM, 'volunteer.signUp', { shiftId: 'shift-1' })
  await ask(MUM, 'group.join', { groupId: 'group-1' })
  await ask(MUM, 'need.put', { centreId: CENTRE, category: 'classes', text: '周末开一个书法班' })
  await ask(MUM, 'need.support', { needId: 'need-class' })
  await ask(MUM, 'topic.support', { topicId: 'topic-class', version: 1 })
  await ask(MUM, 'topic.vote', { topicId: 'voted-on', choice: 'for' })
  // Those who work there see masked names, as the privacy page says.
  const here = { centreId: CENTRE }
  const seen = [
    await cloud.ask('desk', 'staff.shifts', here),
    await cloud.ask('desk', 'staff.shift', { ...here, shiftId: 'shift-1' }),
    await cloud.ask('desk', 'staff.points', here),
    await cloud.ask('manager', 'office.groups', here),
    await cloud.ask('manager', 'office.needs', { ...here, waiting: true }),
  ]
  expect(JSON.stringify(seen)).toContain('＊')
  for (const text of [NAME, MUM, ID]) expect(JSON.stringify(seen)).not.toContain(text)
  await pass(60 * MINUTE)

  const keyed = { idSecret: TEST_ID_SECRET }
  const keys = [shiftKeyOf(keyed, 'shift-1', accountIdOf(MUM)), groupKeyOf(keyed, 'group-1', accountIdOf(MUM))]
  const known = new Set([MUM, ID, NAME, ...keys, ...requests])
  const found = await places(cloud, known)
  expect(found.filter(place => !hasPeriod(place))).toEqual([])
  const before = new Set(found.map(place => place.split('.')[0]))
  for (const name of ['purses', 'deeds', 'redemptions', 'volunteers', 'shifts', 'groups', 'needs'])
    expect(before).toContain(name)
  await ask(MUM, 'me.erase', {})
  await pass(5 * 60 * MINUTE, 6)
  expect(await places(cloud, known)).toEqual(['accounts._id'])
  expect(await invariantViolations(cloud, Number.POSITIVE_INFINITY)).toEqual([])

  // Who comes back to any of this has no account, and is erased as well.
  const profile = { name: NAME, phone: '', skills: [] }
  const returns: [string, () => Promise<unknown>][] = [
    ['volunteers', () => ask(MUM, 'volunteer.save', profile)],
    ['groups', () => ask(MUM, 'group.join', { groupId: 'group-1' })],
    ['needs', () => ask(MUM, 'need.put', { centreId: CENTRE, category: 'care', text: '想要一张长椅' })],
  ]
  for (const [n, [name, comesBack]] of returns.entries()) {
    await comesBack()
    expect((await places(cloud, known)).map(place => place.split('.')[0])).toContain(name)
    await ask(MUM, 'me.erase', {})
    await pass((6 + n) * 60 * MINUTE, 6)
    expect([name, await places(cloud, known)]).toEqual([name, ['accounts._id']])
  }
})

test('who joins a group in the minutes after an erasure stays in it, and what was before is gone', async () => {
  await cloud.reset()
  await cloud.seed({ centres: [aCentre()], groups: [aGroup(now), aGroup(now, { _id: 'group-2' })] })
  await cloud.ask('returning', 'group.join', { groupId: 'group-1' })
  await cloud.ask('returning', 'group.join', { groupId: 'group-2' })
  cloud.later(MINUTE)
  await cloud.ask('returning', 'me.erase', {})
  cloud.later(2 * MINUTE)
  await cloud.ask('returning', 'group.join', { groupId: 'group-1' })
  await pass(10 * MINUTE)
  const members = async (_id: string) => (await cloud.stored('groups', { _id }))[0]?.accountIds
  expect(await members('group-1')).toContain(accountIdOf('returning'))
  expect(await members('group-2')).not.toContain(accountIdOf('returning'))
})
