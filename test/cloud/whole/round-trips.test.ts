import { DAY, MINUTE } from '@domain/time'
import {
  aCentre,
  aDay,
  aHousehold,
  anOffering,
  aSession,
  aStaff,
  aStation,
  CENTRE,
  STATION,
  units,
} from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { aSeries } from '../support/series'
import { startWholeCloud, type WholeCloud } from '../support/whole-cloud'

/** The database calls of the most frequent routes, counted by the host. */
const now = cloudNow()
const SLOT = 30 * MINUTE
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering()], accounts: [aHousehold('mum', now)] })
})
afterAll(() => cloud.close())

test('a booking takes four round trips one after the other, a refusal because full one or two', async () => {
  await cloud.seed({ sessions: [aSession(now, { capacity: 1 })] })
  const input = { sessionId: 'calligraphy-1', memberIds: ['self'] }
  const booked = await cloud.send('first', 'booking.create', input)
  expect(booked.reply.ok).toBe(true)
  // Three parallel reads, the claim, the ledger, booking: six calls in four steps.
  expect(booked.databaseCalls).toBe(6)
  const refused = await cloud.send('second', 'booking.create', input)
  expect(refused.reply).toMatchObject({ ok: false, code: 'SESSION_FULL' })
  expect(refused.databaseCalls).toBe(3)
})

test('a booking of a span takes the round trips of any booking', async () => {
  const day = aDay(now, { layout: { units: units('s', 2) } })
  await cloud.seed({ sessions: [day] })
  const slots = (from: number, to: number) => ({
    sessionId: day._id,
    memberIds: ['self'],
    span: { startsAt: day.startsAt + from * SLOT, endsAt: day.startsAt + to * SLOT, unit: 's1' },
  })
  const booked = await cloud.send('first', 'booking.create', slots(0, 2))
  expect(booked.reply.ok).toBe(true)
  expect(booked.databaseCalls).toBe(6)
  const refused = await cloud.send('second', 'booking.create', slots(1, 3))
  expect(refused.reply).toMatchObject({ code: 'SPOT_TAKEN' })
  expect(refused.databaseCalls).toBe(3)
})

test('the time a series takes does not grow with its sessions: seven round trips', async () => {
  await cloud.seed({
    sessions: [...aSeries(now), ...aSeries(now, { id: 'long', count: 24, startsAt: now + 30 * DAY })],
  })
  const calls = async (seriesId: string) => {
    const input = { seriesId, memberIds: ['guoguo'] }
    const { reply, databaseCalls } = await cloud.send('mum', 'booking.createSeries', input)
    expect(reply.ok).toBe(true)
    return databaseCalls
  }
  // Parallel: 3 reads; n − 1 claims and a read; n bookings. In sequence: intent, first the claim, the ledger, decision.
  expect(await calls('summer')).toBe(3 + 1 + 2 + (2 + 1) + 1 + 1 + 3)
  expect(await calls('long')).toBe(3 + 1 + 2 + (23 + 1) + 1 + 1 + 24)
})

test('sitting down takes four round trips one after the other at most, for somebody new seven calls', async () => {
  await cloud.seed({ stations: [aStation()] })
  const { databaseCalls } = await cloud.send('new', 'station.sit', { stationId: STATION })
  // Three parallel reads, the seat, the pointer beside a read, and a read of one's own seat.
  expect(databaseCalls).toBe(7)
})

test('a check-in by name takes six calls, and where the joined read fails, the documents are read one by one', async () => {
  const soon = aSession(now, { startsAt: now + 10 * MINUTE, capacity: 5 })
  await cloud.seed({ sessions: [soon], staff: [aStaff('staff')] })
  const input = { sessionId: soon._id, memberIds: ['self'] }
  const first = await cloud.ask('first', 'booking.create', input)
  const second = await cloud.ask('second', 'booking.create', input)
  // The first check-in of a member of staff gives them their number.
  await cloud.ask('staff', 'staff.checkInByName', { centreId: CENTRE, bookingId: first.booking.id })
  const third = await cloud.ask('third', 'booking.create', input)
  const checkIn = (bookingId: string, fault?: 'error:1') =>
    cloud.send('staff', 'staff.checkInByName', { centreId: CENTRE, bookingId }, fault ? { fault } : {})
  const came = await checkIn(second.booking.id)
  expect(came.reply).toMatchObject({ ok: true, data: { outcome: 'accepted', session: { booked: 3, came: 2 } } })
  // The booking with its session beside the role, the booking, its log beside the count, the mark.
  expect(came.databaseCalls).toBe(6)
  const despite = await checkIn(third.booking.id, 'error:1')
  expect(despite.reply).toMatchObject({ ok: true, data: { outcome: 'accepted', session: { booked: 3, came: 3 } } })
  expect(despite.databaseCalls).toBe(8)
})
