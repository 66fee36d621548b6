import type { RouteInput, RouteName } from '@domain/contracts'
import { MINUTE } from '@domain/time'
import type { SetbackDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import type { DueQuestion, Store } from '../../cloudfunctions/lib/kernel/store/port'
import { runTasks } from '../../cloudfunctions/lib/kernel/work/run'
import { clearSetback, noteSetback } from '../../cloudfunctions/lib/kernel/work/setbacks'
import type { Task } from '../../cloudfunctions/lib/kernel/work/task'
import { tasksOf } from '../../cloudfunctions/lib/timer/tasks'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { NO_PAYMENTS } from './support/no-payments'

const START = Date.parse('2026-07-01T02:00:00Z')

/** Fails every write of a document whose id matches. */
function refusing(fits: (id: string) => boolean) {
  return (store: Store): Store => {
    const { noshows } = store
    const insert: typeof noshows.insert = async row => {
      if (fits(row._id)) throw new Error('this document cannot be written')
      return noshows.insert(row)
    }
    return { ...store, noshows: { ...noshows, insert } }
  }
}

test('one no-show that cannot be written keeps no other from being settled, and is put aside where it can be seen', async () => {
  const world = openWorld()
  world.setClock(START)
  const startsAt = START + 60 * MINUTE
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: ['one', 'two'].map(_id => aSession(START, { _id, startsAt })),
  })
  const book = async (openid: string, sessionId: string) => {
    const input = { sessionId, memberIds: ['self'] }
    const reply = await (
      await world.start(openid, 'booking.create', input, { requestId: `request-${openid}` })
    ).finish()
    return reply?.ok ? reply.data.booking.id : ''
  }
  const bad = await book('unlucky', 'one')
  await book('beside', 'one')
  await book('elsewhere', 'two')
  world.wrapStore(refusing(id => id.startsWith(bad)))
  // First the reconciler looks at the sessions; later they are over and late scans have arrived.
  world.setClock(START + 30 * MINUTE)
  await (await world.startTick()).finish()
  for (let minute = 0; minute < 60 * 24; minute += 30) {
    world.setClock(startsAt + 125 * MINUTE + minute * MINUTE)
    await (await world.startTick()).finish()
    if (minute === 0) {
      expect((await world.stored('noshows')).length).toBe(2)
      expect((await world.stored('sessions')).map(({ settleAt }) => settleAt)).toEqual([null, null])
    }
  }
  expect(await world.stored('setbacks')).toEqual([
    expect.objectContaining({ task: 'absences', item: bad, of: 'one', aside: true }),
  ])
})

test('the timer does its work although the list of what was put aside cannot be read', async () => {
  const world = openWorld()
  world.setClock(START)
  const startsAt = START + 60 * MINUTE
  await world.seed({ centres: [aCentre()], offerings: [anOffering()], sessions: [aSession(START, { startsAt })] })
  const input = { sessionId: 'calligraphy-1', memberIds: ['self'] }
  await (await world.start('absent', 'booking.create', input, { requestId: 'request-absent' })).finish()
  const unreadable = async () => {
    throw new Error('there is no such collection')
  }
  world.wrapStore(store => ({ ...store, setbacks: { ...store.setbacks, find: unreadable } }))
  world.setClock(startsAt + 125 * MINUTE)
  await (await world.startTick()).finish()
  expect(await world.stored('noshows')).toHaveLength(1)
})

test('what failed once is done by the next tick, although that comes less than a minute later', async () => {
  const world = openWorld()
  world.setClock(START)
  const startsAt = START + 60 * MINUTE
  await world.seed({ centres: [aCentre()], offerings: [anOffering()], sessions: [aSession(START, { startsAt })] })
  const input = { sessionId: 'calligraphy-1', memberIds: ['self'] }
  await (await world.start('absent', 'booking.create', input, { requestId: 'request-absent' })).finish()
  world.wrapStore(refusing(() => true))
  const first = startsAt + 125 * MINUTE
  world.setClock(first)
  await (await world.startTick()).finish()
  expect(await world.stored('noshows')).toEqual([])
  world.wrapStore(store => store)
  world.setClock(first + MINUTE - 800)
  await (await world.startTick()).finish()
  expect(await world.stored('noshows')).toHaveLength(1)
})

test('an item that fails in several rounds of one tick has failed once', async () => {
  const rows = new Map<string, SetbackDocument>()
  const setbacks: Pick<Store['setbacks'], 'insert' | 'update'> & { get: unknown } = {
    get: async (id: string) => rows.get(id) ?? null,
    insert: async row => Boolean(rows.set(row._id, row)),
    update: async ({ _id }, change) => {
      const [id, row] = [String(_id), rows.get(String(_id))]
      return row ? rows.set(id, { ...row, ...change } as SetbackDocument).size : 0
    },
  }
  const store = { setbacks, sessions: { get: async () => null } } as unknown as Store
  const item = { id: 'calligraphy-1', collection: 'sessions' } as const
  const fail = (now: number) => noteSetback({ store, now }, 'changes', item, new Error('broken'))
  for (let round = 0; round < 3; round++) await fail(START)
  expect(rows.get('changes-calligraphy-1')).toMatchObject({ failures: 1, lastAt: START })
  await fail(START + MINUTE)
  expect(rows.get('changes-calligraphy-1')).toMatchObject({ failures: 2, since: START, lastAt: START + MINUTE })
  await clearSetback({ store }, 'changes', item.id)
  await fail(START + MINUTE)
  expect(rows.get('changes-calligraphy-1')).toMatchObject({ failures: 1, since: START + MINUTE })
})

/** Somebody who asked for it is to be told that their session is off in two days; no message can be sent. */
async function unsendable() {
  const world = openWorld()
  world.setClock(START)
  const startsAt = START + 2880 * MINUTE
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(START, { startsAt })],
    staff: [aStaff('manager', { role: 'manager' })],
  })
  const send = async <Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) => {
    const reply = await (
      await world.start(openid, route, input, { requestId: `request-${route.replace('.', '-')}` })
    ).finish()
    if (!reply?.ok) throw new Error(JSON.stringify(reply))
    return reply.data
  }
  const { booking } = await send('away', 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['self'] })
  await send('away', 'booking.notices', { bookingId: booking.id, notices: ['changed'] })
  const called = { centreId: CENTRE, sessionId: 'calligraphy-1', reason: '老师请假' }
  await send('manager', 'staff.cancelSession', called)
  world.sendBy(async () => {
    throw Object.assign(new Error('system error'), { errCode: -1 })
  })
  const tickUntil = async (from: number, until: number) => {
    for (let minute = from; minute < until; minute++) {
      world.setClock(START + minute * MINUTE)
      await (await world.startTick()).finish()
    }
  }
  return { world, booking, tickUntil }
}

test('a message that always fails is tried less and less often, put aside where it can be seen, and sent once it can be', async () => {
  const { world, booking, tickUntil } = await unsendable()
  await tickUntil(1, 10)
  // At once, and after one, two and four minutes.
  expect(world.messages.length).toBe(4)
  await tickUntil(10, 420)
  expect(world.messages.length).toBe(10)
  expect(await world.stored('setbacks')).toEqual([
    expect.objectContaining({ task: 'news', item: booking.id, failures: 10, aside: true }),
  ])
  // Two days later nobody wants to hear of it; here somebody has mended the fault before.
  world.sendBy(async () => 'sent')
  await world.change('setbacks', `news-${booking.id}`, { nextAt: START + 421 * MINUTE })
  await tickUntil(421, 424)
  expect(world.messages.length).toBe(11)
  expect(await world.stored('setbacks')).toEqual([expect.objectContaining({ nextAt: 0, aside: false })])
})

test('a message that could not be sent for a day is given up: nobody wants to hear of it then', async () => {
  const { world, booking, tickUntil } = await unsendable()
  await tickUntil(1, 10)
  const tried = world.messages.length
  world.sendBy(async () => 'sent')
  await world.change('setbacks', `news-${booking.id}`, { nextAt: START })
  await tickUntil(24 * 60 + 1, 24 * 60 + 4)
  expect(world.messages.length).toBe(tried)
  expect(await world.stored('notices')).toMatchObject([{ status: 'expired' }])
  expect(await world.stored('bookings', { _id: booking.id })).toMatchObject([{ tellAt: null }])
})

/** An answer of a store in which every document is missing. */
const NOTHING: Record<string, unknown> = { get: null, find: [], count: 0, update: 0, insert: true }

/** A store in which these items are due, documents are missing, and every call that is about one of them fails. */
function emptyStore(task: Task, due: readonly string[], failing: string) {
  const named: string[] = []
  const setbacks: Record<string, unknown>[] = []
  const collection = (name: string) =>
    new Proxy(
      {},
      {
        get: (_, method: string) => async (first: string | { _id?: string }) => {
          const id = typeof first === 'string' ? first : first._id
          if (name === 'setbacks' && method === 'insert') setbacks.push(first as Record<string, unknown>)
          if (name === 'setbacks' || typeof id !== 'string') return NOTHING[method]
          named.push(id)
          if (id === failing) throw new Error('this document is broken')
          return NOTHING[method]
        },
      },
    )
  let asked = 0
  const answer = async (questions: readonly DueQuestion[]) => {
    // Once: in a real store, what was worked on is no longer due.
    const items = asked++ === 0 ? due.map((_id, n) => ({ _id, at: START - n })) : []
    return new Map(questions.map(({ name }) => [name, name === task.name ? items : []]))
  }
  const store = new Proxy({} as Store, {
    get: (_, name: string) => (name === 'due' ? answer : name === 'calls' ? () => 0 : collection(name)),
  })
  return { store, named, setbacks }
}

const tasks = tasksOf(async () => 'sent')
/**
 * Messages are sent in lots (`large-batches.test.ts`), and what is kept for a period is deleted in lots (`forgetting.test.ts`).
 * Parts are found by their setbacks.
 */
const single = tasks.filter(({ lot, name }) => lot === 1 && name !== 'parts')

test('every kind of work but messages, deletions and parts is done item by item', () => {
  const others = tasks.filter(task => !single.includes(task)).map(({ name }) => name)
  expect(others.filter(name => !name.startsWith('past')).sort()).toEqual([
    'draws',
    'interests',
    'news',
    'offers',
    'parts',
    'reminders',
  ])
})

test.each(single.map(task => [task.name, task] as const))(
  'one item of %s that always fails keeps no other from being worked on, and is set back by itself',
  async (name, task) => {
    const { store, named, setbacks } = emptyStore(task, ['first', 'broken', 'last'], 'broken')
    const context = { now: START, store, newSecret: () => 'secret', idSecret: 'ids', payments: NO_PAYMENTS }
    const reports = await runTasks(context, [task], () => 0)
    expect(setbacks.map(({ _id }) => _id)).toEqual([`${name}-broken`])
    expect(new Set(named)).toEqual(new Set(['first', 'broken', 'last']))
    expect(reports).toMatchObject([{ name, items: 3, failed: 1 }])
  },
)

describe('what was put aside', () => {
  const world = openWorld()
  const input = { centreId: CENTRE }
  const listed = async (openid: string, at: { centreId?: string; county?: string } = input) => {
    const reply = await (await world.start(openid, 'office.setbacks', at, { requestId: 'request-list' })).finish()
    return reply?.ok ? reply.data.setbacks.map(({ item }) => item) : reply?.code
  }

  beforeEach(async () => {
    world.reset()
    world.setClock(START)
    await world.seed({
      centres: [aCentre(), aCentre({ _id: 'elsewhere', county: '红塔区' })],
      offerings: [anOffering()],
      sessions: [aSession(START, { claimedAt: START - 60 * MINUTE })],
      staff: [aStaff('manager', { role: 'manager' }), aStaff('helper')],
    })
    world.wrapStore(store => {
      const update: typeof store.sessions.update = async (where, change) => {
        if (isBroken && where._id === 'calligraphy-1') throw new Error('this document cannot be written')
        return store.sessions.update(where, change)
      }
      return { ...store, sessions: { ...store.sessions, update } }
    })
    isBroken = true
    // Retries come ever less often; after the tenth failure, once a day.
    for (let hour = 0; hour < 12; hour++) await tickAt(START + hour * 61 * MINUTE)
  })
  let isBroken = true
  const tickAt = async (moment: number) => {
    world.setClock(moment)
    await (await world.startTick()).finish()
  }

  test('is shown to the manager of its centre, and to nobody else there', async () => {
    expect(await listed('manager')).toEqual(['calligraphy-1'])
    expect(await listed('helper')).toBe('FORBIDDEN')
    expect(await listed('manager', { centreId: 'elsewhere' })).toBe('FORBIDDEN')
    expect(await listed('manager', {})).toBe('FORBIDDEN')
  })

  test('is not shown any more once it is done, and a later failure counts as the first', async () => {
    isBroken = false
    const [setback] = await world.stored('setbacks')
    await tickAt((setback?.nextAt ?? 0) + 1)
    expect(await listed('manager')).toEqual([])
    expect(await world.stored('setbacks')).toMatchObject([{ nextAt: 0, aside: false }])
    isBroken = true
    await world.change('sessions', 'calligraphy-1', { claimedAt: START })
    await tickAt(world.now() + MINUTE)
    expect(await world.stored('setbacks')).toMatchObject([{ failures: 1, aside: false }])
  })
})
