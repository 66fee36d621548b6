import type { RouteInput, RouteName } from '@domain/contracts'
import { MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { invariantViolations } from './support/invariants'
import { aSeries } from './support/series'

/** Courses whose calls have died, and one of which has lost a session since: a timetable can be taken back. */

const START = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: ['mum', 'dad'].map(openid => aHousehold(openid, START)),
    sessions: [...aSeries(START), ...aSeries(START, { id: 'autumn' })],
  })
})

async function call<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>, dies?: number) {
  const fault = dies === undefined ? null : { kind: 'after' as const, call: dies }
  const requestId = `request-${openid}-${route.replace('.', '-')}`
  return (await world.start(openid, route, input, { requestId, fault })).finish()
}
const enrol = (openid: string, seriesId: string, dies?: number) =>
  call(openid, 'booking.createSeries', { seriesId, memberIds: ['guoguo'] }, dies)

/** Other calls that die, each after a booking or none was made. */
const others: [what: string, run: (dies: number) => Promise<unknown>][] = [
  ['a booking', dies => call('mum', 'booking.create', { sessionId: 'summer-1', memberIds: ['guoguo'] }, dies)],
  [
    'a cancellation',
    async dies => {
      const bookingId = await bookBoth()
      return call('mum', 'booking.cancel', { bookingId }, dies)
    },
  ],
  [
    'one child who cannot come',
    async dies => {
      const bookingId = await bookBoth()
      return call('mum', 'booking.removeMember', { bookingId, memberId: 'doudou' }, dies)
    },
  ],
  [
    'one more who comes',
    async dies => {
      const bookingId = await bookBoth()
      return call('mum', 'booking.addMember', { bookingId, memberId: 'self' }, dies)
    },
  ],
  [
    'a wait',
    async dies => {
      await world.change('sessions', 'summer-1', { seatsLeft: 0, capacity: 0 })
      return call('mum', 'waitlist.join', { sessionId: 'summer-1', memberIds: ['guoguo'] }, dies)
    },
  ],
]
async function bookBoth(): Promise<string> {
  const reply = await call('mum', 'booking.create', { sessionId: 'summer-1', memberIds: ['guoguo', 'doudou'] })
  return reply?.ok ? reply.data.booking.id : ''
}

async function tickFor(minutes: number): Promise<void> {
  for (let n = 0; n < minutes; n++) {
    world.setClock(world.now() + MINUTE)
    await (await world.startTick()).finish()
  }
}
const claimsOf = async (seriesId: string) =>
  (await world.stored('sessions', { 'series.id': seriesId })).flatMap(({ claims }) => Object.keys(claims))
const stateOf = async (seriesId: string) => (await world.stored('enrolments', { seriesId })).map(({ state }) => state)
const bookingsOf = (seriesId: string) => world.stored('bookings', { sessionId: { $regex: `^${seriesId}-` } })

/** Runs the scene with a call that dies after each of its database calls that leave the enrolment behind like this. */
async function eachDeath(state: 'claiming' | 'confirmed', run: (dies: number) => Promise<void>): Promise<number> {
  const before = world.keep()
  let scenes = 0
  for (let dies = 1; ; dies++) {
    before()
    world.setClock(START)
    if ((await enrol('mum', 'summer', dies)) !== null) return scenes
    if ((await stateOf('summer'))[0] !== state) continue
    scenes++
    await run(dies)
  }
}

test('a course that lost a session before it was decided is refused and gives its places back, and the next one is completed', async () => {
  const scenes = await eachDeath('claiming', async dies => {
    for (const gone of ['summer-1', 'summer-2', 'summer-3']) {
      const again = world.keep()
      await enrol('dad', 'autumn', dies)
      await world.remove('sessions', gone)
      await tickFor(4)
      expect([dies, gone, await stateOf('autumn'), await stateOf('summer')]).toEqual([
        dies,
        gone,
        ['confirmed'],
        ['refused'],
      ])
      expect([dies, gone, await claimsOf('summer')]).toEqual([dies, gone, []])
      expect(await bookingsOf('autumn')).toHaveLength(3)
      expect(await world.stored('setbacks')).toEqual([])
      expect(await invariantViolations(world, world.now())).toEqual([])
      // The person asks once more, and hears why.
      expect(await enrol('mum', 'summer')).toMatchObject({ ok: false, code: 'SERIES_OVER' })
      again()
      world.setClock(START)
    }
  })
  expect(scenes).toBeGreaterThan(4)
})

test('a course that lost a session after it was decided keeps its others, under their numbers, and can be given back', async () => {
  const scenes = await eachDeath('confirmed', async dies => {
    await world.remove('sessions', 'summer-2')
    await tickFor(4)
    const kept = (await bookingsOf('summer')).filter(({ sessionId }) => sessionId !== 'summer-2')
    const told = kept.map(
      ({ sessionId, status, enrolment }) => `${sessionId} ${status} ${enrolment?.nth}/${enrolment?.of}`,
    )
    expect([dies, told.sort()]).toEqual([dies, ['summer-1 confirmed 1/3', 'summer-3 confirmed 3/3']])
    expect(await world.stored('setbacks')).toEqual([])
    const [enrolment] = await world.stored('enrolments')
    expect(await call('mum', 'booking.cancelSeries', { enrolmentId: enrolment?._id ?? '' })).toMatchObject({ ok: true })
    await tickFor(4)
    expect(await claimsOf('summer')).toEqual([])
    expect(await world.stored('bookings', { releasing: true })).toEqual([])
    expect(await world.stored('setbacks')).toEqual([])
  })
  expect(scenes).toBeGreaterThan(0)
})

test.each(others)(
  '%s that died in a session that is deleted then leaves nothing that is tried for ever',
  async (_, run) => {
    const restore = world.keep()
    let scenes = 0
    for (let dies = 1; ; dies++) {
      restore()
      world.setClock(START)
      if ((await run(dies)) !== null) break
      scenes++
      await world.remove('sessions', 'summer-1')
      await tickFor(4)
      expect([dies, await world.stored('setbacks')]).toEqual([dies, []])
      const unfinished = { $or: [{ releasing: true }, { partyChangeAt: { $gt: 0 } }] }
      expect([dies, await world.stored('bookings', unfinished)]).toEqual([dies, []])
    }
    expect(scenes).toBeGreaterThan(2)
  },
)
