import type { RouteInput, RouteName } from '@domain/contracts'
import { HOUR, MINUTE } from '@domain/time'
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
} from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { aBallot } from './support/ballot'
import { invariantViolations } from './support/invariants'
import { aSeries } from './support/series'

/** A call dies in a session or station that others enter every minute: it is completed as soon as in a quiet one. */

const START = Date.parse('2026-07-01T02:00:00Z')
/** A dead call is continued after two minutes, by the next tick. */
const HEALED_AFTER = 3 * MINUTE

const world = openWorld()
let requests = 0

beforeEach(async () => {
  world.reset()
  world.wrapStore(store => store)
  world.setClock(START)
  requests = 0
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering(), anOffering({ _id: 'study', kind: 'seat', category: 'study' })],
    staff: [aStaff('desk')],
  })
})

type Call<Name extends RouteName = RouteName> = [openid: string, route: Name, input: RouteInput<Name>]

function call<Name extends RouteName>(...[openid, route, input]: Call<Name>) {
  return world.start(openid, route, input, { requestId: `request-${requests++}` })
}

async function ask<Name extends RouteName>(...sent: Call<Name>): Promise<void> {
  const reply = await (await call(...sent)).finish()
  if (!reply?.ok) throw new Error(`${sent[1]}: ${reply?.code}`)
}

/** Lets a call die as soon as it has stored its party's entry. */
async function dieOnceEntered<Name extends RouteName>(...sent: Call<Name>): Promise<void> {
  const before = await entries()
  const flight = await call(...sent)
  while ((await entries()) === before) {
    if (flight.isOver) throw new Error(`${sent[1]}: ${JSON.stringify(flight.answer)}`)
    await flight.step()
  }
}

async function entries(): Promise<number> {
  const [sessions, stations] = [await world.stored('sessions'), await world.stored('stations')]
  const maps = [...sessions.flatMap(({ claims, waitlist }) => [claims, waitlist]), ...stations.map(one => one.visits)]
  return maps.reduce((sum, map) => sum + Object.keys(map).length, 0)
}

const CLASS = 'calligraphy-1'
const self = { memberIds: ['self'] }
const joining = (n: number) => ask(`other-${n}`, 'waitlist.join', { sessionId: CLASS, ...self })
const walkIn = { centreId: CENTRE, sessionId: CLASS, people: 1, name: '李大爷', lastFour: '0001' }
const spanAt = (slot: number) => {
  const startsAt = START + HOUR + slot * 30 * MINUTE
  return { startsAt, endsAt: startsAt + 30 * MINUTE }
}

interface Case {
  what: string
  prepare: () => Promise<void>
  /** The call that dies. */
  dies: () => Promise<void>
  /** What another person does in the n-th minute. */
  meanwhile: (n: number) => Promise<void>
}

const cases: Case[] = [
  {
    what: 'a booking of a class',
    prepare: () => world.seed({ sessions: [aSession(START, { capacity: 1 })] }),
    dies: () => dieOnceEntered('victim', 'booking.create', { sessionId: CLASS, ...self }),
    meanwhile: joining,
  },
  {
    what: 'a place on a waitlist',
    prepare: async () => {
      await world.seed({ sessions: [aSession(START, { capacity: 1 })] })
      await ask('holder', 'booking.create', { sessionId: CLASS, ...self })
    },
    dies: () => dieOnceEntered('victim', 'waitlist.join', { sessionId: CLASS, ...self }),
    meanwhile: joining,
  },
  {
    what: 'a walk-in',
    prepare: () => world.seed({ sessions: [aSession(START, { capacity: 1, startsAt: START + 10 * MINUTE })] }),
    dies: () => dieOnceEntered('desk', 'staff.walkIn', walkIn),
    meanwhile: joining,
  },
  {
    what: 'a whole course',
    prepare: () => world.seed({ sessions: aSeries(START, { capacity: 1 }) }),
    dies: () => dieOnceEntered('victim', 'booking.createSeries', { seriesId: 'summer', ...self }),
    meanwhile: n => ask(`other-${n}`, 'waitlist.join', { sessionId: 'summer-1', ...self }),
  },
  {
    what: 'a ticket of a ballot',
    prepare: () => world.seed({ sessions: [aBallot(START)] }),
    dies: () => dieOnceEntered('victim', 'ballot.register', { sessionId: CLASS, ...self }),
    meanwhile: n => ask(`other-${n}`, 'ballot.register', { sessionId: CLASS, ...self }),
  },
  {
    what: 'a seat by the half hour',
    prepare: () =>
      world.seed({
        sessions: [aDay(START, { startsAt: START + HOUR, layout: { units: units('s', 1), choose: false } })],
      }),
    dies: () => dieOnceEntered('victim', 'booking.create', { sessionId: 'study-1', ...self, span: spanAt(0) }),
    meanwhile: n => ask(`other-${n}`, 'booking.create', { sessionId: 'study-1', ...self, span: spanAt(n) }),
  },
  {
    what: 'a seat at a rest station',
    prepare: () => world.seed({ stations: [aStation()] }),
    dies: () => dieOnceEntered('victim', 'station.sit', { stationId: STATION }),
    meanwhile: n => ask(`other-${n}`, 'station.sit', { stationId: STATION }),
  },
]

test.each(cases)('a call that died heals although others come every minute: $what', async scene => {
  await scene.prepare()
  await scene.dies()
  expect(await invariantViolations(world, world.now())).not.toEqual([])
  for (let n = 1; n * MINUTE <= HEALED_AFTER; n++) {
    world.setClock(START + n * MINUTE - 5000)
    await scene.meanwhile(n)
    world.setClock(START + n * MINUTE + 1)
    await (await world.startTick()).finish()
  }
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test('a course whose call died is completed although its person tries again every minute, with calls that die too', async () => {
  await world.seed({ sessions: aSeries(START), accounts: [aHousehold('victim', START)] })
  const input = { seriesId: 'summer', ...self }
  const attempt = () => world.start('victim', 'booking.createSeries', input, { requestId: 'request-victim' })
  await (await attempt()).until(({ collection, method }) => collection === 'sessions' && method === 'update')
  for (let n = 1; n * MINUTE <= HEALED_AFTER; n++) {
    world.setClock(START + n * MINUTE - 5000)
    // The retry reads, says that it is there, and dies.
    const retry = await attempt()
    await retry.until(({ collection, method }) => collection === 'enrolments' && method === 'update')
    await retry.step()
    world.setClock(START + n * MINUTE + 1)
    await (await world.startTick()).finish()
  }
  expect(await world.stored('enrolments')).toMatchObject([{ state: 'confirmed' }])
  expect(await invariantViolations(world, world.now())).toEqual([])
})
