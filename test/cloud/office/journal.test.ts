import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { aCentre, anOffering, anOfficer, aSession, CENTRE } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { type Invite, joinTeam, MANAGER } from './support'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'bixi', name: '碧溪社区党群服务中心', order: 2 })],
    offerings: [anOffering()],
    staff: [MANAGER, anOfficer('city')],
  })
})
afterAll(() => cloud.close())

const join = (openid: string, change: Invite = {}) => joinTeam(cloud, openid, change)
const team = (openid = 'manager') => cloud.ask(openid, 'office.team', { centreId: CENTRE })

describe('the journal', () => {
  test('holds grants and the acts of staff on people’s data, with masked names, from → to', async () => {
    await join('xiaozhou', { duties: ['door'] })
    const personId = accountIdOf('xiaozhou')
    await cloud.ask('manager', 'office.setDuties', {
      centreId: CENTRE,
      personId,
      role: 'staff',
      duties: ['door', 'timetable'],
    })
    await cloud.seed({ sessions: [aSession(now, { startsAt: now + 20 * MINUTE, endsAt: now + 2 * HOUR })] })
    const guest = { centreId: CENTRE, sessionId: 'calligraphy-1', people: 2, name: '李大爷', lastFour: '1234' }
    const { bookingId } = await cloud.ask('xiaozhou', 'staff.bookFor', guest)
    await cloud.ask('xiaozhou', 'staff.checkInByName', { centreId: CENTRE, bookingId })
    await cloud.ask('manager', 'office.revoke', { centreId: CENTRE, personId, reason: '调走了' })
    const { items, next } = await cloud.ask('manager', 'office.journal', { centreId: CENTRE })
    expect(next).toBe(null)
    expect(items.map(({ act, state }) => [act, state]).sort()).toEqual(
      [
        ['invite', 'done'],
        ['accept-invitation', 'done'],
        ['set-duties', 'done'],
        ['book-for', 'done'],
        ['check-in', 'done'],
        ['revoke', 'done'],
      ].sort(),
    )
    const row = (act: string) => items.find(other => other.act === act)
    expect(row('set-duties')).toMatchObject({
      by: { id: accountIdOf('manager'), name: '李＊＊' },
      person: { id: personId, name: '小＊' },
      from: '工作人员（签到和前台）',
      to: '工作人员（签到和前台、课表）',
    })
    expect(row('book-for')).toMatchObject({
      by: { name: '小＊' },
      person: { name: '李＊＊' },
      subject: { title: '书法小课桌' },
    })
    expect(row('revoke')).toMatchObject({ reason: '调走了', from: '工作人员（签到和前台、课表）' })
    expect(JSON.stringify(items)).not.toMatch(/小周|李大爷|李主任/)
  })

  test('filters by act, by who did it, whom it was about, and by time; refused acts are shown on request', async () => {
    await join('xiaozhou')
    const personId = accountIdOf('xiaozhou')
    await cloud.codeOf('manager', 'office.setDuties', {
      centreId: CENTRE,
      personId: accountIdOf('nobody'),
      role: 'staff',
      duties: [],
    })
    cloud.later(DAY)
    await cloud.ask('manager', 'office.setDuties', { centreId: CENTRE, personId, role: 'staff', duties: [] })
    const acts = async (filter: object) =>
      (await cloud.ask('manager', 'office.journal', { centreId: CENTRE, ...filter })).items.map(({ act }) => act)
    expect(await acts({ act: 'invite' })).toEqual(['invite'])
    expect(await acts({ by: personId })).toEqual(['accept-invitation'])
    expect(await acts({ personId })).toEqual(['set-duties', 'accept-invitation'])
    expect(await acts({ from: now + HOUR })).toEqual(['set-duties'])
    expect(await acts({ to: now + HOUR })).toEqual(expect.arrayContaining(['invite', 'accept-invitation']))
    expect(await acts({ act: 'set-duties' })).toEqual(['set-duties'])
    expect(await acts({ act: 'set-duties', refused: true })).toEqual(['set-duties', 'set-duties'])
  })

  test('is read page by page without a gap, check-ins among the other acts', async () => {
    await cloud.seed({ sessions: [aSession(now, { startsAt: now + 20 * MINUTE, capacity: 60 })] })
    await join('xiaozhou')
    for (let n = 0; n < 25; n++) {
      cloud.later(n * 1000)
      const guest = {
        centreId: CENTRE,
        sessionId: 'calligraphy-1',
        people: 1,
        name: `客${n}`,
        lastFour: String(1000 + n),
      }
      const { bookingId } = await cloud.ask('xiaozhou', 'staff.bookFor', guest)
      await cloud.ask('xiaozhou', 'staff.checkInByName', { centreId: CENTRE, bookingId })
    }
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await cloud.ask('manager', 'office.journal', {
        centreId: CENTRE,
        by: accountIdOf('xiaozhou'),
        ...(after ? { after } : {}),
      })
      seen.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after)
    expect(new Set(seen).size).toBe(51)
    expect(seen).toHaveLength(51)
  })
})

test('an erased colleague is gone from the team and from the journal; what was done stays', async () => {
  await join('xiaozhou')
  await cloud.ask('xiaozhou', 'me.erase', {})
  cloud.later(5 * MINUTE)
  await cloud.tick()
  expect((await team()).members).toHaveLength(1)
  const everything = JSON.stringify([
    await cloud.stored('journal'),
    await cloud.stored('invitations'),
    await cloud.stored('staff'),
  ])
  expect(everything).not.toContain('小周')
  expect((await cloud.stored('journal', { by: accountIdOf('xiaozhou') })).length).toBe(0)
  expect(await cloud.stored('journal', { act: 'accept-invitation' })).toHaveLength(1)
})
