import { HOUR, MINUTE } from '@domain/time'
import type { LogLine } from '../../cloudfunctions/lib/kernel/router/log'
import { Usage } from '../../cloudfunctions/lib/kernel/usage'
import { collections } from '../../config/database.json'
import { aCentre, anOffering, aSession, aStaff } from '../../worlds/fixtures/index'
import { memoryStore } from './in-process/memory-store'
import { Tables } from './in-process/tables'
import { openWorld } from './in-process/world'

const START = Date.parse('2026-07-01T02:10:00Z')
const line = (change: Partial<LogLine>): LogLine => ({
  level: 'info',
  function: 'resident',
  route: 'booking.create',
  requestId: '',
  ms: 90,
  calls: 4,
  ...change,
})

describe('figures of calls', () => {
  const setUp = () => {
    const tables = new Tables(collections)
    const store = memoryStore(tables, call => call.make())
    let clock = 0
    const usage = new Usage('resident', () => clock)
    const pass = (ms: number) => {
      clock += ms
    }
    return { tables, store, usage, pass }
  }

  test('are written once a minute, in one call of the database', async () => {
    const { tables, store, usage, pass } = setUp()
    for (let n = 0; n < 100; n++) usage.add(line(n % 4 === 0 ? { code: 'SESSION_FULL' } : {}))
    await usage.flush(store, START)
    expect(tables.all('usage')).toEqual([])
    pass(MINUTE)
    await usage.flush(store, START)
    usage.add(line({ ms: 30_000 }))
    pass(MINUTE)
    const before = store.calls()
    await usage.flush(store, START)
    expect(store.calls() - before).toBe(1)
    expect(tables.all('usage')).toMatchObject([
      {
        function: 'resident',
        at: Date.parse('2026-07-01T02:00:00Z'),
        routes: {
          'booking:create': { calls: 101, database: 404, codes: { SESSION_FULL: 25 }, durations: { 2: 100, 14: 1 } },
        },
      },
    ])
    await usage.flush(store, START)
    expect(store.calls() - before).toBe(1)
  })

  test('do not tell how many have voted or given marks, but tell that they could not', async () => {
    const { tables, store, usage, pass } = setUp()
    for (const route of ['topic.vote', 'staff.enterVote', 'contest.score', 'office.reviewStars'])
      usage.add(line({ route }))
    usage.add(line({ route: 'topic.vote', code: 'ALREADY_VOTED' }))
    pass(MINUTE)
    await usage.flush(store, START)
    expect(tables.all('usage')).toEqual([])
    usage.add(line({ route: 'topic.vote', code: 'INTERNAL' }))
    pass(MINUTE)
    await usage.flush(store, START)
    expect(tables.all('usage')).toMatchObject([{ routes: { 'topic:vote': { calls: 1, codes: { INTERNAL: 1 } } } }])
  })

  test('with a failure are written soon, because the instance may be ended', async () => {
    const { tables, store, usage, pass } = setUp()
    usage.add(line({ code: 'INTERNAL' }))
    pass(5000)
    await usage.flush(store, START)
    expect(tables.all('usage')).toMatchObject([{ routes: { 'booking:create': { codes: { INTERNAL: 1 } } } }])
  })

  test('that cannot be written refuse no call', async () => {
    const { store, usage, pass } = setUp()
    usage.add(line({}))
    pass(MINUTE)
    const fails = async () => {
      throw new Error('there is no such collection')
    }
    await usage.flush({ ...store, usage: { ...store.usage, update: fails } }, START)
  })
})

describe('the office of the city', () => {
  const world = openWorld()
  const watch = async (openid: string) =>
    (await world.start(openid, 'office.watch', {}, { requestId: 'request-watch' })).finish()

  beforeEach(async () => {
    world.reset()
    world.setClock(START)
    await world.seed({
      centres: [aCentre()],
      offerings: [anOffering()],
      sessions: [aSession(START)],
      staff: [
        aStaff('manager', { role: 'manager' }),
        { ...aStaff('mayor'), roles: [], offices: [{ role: 'city', county: null, grant: 'first', since: START }] },
      ],
    })
  })

  test('sees the timer, what waits, and the calls of all instances; managers do not', async () => {
    await world.seed({
      usage: [0, 1].map(hour => ({
        _id: `resident-${hour}`,
        function: 'resident',
        at: START - hour * HOUR,
        routes: { 'booking:create': { calls: 10, database: 40, durations: { 2: 10 } } },
      })),
    })
    await (
      await world.start(
        'mum',
        'booking.create',
        { sessionId: 'calligraphy-1', memberIds: ['self'] },
        { requestId: 'request-mum' },
      )
    ).finish()
    await world.change('sessions', 'calligraphy-1', { claimedAt: START - HOUR })
    const reply = await watch('mayor')
    expect(reply).toMatchObject({
      ok: true,
      data: {
        watch: {
          timer: { lastTickAt: null, tasks: [] },
          aside: 0,
          routes: [{ route: 'booking.create', calls: 20, database: 4, p95: { within: 100 } }],
        },
      },
    })
    const waiting = reply?.ok ? reply.data.watch.waiting : []
    expect(waiting).toContainEqual({ what: 'bookings', since: START - HOUR })
    await (await world.startTick()).finish()
    expect(await watch('mayor')).toMatchObject({ data: { watch: { timer: { lastTickAt: START } } } })
    expect(await watch('manager')).toMatchObject({ ok: false, code: 'FORBIDDEN' })
  })

  test('sees how late the work of the timer was, but not the periods of what is kept', async () => {
    await world.change('sessions', 'calligraphy-1', { claimedAt: START - HOUR })
    await world.seed({ invitations: [] })
    await world.seedAsStored({ usage: [{ _id: 'office-1', function: 'office', at: 1, routes: {} }] as never })
    await (await world.startTick()).finish()
    await (await world.startTick()).finish()
    const reply = await watch('mayor')
    const tasks = reply?.ok ? reply.data.watch.timer.tasks : []
    const oldest = Object.fromEntries(tasks.map(task => [task.name, task.oldest]))
    expect(oldest.claims).toBe(HOUR - 2 * MINUTE)
    expect(oldest.pastUsage).toBe(START - 1 - 8 * 24 * HOUR)
    expect(await world.stored('usage')).toEqual([])
  })
})
