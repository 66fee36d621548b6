import { currentDoorCode, type DoorKey } from '@domain/checkin/door'
import type { RouteName } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aDay, aHousehold, anOffering, aSession, aSitting, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { TEST_DEPTH } from '../depth'
import type { Flight } from './in-process/flight'
import type { DatabaseCall } from './in-process/memory-store'
import { openWorld } from './in-process/world'
import { aBallot, DRAW_BEFORE } from './support/ballot'
import { aSeries } from './support/series'

/**
 * No route answers with a code that it does not declare: the router would turn it into INTERNAL. Every route runs against
 * every kind of data, alone and interleaved with every other route.
 */

const START = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()
let serial = 0

interface Call {
  openid: string
  route: RouteName
  input: object
}

function start({ openid, route, input }: Call): Promise<Flight> {
  return world.start(openid, route, input as never, { requestId: `request-${serial++}` }) as Promise<Flight>
}

async function ask(openid: string, route: RouteName, input: object) {
  const reply = (await (await start({ openid, route, input })).finish()) as {
    ok: boolean
    code?: string
    data: unknown
  }
  if (!reply.ok) throw new Error(`${route}: ${reply.code}`)
  return reply.data as { booking: { id: string }; bookingId: string; keys: DoorKey[]; enrolment: { id: string } }
}

async function tick(): Promise<void> {
  await (await world.startTick()).finish()
}

/** Sessions of every kind. */
function sessions() {
  const over = { startsAt: START - 3 * HOUR, endsAt: START - HOUR }
  return [
    aSession(START, { _id: 'plain' }),
    aSession(START, { _id: 'soon', startsAt: START + 10 * MINUTE }),
    aSession(START, { _id: 'full', capacity: 1 }),
    aSession(START, { _id: 'over', ...over }),
    aSession(START, { _id: 'off' }),
    aSession(START, { _id: 'early', rules: { opensBefore: DAY } }),
    aSession(START, { _id: 'limited', rules: { maxActive: 1 } }),
    aSession(START, { _id: 'tiny', capacity: 2, reserve: 1, rules: { partyMax: 1 } }),
    aSession(START, { _id: 'young', rules: { audience: { ageMin: 5, ageMax: 12, accompanied: 'together' } } }),
    aBallot(START, { _id: 'lots' }),
    aBallot(START, { _id: 'closed-lots', startsAt: START + DRAW_BEFORE - MINUTE }),
    aBallot(START, { _id: 'drawn', startsAt: START + DRAW_BEFORE + HOUR, capacity: 1 }),
    aSitting(START, { _id: 'lunch', capacity: 3 }),
    aSitting(START, { _id: 'lunch-over', ...over }),
    ...aSeries(START, { id: 'choir', mode: 'whole', count: 2 }),
    ...aSeries(START, { id: 'summer', mode: 'both', count: 2, startsAt: START + 10 * DAY }),
    aDay(START, { _id: 'study', startsAt: START + HOUR }),
    aDay(START, { _id: 'gone-study', startsAt: START - 8 * HOUR }),
  ]
}

async function seedWorld(): Promise<void> {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering(), anOffering({ _id: 'study', kind: 'seat', category: 'study' })],
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' })],
    accounts: ['mum', 'dad', 'late', 'busy'].map(openid => aHousehold(openid, START)),
    sessions: sessions(),
  })
  await ask('manager', 'staff.cancelSession', { centreId: CENTRE, sessionId: 'off', reason: '停电' })
  await ask('dad', 'ballot.register', { sessionId: 'drawn', memberIds: ['self'] })
  await ask('mum', 'ballot.register', { sessionId: 'drawn', memberIds: ['self'] })
  world.setClock(START + HOUR + MINUTE)
  await tick()
  world.setClock(START)
  await ask('dad', 'booking.create', { sessionId: 'full', memberIds: ['self'] })
  await ask('busy', 'booking.create', { sessionId: 'limited', memberIds: ['self'] })
}

const SPAN = { startsAt: START + 2 * HOUR, endsAt: START + 3 * HOUR }
const PARTIES = [['self'], ['guoguo'], ['self', 'guoguo'], ['guoguo', 'doudou', 'self'], ['nobody']]
const about = (sessionId: string): Call[] => {
  const here = { centreId: CENTRE, sessionId }
  const own = (openid: string) =>
    PARTIES.flatMap(memberIds => [
      { openid, route: 'booking.create' as const, input: { sessionId, memberIds } },
      { openid, route: 'booking.create' as const, input: { sessionId, memberIds, span: SPAN } },
      { openid, route: 'waitlist.join' as const, input: { sessionId, memberIds } },
      { openid, route: 'ballot.register' as const, input: { sessionId, memberIds } },
    ])
  const guest = { ...here, people: 2, name: '李大爷', lastFour: '1234' }
  return [
    ...own('mum'),
    ...own('busy'),
    { openid: 'mum', route: 'ballot.get', input: { sessionId } },
    { openid: 'mum', route: 'meal.get', input: { sessionId } },
    ...(['pick-up', 'dine-in', 'delivery'] as const).map(mode => ({
      openid: 'mum',
      route: 'order.create' as const,
      input: { sessionId, mode, seatingId: 'noon', meals: [{ memberId: 'self', dishes: ['pork'] }] },
    })),
    { openid: 'staff', route: 'staff.roster', input: here },
    { openid: 'staff', route: 'staff.walkIn', input: { ...here, people: 1 } },
    { openid: 'staff', route: 'staff.walkIn', input: { ...here, people: 10 } },
    { openid: 'staff', route: 'staff.bookFor', input: guest },
    { openid: 'staff', route: 'staff.bookFor', input: guest },
    { openid: 'staff', route: 'staff.space', input: here },
    { openid: 'manager', route: 'staff.setCapacity', input: { ...here, capacity: 1 } },
    { openid: 'manager', route: 'staff.setCapacity', input: { ...here, capacity: 20 } },
    { openid: 'manager', route: 'staff.closeSpots', input: { ...here, ...SPAN, reason: '检修' } },
    { openid: 'manager', route: 'staff.openSpots', input: { ...here, closureId: 'nothing' } },
    { openid: 'manager', route: 'staff.excuseSession', input: { ...here, reason: '停电' } },
    {
      openid: 'manager',
      route: 'staff.moveSession',
      input: { ...here, startsAt: START - DAY, endsAt: START, reason: '停电' },
    },
    { openid: 'manager', route: 'staff.moveSession', input: { ...here, ...SPAN, reason: '停电' } },
    { openid: 'manager', route: 'staff.cancelSession', input: { ...here, reason: '停电' } },
    { openid: 'manager', route: 'staff.cancelSession', input: { ...here, reason: '停电' } },
  ]
}

test('every route about a session, on sessions of every sort', async () => {
  const answers = new Set<string>()
  for (const { _id } of [...sessions(), { _id: 'nothing' }]) {
    await seedWorld()
    for (const call of about(_id)) {
      const reply = (await (await start(call)).finish()) as { ok: boolean; code?: string }
      answers.add(`${call.route} ${reply.ok ? 'OK' : reply.code}`)
    }
    for (const seriesId of ['choir', 'summer', 'nothing']) {
      for (const memberIds of PARTIES) {
        await (await start({ openid: 'mum', route: 'booking.createSeries', input: { seriesId, memberIds } })).finish()
      }
    }
    expect([_id, world.errors]).toEqual([_id, []])
  }
  // The test has reached many different successes and refusals.
  expect(answers.size).toBeGreaterThan(50)
})

const MEALS = [{ memberId: 'guoguo', dishes: ['pork'] }]

/** Ways to make a booking and to change it afterwards. Each returns the id of the booking. */
const book = (sessionId: string, openid = 'mum', memberIds = ['guoguo', 'doudou']) =>
  ask(openid, 'booking.create', { sessionId, memberIds }).then(({ booking }) => booking.id)
const join = (sessionId: string) =>
  ask('mum', 'waitlist.join', { sessionId, memberIds: ['guoguo'] }).then(({ booking }) => booking.id)
const offered = async () => {
  const id = await join('full')
  await ask('manager', 'staff.setCapacity', { centreId: CENTRE, sessionId: 'full', capacity: 2 })
  return id
}
const of = async (openid: string, sessionId: string) => {
  const [account] = await world.stored('accounts', { openid })
  const [booking] = await world.stored('bookings', { sessionId, accountId: account?._id })
  return booking?._id ?? ''
}
const STATES: Record<string, () => Promise<string>> = {
  confirmed: () => book('soon'),
  waiting: () => join('full'),
  offered,
  accepted: async () => {
    const bookingId = await offered()
    await ask('mum', 'waitlist.accept', { bookingId })
    return bookingId
  },
  registered: () =>
    ask('mum', 'ballot.register', { sessionId: 'lots', memberIds: ['guoguo'] }).then(({ booking }) => booking.id),
  'drawn or not': () => of('mum', 'drawn'),
  in: async () => {
    const bookingId = await book('soon')
    await ask('staff', 'staff.checkInByName', { centreId: CENTRE, bookingId })
    return bookingId
  },
  cancelled: async () => {
    const bookingId = await book('plain')
    await ask('mum', 'booking.cancel', { bookingId })
    return bookingId
  },
  left: async () => {
    const bookingId = await join('full')
    await ask('mum', 'waitlist.leave', { bookingId })
    return bookingId
  },
  'part of a course': async () => {
    await ask('mum', 'booking.createSeries', { seriesId: 'summer', memberIds: ['guoguo'] })
    return of('mum', 'summer-1')
  },
  'a seat': () =>
    ask('mum', 'booking.create', { sessionId: 'study', memberIds: ['self'], span: { ...SPAN, unit: 's1' } }).then(
      ({ booking }) => booking.id,
    ),
  'an order': () =>
    ask('mum', 'order.create', { sessionId: 'lunch', mode: 'dine-in', seatingId: 'noon', meals: MEALS }).then(
      ({ booking }) => booking.id,
    ),
  "a guest's": () =>
    ask('staff', 'staff.bookFor', {
      centreId: CENTRE,
      sessionId: 'soon',
      people: 2,
      name: '李大爷',
      lastFour: '1234',
    }).then(({ bookingId }) => bookingId),
  'nobody’s': async () => 'nothing',
}

/** Everything that can be done with a booking and with its session. */
async function acts(bookingId: string): Promise<Call[]> {
  const [booking] = await world.stored('bookings', { _id: bookingId })
  const [enrolment] = await world.stored('enrolments')
  const here = { centreId: CENTRE, bookingId }
  const session = { centreId: CENTRE, sessionId: booking?.sessionId ?? 'plain' }
  const { keys } = await ask('staff', 'staff.doorKey', { centreId: CENTRE })
  const code = currentDoorCode(keys[0]?.key ?? '', CENTRE, world.now()).qr
  return [
    { openid: 'mum', route: 'booking.get', input: { bookingId } },
    { openid: 'mum', route: 'booking.cancel', input: { bookingId } },
    { openid: 'mum', route: 'booking.notices', input: { bookingId, notices: ['reminder', 'changed', 'offer'] } },
    { openid: 'mum', route: 'order.change', input: { bookingId, revision: 1, mode: 'pick-up', meals: MEALS } },
    {
      openid: 'manager',
      route: 'staff.mealProof',
      input: { ...here, memberId: 'guoguo', name: '陈桂英', birthMonth: '1953-06', lastFour: '123X', proofs: [] },
    },
    { openid: 'mum', route: 'waitlist.accept', input: { bookingId } },
    { openid: 'mum', route: 'waitlist.leave', input: { bookingId } },
    { openid: 'mum', route: 'checkin.self', input: { bookingId, code } },
    { openid: 'mum', route: 'noshow.appeal', input: { bookingId, memberId: 'guoguo', reason: '发烧了' } },
    { openid: 'mum', route: 'booking.cancelSeries', input: { enrolmentId: enrolment?._id ?? 'nothing' } },
    { openid: 'mum', route: 'me.erase', input: {} },
    { openid: 'mum', route: 'member.remove', input: { memberId: 'guoguo' } },
    { openid: 'staff', route: 'staff.cancelFor', input: here },
    { openid: 'staff', route: 'staff.releaseBooking', input: { ...here, reason: '孩子发烧' } },
    { openid: 'staff', route: 'staff.checkInByName', input: here },
    { openid: 'staff', route: 'staff.undoCheckIn', input: { ...here, reason: '点错人了' } },
    { openid: 'manager', route: 'staff.cancelSession', input: { ...session, reason: '停电' } },
    {
      openid: 'manager',
      route: 'staff.moveSession',
      input: { ...session, startsAt: START + 5 * DAY, endsAt: START + 5 * DAY + HOUR, reason: '停电' },
    },
    { openid: 'manager', route: 'staff.setCapacity', input: { ...session, capacity: 1 } },
  ]
}

/** Of so many pairs of calls, one is tried in each state. */
const STRIDE = TEST_DEPTH === 'deep' ? 1 : 4

test.each(Object.keys(STATES))('every route about a booking that is %s, with every other in its midst', async state => {
  await seedWorld()
  const all = await acts((await STATES[state]?.()) ?? '')
  const restore = world.keep()
  // By default each pair meets in a quarter of the states.
  const nth = Object.keys(STATES).indexOf(state)
  for (const [i, one] of all.entries()) {
    for (const [j, other] of all.entries()) {
      if ((nth + i + j) % STRIDE !== 0) continue
      // The other call lands before each write of this one, so that what this one has read is out of date.
      for (let writes = 0, over = false; !over; writes++) {
        restore()
        const flight = await start(one)
        for (let write = 0; write <= writes && !flight.isOver; write++) {
          if (write > 0) await flight.step()
          while (!flight.isOver && !flight.pending.some(isWrite)) await flight.step()
        }
        over = flight.isOver
        await (await start(other)).finish()
        await flight.finish()
        expect([one.route, writes, other.route, world.errors]).toEqual([one.route, writes, other.route, []])
      }
    }
  }
})

function isWrite({ method }: DatabaseCall): boolean {
  return method === 'update' || method === 'insert' || method === 'remove'
}
