import { randomUUID } from 'node:crypto'
import { SEAT_LIMITS } from '@domain/stations/limits'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { aCentre, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { proofOf } from '../support/id-secret'
import { invariantViolations } from '../support/invariants'
import { aStation, STATION, stationOf } from './support'

/** Seats that are taken from afar: kept for a short time, few per person, and freed by staff. */

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'bixi', order: 2 })],
    staff: [aStaff('staff'), aStaff('staff-bixi', { centreId: 'bixi' })],
    stations: [aStation(), ...Array.from({ length: 14 }, (_, n) => aStation({ _id: `station-${n}`, order: n + 2 }))],
  })
})
afterEach(async () => expect(await invariantViolations(cloud)).toEqual([]))
afterAll(() => cloud.close())

const fromAfar = (openid: string, stationId = STATION, proof?: string) =>
  cloud.send(openid, 'station.sit', { stationId, ...(proof === undefined ? {} : { proof }) })
async function sit(openid: string, stationId = STATION, proof?: string) {
  const { reply } = await fromAfar(openid, stationId, proof)
  if (!reply.ok) throw new Error(reply.code)
  return reply.data.visit
}
const atTheDoor = (openid: string, stationId = STATION) => sit(openid, stationId, proofOf(stationId))
const [, TOTAL] = SEAT_LIMITS

async function tickAt(ms: number) {
  cloud.later(ms)
  await cloud.tick()
}

test('a seat that is taken from afar is kept for ten minutes and then given to others; the log says that nobody came', async () => {
  const visit = await sit('at-home')
  expect(visit).toMatchObject({ held: true, until: (visit?.from ?? 0) + 10 * MINUTE })
  await tickAt(9 * MINUTE)
  expect(await stationOf(cloud)).toMatchObject({ free: 19 })
  await tickAt(11 * MINUTE)
  expect(await stationOf(cloud)).toMatchObject({ free: 20, visits: {} })
  expect((await cloud.ask('at-home', 'home.get', {})).visit).toBeNull()
  expect(await cloud.stored('visits')).toMatchObject([{ how: 'timed-out', held: true }])
})

test.each([
  ['another station', proofOf('station-1')],
  ['a guess', 'aaaaaaaa'],
])('the proof of %s is none', async (_what, proof) => {
  expect(await sit('rider', STATION, proof)).toMatchObject({ held: true })
})

test('who has scanned the code at the door sits for the whole stay', async () => {
  const visit = await atTheDoor('rider')
  expect(visit).toMatchObject({ held: false, until: (visit?.from ?? 0) + 2 * HOUR })
})

test('who kept a seat and then scans at the door has the same seat for the whole stay from then on', async () => {
  const kept = await sit('rider')
  const before = cloudNow()
  cloud.later(8 * MINUTE)
  const arrived = await atTheDoor('rider')
  expect(arrived).toMatchObject({ id: kept?.id, from: kept?.from, held: false })
  expect(arrived?.until).toBeGreaterThanOrEqual(before + 2 * HOUR + 8 * MINUTE)
  // Another tap without the code takes nothing away.
  expect(await sit('rider')).toEqual(arrived)
  await tickAt(12 * MINUTE)
  expect((await cloud.ask('rider', 'home.get', {})).visit).toEqual(arrived)
  await tickAt(3 * HOUR)
  expect(await stationOf(cloud)).toMatchObject({ free: 20, visits: {} })
  await cloud.tick()
  const [logged] = await cloud.stored('visits')
  expect(logged).toMatchObject({ how: 'timed-out' })
  expect(logged).not.toHaveProperty('held')
})

test('who arrives when the kept seat has just run out sits down anew', async () => {
  const kept = await sit('rider')
  cloud.later(10 * MINUTE + 1)
  const [arrived] = await Promise.all([atTheDoor('rider'), cloud.tick()])
  expect(arrived).toMatchObject({ held: false })
  expect(arrived?.id).not.toBe(kept?.id)
  expect(await stationOf(cloud)).toMatchObject({ free: 19 })
})

test('scanning ten times at once, while the timer ends what is over, is one visit', async () => {
  await sit('rider')
  cloud.later(10 * MINUTE - 1)
  const arrived = await Promise.all([...Array.from({ length: 10 }, () => atTheDoor('rider')), cloud.tick()])
  expect(new Set(arrived.slice(0, 10).map(visit => (visit as { held: boolean }).held))).toEqual(new Set([false]))
  expect(await stationOf(cloud)).toMatchObject({ free: 19 })
})

test('a person keeps three seats in two hours and no more, and still sits down at a door', async () => {
  for (const n of [0, 1, 2]) await sit('eager', `station-${n}`)
  const { reply } = await fromAfar('eager', 'station-3')
  expect(reply).toMatchObject({ code: 'SEAT_LIMIT', detail: { held: true, from: expect.any(Number) } })
  // The seat that one has stays.
  expect((await cloud.ask('eager', 'home.get', {})).visit).toMatchObject({ stationId: 'station-2' })
  expect(await atTheDoor('eager', 'station-3')).toMatchObject({ stationId: 'station-3', held: false })
  cloud.later(2 * HOUR + MINUTE)
  expect(await sit('eager')).toMatchObject({ held: true })
})

test('fourteen phones of one person at fourteen stations at once get no more seats than one phone', async () => {
  const replies = await Promise.all(Array.from({ length: 14 }, (_, n) => fromAfar('many-handed', `station-${n}`)))
  const codes = replies.map(({ reply }) => (reply.ok ? 'OK' : reply.code))
  expect(codes.filter(code => code === 'OK')).toHaveLength(3)
  expect(new Set(codes)).toEqual(new Set(['OK', 'SEAT_LIMIT']))
  const seats = (await cloud.stored('stations')).flatMap(({ visits }) => Object.keys(visits))
  expect(seats).toEqual([accountIdOf('many-handed')])
})

test('sitting down and leaving without end has an end, also with the code', async () => {
  let visits = 0
  for (let n = 0; n < 40; n++) {
    const { reply } = await fromAfar('restless', STATION, proofOf(STATION))
    if (!reply.ok) continue
    visits++
    await cloud.ask('restless', 'station.leave', { stationId: STATION, visitId: reply.data.visit?.id ?? '' })
  }
  expect(visits).toBe(TOTAL?.most)
  expect(await atTheDoor('patient')).toMatchObject({ held: false })
})

test('staff end any visit, once, and the log says who ended what', async () => {
  const kept = await sit('at-home')
  await atTheDoor('rider')
  const where = { centreId: CENTRE, stationId: STATION }
  const listed = (await cloud.ask('staff', 'staff.stations', { centreId: CENTRE })).stations.find(
    ({ id }) => id === STATION,
  )
  expect(listed).toMatchObject({ visits: 2, seats: [{ held: true, visitId: kept?.id }, { held: false }] })
  expect(JSON.stringify(listed)).not.toContain(accountIdOf('rider'))
  const [requestId, seated] = [randomUUID(), listed?.seats[1]?.visitId ?? '']
  const end = (visitId: string, openid = 'staff', centreId = CENTRE) =>
    cloud.codeOf(openid, 'staff.endVisit', { ...where, centreId, visitId }, { requestId })
  expect(await end(seated, 'staff-bixi')).toBe('FORBIDDEN')
  expect(await end(seated, 'staff-bixi', 'bixi')).toBe('STATION_NOT_FOUND')
  expect([await end(seated), await end(seated)]).toEqual(['OK', 'OK'])
  expect(await stationOf(cloud)).toMatchObject({ free: 19, visits: { [accountIdOf('at-home')]: {} } })
  expect((await cloud.ask('rider', 'home.get', {})).visit).toBeNull()
  expect(await end(kept?.id ?? '')).toBe('REQUEST_REUSED')
  // A visit that is over already is nothing to end.
  const over = await cloud.codeOf('staff', 'staff.endVisit', { ...where, visitId: seated })
  expect(over).toBe('OK')
  await tickAt(MINUTE)
  expect(await cloud.stored('visits')).toMatchObject([{ how: 'ended' }])
  expect(await cloud.stored('stationacts')).toMatchObject([{ what: 'ended', visitId: seated }])
})

test('an erasure gives no new seats: how many one took lately still counts, without when and where', async () => {
  for (const n of [0, 1, 2]) await sit('eager', `station-${n}`)
  await cloud.ask('eager', 'me.erase', {})
  await tickAt(3 * MINUTE)
  expect((await fromAfar('eager', 'station-3')).reply).toMatchObject({ code: 'SEAT_LIMIT', detail: { held: true } })
  const [sitter] = await cloud.stored('sitters')
  expect(sitter).toMatchObject({ visitId: '', stationId: '', from: 0 })
  const moments = sitter?.sits?.map(({ at }) => at) ?? []
  expect(moments).toHaveLength(3)
  expect(new Set(moments).size).toBe(1)
  expect((moments[0] ?? 1) % HOUR).toBe(0)
  await tickAt(DAY + 2 * HOUR)
  expect(await cloud.stored('sitters')).toEqual([])
  expect(await sit('eager')).toMatchObject({ held: true })
})

test('a seat that is taken right after an erasure counts with those from before it', async () => {
  for (const n of [0, 1]) await sit('eager', `station-${n}`)
  cloud.later(MINUTE)
  await cloud.ask('eager', 'me.erase', {})
  cloud.later(2 * MINUTE)
  await sit('eager', 'station-2')
  await tickAt(4 * MINUTE)
  expect((await fromAfar('eager', 'station-3')).reply).toMatchObject({ code: 'SEAT_LIMIT' })
  expect((await cloud.ask('eager', 'home.get', {})).visit).toMatchObject({ stationId: 'station-2' })
})

test.each([
  ['moves to another one', (): Promise<unknown> => sit('rider', 'station-1')],
  ['is erased', () => cloud.ask('rider', 'me.erase', {})],
  ['gives it up', leave],
])('the log says that a seat was kept and never used when the person %s', async (_what, act) => {
  await sit('rider')
  await act()
  await tickAt(3 * MINUTE)
  expect(await cloud.stored('visits', { stationId: STATION })).toMatchObject([{ held: true }])
})

test.each([
  ['moves to another one', (): Promise<unknown> => sit('rider', 'station-1')],
  ['is erased', () => cloud.ask('rider', 'me.erase', {})],
  ['leaves', leave],
])('the log says that somebody came when a person who has scanned at the door %s', async (_what, act) => {
  await sit('rider')
  await atTheDoor('rider')
  await act()
  await tickAt(3 * MINUTE)
  const [visit] = await cloud.stored('visits', { stationId: STATION })
  expect(visit).toBeDefined()
  expect(visit).not.toHaveProperty('held')
})

async function leave(): Promise<void> {
  const { visit } = await cloud.ask('rider', 'home.get', {})
  await cloud.ask('rider', 'station.leave', { stationId: STATION, visitId: visit?.id ?? '' })
}

test('the code at the door is what staff print, and nobody else is told', async () => {
  const { stations } = await cloud.ask('staff', 'staff.stations', { centreId: CENTRE })
  const scene = stations.find(({ id }) => id === STATION)?.scene ?? ''
  expect(scene).toBe(`${STATION}.${proofOf(STATION)}`)
  expect(scene.length).toBeLessThanOrEqual(32)
  const seen = await Promise.all([
    cloud.ask('rider', 'station.get', { stationId: STATION }),
    cloud.ask('rider', 'station.list', {}),
    atTheDoor('rider').then(() => cloud.ask('rider', 'home.get', {})),
  ])
  expect(JSON.stringify(seen)).not.toContain(proofOf(STATION))
})
