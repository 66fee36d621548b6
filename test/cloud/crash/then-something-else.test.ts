import type { RouteName } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { TEST_DEPTH } from '../../depth'
import type { Fault } from '../in-process/flight'
import { openWorld } from '../in-process/world'
import { invariantViolations } from '../support/invariants'

/**
 * A call dies at any of its database calls, then something else happens to the same session or person, and then the person
 * tries again or nobody does.
 */

const now = Date.parse('2026-07-01T02:00:00Z')
const START = now + 2 * DAY
const pair = ['guoguo', 'doudou']
const world = openWorld()
let serial = 0

type Known = Record<'booked' | 'waiting' | 'offered', string>
/** A call: its route and its input, once the bookings of the stage are known. */
type Call = [RouteName, (known: Known) => object]

const small = { startsAt: START, rules: { cancelBefore: 0, partyMax: 3 } }
const series = { id: 'summer', mode: 'both' as const }

/** A call of the person, finished; the id of its booking. */
async function run(openid: string, route: RouteName, input: object, fault: Fault | null = null, requestId?: string) {
  const id = requestId ?? `request-${serial++}`
  const flight = await world.start(openid, route, input as never, { requestId: id, fault })
  const reply = await flight.finish()
  const data = reply?.ok ? (reply.data as { booking?: { id: string } }) : {}
  return { reply, bookingId: data.booking?.id ?? '', over: flight.isOver }
}
const tick = async () => (await world.startTick()).finish()

/** Mum is booked with both children, waits for a full class, and has an offer for another. */
async function stage(): Promise<Known> {
  world.reset()
  world.setClock(now)
  serial = 0
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: ['mum', 'holder'].map(openid => aHousehold(openid, now)),
    staff: [aStaff('manager', { role: 'manager' })],
    sessions: [
      aSession(now, { _id: 'open', ...small }),
      aSession(now, { _id: 'full', ...small, startsAt: START + DAY, capacity: 1 }),
      aSession(now, { _id: 'given', ...small, startsAt: START + 2 * DAY, capacity: 1 }),
      ...[5, 6].map(n => aSession(now, { _id: `part-${n}`, startsAt: now + n * DAY, series })),
    ],
  })
  const book = (openid: string, sessionId: string, memberIds: string[]) =>
    run(openid, 'booking.create', { sessionId, memberIds })
  const booked = await book('mum', 'open', pair)
  await book('holder', 'full', ['guoguo'])
  const given = await book('holder', 'given', ['guoguo'])
  const join = (sessionId: string) => run('mum', 'waitlist.join', { sessionId, memberIds: ['guoguo'] })
  const [waiting, offered] = [await join('full'), await join('given')]
  await run('holder', 'booking.cancel', { bookingId: given.bookingId })
  return { booked: booked.bookingId, waiting: waiting.bookingId, offered: offered.bookingId }
}

const dying: Record<string, Call> = {
  'a booking': ['booking.create', () => ({ sessionId: 'part-5', memberIds: ['self'] })],
  'a cancellation': ['booking.cancel', ({ booked }) => ({ bookingId: booked })],
  'an enrolment': ['booking.createSeries', () => ({ seriesId: 'summer', memberIds: ['guoguo'] })],
  'joining a waitlist': ['waitlist.join', () => ({ sessionId: 'full', memberIds: ['doudou'] })],
  'leaving a waitlist': ['waitlist.leave', ({ waiting }) => ({ bookingId: waiting })],
  'accepting an offer': ['waitlist.accept', ({ offered }) => ({ bookingId: offered })],
  'a member who leaves': ['booking.removeMember', ({ booked }) => ({ bookingId: booked, memberId: 'doudou' })],
  'a member who joins': ['booking.addMember', ({ booked }) => ({ bookingId: booked, memberId: 'self' })],
}

const manager = (route: RouteName, of: (sessionId: string) => object) => async () => {
  for (const sessionId of ['open', 'full', 'given', 'part-5']) await run('manager', route, of(sessionId))
}
const happening: Record<string, (known: Known) => Promise<unknown>> = {
  'the sessions are moved': manager('staff.moveSession', sessionId => {
    const startsAt = now + 9 * DAY + ['open', 'full', 'given', 'part-5'].indexOf(sessionId) * 3 * HOUR
    return { centreId: CENTRE, sessionId, startsAt, endsAt: startsAt + HOUR, reason: '停电' }
  }),
  'the sessions are called off': manager('staff.cancelSession', sessionId => ({
    centreId: CENTRE,
    sessionId,
    reason: '停电',
  })),
  'there are more places': manager('staff.setCapacity', sessionId => ({ centreId: CENTRE, sessionId, capacity: 12 })),
  'all is cancelled and the account is erased': async known => {
    for (const bookingId of Object.values(known)) await run('mum', 'booking.cancel', { bookingId })
    await run('mum', 'me.erase', {})
  },
  'another booking of the same time is made': async () => {
    await world.seed({ sessions: [aSession(now, { _id: 'rival', startsAt: START, endsAt: START + HOUR })] })
    await run('mum', 'booking.create', { sessionId: 'rival', memberIds: ['guoguo', 'doudou', 'self'] })
  },
}

/** Who has erased everything and does not come back has no bookings; who had a booking left was refused the erasure. */
async function expectErased(nth: number): Promise<void> {
  const accountId = accountIdOf('mum')
  const [account] = await world.stored('accounts', { _id: accountId })
  const own = account?.erasure ? await world.stored('bookings', { accountId }) : []
  expect({ nth, own }).toEqual({ nth, own: [] })
}

const cases = Object.keys(dying).flatMap(call => Object.keys(happening).map(event => ({ call, event })))

test.each(cases)('$call dies, then $event', async ({ call, event }) => {
  const [route, inputOf] = dying[call] ?? ['me.get', () => ({})]
  let points = 0
  for (let nth = 1; ; nth++) {
    // Death before a database call is death after the one before it.
    const ways = TEST_DEPTH === 'deep' ? [true, false] : [nth % 2 === 0]
    let dead = false
    for (const again of ways) {
      const known = await stage()
      const input = inputOf(known)
      dead = (await run('mum', route, input, { kind: 'after', call: nth }, 'request-dying')).reply === null
      if (!dead) break
      points++
      await happening[event]?.(known)
      if (again) await run('mum', route, input, null, 'request-dying')
      world.setClock(now + 3 * MINUTE)
      for (let n = 0; n < 3; n++) {
        await tick()
        world.setClock(world.now() + MINUTE)
      }
      const wrong = [...world.errors, ...(await invariantViolations(world, world.now()))]
      expect({ nth, again, wrong }).toEqual({ nth, again, wrong: [] })
      if (event.includes('erased') && !again) await expectErased(nth)
    }
    if (!dead) break
  }
  expect(points).toBeGreaterThan(5)
})
