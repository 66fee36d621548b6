import { currentCode, dayKeyOf } from '@domain/checkin/code'
import { PackReader } from '@domain/checkin/pack-reader'
import { DAY, localDate, MINUTE, startOfLocalDay } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { book } from '../../worlds/bookings'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { account, member } from '../../worlds/households'
import { seededRandom } from '../../worlds/random'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'

const now = cloudNow()
const BOOKED = 1000
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
  const random = seededRandom('pack')
  const sessions = [1, 2, 3, 4, 5].map(n =>
    aSession(now, { _id: `session-${n}`, startsAt: now + n * 10 * MINUTE, capacity: 200 }),
  )
  const bookings = Array.from({ length: BOOKED }, (_, n) => {
    const holder = account(`person-${n}`, [member('guoguo', 'child', '果果', '2018-06', now)], now)
    const session = sessions[n % sessions.length] as (typeof sessions)[number]
    return book(session, {
      account: holder,
      party: holder.members,
      requestId: `booking-${n}`,
      createdAt: now - DAY,
      now,
      random,
    })
  })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [...sessions, aSession(now, { _id: 'tomorrow', startsAt: now + DAY })],
    bookings,
    staff: [aStaff('staff'), aStaff('staff-bixi', { centreId: 'bixi' })],
  })
})
afterAll(() => cloud.close())

const packOf = async () => (await cloud.ask('staff', 'staff.pack', { centreId: CENTRE })).pack

test('a thousand bookings are taken along in little space, with nothing that opens another day', async () => {
  const pack = await packOf()
  const bookings = pack.sessions.flatMap(session => session.bookings)
  expect(bookings).toHaveLength(BOOKED)
  expect(pack).toMatchObject({ day: localDate(now), expiresAt: startOfLocalDay(now) + DAY })
  // A storage entry of WeChat holds 1 MB, and so does an answer of a function.
  expect(JSON.stringify(pack).length).toBeLessThan(160 * 1024)
  const [stored] = await cloud.stored('bookings', { _id: bookings[0]?.id })
  expect(bookings[0]?.key).toBe(dayKeyOf(stored?.secret ?? '', pack.day))
  const told = JSON.stringify(pack)
  for (const kept of [stored?.secret, stored?.accountId, stored?.requestId, '果果']) expect(told).not.toContain(kept)
})

test('what the server and a phone without network say of a code is the same', async () => {
  const [stored] = await cloud.stored('bookings', { sessionId: 'session-1' })
  const code = currentCode(stored?.secret ?? '', stored?._id ?? '', cloudNow(), stored)
  const reader = new PackReader(CENTRE, await packOf())
  const reading = { now: cloudNow(), sessionId: null, cameAt: () => null }
  expect(reader.read(code.qr, reading)).toMatchObject({ kind: 'accepted', party: { bookingId: stored?._id } })
  expect(reader.read(code.digits, reading)).toMatchObject({ kind: 'accepted', party: { bookingId: stored?._id } })
  const { at } = await cloud.ask('staff', 'staff.checkIn', { centreId: CENTRE, code: code.qr })
  expect(new PackReader(CENTRE, await packOf()).read(code.digits, reading)).toMatchObject({ kind: 'already', at })
})

test('a roster that is made after an undo says when it was', async () => {
  const [stored] = await cloud.stored('bookings', { sessionId: 'session-2' })
  const bookingId = stored?._id ?? ''
  const scannedAt = cloudNow()
  const code = currentCode(stored?.secret ?? '', bookingId, scannedAt, stored)
  await cloud.ask('staff', 'staff.checkIn', { centreId: CENTRE, code: code.qr })
  const { undoneAt } = await cloud.ask('staff', 'staff.undoCheckIn', { centreId: CENTRE, bookingId, reason: '扫错了' })
  const inPack = (await packOf()).sessions.flatMap(({ bookings }) => bookings).find(({ id }) => id === bookingId)
  expect(inPack).toMatchObject({ cameAt: null, undoneAt })
  // The phone that scanned them before lets them in again.
  const reading = { now: cloudNow(), sessionId: null, cameAt: () => scannedAt }
  expect(new PackReader(CENTRE, await packOf()).read(code.qr, reading)).toMatchObject({ kind: 'accepted' })
})

test('bookings of another day are not in it, and it is for staff of that centre only', async () => {
  await cloud.ask('tomorrows', 'booking.create', { sessionId: 'tomorrow', memberIds: ['self'] })
  const owners = await cloud.stored('bookings', { accountId: accountIdOf('tomorrows') })
  expect(owners).toHaveLength(1)
  expect(JSON.stringify(await packOf())).not.toContain(owners[0]?._id)
  expect(await cloud.codeOf('staff-bixi', 'staff.pack', { centreId: CENTRE })).toBe('FORBIDDEN')
})
