import { randomUUID } from 'node:crypto'
import { HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { aCentre, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { proofOf } from '../support/id-secret'
import { invariantViolations } from '../support/invariants'
import { aStation, STATION, stationOf } from './support'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({ centres: [aCentre()], staff: [aStaff('staff')] })
})
afterAll(() => cloud.close())

const sit = (openid: string, stationId = STATION) =>
  cloud.ask(openid, 'station.sit', { stationId, proof: proofOf(stationId) })
const count = (by: number) =>
  cloud.codeOf('staff', 'staff.adjustOccupancy', { centreId: CENTRE, stationId: STATION, by })
const elsewhere = (change = {}) =>
  aStation({
    _id: 'bixi-station',
    name: '碧溪驿站',
    location: { type: 'Point', coordinates: [102.76, 24.29] },
    ...change,
  })

test('whoever was never here sits down with one call: no account, no form', async () => {
  await cloud.seed({ stations: [aStation()] })
  const { visit, station } = await sit('stranger')
  expect(visit).toMatchObject({ stationId: STATION, until: (visit?.from ?? 0) + 2 * HOUR })
  expect(station).toMatchObject({ free: 19, capacity: 20 })
  expect(await cloud.stored('accounts')).toEqual([])
  expect((await cloud.ask('stranger', 'home.get', {})).visit).toEqual(visit)
  expect((await cloud.ask('other', 'home.get', {})).visit).toBeNull()
  // The answer does not show who sits there.
  expect(JSON.stringify(await cloud.ask('other', 'station.get', { stationId: STATION }))).not.toContain(
    accountIdOf('stranger'),
  )
})

test('sitting ten times at once is one seat, by ten taps as by ten repeats of one', async () => {
  await cloud.seed({ stations: [aStation({ capacity: 3, free: 3 })] })
  const taps = await Promise.all(Array.from({ length: 10 }, () => sit('hasty')))
  const requestId = randomUUID()
  const repeats = await Promise.all(
    Array.from({ length: 10 }, () => cloud.ask('patient', 'station.sit', { stationId: STATION }, { requestId })),
  )
  for (const answers of [taps, repeats]) expect(new Set(answers.map(({ visit }) => visit?.id)).size).toBe(1)
  expect(await stationOf(cloud)).toMatchObject({ free: 1 })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('forty people at once on five seats: five sit, the rest are told where there is one', async () => {
  await cloud.seed({ stations: [aStation({ capacity: 5 }), elsewhere()] })
  const replies = await Promise.all(
    Array.from({ length: 40 }, (_, n) => cloud.send(`rider-${n}`, 'station.sit', { stationId: STATION })),
  )
  const refused = replies.flatMap(({ reply }) => (reply.ok ? [] : [reply]))
  expect(refused).toHaveLength(35)
  for (const { code, detail } of refused) {
    expect({ code, detail }).toMatchObject({
      code: 'STATION_FULL',
      detail: { nearest: { id: 'bixi-station', free: 20, distance: expect.any(Number) } },
    })
  }
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a refusal keeps the seat one has, and names nobody who is closed', async () => {
  const closure = { id: 'x', from: 0, until: cloudNow() + HOUR, reason: '停水' }
  await cloud.seed({ stations: [aStation({ capacity: 1, free: 0, counted: 1 }), elsewhere({ closure })] })
  await cloud.seed({ stations: [aStation({ _id: 'third', location: { type: 'Point', coordinates: [103, 24] } })] })
  const { visit } = await sit('rider', 'third')
  const { reply } = await cloud.send('rider', 'station.sit', { stationId: STATION })
  expect(reply).toMatchObject({ code: 'STATION_FULL', detail: { nearest: { id: 'third' } } })
  expect((await cloud.ask('rider', 'home.get', {})).visit).toEqual(visit)
  expect((await cloud.send('rider', 'station.sit', { stationId: 'bixi-station' })).reply).toMatchObject({
    code: 'STATION_CLOSED',
    detail: { reason: '停水' },
  })
  expect(await cloud.codeOf('rider', 'station.sit', { stationId: 'nowhere' })).toBe('STATION_NOT_FOUND')
})

test('sitting down elsewhere ends the former visit; two phones at two doors are one seat', async () => {
  await cloud.seed({ stations: [aStation(), elsewhere()] })
  await sit('rider')
  await sit('rider', 'bixi-station')
  expect(await stationOf(cloud)).toMatchObject({ free: 20, visits: {} })
  for (let round = 0; round < 2; round++) {
    await Promise.all([sit('twins'), sit('twins', 'bixi-station'), sit('twins'), sit('twins', 'bixi-station')])
    const seats = (await cloud.stored('stations')).filter(({ visits }) => visits[accountIdOf('twins')])
    expect(seats).toHaveLength(1)
  }
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a late replay takes no seat again and ends no later visit', async () => {
  await cloud.seed({ stations: [aStation(), elsewhere()] })
  const [first, left] = [randomUUID(), randomUUID()]
  const input = { stationId: STATION }
  const { visit } = await cloud.ask('rider', 'station.sit', input, { requestId: first })
  const leave = () => cloud.ask('rider', 'station.leave', { ...input, visitId: visit?.id ?? '' }, { requestId: left })
  await leave()
  expect((await cloud.ask('rider', 'station.sit', input, { requestId: first })).visit).toBeNull()
  const again = await sit('rider')
  expect((await leave()).visit).toEqual(again.visit)
  // The same holds after the event was copied into the log and dropped by the station.
  for (const minutes of [0, 3, 6]) {
    cloud.later(minutes * MINUTE)
    await cloud.tick()
  }
  expect((await stationOf(cloud)).events).toEqual({})
  await sit('rider', 'bixi-station')
  const late = await cloud.ask('rider', 'station.sit', input, { requestId: first })
  expect(late.visit?.stationId).toBe('bixi-station')
  expect(await invariantViolations(cloud)).toEqual([])
})

test('staff count within bounds, however many count at once, and nobody who sits is counted out', async () => {
  await cloud.seed({ stations: [aStation({ capacity: 6 })] })
  await sit('rider')
  const ups = await Promise.all(Array.from({ length: 12 }, () => count(1)))
  expect(ups.filter(code => code === 'OK')).toHaveLength(5)
  expect(await stationOf(cloud)).toMatchObject({ free: 0, counted: 5 })
  const downs = await Promise.all(Array.from({ length: 12 }, () => count(-1)))
  expect(downs.filter(code => code === 'OK')).toHaveLength(5)
  expect(new Set([...ups, ...downs])).toEqual(new Set(['OK', 'COUNT_NOT_POSSIBLE']))
  expect(await stationOf(cloud)).toMatchObject({ free: 5, counted: 0 })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a look by staff makes the figure fresh and changes nothing else', async () => {
  await cloud.seed({ stations: [aStation()] })
  const before = cloudNow()
  expect(await count(0)).toBe('OK')
  const { seenAt, free } = await stationOf(cloud)
  expect(free).toBe(20)
  expect(seenAt).toBeGreaterThanOrEqual(before)
})

test('closing frees every seat at once, shuts the door, and opens again by hand or by itself', async () => {
  await cloud.seed({ stations: [aStation()] })
  await sit('rider')
  await count(2)
  const where = { centreId: CENTRE, stationId: STATION }
  const close = () =>
    cloud.ask('staff', 'staff.closeStation', { ...where, reason: '停电', until: cloudNow() + 30 * MINUTE })
  expect((await close()).station).toMatchObject({ free: 20, visits: 0, counted: 0 })
  expect(await cloud.codeOf('rider', 'station.sit', { stationId: STATION })).toBe('STATION_CLOSED')
  expect(await count(1)).toBe('STATION_CLOSED')
  await cloud.ask('staff', 'staff.openStation', where)
  await sit('rider')
  await close()
  cloud.later(31 * MINUTE)
  expect((await sit('rider')).visit).not.toBeNull()
  expect(
    await cloud.codeOf('staff', 'staff.closeStation', { ...where, reason: '停电', until: cloudNow() - HOUR }),
  ).toBe('TIME_NOT_POSSIBLE')
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a request id of staff stands for one intention, in the log as at the station', async () => {
  await cloud.seed({ stations: [aStation(), elsewhere()] })
  const where = { centreId: CENTRE, stationId: STATION }
  const [counted, closed, opened] = [randomUUID(), randomUUID(), randomUUID()].map(requestId => ({ requestId }))
  const until = cloudNow() + HOUR
  const add = (by: number, there = where) => cloud.codeOf('staff', 'staff.adjustOccupancy', { ...there, by }, counted)
  const close = (reason: string) => cloud.codeOf('staff', 'staff.closeStation', { ...where, reason, until }, closed)
  const open = (options = opened) => cloud.codeOf('staff', 'staff.openStation', where, options)
  expect([await add(2), await close('停电'), await open()]).toEqual(['OK', 'OK', 'OK'])
  const look = async () => {
    expect([await add(2), await close('停电'), await open()]).toEqual(['OK', 'OK', 'OK'])
    expect([await add(3), await close('停水'), await open(closed)]).toEqual(Array(3).fill('REQUEST_REUSED'))
  }
  await look()
  await cloud.tick()
  cloud.later(HOUR)
  await cloud.tick()
  expect(Object.keys((await stationOf(cloud)).events)).toEqual([])
  await look()
  expect(await add(2, { ...where, stationId: 'bixi-station' })).toBe('REQUEST_REUSED')
  expect(await stationOf(cloud)).toMatchObject({ closure: null, counted: 0 })
})

test('a late replay of opening an open station does not open it once it was closed', async () => {
  await cloud.seed({ stations: [aStation()] })
  const where = { centreId: CENTRE, stationId: STATION }
  const open = () => cloud.codeOf('staff', 'staff.openStation', where, { requestId: 'request-opened' })
  expect(await open()).toBe('OK')
  await cloud.ask('staff', 'staff.closeStation', { ...where, reason: '停电', until: cloudNow() + HOUR })
  expect(await open()).toBe('OK')
  expect(await stationOf(cloud)).toMatchObject({ closure: { reason: '停电' } })
})

test('somebody who had themselves forgotten sits down again like anybody else', async () => {
  await cloud.seed({ stations: [aStation()] })
  const { visit } = await sit('rider')
  await cloud.ask('rider', 'station.leave', { stationId: STATION, visitId: visit?.id ?? '' })
  cloud.later(3 * HOUR)
  await cloud.ask('rider', 'me.erase', {})
  expect((await sit('rider')).visit).toMatchObject({ stationId: STATION })
  cloud.later(3 * HOUR + 6 * MINUTE)
  await cloud.tick()
  expect(await invariantViolations(cloud)).toEqual([])
  cloud.later(0)
})
