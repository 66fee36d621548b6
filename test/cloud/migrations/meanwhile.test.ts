/** Documents that people use are migrated while they use them, and the timer does everything else. */
import { MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import type { Shaped } from '../../../cloudfunctions/lib/kernel/store/shapes'
import { MIGRATIONS } from '../../../cloudfunctions/lib/migrations'
import { migration } from '../../../cloudfunctions/lib/migrations/migration'
import { migrateDocuments } from '../../../cloudfunctions/lib/migrations/tick'
import { tasksOf } from '../../../cloudfunctions/lib/timer/tasks'
import { aCentre, aHousehold, anOffering, aSession } from '../../../worlds/fixtures/index'
import { openWorld } from '../in-process/world'

const START = Date.parse('2026-07-01T02:00:00Z')
const PEOPLE = ['ann', 'ben', 'cid', 'dee', 'eve']
const PLACES = 3

/** A release in which sessions and accounts have a field that is made from others. */
const steps = [
  ...MIGRATIONS,
  migration({
    id: '0900-labels',
    collection: 'sessions',
    to: 3,
    // Derived from what people change all the time, so that a change in between must be noticed.
    rewrite: (_context, { title, seatsLeft }) => ({ expected: { seatsLeft }, change: { title: `${title}（新）` } }),
  }),
  migration({
    id: '0901-accounts',
    collection: 'accounts',
    to: 2,
    rewrite: (_context, { revision, createdAt }) => ({ expected: { revision }, change: { usedAt: createdAt } }),
  }),
]
const world = openWorld({ shapes: { sessions: { written: 3, read: 2 }, accounts: { written: 2, read: 1 } } })
const tasks = [...tasksOf(async () => 'sent').filter(({ name }) => name !== 'migrations'), migrateDocuments(steps)]

async function run(fault: Parameters<typeof world.startWork>[1]) {
  world.reset()
  world.setClock(START)
  await world.seedAsStored({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [{ ...aSession(START, { capacity: PLACES }), shape: 2 }],
    accounts: PEOPLE.slice(0, 3).map(openid => aHousehold(openid, START)),
    timer: [{ _id: 'agenda', madeAt: START - MINUTE }],
  })
  await (await world.startWork(tasks)).finish()
  world.setClock(START + 3 * MINUTE)
  const tick = await world.startWork(tasks, fault)
  const calls = await Promise.all(
    PEOPLE.map(openid =>
      world.start(
        openid,
        'booking.create',
        { sessionId: 'calligraphy-1', memberIds: ['self'] },
        { requestId: `request-${openid}` },
      ),
    ),
  )
  // Turn by turn: every call of the database lies between two of the tick.
  const flights = [tick, ...calls]
  while (flights.some(({ isOver }) => !isOver)) {
    for (const flight of flights) if (flight.pending.length > 0) await flight.step()
  }
  const died = tick.answer === null
  for (const minute of [6, 7]) {
    world.setClock(START + minute * MINUTE)
    await (await world.startWork(tasks)).finish()
  }
  return died
}

test('people book while their session and account are migrated, with the tick dying anywhere; nobody is lost or migrated twice', async () => {
  let points = 0
  for (const kind of ['before', 'after'] as const) {
    for (let call = 1; ; call++) {
      const died = await run({ kind, call })
      const [session] = (await world.stored('sessions')) as Shaped<
        Awaited<ReturnType<typeof world.stored<'sessions'>>>[0]
      >[]
      expect(session).toMatchObject({ shape: 3, seatsLeft: 0, title: expect.stringMatching(/^[^（]+（新）$/) })
      expect(Object.keys(session?.claims ?? {})).toHaveLength(PLACES)
      const accounts = (await world.stored('accounts')) as Shaped<{ _id: string }>[]
      expect(accounts.map(({ shape }) => shape)).toEqual(accounts.map(() => 2))
      const bookings = await world.stored('bookings')
      expect(bookings.filter(({ status }) => status === 'confirmed').length).toBe(PLACES)
      const first = accounts.find(({ _id }) => _id === accountIdOf('ann'))
      expect(first).toMatchObject({ usedAt: expect.any(Number) })
      if (!died) break
      points++
    }
  }
  expect(points).toBeGreaterThan(40)
})
