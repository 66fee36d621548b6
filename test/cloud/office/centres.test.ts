import { HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import {
  aCentre,
  anOffering,
  anOfficer,
  aSession,
  aSitting,
  aStaff,
  aStation,
  CENTRE,
  STATION,
} from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { invariantViolations } from '../support/invariants'
import { dateIn, MANAGER, timeIn } from './support'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    stations: [aStation()],
    staff: [
      MANAGER,
      { ...aStaff('second', { role: 'manager' }), name: '王主任' },
      aStaff('door'),
      anOfficer('county', '江川区'),
    ],
  })
})
afterAll(() => cloud.close())

const form = {
  centreId: CENTRE,
  revision: 0,
  address: '湖滨路 8 号',
  phone: '0877-5550199',
  location: { longitude: 102.7, latitude: 24.3 },
  week: [{ weekday: 1, opens: 540, closes: 1080 }],
  facilities: ['饮水', '母婴室'],
  wayIn: '东门进',
}

describe('a centre', () => {
  test('is shown to residents as it was saved, and what is booked follows a new address', async () => {
    await cloud.seed({ sessions: [aSession(now)] })
    const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['self'] })
    const { centre } = await cloud.ask('manager', 'office.saveCentre', form)
    expect(centre).toMatchObject({ address: '湖滨路 8 号', revision: 1, name: '江川区党群服务中心' })
    const seen = (await cloud.ask('mum', 'centre.get', { centreId: CENTRE })).centre
    expect(seen).toMatchObject({
      address: '湖滨路 8 号',
      phone: '0877-5550199',
      facilities: ['饮水', '母婴室'],
      wayIn: '东门进',
    })
    expect(seen.hours.week).toEqual(form.week)
    expect((await cloud.ask('mum', 'booking.get', { bookingId: booking.id })).booking.address).toBe('湖滨路 8 号')
  })

  test('has as many residents as an office says, and a manager changes everything else', async () => {
    expect(await cloud.codeOf('manager', 'office.saveCentre', { ...form, residents: 100 })).toBe('FORBIDDEN')
    const { centre } = await cloud.ask('county', 'office.saveCentre', { ...form, residents: 5000 })
    expect(centre).toMatchObject({ residents: 5000, revision: 1 })
    const saved = { ...form, revision: 1, wayIn: '北门进', residents: 5000 }
    expect((await cloud.ask('manager', 'office.saveCentre', saved)).centre).toMatchObject({ residents: 5000 })
    const { residents: _, ...silent } = { ...saved, revision: 2 }
    expect((await cloud.ask('manager', 'office.saveCentre', silent)).centre).toMatchObject({ residents: 5000 })
  })

  test('that two edit at once is saved by the first, and the second gets that version', async () => {
    const replies = await Promise.all([
      cloud.send('manager', 'office.saveCentre', { ...form, wayIn: '东门进' }),
      cloud.send('second', 'office.saveCentre', { ...form, wayIn: '西门进' }),
    ])
    const { centre } = await cloud.ask('manager', 'office.centre', { centreId: CENTRE })
    expect(replies.filter(({ reply }) => reply.ok)).toHaveLength(1)
    expect(replies.find(({ reply }) => !reply.ok)?.reply).toMatchObject({
      code: 'CENTRE_CHANGED',
      detail: { theirs: { wayIn: centre.wayIn, revision: 1 } },
    })
  })

  test('is added by the office of its county, and listed there', async () => {
    const { centreId: _, revision: _revision, ...fields } = form
    const { centre } = await cloud.ask('county', 'office.createCentre', {
      ...fields,
      county: '江川区',
      name: '星云社区',
    })
    const { centres } = await cloud.ask('county', 'office.centres', { county: '江川区' })
    expect(centres.map(({ id, name }) => [id, name])).toEqual([
      [CENTRE, '江川区党群服务中心'],
      [centre.id, '星云社区'],
    ])
    expect(await cloud.codeOf('county', 'office.createCentre', { ...fields, county: '通海县', name: '别处' })).toBe(
      'FORBIDDEN',
    )
    expect(await cloud.codeOf('county', 'staff.today', { centreId: centre.id })).toBe('OK')
  })
})

test('a spreadsheet adds the centres that are missing; the same one twice, or by two at once, adds nothing more', async () => {
  const { centreId: _, revision: _revision, ...fields } = form
  const centres = ['星云社区', '碧溪社区', '江川区党群服务中心'].map(name => ({ ...fields, county: '江川区', name }))
  const input = { county: '江川区', centres }
  const send = () => cloud.ask('county', 'office.importCentres', input)
  await Promise.all([send(), send()])
  expect(await send()).toMatchObject({ created: 0, existing: 3 })
  const { centres: listed } = await cloud.ask('county', 'office.centres', { county: '江川区' })
  expect(listed.map(({ name }) => name).sort()).toEqual(['星云社区', '江川区党群服务中心', '碧溪社区'])
  const elsewhere = { ...input, centres: [{ ...fields, county: '通海县', name: '别处' }] }
  expect(await cloud.codeOf('county', 'office.importCentres', elsewhere)).toBe('FORBIDDEN')
  const replayed = { county: '江川区', centres: [{ ...fields, county: '江川区', name: '新来的' }] }
  const requestId = 'import-of-one-centre'
  await cloud.send('county', 'office.importCentres', replayed, { requestId })
  const { reply } = await cloud.send('county', 'office.importCentres', replayed, { requestId })
  expect(reply).toMatchObject({ ok: true, data: { created: 1, existing: 0 } })
  const twice = {
    county: '江川区',
    centres: [...replayed.centres, ...replayed.centres].map(c => ({ ...c, name: '两行' })),
  }
  expect(await cloud.ask('county', 'office.importCentres', twice)).toMatchObject({ created: 1, existing: 1 })
})

describe('a closure', () => {
  test('says first what it cancels, then cancels it and closes the days; taken back, it brings nothing back', async () => {
    const day = 3
    await cloud.seed({
      sessions: [
        aSession(now, { _id: 'first', startsAt: timeIn(day, '09:00') }),
        aSession(now, { _id: 'second', startsAt: timeIn(day + 1, '14:00') }),
        aSession(now, { _id: 'after', startsAt: timeIn(day + 2, '09:00') }),
      ],
    })
    const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: 'first', memberIds: ['self'] })
    const days = { centreId: CENTRE, from: dateIn(day), to: dateIn(day + 1) }
    const preview = await cloud.ask('manager', 'office.previewClosure', days)
    expect(preview.sessions.map(({ id, booked }) => [id, booked])).toEqual([
      ['first', 1],
      ['second', 0],
    ])
    const closed = await cloud.ask(
      'manager',
      'office.closeCentre',
      { ...days, reason: '停电' },
      { requestId: 'close-once' },
    )
    expect(closed).toMatchObject({
      cancelled: 2,
      centre: { hours: { closures: [{ ...{ from: days.from, to: days.to }, reason: '停电' }] } },
    })
    expect((await cloud.ask('mum', 'booking.get', { bookingId: booking.id })).booking).toMatchObject({
      status: 'cancelled',
      cancelledBy: 'centre',
      changeReason: '停电',
    })
    expect((await cloud.stored('sessions', { status: 'open' })).map(({ _id }) => _id)).toEqual(['after'])
    const again = await cloud.ask(
      'manager',
      'office.closeCentre',
      { ...days, reason: '停电' },
      { requestId: 'close-once' },
    )
    expect(again.cancelled).toBe(2)
    const { centre } = await cloud.ask('manager', 'office.removeClosure', days)
    expect(centre.hours.closures).toEqual([])
    expect(await cloud.stored('sessions', { status: 'open' })).toHaveLength(1)
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('of the wrong way round or of years is refused', async () => {
    const codeOf = (from: string, to: string) =>
      cloud.codeOf('manager', 'office.closeCentre', { centreId: CENTRE, from, to, reason: '停电' })
    expect(await codeOf(dateIn(3), dateIn(2))).toBe('TIME_NOT_POSSIBLE')
    expect(await codeOf(dateIn(3), dateIn(400))).toBe('TIME_NOT_POSSIBLE')
  })
})

test('a station is saved with its seats, but not with fewer than are taken', async () => {
  await cloud.ask('rider', 'station.sit', { stationId: STATION })
  const station = {
    centreId: CENTRE,
    stationId: STATION,
    name: '湖滨路暖锋驿站',
    address: '湖滨路 8 号',
    phone: '0877-5550100',
    week: [0, 1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens: 0, closes: 1440 })),
    wayIn: '推门就进',
    facilities: ['water' as const],
    healthDays: [],
    stay: HOUR,
    capacity: 12,
  }
  expect((await cloud.ask('manager', 'office.saveStation', station)).station).toMatchObject({ capacity: 12, free: 11 })
  expect((await cloud.ask('manager', 'office.saveStation', station)).station).toMatchObject({ capacity: 12, free: 11 })
  await cloud.ask('driver', 'station.sit', { stationId: STATION })
  expect(await cloud.codeOf('manager', 'office.saveStation', { ...station, capacity: 1 })).toBe('CAPACITY_BELOW_BOOKED')
  // A late replay of an earlier save replaces nothing that was saved since, nor the seats.
  const save = (requestId: string, change: object) =>
    cloud.ask('manager', 'office.saveStation', { ...station, ...change }, { requestId })
  await save('saved-first', { wayIn: '东门进', capacity: 14 })
  await save('saved-second', { wayIn: '北门进', capacity: 16 })
  await save('saved-first', { wayIn: '东门进', capacity: 14 })
  expect(await cloud.stored('stations', { _id: STATION })).toMatchObject([{ wayIn: '北门进', capacity: 16 }])
  expect(await invariantViolations(cloud)).toEqual([])
})

describe('the day', () => {
  test('of tomorrow has its own board, and a week its figures', async () => {
    await cloud.seed({
      sessions: [
        aSession(now, { _id: 'today', startsAt: now + 20 * MINUTE, endsAt: now + 80 * MINUTE }),
        aSession(now, { _id: 'tomorrow', startsAt: timeIn(1, '09:00') }),
        // Neither counts meals: the kitchen does.
        aSitting(now, { _id: 'lunch', startsAt: timeIn(1, '11:00') }),
      ],
    })
    await cloud.ask('mum', 'booking.create', { sessionId: 'tomorrow', memberIds: ['self'] })
    const { booking } = await cloud.ask('dad', 'booking.create', { sessionId: 'today', memberIds: ['self'] })
    await cloud.ask('door', 'staff.checkInByName', { centreId: CENTRE, bookingId: booking.id })
    const board = async (date?: string) =>
      (await cloud.ask('door', 'staff.today', { centreId: CENTRE, ...(date ? { date } : {}) })).sessions.map(
        ({ id }) => id,
      )
    expect(await board()).toEqual(['today'])
    expect(await board(dateIn(1))).toEqual(['tomorrow'])
    const { days } = await cloud.ask('door', 'office.week', { centreId: CENTRE, from: dateIn(0) })
    expect(days.slice(0, 3)).toEqual([
      { date: dateIn(0), sessions: 1, booked: 1, came: 1 },
      { date: dateIn(1), sessions: 1, booked: 1, came: 0 },
      { date: dateIn(2), sessions: 0, booked: 0, came: 0 },
    ])
  })

  test('has the open tasks that the caller may do', async () => {
    await cloud.seed({ sessions: [aSession(now, { _id: 'full', capacity: 1, startsAt: timeIn(2, '09:00') })] })
    await cloud.ask('mum', 'booking.create', { sessionId: 'full', memberIds: ['self'] })
    await cloud.ask('dad', 'waitlist.join', { sessionId: 'full', memberIds: ['self'] })
    const tasks = async (openid: string) =>
      (await cloud.ask(openid, 'office.tasks', { centreId: CENTRE })).tasks.map(({ kind, count, items }) => [
        kind,
        count,
        items[0]?.id,
      ])
    expect(await tasks('door')).toEqual([['waiting', 1, 'full']])
    await cloud.ask('manager', 'staff.setCapacity', { centreId: CENTRE, sessionId: 'full', capacity: 2 })
    expect(await tasks('manager')).toEqual([['offers', 1, 'full']])
  })

  test('in figures: what was booked, who came and who did not, as a recount of the bookings says', async () => {
    const startsAt = now + 20 * MINUTE
    await cloud.seed({
      sessions: [
        aSession(now, { _id: 'class', startsAt, endsAt: startsAt + HOUR, capacity: 4, rules: { cancelBefore: 0 } }),
        aSession(now, { _id: 'off', startsAt: timeIn(1, '09:00') }),
      ],
    })
    const book = async (openid: string) =>
      (await cloud.ask(openid, 'booking.create', { sessionId: 'class', memberIds: ['self'] })).booking.id
    const [came] = [await book('mum'), await book('dad'), await book('late')]
    await cloud.ask('late', 'booking.cancel', {
      bookingId: (await cloud.stored('bookings', { accountId: accountIdOf('late') }))[0]?._id ?? '',
    })
    await cloud.ask('door', 'staff.checkInByName', { centreId: CENTRE, bookingId: came ?? '' })
    await cloud.ask('manager', 'staff.cancelSession', { centreId: CENTRE, sessionId: 'off', reason: '停电' })
    cloud.later(3 * HOUR)
    await cloud.tick()
    const { sessions } = await cloud.ask('manager', 'office.figures', {
      centreId: CENTRE,
      from: dateIn(0),
      to: dateIn(30),
    })
    expect(sessions).toMatchObject([{ id: 'class', capacity: 4, booked: 2, came: 1, missed: 1, waiting: 0 }])
    const confirmed = await cloud.stored('bookings', { sessionId: 'class', status: 'confirmed' })
    expect(confirmed.reduce((sum, { partySize }) => sum + partySize, 0)).toBe(sessions[0]?.booked)
    expect(
      await cloud.codeOf('manager', 'office.figures', { centreId: CENTRE, from: dateIn(0), to: dateIn(300) }),
    ).toBe('TIME_NOT_POSSIBLE')
  })
})
