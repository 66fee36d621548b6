import { MAX_WAITS } from '@domain/bookings/rules/own-bookings'
import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { aBallot } from './support/ballot'
import { invariantViolations } from './support/invariants'

/** What bounds a waitlist: its size in the session, how many waits a person has, and how large a party may be. */

const START = Date.parse('2026-07-01T02:00:00Z')
const CLASS = 'calligraphy-1'
const world = openWorld()
let requests = 0

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  requests = 0
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('manager', { role: 'manager' })],
    accounts: ['mum', 'dad'].map(openid => aHousehold(openid, START)),
  })
})

async function send<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
  return (await world.start(openid, route, input, { requestId: `request-${requests++}` })).finish()
}
async function ask<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
  const reply = await send(openid, route, input)
  if (!reply?.ok) throw new Error(`${route}: ${JSON.stringify(reply)} ${world.errors.at(-1)}`)
  return reply.data as RouteOutput<Name>
}
async function codeOf<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
  const reply = await send(openid, route, input)
  return reply?.ok ? 'OK' : reply?.code
}
async function tickAt(moment: number): Promise<void> {
  world.setClock(moment)
  await (await world.startTick()).finish()
}

describe('the size of a session', () => {
  const PAIRS = 800
  const pairs = () =>
    Object.fromEntries(
      Array.from({ length: PAIRS }, (_, n) => {
        const attendees = ['guoguo', 'doudou'].map(memberId => ({ memberId, nickname: memberId }))
        return [`w-pair-${n}`, { accountId: `p-${n}`, requestId: `r-${n}`, attendees, at: START - DAY + n }]
      }),
    )
  const bytes = async () => JSON.stringify(await world.stored('sessions')).length

  test('does not grow by the parties that its offers pass over', async () => {
    await world.seed({ sessions: [aSession(START, { waitlist: pairs(), waiting: PAIRS, capacity: 12, seatsLeft: 0 })] })
    const singles: { openid: string; id: string }[] = []
    for (let n = 0; n < 12; n++) {
      world.setClock(START + n)
      const { booking } = await ask(`single-${n}`, 'waitlist.join', { sessionId: CLASS, memberIds: ['self'] })
      singles.push({ openid: `single-${n}`, id: booking.id })
    }
    const before = await bytes()
    for (const { openid, id } of singles) {
      // One place becomes free at a time, too little for a pair.
      const [session] = await world.stored('sessions')
      await world.change('sessions', CLASS, { seatsLeft: (session?.seatsLeft ?? 0) + 1, turnAt: world.now() })
      await tickAt(world.now() + MINUTE)
      expect(await codeOf(openid, 'waitlist.accept', { bookingId: id })).toBe('OK')
    }
    expect((await bytes()) - before).toBeLessThan(12 * 1024)
  })

  test('nor does the booking of a party that offer after offer passes over', async () => {
    await world.seed({ sessions: [aSession(START, { startsAt: START + 30 * DAY, capacity: 2 })] })
    await ask('holder', 'booking.create', { sessionId: CLASS, memberIds: ['self'] })
    const { booking } = await ask('mum', 'waitlist.join', { sessionId: CLASS, memberIds: ['guoguo', 'doudou'] })
    const stored = async () => (await world.stored('bookings', { _id: booking.id }))[0]
    const sizes: number[] = []
    for (let n = 1; n <= 120; n++) {
      world.setClock(START + n * MINUTE)
      // One place is free, too little for the pair.
      const single = await ask(`single-${n}`, 'waitlist.join', { sessionId: CLASS, memberIds: ['self'] })
      await tickAt(world.now())
      expect((await stored())?.waitEvents).toMatchObject({ [`skipped-${Math.floor(world.now() / MINUTE) % 16}`]: {} })
      await ask(`single-${n}`, 'waitlist.leave', { bookingId: single.booking.id })
      sizes.push(JSON.stringify(await stored()).length)
    }
    expect(sizes.at(-1)).toBe(sizes[20])
    const { booking: seen } = await ask('mum', 'booking.get', { bookingId: booking.id })
    expect(seen.history.filter(({ what }) => what === 'skipped')).toHaveLength(16)
    expect(seen.history.at(-1)).toMatchObject({ what: 'skipped', at: START + 120 * MINUTE })
    expect(await invariantViolations(world, world.now())).toEqual([])
  })

  test('parties that were passed over hear of it although the tick died that made the offer', async () => {
    await world.seed({ sessions: [aSession(START, { capacity: 2 })] })
    const { booking: held } = await ask('holder', 'booking.create', { sessionId: CLASS, memberIds: ['self'] })
    await ask('other', 'booking.create', { sessionId: CLASS, memberIds: ['self'] })
    const { booking: pair } = await ask('mum', 'waitlist.join', { sessionId: CLASS, memberIds: ['guoguo', 'doudou'] })
    world.setClock(START + 1)
    await ask('single', 'waitlist.join', { sessionId: CLASS, memberIds: ['self'] })
    const cancelling = await world.start(
      'holder',
      'booking.cancel',
      { bookingId: held.id },
      { requestId: 'request-cancels' },
    )
    while (Object.keys((await world.stored('sessions'))[0]?.offers ?? {}).length === 0) {
      if (cancelling.isOver) throw new Error(JSON.stringify(cancelling.answer))
      await cancelling.step()
    }
    for (let minute = 1; minute < 4; minute++) await tickAt(START + minute * MINUTE)
    const { booking } = await ask('mum', 'booking.get', { bookingId: pair.id })
    expect(booking.history.at(-1)).toMatchObject({ what: 'skipped', reason: 'party-too-large' })
    expect(await invariantViolations(world, world.now())).toEqual([])
  })
})

describe('how many sessions a person waits for', () => {
  const full = (n: number, startsAt: number) =>
    aSession(START, { _id: `full-${n}`, startsAt, capacity: 1, seatsLeft: 0 })
  const join = (n: number) => codeOf('mum', 'waitlist.join', { sessionId: `full-${n}`, memberIds: ['guoguo'] })
  const codes = async (count: number) => {
    const heard: (string | undefined)[] = []
    for (let n = 0; n < count; n++) heard.push(await join(n))
    return heard
  }
  const limited = (ok: number) => [...Array.from({ length: ok }, () => 'OK'), 'WAITING_LIMIT']

  test('is three at one time, and another child of the household has a count of its own', async () => {
    await world.seed({ sessions: Array.from({ length: 6 }, (_, n) => full(n, START + 2 * DAY + n * 10 * MINUTE)) })
    expect(await codes(4)).toEqual(limited(MAX_WAITS.atOneTime))
    expect(await send('mum', 'waitlist.join', { sessionId: 'full-4', memberIds: ['guoguo'] })).toMatchObject({
      detail: { memberId: 'guoguo', max: MAX_WAITS.atOneTime, atOneTime: true },
    })
    expect(await codeOf('mum', 'waitlist.join', { sessionId: 'full-4', memberIds: ['doudou'] })).toBe('OK')
    const [wait] = await world.stored('bookings', { sessionId: 'full-0' })
    await ask('mum', 'waitlist.leave', { bookingId: wait?._id ?? '' })
    expect(await join(5)).toBe('OK')
  })

  test('is bounded altogether', async () => {
    const { altogether } = MAX_WAITS
    await world.seed({
      sessions: Array.from({ length: altogether + 1 }, (_, n) => full(n, START + DAY + n * 2 * HOUR)),
    })
    expect(await codes(altogether + 1)).toEqual(limited(altogether))
  })

  test('counts tickets of ballots too', async () => {
    await world.seed({
      sessions: Array.from({ length: 4 }, (_, n) => aBallot(START, { _id: `full-${n}`, startsAt: START + 3 * DAY })),
    })
    const heard: (string | undefined)[] = []
    for (let n = 0; n < 4; n++) {
      heard.push(await codeOf('mum', 'ballot.register', { sessionId: `full-${n}`, memberIds: ['guoguo'] }))
    }
    expect(heard).toEqual(limited(MAX_WAITS.atOneTime))
  })

  test('holds when all requests come at once', async () => {
    await world.seed({ sessions: Array.from({ length: 8 }, (_, n) => full(n, START + 2 * DAY)) })
    const flights = await Promise.all(
      Array.from({ length: 8 }, (_, n) => {
        const input = { sessionId: `full-${n}`, memberIds: ['guoguo'] }
        return world.start('mum', 'waitlist.join', input, { requestId: `request-at-once-${n}` })
      }),
    )
    while (flights.some(flight => !flight.isOver)) for (const flight of flights) if (!flight.isOver) await flight.step()
    expect(flights.filter(({ answer }) => answer?.ok)).toHaveLength(MAX_WAITS.atOneTime)
    const waiting = (await world.stored('sessions')).reduce((sum, session) => sum + session.waiting, 0)
    expect(waiting).toBe(MAX_WAITS.atOneTime)
  })
})

describe('a party that is larger than the session is now', () => {
  const pair = { sessionId: CLASS, memberIds: ['guoguo', 'doudou'] }
  const lower = () => ({ centreId: CENTRE, sessionId: CLASS, capacity: 1 })

  async function pairWaits() {
    await world.seed({ sessions: [aSession(START, { capacity: 2, rules: { cancelBefore: 0 } })] })
    const { booking } = await ask('holder', 'booking.create', { sessionId: CLASS, memberIds: ['self'] })
    const waits = (await ask('mum', 'waitlist.join', pair)).booking
    return { held: booking, waits }
  }

  test('waits no longer and is told why, and the places can be booked', async () => {
    const { held, waits } = await pairWaits()
    await ask('manager', 'staff.setCapacity', lower())
    const { booking } = await ask('mum', 'booking.get', { bookingId: waits.id })
    expect(booking).toMatchObject({ status: 'lapsed' })
    expect(booking.history.at(-1)).toMatchObject({ what: 'lapsed', reason: 'party-too-large' })
    await ask('holder', 'booking.cancel', { bookingId: held.id })
    expect(await codeOf('other', 'booking.create', { sessionId: CLASS, memberIds: ['self'] })).toBe('OK')
    expect(await invariantViolations(world, world.now())).toEqual([])
  })

  test('waits no longer, wherever the call dies that lowers the capacity', async () => {
    for (let steps = 1; steps < 40; steps++) {
      world.reset()
      world.setClock(START)
      await world.seed({
        centres: [aCentre()],
        offerings: [anOffering()],
        staff: [aStaff('manager', { role: 'manager' })],
        accounts: [aHousehold('mum', START)],
      })
      await pairWaits()
      const lowering = await world.start('manager', 'staff.setCapacity', lower(), { requestId: 'request-lower' })
      for (let step = 0; step < steps && !lowering.isOver; step++) await lowering.step()
      for (let minute = 1; minute < 4; minute++) await tickAt(START + minute * MINUTE)
      const [session] = await world.stored('sessions')
      const [booking] = await world.stored('bookings', { accountId: accountIdOf('mum') })
      const expected = session?.capacity === 1 ? 'lapsed' : 'waiting'
      expect([steps, booking?.status]).toEqual([steps, expected])
      expect(await invariantViolations(world, world.now())).toEqual([])
      if (lowering.isOver) break
    }
  })

  test('does not join while the capacity is lowered', async () => {
    for (let steps = 0; steps < 12; steps++) {
      world.reset()
      world.setClock(START)
      await world.seed({
        centres: [aCentre()],
        offerings: [anOffering()],
        staff: [aStaff('manager', { role: 'manager' })],
        accounts: [aHousehold('mum', START)],
        sessions: [aSession(START, { capacity: 2 })],
      })
      await ask('holder', 'booking.create', { sessionId: CLASS, memberIds: ['self'] })
      const joining = await world.start('mum', 'waitlist.join', pair, { requestId: 'request-joins' })
      for (let step = 0; step < steps && !joining.isOver; step++) await joining.step()
      await ask('manager', 'staff.setCapacity', lower())
      await joining.finish()
      for (let minute = 1; minute < 4; minute++) await tickAt(START + minute * MINUTE)
      expect([steps, (await world.stored('sessions'))[0]?.waiting]).toEqual([steps, 0])
      expect(await invariantViolations(world, world.now())).toEqual([])
    }
  })
})
