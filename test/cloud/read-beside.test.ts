import type { RouteInput, RouteName } from '@domain/contracts'
import type { BookingView } from '@domain/contracts/views'
import { DAY, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { aBallot, DRAW_BEFORE } from './support/ballot'
import { invariantViolations } from './support/invariants'

/** What a reply needs is read beside a write: what happens between the two is noticed all the same. */

const START = Date.parse('2026-07-01T02:00:00Z')
const PEOPLE = ['mum', 'next', 'third', 'holder']
const world = openWorld()
const tick = async () => (await world.startTick()).finish()

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: PEOPLE.map(openid => aHousehold(openid, START)),
    sessions: [
      aSession(START, { _id: 'small', startsAt: START + DAY, capacity: 1 }),
      aBallot(START, { _id: 'drawn', startsAt: START + 3 * DAY, capacity: 1 }),
    ],
  })
})

let serial = 0
async function ask<Name extends RouteName>(
  openid: string,
  route: Name,
  input: RouteInput<Name>,
  requestId = `request-${serial++}`,
) {
  const reply = await (await world.start(openid, route, input, { requestId })).finish()
  if (!reply?.ok) throw new Error(`${route}: ${reply?.code}`)
  return reply.data as unknown as { booking: BookingView }
}
const party = (sessionId: string) => ({ sessionId, memberIds: ['guoguo'] })

test('an offer to somebody whose booking is only now being stored is told by the next tick', async () => {
  const held = await ask('holder', 'booking.create', party('small'))
  const joining = await world.start('mum', 'waitlist.join', party('small'), { requestId: 'request-join' })
  const storing = ({ collection, method }: { collection: string; method: string }) =>
    collection === 'bookings' && method === 'insert'
  await joining.until(storing)
  while (joining.pending[0] && !storing(joining.pending[0])) await joining.step()
  await ask('holder', 'booking.cancel', { bookingId: held.booking.id })
  await tick()
  await joining.finish()
  world.setClock(START + MINUTE)
  await tick()
  const statuses = (await world.stored('bookings')).map(({ status }) => status)
  expect(statuses.sort()).toEqual(['cancelled', 'offered'])
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test('a registration that is repeated after the draw is told its place in the drawn order', async () => {
  const due = START + 3 * DAY - DRAW_BEFORE
  world.setClock(due - MINUTE)
  for (const openid of PEOPLE) {
    const dying = await world.start(openid, 'ballot.register', party('drawn'), { requestId: `request-${openid}` })
    await dying.until(({ collection, method }) => collection === 'bookings' && method === 'insert')
  }
  world.setClock(due)
  await tick()
  const [session] = await world.stored('sessions', { _id: 'drawn' })
  expect(session).toMatchObject({ drawnAt: due })
  const told: number[] = []
  const statuses: string[] = []
  for (const openid of PEOPLE) {
    const { booking } = await ask(openid, 'ballot.register', party('drawn'), `request-${openid}`)
    statuses.push(booking.status)
    if (booking.status !== 'waiting') continue
    told.push(booking.ahead ?? Number.NaN)
    const now = await ask(openid, 'booking.get', { bookingId: booking.id })
    expect(booking).toMatchObject({ ahead: now.booking.ahead })
  }
  expect(statuses.sort()).toEqual(['confirmed', 'waiting', 'waiting', 'waiting'])
  expect(Math.max(...told)).toBeGreaterThan(0)
})
