import { CODES_LAST } from '@domain/bookings/pass'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { PASS_TRIES, PASSES } from '@domain/tries'
import { newSecret } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'

/** The link that a resident sends to whoever brings the child. */

const START = Date.parse('2026-07-01T02:00:00Z')
const BEGINS = START + 3 * HOUR
const world = openWorld({ newSecret })
let serial = 0

type Route = Parameters<typeof world.start>[1]
// biome-ignore lint/suspicious/noExplicitAny: the routes of this test have different answers
const ask = async (openid: string, route: Route, input: object, requestId = `request-${serial++}`): Promise<any> => {
  const reply = await (await world.start(openid, route, input as never, { requestId })).finish()
  return reply?.ok ? reply.data : reply?.code
}

let bookingId = ''
beforeEach(async () => {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: [aHousehold('mum', START)],
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' })],
    sessions: [aSession(START, { startsAt: BEGINS, rules: { cancelBefore: 0 } })],
  })
  const booked = await ask('mum', 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['guoguo'] })
  bookingId = booked.booking.id
})

const make = async (requestId?: string) =>
  (await ask('mum', 'booking.makePass', { bookingId }, requestId && `request-${requestId}`)).pass
const opened = (key: string) => ask('grandma', 'pass.get', { bookingId, key })

test('the link shows what is needed at the door and nothing else, and its code lets the child in', async () => {
  const { key } = await make()
  world.setClock(BEGINS - 2 * HOUR)
  expect((await opened(key)).pass.codes).toEqual([])
  world.setClock(BEGINS - 10 * MINUTE)
  const { pass } = await opened(key)
  expect(pass).toMatchObject({ title: '书法小课桌', people: ['果果'], status: 'confirmed', checkedInAt: null })
  const [stored] = await world.stored('bookings')
  const [account] = await world.stored('accounts', { openid: 'mum' })
  for (const secret of [stored?.secret, stored?.accountId, stored?.requestId, account?.openid, 'guoguo', '豆豆']) {
    expect(JSON.stringify(pass)).not.toContain(`"${secret}"`)
  }
  expect(pass.codes.at(-1).from).toBeLessThan(BEGINS - 10 * MINUTE + CODES_LAST)
  // Neither key nor link can be made from the database alone.
  expect(JSON.stringify(stored)).not.toContain(key)
  world.setClock(BEGINS - 5 * MINUTE)
  const current = (await opened(key)).pass.codes[0]
  expect(await ask('staff', 'staff.checkIn', { centreId: CENTRE, code: current.qr })).toMatchObject({})
  expect((await opened(key)).pass).toMatchObject({ checkedInAt: BEGINS - 5 * MINUTE, codes: [] })
  expect(await ask('mum', 'booking.makePass', { bookingId })).toBe('ALREADY_CHECKED_IN')
})

test('a link that was taken back stays so, also when late copies of the calls arrive; a new one is another', async () => {
  const first = await make('first')
  expect(await make('first')).toEqual(first)
  world.setClock(START + MINUTE)
  expect(await ask('mum', 'booking.revokePass', { bookingId, madeAt: first.madeAt }, 'request-back')).toEqual({
    pass: null,
  })
  expect(await opened(first.key)).toBe('PASS_NOT_FOUND')
  expect(await make('first')).toBe(null)
  const second = await make('second')
  expect(second.key).not.toBe(first.key)
  // Copies of both calls about the first link.
  expect(await make('first')).toEqual(second)
  expect((await ask('mum', 'booking.revokePass', { bookingId, madeAt: first.madeAt }, 'request-back')).pass).toEqual(
    second,
  )
  expect(await opened(first.key)).toBe('PASS_NOT_FOUND')
  expect((await opened(second.key)).pass.title).toBe('书法小课桌')
  expect(await ask('mum', 'booking.pass', { bookingId })).toEqual({ pass: second })
})

test('nobody else makes, reads or takes back the link', async () => {
  const { madeAt } = await make()
  for (const route of ['booking.pass', 'booking.makePass'] as const) {
    expect(await ask('dad', route, { bookingId })).toBe('BOOKING_NOT_FOUND')
  }
  expect(await ask('dad', 'booking.revokePass', { bookingId, madeAt })).toBe('BOOKING_NOT_FOUND')
})

test('it says when the centre cancels, ends with what was booked, and is forgotten with it', async () => {
  const { key } = await make()
  await ask('manager', 'staff.cancelSession', { centreId: CENTRE, sessionId: 'calligraphy-1', reason: '停电' })
  await (await world.startTick()).finish()
  expect((await opened(key)).pass).toMatchObject({ status: 'cancelled', changeReason: '停电', codes: [] })
  expect(await ask('mum', 'booking.makePass', { bookingId })).toBe('BOOKING_CANCELLED')
  world.setClock(BEGINS + 2 * HOUR)
  expect(await opened(key)).toBe('PASS_OVER')
  world.setClock(BEGINS + 2 * DAY)
  await ask('mum', 'me.erase', {})
  for (let tick = 0; tick < 3; tick++) await (await world.startTick()).finish()
  const [stored] = await world.stored('bookings')
  expect(stored).toMatchObject({ anonymous: true })
  expect(stored).not.toHaveProperty('pass')
  expect(stored).not.toHaveProperty('passRequests')
  expect(await opened(key)).toBe('PASS_NOT_FOUND')
})

test('links that a person makes are bounded, and so are wrong keys', async () => {
  for (let n = 0; n < PASSES.most; n++) expect(await make(`link-${n}`)).toMatchObject({ madeAt: START })
  expect(await ask('mum', 'booking.makePass', { bookingId })).toBe('PASS_LIMIT')
  // A replay is not counted.
  expect(await make(`link-${PASSES.most - 1}`)).toMatchObject({ madeAt: START })
  const codes = []
  for (let n = 0; n <= PASS_TRIES.most; n++) codes.push(await opened('b'.repeat(20)))
  expect(codes.slice(0, -1).every(code => code === 'PASS_NOT_FOUND')).toBe(true)
  expect(codes.at(-1)).toBe('TRY_LATER')
})
