import { currentCode } from '@domain/checkin/code'
import { routes, type StaffRoute } from '@domain/contracts/index'
import type { BookingView } from '@domain/contracts/views'
import { ACCESS, mayCall } from '@domain/office/access'
import { PARTNER_RULES } from '@domain/participation/partner'
import { DAY, HOUR, localDate, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aPartner } from '../../worlds/fixtures/partners'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'

/** People of a partner: they run the offerings of its agreement at the centre, and nothing else. */

const now = cloudNow()
let cloud: TestCloud

const soon = { startsAt: now + 10 * MINUTE, endsAt: now + HOUR }
const dance = aSession(now, { _id: 'dance-1', offeringId: 'dance', title: '广场舞', ...soon })
const other = aSession(now, { _id: 'calligraphy-1', offeringId: 'calligraphy', ...soon })
let own: BookingView
let foreign: BookingView

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'other' })],
    offerings: [anOffering({ _id: 'dance', title: '广场舞' }), anOffering()],
    accounts: [aHousehold('mum', now), aHousehold('dad', now)],
    sessions: [dance, other],
    partners: [
      aPartner(now, {
        offerings: [{ id: 'dance', title: '广场舞', from: now - DAY, until: null, use: 'service' }],
        offeringIds: ['dance'],
      }),
      aPartner(now, { _id: 'elsewhere', centreId: 'other' }),
    ],
    staff: [aStaff('manager', { role: 'manager' })],
  })
  const book = async (openid: string, sessionId: string) =>
    (await cloud.ask(openid, 'booking.create', { sessionId, memberIds: ['self'] })).booking
  own = await book('mum', 'dance-1')
  foreign = await book('dad', 'calligraphy-1')
})
afterEach(() => cloud.later(0))
afterAll(() => cloud.close())

const invitation = (partnerId: string | null = 'partner-1', role: 'partner' | 'staff' = 'partner') => ({
  ...{ centreId: CENTRE, role, duties: [], name: '杨老师' },
  ...(partnerId === null ? {} : { partnerId }),
})
const invite = (partnerId?: string | null, role?: 'partner' | 'staff') =>
  cloud.codeOf('manager', 'office.invite', invitation(partnerId, role))
async function join(openid = 'runner'): Promise<void> {
  const { code } = await cloud.ask('manager', 'office.invite', invitation())
  await cloud.ask(openid, 'invitation.accept', { code })
}
const at = { centreId: CENTRE }
const days = { from: localDate(now), to: localDate(now + 6 * DAY) }
const draft = (offeringId: string) => ({
  ...{ ...at, revision: 0, offeringId, room: '前广场', teacher: '', capacity: 20, reserve: 0 },
  ...{ startsAt: now + 3 * DAY, endsAt: now + 3 * DAY + HOUR },
})

test('a manager invites people of a partner of the centre, for an agreement that goes on', async () => {
  expect(await invite('nothing')).toBe('PARTNER_NOT_FOUND')
  expect(await invite('elsewhere')).toBe('PARTNER_NOT_FOUND')
  expect(await invite(null)).toBe('ROLE_NOT_HERE')
  expect(await invite('partner-1', 'staff')).toBe('ROLE_NOT_HERE')
  await join()
  expect((await cloud.ask('runner', 'me.get', {})).staffOf).toMatchObject([
    { centreId: CENTRE, role: 'partner', duties: [] },
  ])
  expect((await cloud.ask('manager', 'office.team', at)).members).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ name: '杨老师', role: 'partner' })]),
  )
  // They guide no volunteers.
  expect((await cloud.ask('manager', 'office.volunteers', at)).guides).toHaveLength(1)
  await cloud.ask('manager', 'office.revoke', { ...at, personId: accountIdOf('runner') })
  expect(await cloud.codeOf('runner', 'staff.today', at)).toBe('FORBIDDEN')
})

test('they see and run the sessions of their offerings, and no others', async () => {
  await join()
  const board = await cloud.ask('runner', 'staff.today', at)
  expect(board).toMatchObject({
    sessions: [{ id: 'dance-1' }],
    manages: false,
    door: false,
    kitchen: false,
    canteen: [],
  })
  const roster = await cloud.ask('runner', 'staff.roster', { ...at, sessionId: 'dance-1' })
  expect(roster.rows).toMatchObject([{ bookingId: own.id }])
  expect(await cloud.codeOf('runner', 'staff.roster', { ...at, sessionId: 'calligraphy-1' })).toBe('FORBIDDEN')
  for (const route of ['staff.checkInByName', 'staff.cancelFor'] as const)
    expect([route, await cloud.codeOf('runner', route, { ...at, bookingId: foreign.id })]).toEqual([route, 'FORBIDDEN'])
  const undo = { ...at, bookingId: foreign.id, reason: '点错了' }
  expect(await cloud.codeOf('runner', 'staff.undoCheckIn', undo)).toBe('FORBIDDEN')
  const walkIn = { ...at, people: 1 }
  expect(await cloud.codeOf('runner', 'staff.walkIn', { ...walkIn, sessionId: 'calligraphy-1' })).toBe('FORBIDDEN')
  expect(await cloud.codeOf('runner', 'staff.walkIn', { ...walkIn, sessionId: 'dance-1' })).toBe('OK')
  expect(await cloud.codeOf('runner', 'staff.checkInByName', { ...at, bookingId: own.id })).toBe('OK')
  // A code or a name alone could be of any session.
  const { qr: code } = currentCode(foreign.secret ?? '', foreign.id, now)
  expect(await cloud.codeOf('runner', 'staff.checkIn', { ...at, code })).toBe('FORBIDDEN')
  expect(await cloud.codeOf('runner', 'staff.checkIn', { ...at, sessionId: 'dance-1', code })).toBe('WRONG_SESSION')
  expect(await cloud.codeOf('runner', 'staff.find', { ...at, query: '王' })).toBe('FORBIDDEN')
  expect(await cloud.codeOf('runner', 'staff.pack', at)).toBe('FORBIDDEN')
})

test('they plan drafts of their offerings; the centre publishes', async () => {
  await join()
  expect((await cloud.ask('runner', 'office.offerings', at)).offerings).toMatchObject([{ id: 'dance' }])
  expect(await cloud.codeOf('runner', 'office.saveDraft', draft('calligraphy'))).toBe('FORBIDDEN')
  const { draft: mine } = await cloud.ask('runner', 'office.saveDraft', draft('dance'))
  const { draft: theirs } = await cloud.ask('manager', 'office.saveDraft', draft('calligraphy'))
  expect(await cloud.ask('runner', 'office.timetable', { ...at, ...days })).toMatchObject({
    sessions: [{ id: 'dance-1' }],
    drafts: [{ id: mine.id, clashes: [{ what: 'room' }] }],
    publications: [],
  })
  const edit = { ...draft('dance'), draftId: theirs.id, revision: 1 }
  expect(await cloud.codeOf('runner', 'office.saveDraft', edit)).toBe('FORBIDDEN')
  expect(await cloud.codeOf('runner', 'office.removeDrafts', { ...at, draftIds: [mine.id, theirs.id] })).toBe(
    'FORBIDDEN',
  )
  expect(await cloud.codeOf('runner', 'office.removeDrafts', { ...at, draftIds: [mine.id] })).toBe('OK')
  expect(await cloud.codeOf('runner', 'office.saveOffering', { ...at } as never)).not.toBe('OK')
})

test('a class that leaves the agreement is theirs no more, and 30 days after the end nothing is', async () => {
  await join()
  const [agreement] = await cloud.stored('partners', { _id: 'partner-1' })
  cloud.at((agreement?.endsAt ?? 0) + PARTNER_RULES.runFor - MINUTE)
  expect(await cloud.codeOf('runner', 'staff.roster', { ...at, sessionId: 'dance-1' })).toBe('OK')
  cloud.at((agreement?.endsAt ?? 0) + PARTNER_RULES.runFor)
  expect(await cloud.codeOf('runner', 'staff.roster', { ...at, sessionId: 'dance-1' })).toBe('FORBIDDEN')
  cloud.later(0)
  const month = localDate(now).slice(0, 7)
  await cloud.ask('manager', 'office.savePartner', {
    ...{
      ...at,
      partnerId: 'partner-1',
      revision: 1,
      name: '舞蹈',
      kind: 'space',
      words: '',
      roomHours: 2,
      sessions: 2,
    },
    ...{ from: month, until: month, serviceIds: ['calligraphy'], roomIds: [] },
  })
  expect(await cloud.codeOf('runner', 'staff.roster', { ...at, sessionId: 'dance-1' })).toBe('FORBIDDEN')
  expect(await cloud.codeOf('runner', 'staff.roster', { ...at, sessionId: 'calligraphy-1' })).toBe('OK')
})

test('staff who accept such an invitation keep what they were; a partner who is invited as staff becomes it', async () => {
  await cloud.seed({ staff: [aStaff('desk', { duties: ['door'] })] })
  await join('desk')
  expect((await cloud.ask('desk', 'staff.today', at)).sessions).toHaveLength(2)
  await join('runner')
  const { code } = await cloud.ask('manager', 'office.invite', {
    ...at,
    role: 'staff',
    duties: ['door'],
    name: '杨老师',
  })
  await cloud.ask('runner', 'invitation.accept', { code })
  expect((await cloud.ask('runner', 'staff.today', at)).sessions).toHaveLength(2)
})

/** Ids of an input that the router compares with the offerings (`scope.ts`), and those that name no record of an offering. */
const COMPARED = ['offeringId', 'sessionId', 'bookingId', 'draftId', 'draftIds']
const OF_NO_OFFERING = ['centreId', 'memberId', 'wantId']

test.each(Object.keys(ACCESS).filter(route => mayCall(route as StaffRoute, [{ role: 'partner', duties: [] }])))(
  'whatever %s names is compared with their offerings',
  route => {
    const { input } = routes[route as StaffRoute] as { input: { entries?: object } }
    const ids = Object.keys(input.entries ?? {}).filter(name => /Ids?$/.test(name))
    expect(ids.filter(name => ![...COMPARED, ...OF_NO_OFFERING].includes(name))).toEqual([])
  },
)
