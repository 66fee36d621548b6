import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import type { Documents } from '../../cloudfunctions/lib/kernel/store/documents'
import { aCentre, aHousehold, anOffering, aStaff, aStation, CENTRE, STATION } from '../../worlds/fixtures/index'
import type { DatabaseCall } from './in-process/memory-store'
import { openWorld, type StoreWrapper } from './in-process/world'
import { aBallot } from './support/ballot'
import { proofOf } from './support/id-secret'
import { invariantViolations } from './support/invariants'
import { aSeries } from './support/series'

/**
 * Another call lands between the read and the write of a call. Each scene is played twice: as it is, and with one condition of the
 * write dropped, which must be seen.
 */

const now = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()
/** The station closes at eight in the evening, ten hours from now. */
const UNTIL_EIGHT = [0, 1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens: 0, closes: 20 * 60 }))
let serial = 0

beforeEach(async () => {
  world.reset()
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: ['mum', 'dad'].map(openid => aHousehold(openid, now)),
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' })],
    stations: [aStation({ stay: 30 * MINUTE, hours: { week: UNTIL_EIGHT, closures: [] } })],
    sessions: [
      ...aSeries(now, { rules: { cancelBefore: 0 } }),
      aBallot(now, { _id: 'drawn', startsAt: now + 3 * DAY, capacity: 1 }),
    ],
  })
})
afterEach(() => world.wrapStore(store => store))

function call<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>, requestId?: string) {
  return world.start(openid, route, input, { requestId: requestId ?? `request-${serial++}` })
}
async function ask<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
  const reply = await (await call(openid, route, input)).finish()
  if (!reply?.ok) throw new Error(`${route}: ${reply?.code}`)
  return reply.data
}
const tick = async () => (await world.startTick()).finish()
const writes = (collection: string) => (waiting: DatabaseCall) =>
  waiting.collection === collection && waiting.method === 'update'
/** A call that writes these fields and no others. */
const changing = (collection: string, only: readonly string[]) => (waiting: DatabaseCall) =>
  writes(collection)(waiting) && String(waiting.fields) === String(only)
const station = async () => (await world.stored('stations'))[0]
const seatsOf = async () => Object.values((await station())?.visits ?? {})
const sit = (proof?: string) => ask('rider', 'station.sit', { stationId: STATION, ...(proof ? { proof } : {}) })
const close = () =>
  call('manager', 'staff.closeStation', { centreId: CENTRE, stationId: STATION, reason: '停水', until: now + 2 * HOUR })

type Fields = Record<string, unknown>

/** The updates of a collection do not ask for the fields that fit. */
const without = (name: keyof Documents, fits: RegExp): StoreWrapper => {
  return store => {
    const table = store[name] as unknown as { update: (where: Fields, change: Fields) => Promise<number> }
    const update = (where: Fields, change: Fields) =>
      table.update(Object.fromEntries(Object.entries(where).filter(([field]) => !fits.test(field))), change)
    return { ...store, [name]: { ...table, update } } as typeof store
  }
}

interface Scene {
  what: string
  drops: StoreWrapper
  /** Plays it, and says what went wrong. */
  play: () => Promise<string[]>
}

const scenes: Scene[] = [
  {
    what: 'a kept seat becomes no visit in a station that closes while its code is scanned',
    drops: without('stations', /^closure/),
    play: async () => {
      await sit()
      const scanning = await call('rider', 'station.sit', { stationId: STATION, proof: proofOf(STATION) })
      await scanning.until(writes('stations'))
      const closing = await close()
      await closing.until(writes('stations'))
      await closing.step(closing.pending.findIndex(writes('stations')))
      const reply = await scanning.finish()
      await closing.finish()
      return reply?.ok ? ['sat down'] : reply?.code === 'STATION_CLOSED' ? [] : [`heard ${reply?.code}`]
    },
  },
  {
    what: 'whoever sits down while the timer ends the visits of others is looked at in time',
    drops: without('stations', /^arrivals$/),
    play: async () => {
      await sit(proofOf(STATION))
      world.setClock(now + 31 * MINUTE)
      const ticking = await world.startTick()
      await ticking.until(changing('stations', ['endsAt']))
      await ask('second-rider', 'station.sit', { stationId: STATION, proof: proofOf(STATION) })
      await ticking.finish()
      world.setClock(now + 62 * MINUTE)
      await tick()
      await tick()
      return (await seatsOf()).map(() => 'still sits')
    },
  },
  {
    what: 'whoever leaves twice and sits down between keeps the second seat',
    drops: without('stations', /[.]visitId$/),
    play: async () => {
      const { visit } = await sit(proofOf(STATION))
      const left = { stationId: STATION, visitId: visit?.id ?? '' }
      const leaving = await call('rider', 'station.leave', left)
      await leaving.until(writes('stations'))
      await ask('rider', 'station.leave', left)
      await sit(proofOf(STATION))
      await leaving.finish()
      return (await seatsOf()).length === 1 ? [] : ['lost the second seat']
    },
  },
  {
    what: 'people who are counted out while the timer sets the count back are not counted out twice',
    drops: without('stations', /^(counted|arrivals)$/),
    play: async () => {
      const count = (by: number) => ask('staff', 'staff.adjustOccupancy', { centreId: CENTRE, stationId: STATION, by })
      await count(3)
      world.setClock(now + 10 * HOUR)
      const ticking = await world.startTick()
      await ticking.until(waiting => writes('stations')(waiting) && waiting.fields?.includes('counted') === true)
      await count(-1)
      await ticking.finish()
      const { free, counted, capacity } = (await station()) ?? aStation()
      return free + counted === capacity ? [] : [`${free} of ${capacity} are free`]
    },
  },
  {
    what: 'an enrolment that one call has decided is not decided otherwise by a slower one',
    drops: without('enrolments', /^state$/),
    play: async () => {
      const whole = { seriesId: 'summer', memberIds: ['guoguo'] }
      const slow = await call('mum', 'booking.createSeries', whole, 'request-series')
      await slow.until(({ collection, method }) => collection === 'enrolments' && method === 'insert')
      await slow.step()
      const { booking } = await ask('mum', 'booking.create', { sessionId: 'summer-2', memberIds: ['guoguo'] })
      await slow.until(waiting => writes('enrolments')(waiting) && waiting.fields?.includes('refusal') === true)
      await ask('mum', 'booking.cancel', { bookingId: booking.id })
      await (await call('mum', 'booking.createSeries', whole, 'request-series')).finish()
      const reply = await slow.finish()
      const [enrolment] = await world.stored('enrolments')
      return reply?.ok && enrolment?.state === 'confirmed' ? [] : [`is ${enrolment?.state}`]
    },
  },
  {
    what: 'a series whose cancelling died while the timer looked at it is looked at again',
    drops: without('enrolments', /^opened$/),
    play: async () => {
      const { enrolment } = await ask('mum', 'booking.createSeries', { seriesId: 'summer', memberIds: ['guoguo'] })
      world.setClock(now + 5 * MINUTE)
      const ticking = await world.startTick()
      await ticking.until(writes('enrolments'))
      const dying = await call('mum', 'booking.cancelSeries', { enrolmentId: enrolment.id })
      await dying.until(writes('enrolments'))
      await dying.step()
      await ticking.finish()
      world.setClock(now + 10 * MINUTE)
      await tick()
      return (await world.stored('bookings', { status: 'confirmed' })).map(({ _id }) => `${_id} is still booked`)
    },
  },
  {
    what: 'two draws at one time use one closing part of the key',
    drops: without('ballots', /^closing$/),
    play: async () => {
      await tick()
      for (const openid of ['mum', 'dad'])
        await ask(openid, 'ballot.register', { sessionId: 'drawn', memberIds: ['guoguo'] })
      world.setClock(now + 2 * DAY)
      const [one, other] = [await world.startTick(), await world.startTick()]
      for (const draw of [one, other]) await draw.until(changing('ballots', ['closing']))
      await one.finish()
      await other.finish()
      const [session] = await world.stored('sessions', { _id: 'drawn' })
      const [ballot] = await world.stored('ballots')
      return session?.drawn && session.drawn.closing === ballot?.closing ? [] : ['drawn with another key']
    },
  },
]

test.each(scenes)('$what', async ({ play }) => {
  expect(await play()).toEqual([])
  await tick()
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test.each(scenes)('seen when the condition is dropped: $what', async ({ drops, play }) => {
  world.wrapStore(drops)
  const wrong = await play()
  expect([...wrong, ...(await invariantViolations(world, world.now()))]).not.toEqual([])
})
