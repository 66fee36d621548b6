import { currentCode } from '@domain/checkin/code'
import { MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, anOfficer, aSession, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { type Invite, inviteTo, joinTeam, MANAGER } from './support'

const now = cloudNow()
const COUNTY = '江川区'
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

const invite = (openid: string, change: Invite = {}) => inviteTo(cloud, openid, change)
const join = (openid: string, change: Invite = {}, by = 'manager') => joinTeam(cloud, openid, change, by)
const today = (openid: string, centreId = CENTRE) => cloud.codeOf(openid, 'staff.today', { centreId })
const team = (openid = 'manager') => cloud.ask(openid, 'office.team', { centreId: CENTRE })

describe('an invitation', () => {
  test('is shown with its place and duties, accepted once, and works from the next call on', async () => {
    expect(await today('xiaozhou')).toBe('FORBIDDEN')
    const { code, invitation } = await invite('manager')
    expect(invitation).toMatchObject({ name: '小周', role: 'staff', duties: ['door'], state: 'open', by: '李＊＊' })
    const offer = await cloud.ask('xiaozhou', 'invitation.get', {
      code: `${code.slice(0, 4)} ${code.slice(4)}`.toUpperCase(),
    })
    expect(offer.invitation).toMatchObject({ place: '江川区党群服务中心', role: 'staff', name: '小周' })
    const { staffOf } = await cloud.ask('xiaozhou', 'invitation.accept', { code })
    expect(staffOf).toEqual([{ centreId: CENTRE, centreName: '江川区党群服务中心', role: 'staff', duties: ['door'] }])
    expect(await today('xiaozhou')).toBe('OK')
    const seen = await cloud.ask('manager', 'office.invitation', { centreId: CENTRE, invitationId: invitation.id })
    expect(seen.invitation.state).toBe('used')
    expect((await team()).members.map(({ name, role, own }) => [name, role, own])).toEqual(
      expect.arrayContaining([
        ['李主任', 'manager', true],
        ['小周', 'staff', false],
      ]),
    )
  })

  test('cannot be used twice, neither by another nor by the same person', async () => {
    const { code } = await invite('manager')
    await cloud.ask('xiaozhou', 'invitation.accept', { code })
    expect(await cloud.codeOf('other', 'invitation.accept', { code })).toBe('INVITATION_USED')
    expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code })).toBe('INVITATION_USED')
    expect(await today('other')).toBe('FORBIDDEN')
  })

  test('that two people accept at once is one person’s', async () => {
    const { code } = await invite('manager')
    const codes = await Promise.all(['a', 'b', 'c'].map(openid => cloud.codeOf(openid, 'invitation.accept', { code })))
    expect(codes.filter(each => each === 'OK')).toHaveLength(1)
    expect(codes.filter(each => each === 'INVITATION_USED')).toHaveLength(2)
    expect((await team()).members).toHaveLength(2)
  })

  test('ends after ten minutes, and is not for its inviter', async () => {
    const { code } = await invite('manager')
    expect(await cloud.codeOf('manager', 'invitation.accept', { code })).toBe('INVITATION_OWN')
    cloud.later(10 * MINUTE + 1000)
    expect(await cloud.codeOf('xiaozhou', 'invitation.get', { code })).toBe('INVITATION_EXPIRED')
    expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code })).toBe('INVITATION_EXPIRED')
  })

  test('that was withdrawn, or whose inviter has lost the right to invite, is not found', async () => {
    const first = await invite('manager')
    await cloud.ask('manager', 'office.withdrawInvitation', { centreId: CENTRE, invitationId: first.invitation.id })
    expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code: first.code })).toBe('INVITATION_NOT_FOUND')
    const second = await invite('manager')
    await cloud.ask('city', 'office.revoke', { centreId: CENTRE, personId: accountIdOf('manager') })
    expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code: second.code })).toBe('INVITATION_NOT_FOUND')
    expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code: 'abcdabcdabcdabcd' })).toBe(
      'INVITATION_NOT_FOUND',
    )
  })

  test('of one centre is not seen or withdrawn at another', async () => {
    const { invitation } = await invite('manager')
    const there = { centreId: 'bixi', invitationId: invitation.id }
    expect(await cloud.codeOf('city', 'office.invitation', there)).toBe('INVITATION_NOT_FOUND')
    expect(await cloud.codeOf('city', 'office.withdrawInvitation', there)).toBe('INVITATION_NOT_FOUND')
  })

  test('is for a role that the place has', async () => {
    const codeOf = (input: Invite) =>
      cloud.codeOf('city', 'office.invite', { role: 'staff', duties: [], name: '周', ...input })
    expect(await codeOf({ centreId: CENTRE, role: 'county' })).toBe('ROLE_NOT_HERE')
    expect(await codeOf({ county: COUNTY, role: 'manager' })).toBe('ROLE_NOT_HERE')
    expect(await codeOf({ role: 'county' })).toBe('ROLE_NOT_HERE')
    expect(await codeOf({ county: COUNTY, role: 'county' })).toBe('OK')
    expect(await codeOf({ role: 'city' })).toBe('OK')
  })

  test('never takes anything away: duties add up, and a manager stays one', async () => {
    await join('xiaozhou', { duties: ['door'] })
    const { staffOf } = await join('xiaozhou', { duties: ['timetable'] })
    expect(staffOf).toMatchObject([{ role: 'staff', duties: ['door', 'timetable'] }])
    await join('xiaozhou', { role: 'manager', duties: [] })
    expect((await join('xiaozhou', { duties: ['door'] })).staffOf).toMatchObject([{ role: 'manager' }])
  })

  test('of a county or the city reaches every centre below', async () => {
    const { code } = await cloud.ask('city', 'office.invite', {
      county: COUNTY,
      role: 'county',
      duties: [],
      name: '赵科长',
    })
    const { officeOf } = await cloud.ask('officer', 'invitation.accept', { code })
    expect(officeOf).toEqual([{ role: 'county', county: COUNTY }])
    expect(await today('officer', 'bixi')).toBe('OK')
    expect((await cloud.ask('officer', 'me.get', {})).officeOf).toEqual([{ role: 'county', county: COUNTY }])
  })
})

describe('a role that is taken away', () => {
  test('has ended at the next call, and the person is listed as former', async () => {
    await join('xiaozhou')
    const personId = accountIdOf('xiaozhou')
    await cloud.ask('manager', 'office.revoke', { centreId: CENTRE, personId, reason: '调走了' })
    expect(await today('xiaozhou')).toBe('FORBIDDEN')
    const { members, former } = await team()
    expect(members.map(({ name }) => name)).toEqual(['李主任'])
    expect(former).toMatchObject([{ name: '小＊', role: 'staff' }])
    expect(await cloud.codeOf('manager', 'office.revoke', { centreId: CENTRE, personId })).toBe('PERSON_NOT_FOUND')
  })

  test('stays away when a late copy of the acceptance arrives', async () => {
    const { code } = await invite('manager')
    const requestId = 'accept-once'
    await cloud.ask('xiaozhou', 'invitation.accept', { code }, { requestId })
    await cloud.ask('manager', 'office.revoke', { centreId: CENTRE, personId: accountIdOf('xiaozhou') })
    await cloud.ask('xiaozhou', 'invitation.accept', { code }, { requestId })
    expect(await today('xiaozhou')).toBe('FORBIDDEN')
  })

  test('counts for scans made before, and the journal tells of those made later', async () => {
    await join('xiaozhou')
    const sessions = ['a', 'b'].map(id => aSession(now, { _id: `soon-${id}`, startsAt: now + 20 * MINUTE }))
    await cloud.seed({ sessions, accounts: ['mum', 'dad'].map(openid => aHousehold(openid, now)) })
    const book = async (openid: string, sessionId: string) =>
      (await cloud.ask(openid, 'booking.create', { sessionId, memberIds: ['self'] })).booking
    const [early, late] = [await book('mum', 'soon-a'), await book('dad', 'soon-b')]
    const scan = (booking: { id: string; secret: string | null }, nonce: string, at: number) => ({
      nonce,
      code: currentCode(booking.secret ?? '', booking.id, at).qr,
      at,
    })
    cloud.later(MINUTE)
    await cloud.ask('manager', 'office.revoke', { centreId: CENTRE, personId: accountIdOf('xiaozhou') })
    cloud.later(3 * MINUTE)
    const scans = [scan(early, 'scan-before', now + 30_000), scan(late, 'scan-after', now + 2 * MINUTE)]
    const upload = () => cloud.ask('xiaozhou', 'staff.uploadScans', { centreId: CENTRE, scans })
    const { results } = await upload()
    expect(Object.fromEntries(results.map(({ nonce, outcome, refusal }) => [nonce, refusal?.code ?? outcome]))).toEqual(
      {
        'scan-before': 'accepted',
        'scan-after': 'ROLE_ENDED',
      },
    )
    await upload()
    const { items } = await cloud.ask('manager', 'office.journal', { centreId: CENTRE, act: 'late-scans' })
    expect(items).toMatchObject([{ by: { id: accountIdOf('xiaozhou'), name: '小＊' } }])
    expect(await cloud.codeOf('xiaozhou', 'staff.pack', { centreId: CENTRE })).toBe('FORBIDDEN')
  })
})

describe('managers', () => {
  test('do not change their own role; whoever is the last cannot leave', async () => {
    const own = { centreId: CENTRE, personId: accountIdOf('manager') }
    expect(await cloud.codeOf('manager', 'office.setDuties', { ...own, role: 'manager', duties: [] })).toBe('OWN_ROLE')
    expect(await cloud.codeOf('manager', 'office.revoke', own)).toBe('LAST_MANAGER')
    await join('second', { role: 'manager', duties: [], name: '王主任' })
    expect(await cloud.codeOf('manager', 'office.revoke', own)).toBe('OK')
    expect(await cloud.codeOf('second', 'office.revoke', { centreId: CENTRE, personId: accountIdOf('second') })).toBe(
      'LAST_MANAGER',
    )
  })

  test('two who leave at once, or remove each other at once, leave one behind', async () => {
    for (const [mine, theirs] of [
      ['manager', 'second'],
      ['second', 'manager'],
    ] as const) {
      await cloud.reset()
      await cloud.seed({
        centres: [aCentre()],
        staff: [aStaff('manager', { role: 'manager' }), aStaff('second', { role: 'manager' })],
      })
      await Promise.all([
        cloud.codeOf('manager', 'office.revoke', { centreId: CENTRE, personId: accountIdOf(mine) }),
        cloud.codeOf('second', 'office.revoke', { centreId: CENTRE, personId: accountIdOf(theirs) }),
      ])
      const left = await cloud.stored('staff', { 'roles.role': 'manager' })
      expect(left).toHaveLength(1)
    }
  })

  test('are removed by an office above the centre, even the last', async () => {
    expect(await cloud.codeOf('city', 'office.revoke', { centreId: CENTRE, personId: accountIdOf('manager') })).toBe(
      'OK',
    )
    expect(await today('manager')).toBe('FORBIDDEN')
  })

  test('change a colleague’s duties, which counts from the next call; a late copy changes nothing', async () => {
    await join('xiaozhou', { duties: ['timetable'] })
    const set = (duties: ('door' | 'timetable')[], requestId: string) =>
      cloud.ask(
        'manager',
        'office.setDuties',
        { centreId: CENTRE, personId: accountIdOf('xiaozhou'), role: 'staff', duties },
        { requestId },
      )
    const find = () => cloud.codeOf('xiaozhou', 'staff.find', { centreId: CENTRE, query: '果' })
    expect(await find()).toBe('FORBIDDEN')
    await set(['door'], 'set-door')
    expect(await find()).toBe('OK')
    await set([], 'set-nothing')
    await set(['door'], 'set-door')
    expect(await find()).toBe('FORBIDDEN')
  })
})
