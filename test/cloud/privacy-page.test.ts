import { routes } from '@domain/contracts'
import { ACT_OF_ROUTE } from '@domain/office/journal'
import { POSITION_USES, WHOLE_NAMES } from '@domain/privacy/disclosures'
import type { Operator } from '@domain/privacy/operator'
import { privacyPolicy } from '@domain/privacy/policy'
import { localDate, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { Documents } from '../../cloudfunctions/lib/kernel/store/documents'
import schema from '../../config/database.json'
import {
  aCentre,
  aHousehold,
  anOffering,
  aSession,
  aStaff,
  aStation,
  CENTRE,
  STATION,
} from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'

/** What the privacy page says, compared with what the product does. */

const now = cloudNow()
const OPERATOR: Operator = {
  name: '某某社会服务中心',
  contact: '0877-1234567',
  address: '某某路 1 号',
  since: '2026-12-01',
}
const text = privacyPolicy(OPERATOR)
  .flatMap(({ title, lines }) => [title, ...lines])
  .join('\n')
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(() => cloud.reset())
afterAll(() => cloud.close())

async function seed(): Promise<void> {
  const soon = { startsAt: now + 20 * MINUTE, rules: { cancelBefore: 0, maxActive: null } }
  const [first] = aHousehold('mum', now).members
  const twin = (openid: string, nickname: string) => ({
    ...aHousehold(openid, now),
    members: first ? [{ ...first, nickname }] : [],
  })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(now, { ...soon, _id: 'one', capacity: 30 })],
    accounts: [twin('mum', '欧阳小山茶'), twin('dad', '欧阳小石榴')],
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' })],
    stations: [aStation()],
  })
}

test('it names what is asked for with an order: an address and a number to call, and who collects it', () => {
  const [what = ''] = privacyPolicy(OPERATOR)
    .filter(({ title }) => title === '我们记什么')
    .map(({ lines }) => lines.join(''))
  expect(what).toContain('送餐的地址和电话')
  expect(what).toContain('替您取餐的人怎么称呼')
})

test('it names every use of a position, and no position is stored or logged', async () => {
  const taking = Object.entries(routes)
    // What offices take is the position of a centre.
    .filter(([name, { input }]) => !name.startsWith('office.') && 'entries' in input && 'location' in input.entries)
    .map(([name]) => name)
    // Accepted from older versions of the app, and not read.
    .filter(name => name !== 'checkin.self')
  expect(taking.sort()).toEqual(Object.keys(POSITION_USES).sort())
  for (const use of Object.values(POSITION_USES)) expect(text).toContain(use)

  await seed()
  const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: 'one', memberIds: ['guoguo'] })
  const location = { longitude: 102.987_654_3, latitude: 24.123_456_7 }
  await cloud.ask('mum', 'home.get', { location })
  await cloud.ask('mum', 'centre.list', { location })
  await cloud.ask('mum', 'centre.get', { centreId: CENTRE, location })
  await cloud.ask('mum', 'station.list', { location })
  await cloud.ask('mum', 'station.get', { stationId: STATION, location })
  await cloud.ask('mum', 'find.search', { query: '书法', location })
  await cloud.codeOf('mum', 'checkin.self', { bookingId: booking.id, code: 'NFD.wrong', location })
  const stored = await Promise.all(
    (Object.keys(schema.collections) as (keyof Documents)[]).map(name => cloud.stored(name)),
  )
  expect(JSON.stringify([stored, cloud.lines])).not.toMatch(/987654|1234567/)
})

test('it says which answers to staff may hold whole names, and no other does', async () => {
  await seed()
  for (const openid of ['mum', 'dad'])
    await cloud.ask(openid, 'booking.create', { sessionId: 'one', memberIds: ['guoguo'] })
  const here = { centreId: CENTRE }
  const today = localDate(now)
  const answers: Record<string, unknown> = {
    'staff.today': await cloud.ask('manager', 'staff.today', here),
    'staff.roster': await cloud.ask('manager', 'staff.roster', { ...here, sessionId: 'one', query: '欧阳' }),
    'staff.find': await cloud.ask('manager', 'staff.find', { ...here, query: '欧阳' }),
    'staff.pack': await cloud.ask('manager', 'staff.pack', here),
    'staff.coming': await cloud.ask('manager', 'staff.coming', { ...here, date: today }),
    'staff.duplicates': await cloud.ask('manager', 'staff.duplicates', here),
    'staff.appeals': await cloud.ask('manager', 'staff.appeals', here),
    'office.journal': await cloud.ask('manager', 'office.journal', here),
    'office.team': await cloud.ask('manager', 'office.team', here),
  }
  const whole = Object.entries(answers).filter(([, answer]) => /欧阳小山茶|欧阳小石榴/.test(JSON.stringify(answer)))
  for (const [route] of whole) expect(WHOLE_NAMES).toContain(route)
  // Without a search, even a roster holds none.
  expect(JSON.stringify(await cloud.ask('manager', 'staff.roster', { ...here, sessionId: 'one' }))).not.toMatch(
    /欧阳小/,
  )
  expect(text).toContain('可能是全名')
})

test('the export holds what one did as staff, and neither keys, request ids nor other people', async () => {
  await seed()
  const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: 'one', memberIds: ['guoguo'] })
  const here = { centreId: CENTRE, bookingId: booking.id }
  const request = { requestId: 'request-of-the-manager' }
  await cloud.ask('manager', 'booking.create', { sessionId: 'one', memberIds: ['self'] }, request)
  await cloud.ask('manager', 'staff.checkInByName', here)
  await cloud.ask('manager', 'staff.undoCheckIn', { ...here, reason: '山茶没有来' })
  await cloud.ask('manager', 'staff.setCapacity', { centreId: CENTRE, sessionId: 'one', capacity: 20 })
  await cloud.ask('manager', 'staff.walkIn', {
    centreId: CENTRE,
    sessionId: 'one',
    people: 1,
    name: '李大爷',
    lastFour: '5566',
  })
  const where = { centreId: CENTRE, stationId: STATION }
  // More than one page.
  for (let n = 0; n < 25; n++)
    await cloud.ask('manager', 'staff.adjustOccupancy', { ...where, by: n % 2 === 0 ? 2 : -2 })
  await cloud.ask('staff', 'staff.adjustOccupancy', { ...where, by: 1 })
  await cloud.tick()
  const kept: Record<string, object[]> = {}
  let after: string | undefined
  do {
    const page = await cloud.ask('manager', 'me.export', after ? { after } : {})
    for (const [name, documents] of Object.entries(page.kept)) kept[name] = [...(kept[name] ?? []), ...documents]
    after = page.next ?? undefined
  } while (after)
  expect(kept.checkInActs).toEqual(
    expect.arrayContaining([expect.objectContaining({ what: 'in' }), expect.objectContaining({ what: 'undo' })]),
  )
  expect(kept.staffActs).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ act: ACT_OF_ROUTE['staff.setCapacity'] }),
      expect.objectContaining({ act: ACT_OF_ROUTE['staff.walkIn'] }),
    ]),
  )
  expect(kept.stationActs).toHaveLength(25)
  expect(kept.stationActs?.filter(act => 'people' in act && act.people === 2)).toHaveLength(13)
  expect(kept.stationActs?.[0]).toEqual({
    what: 'counted',
    people: expect.any(Number),
    stationId: STATION,
    centreId: CENTRE,
    at: expect.any(Number),
  })
  const stored = await cloud.stored('bookings', { accountId: accountIdOf('manager') })
  const [staff] = await cloud.stored('staff', { _id: accountIdOf('manager') })
  const exported = JSON.stringify(kept)
  expect(exported).toContain(stored[0]?._id)
  for (const hidden of [
    stored[0]?.secret,
    staff?.actor,
    request.requestId,
    booking.id,
    accountIdOf('mum'),
    '山茶',
    '李大爷',
    '5566',
  ])
    expect([hidden, exported.includes(String(hidden))]).toEqual([hidden, false])
})
