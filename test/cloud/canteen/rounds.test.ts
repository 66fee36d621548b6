import type { RouteInput } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { delivery } from '../support/orders'
import { aSittingSoon, openCanteen } from './support'

const now = cloudNow()
const cloud = openTestCloud()

beforeEach(() =>
  openCanteen(cloud, {
    sessions: [aSittingSoon(now), aSitting(now, { _id: 'later', startsAt: now + 3 * DAY })],
    staff: [
      aStaff('courier', { duties: ['courier'] }),
      aStaff('manager', { role: 'manager' }),
      aStaff('second', { role: 'manager' }),
    ],
  }),
)

const ROUND = { centreId: CENTRE, sessionId: 'lunch-1', roundId: 'lake' }
const order = async (openid: string) => (await cloud.ask(openid, 'order.create', delivery())).booking.id
const sheet = () => cloud.ask('courier', 'staff.mealOpenRound', ROUND)
type Report = RouteInput<'staff.mealReportStops'>['reports'][number]
const report = (...reports: Report[]) => cloud.ask('courier', 'staff.mealReportStops', { centreId: CENTRE, reports })
const handed = (bookingId: string, n = 1, at = now): Report => ({
  reportId: `handed-${bookingId}-${n}`,
  bookingId,
  failed: null,
  at,
})
const failed = (bookingId: string, why: NonNullable<Report['failed']> = 'not-opened', at = now): Report => ({
  reportId: `failed-${bookingId}-${at}`,
  bookingId,
  failed: why,
  at,
})
const alerts = async () => (await cloud.ask('manager', 'staff.mealAlerts', { centreId: CENTRE })).alerts
const settled = async () => {
  cloud.later(5 * MINUTE)
  await cloud.tick()
  expect(await invariantViolations(cloud, cloudNow() + 5 * MINUTE)).toEqual([])
}

test('a courier sees the addresses of today’s round, which is recorded, and of no other day', async () => {
  const bookingId = await order('elder')
  const { rounds } = await cloud.ask('courier', 'staff.mealRounds', { centreId: CENTRE })
  expect(rounds).toMatchObject([{ sessionId: 'lunch-1', roundId: 'lake', label: '湖滨线', stops: 1, done: 0 }])
  expect(await sheet()).toMatchObject({
    stops: [{ bookingId, door: '2 单元 301', phone: '13800000000', name: '我＊', handedAt: null, failed: null }],
  })
  const acts = (await cloud.stored('journal')).filter(({ act }) => act === 'open-round')
  expect(acts).toMatchObject([{ state: 'done', subject: { title: '午餐 湖滨线' } }])
  const later = { ...ROUND, sessionId: 'later' }
  expect(await cloud.codeOf('courier', 'staff.mealOpenRound', later)).toBe('WRONG_DAY')
  expect(await cloud.codeOf('elder', 'staff.mealOpenRound', ROUND)).toBe('FORBIDDEN')
  cloud.later(DAY)
  expect(await cloud.codeOf('courier', 'staff.mealOpenRound', ROUND)).toBe('WRONG_DAY')
})

test('a cancelled order is on no round', async () => {
  const bookingId = await order('elder')
  await cloud.ask('elder', 'booking.cancel', { bookingId })
  expect((await sheet()).stops).toEqual([])
  expect((await report(handed(bookingId))).results).toMatchObject([
    { outcome: 'refused', refusal: { code: 'BOOKING_CANCELLED' } },
  ])
})

test('the reports of a round without network are merged once, twice over and in any order', async () => {
  const [first, second, third] = [await order('a-1'), await order('b-1'), await order('c-1')]
  const reports = [handed(first), failed(second, 'not-home'), failed(third), handed(third, 1, now + MINUTE)]
  cloud.later(2 * MINUTE)
  await Promise.all([report(...reports), report(...[...reports].reverse())])
  await report(...reports)
  expect((await sheet()).stops.map(({ bookingId, handedAt, failed: how }) => [bookingId, handedAt, how?.why])).toEqual(
    expect.arrayContaining([
      [first, now, undefined],
      [second, null, 'not-home'],
      [third, now + MINUTE, undefined],
    ]),
  )
  expect(await alerts()).toEqual([])
  const { sums } = await cloud.ask('manager', 'staff.mealTill', { centreId: CENTRE })
  // Only what was handed over was served.
  expect(sums).toEqual({ receivable: 2600, sales: -2600 })
  await settled()
})

test('an eater who does not open is an alert until somebody has looked after them', async () => {
  const bookingId = await order('elder')
  await report(failed(bookingId))
  expect(await alerts()).toMatchObject([{ bookingId, name: '我＊', door: '2 单元 301', at: now }])
  const close = { centreId: CENTRE, bookingId, note: '在女儿家，没带手机' }
  await cloud.ask('manager', 'staff.mealCloseAlert', close)
  expect(await alerts()).toEqual([])
  // The report comes again, and another attempt of the same day.
  await report(failed(bookingId), failed(bookingId, 'not-opened', now + 1))
  expect(await alerts()).toEqual([])
  expect(await cloud.stored('bookings', { _id: bookingId })).toMatchObject([
    { welfare: { note: '在女儿家，没带手机' } },
  ])
  await settled()
})

test('who closes an alert closes the one that they saw, however often and however late the call comes', async () => {
  const bookingId = await order('elder')
  await report(failed(bookingId))
  const close = (openid: string, requestId: string) =>
    cloud.send(
      openid,
      'staff.mealCloseAlert',
      { centreId: CENTRE, bookingId, at: now, note: '在女儿家' },
      { requestId },
    )
  expect((await close('manager', 'close-once')).reply).toMatchObject({ ok: true, data: { alerts: [] } })
  cloud.later(20 * MINUTE)
  const again = now + 20 * MINUTE
  await report(failed(bookingId, 'not-opened', again))
  // The first call again, and a colleague whose screen still shows the first alert.
  for (const [openid, requestId] of [
    ['manager', 'close-once'],
    ['second', 'close-late'],
  ] as const)
    expect((await close(openid, requestId)).reply).toMatchObject({ ok: true, data: { alerts: [{ at: again }] } })
  const seen = { centreId: CENTRE, bookingId, at: again, note: '住院了' }
  expect(await cloud.ask('second', 'staff.mealCloseAlert', seen)).toEqual({ alerts: [] })
})

test('an eater who does not open again is an alert again, after a hand-over that was undone and after a check', async () => {
  const bookingId = await order('elder')
  await report(failed(bookingId))
  await report(handed(bookingId, 1, now + 1))
  expect(await alerts()).toEqual([])
  await cloud.ask('manager', 'staff.undoCheckIn', { centreId: CENTRE, bookingId, reason: '送错了人' })
  await report(failed(bookingId, 'not-opened', now + 2))
  expect(await alerts()).toMatchObject([{ bookingId, at: now + 2 }])
  await cloud.ask('manager', 'staff.mealCloseAlert', { centreId: CENTRE, bookingId, note: '在女儿家' })
  cloud.later(20 * MINUTE)
  await report(failed(bookingId, 'not-opened', now + 20 * MINUTE))
  expect(await alerts()).toMatchObject([{ bookingId, at: now + 20 * MINUTE }])
  // What belongs to the alert goes with the person, also when the meal was handed over in the end.
  await report(handed(bookingId, 2, now + 20 * MINUTE))
  cloud.later(DAY)
  await cloud.ask('elder', 'me.erase', {})
  cloud.later(DAY + 5 * MINUTE)
  await cloud.tick()
  expect(JSON.stringify(await cloud.stored('bookings'))).not.toContain('在女儿家')
})

test('what a courier did before their duty ended counts, and what they report of later does not', async () => {
  const [before, after] = [await order('a-1'), await order('b-1')]
  cloud.later(MINUTE)
  await cloud.ask('manager', 'office.setDuties', {
    centreId: CENTRE,
    personId: accountIdOf('courier'),
    role: 'staff',
    duties: ['door'],
  })
  cloud.later(3 * MINUTE)
  const reports = [handed(before, 1, now + MINUTE / 2), handed(after, 1, now + 2 * MINUTE)]
  const { results } = await report(...reports)
  expect(Object.fromEntries(results.map(({ reportId, refusal }) => [reportId, refusal?.code]))).toEqual({
    [`handed-${before}-1`]: undefined,
    [`handed-${after}-1`]: 'ROLE_ENDED',
  })
  expect(await cloud.codeOf('courier', 'staff.mealOpenRound', ROUND)).toBe('FORBIDDEN')
})

test('a report that cannot be true, or is about something else, is refused by itself', async () => {
  const bookingId = await order('elder')
  const { results } = await report(
    handed(bookingId, 1, now + HOUR),
    handed(bookingId, 2, now - 3 * HOUR),
    handed('nothing', 3),
    handed(bookingId, 4),
  )
  expect(new Map(results.map(({ reportId, refusal }) => [reportId, refusal?.code]))).toEqual(
    new Map([
      [`handed-${bookingId}-1`, 'SCAN_TIME_WRONG'],
      [`handed-${bookingId}-2`, 'CHECK_IN_TOO_EARLY'],
      ['handed-nothing-3', 'BOOKING_NOT_FOUND'],
      [`handed-${bookingId}-4`, undefined],
    ]),
  )
})
