import { DAY, HOUR, MINUTE } from '@domain/time'
import type { Store } from '../../cloudfunctions/lib/kernel/store/port'
import { runTasks } from '../../cloudfunctions/lib/kernel/work/run'
import { eachOf } from '../../cloudfunctions/lib/kernel/work/task'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { aBallot } from './support/ballot'
import { invariantViolations } from './support/invariants'
import { NO_PAYMENTS } from './support/no-payments'

/** Large work for the timer: more tickets than one read returns, and an item that keeps failing. */

const now = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()
let serial = 0

beforeEach(async () => {
  world.reset()
  world.wrapStore(store => store)
  world.errors.length = 0
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('manager', { role: 'manager' })],
  })
})

async function ask(openid: string, route: 'ballot.register' | 'booking.create', sessionId: string, fault = 0) {
  const options = { requestId: `request-${serial++}`, fault: fault ? { kind: 'after' as const, call: fault } : null }
  return (await world.start(openid, route, { sessionId, memberIds: ['self'] }, options)).finish()
}

async function tick(): Promise<void> {
  world.setClock(world.now() + 3 * MINUTE)
  await (await world.startTick()).finish()
}

test('a ballot with more tickets than one read brings is moved, every one of them', async () => {
  const TICKETS = 1100
  await world.seed({ sessions: [aBallot(now, { _id: 'ballot', startsAt: now + 3 * DAY })] })
  expect(await ask('person', 'ballot.register', 'ballot')).toMatchObject({ ok: true })
  await copyTicket(TICKETS)
  const to = { startsAt: now + 4 * DAY, endsAt: now + 4 * DAY + HOUR }
  const input = { centreId: CENTRE, sessionId: 'ballot', ...to, reason: '停电' }
  expect(
    await (await world.start('manager', 'staff.moveSession', input, { requestId: 'move-it-now' })).finish(),
  ).toMatchObject({
    ok: true,
  })
  for (let n = 0; n < TICKETS / 100; n++) await tick()
  expect(await world.stored('bookings', { startsAt: { $ne: to.startsAt } })).toEqual([])
  expect(await invariantViolations(world, world.now())).toEqual([])
})

/** Calls `seen` with the bytes of every answer of the database. */
function weighing(seen: (bytes: number) => void) {
  return (store: Store): Store => {
    const weigh = async <Answer>(reading: Promise<Answer>): Promise<Answer> => {
      const answer = await reading
      seen(JSON.stringify(answer).length)
      return answer
    }
    const { get, find, ...sessions } = store.sessions
    const weighed = {
      ...sessions,
      get: (...args: Parameters<typeof get>) => weigh(get(...args)),
      find: (...args: Parameters<typeof find>) => weigh(find(...args)),
    }
    return { ...store, sessions: weighed as unknown as Store['sessions'] }
  }
}

test('twenty ballots of 2,400 tickets that are due for everything come in answers far below the 16 MB of the platform', async () => {
  const entry = (n: number) => {
    const attendees = ['guoguo', 'doudou'].map(memberId => ({ memberId, nickname: '小朋友' }))
    return { accountId: `account-${n}`, requestId: `request-${n}`, attendees, at: now - DAY, ticket: true as const }
  }
  const waitlist = Object.fromEntries(Array.from({ length: 2400 }, (_, n) => [`ticket-${n}`, entry(n)]))
  const ballots = Array.from({ length: 20 }, (_, n) =>
    aBallot(now, {
      _id: `ballot-${n}`,
      startsAt: now + 2 * DAY,
      waitlist,
      waiting: 2400,
      claimedAt: now - HOUR,
      turnAt: now - HOUR,
      excuseAt: now - HOUR,
      placedAt: now - HOUR,
      settleAt: now - HOUR,
    }),
  )
  const all = ballots.reduce((sum, ballot) => sum + JSON.stringify(ballot).length, 0)
  expect(all).toBeGreaterThan(8 * 1024 * 1024)
  await world.seed({ sessions: ballots })
  const answers: number[] = []
  world.wrapStore(weighing(bytes => answers.push(bytes)))
  await tick()
  expect(answers.length).toBeGreaterThan(20)
  expect(Math.max(...answers)).toBeLessThan(2 * 1024 * 1024)
})

test('of what may be large only a few are held at once, however many kinds of work are due', async () => {
  let held = 0
  let most = 0
  const taskOn = (collection: 'sessions' | 'bookings', n: number) =>
    eachOf<typeof collection>({ name: `${collection}-${n}`, collection, due: () => ({}), by: '_id' }, async () => {
      held += collection === 'sessions' ? 1 : 0
      most = Math.max(most, held)
      await new Promise(setImmediate)
      held -= collection === 'sessions' ? 1 : 0
    })
  const tasks = [...Array.from({ length: 8 }, (_, n) => taskOn('sessions', n)), taskOn('bookings', 0)]
  const items = Array.from({ length: 30 }, (_, n) => ({ _id: `item-${n}`, at: n }))
  const due = async () => new Map(tasks.map(({ name }) => [name, items]))
  const store = { setbacks: { find: async () => [] }, due } as unknown as Store
  const reports = await runTasks(
    { now, store, newSecret: () => '', idSecret: '', payments: NO_PAYMENTS },
    tasks,
    () => 0,
  )
  expect(reports.map(report => report.items)).toEqual(tasks.map(() => 30))
  expect(most).toBe(12)
})

describe('parts that fail, as many as one run takes and more, keep no other from being reached', () => {
  const BAD = 230
  const GOOD = 5
  const startsAt = now + DAY
  const idOf = (n: number) => (n < BAD ? `bad-${String(n).padStart(3, '0')}` : `good-${n}`)
  const isBad = ({ _id }: { _id?: unknown }) => typeof _id === 'string' && _id.includes('bad-')

  /** Copies the only booking of a session, and what the session holds for it. */
  async function copies(stage: 'claims' | 'waitlist', change: object = {}): Promise<void> {
    const [[session], [booking], [account]] = await Promise.all([
      world.stored('sessions'),
      world.stored('bookings'),
      world.stored('accounts'),
    ])
    if (!session || !booking || !account) throw new Error('there is no booking')
    const ids = Array.from({ length: BAD + GOOD }, (_, n) => idOf(n))
    const entry = session[stage][booking._id]
    const row = account.ledger[booking._id]
    const copied = Object.fromEntries(ids.map(id => [id, { ...entry, accountId: `account-${id}` }]))
    await world.change('sessions', session._id, { [stage]: { ...session[stage], ...copied }, ...change })
    await world.seed({
      bookings: ids.map(_id => ({ ...booking, _id, accountId: `account-${_id}` })),
      accounts: ids.map(id => ({
        ...account,
        _id: `account-${id}`,
        ledger: row ? { [id]: { ...row, bookingId: id } } : {},
      })),
    })
  }
  const breakBad = () =>
    world.wrapStore(store => {
      const { bookings, noshows } = store
      const refuse = (where: { _id?: unknown }) => {
        if (isBad(where)) throw new Error('this document cannot be written')
      }
      return {
        ...store,
        bookings: {
          ...bookings,
          update: async (where, change) => {
            refuse(where)
            return bookings.update(where, change)
          },
        },
        noshows: {
          ...noshows,
          update: async (where, change) => {
            refuse(where)
            return noshows.update(where, change)
          },
        },
      } satisfies Store
    })
  const tickAt = async (moment: number) => {
    world.setClock(moment)
    await (await world.startTick()).finish()
  }
  const good = async () => (await world.stored('bookings')).filter(booking => !isBad(booking))

  test('no-shows', async () => {
    await world.seed({ sessions: [aSession(now, { _id: 'class', startsAt, capacity: 1000 })] })
    await ask('person', 'booking.create', 'class')
    await copies('claims', { claimedAt: now })
    breakBad()
    await tickAt(startsAt + DAY)
    expect((await good()).map(({ missed }) => missed)).toEqual(Array(GOOD + 1).fill(true))
  })

  test('a moved session', async () => {
    await world.seed({ sessions: [aSession(now, { _id: 'class', startsAt, capacity: 1000 })] })
    await ask('person', 'booking.create', 'class')
    await copies('claims')
    breakBad()
    const times = { startsAt: startsAt + DAY, endsAt: startsAt + DAY + HOUR }
    const input = { centreId: CENTRE, sessionId: 'class', ...times, reason: '停电' }
    await (await world.start('manager', 'staff.moveSession', input, { requestId: 'move-it-now' })).finish()
    await tickAt(now + MINUTE)
    expect((await good()).map(booking => booking.startsAt)).toEqual(Array(GOOD + 1).fill(times.startsAt))
  })

  test('a draw', async () => {
    await world.seed({ sessions: [aBallot(now, { _id: 'ballot', startsAt: now + 3 * DAY, capacity: 1 })] })
    await ask('person', 'ballot.register', 'ballot')
    await copies('waitlist', { waiting: BAD + GOOD + 1 })
    breakBad()
    await tickAt(now + 2 * DAY + MINUTE)
    await tickAt(now + 2 * DAY + 2 * MINUTE)
    expect((await good()).filter(({ status }) => status === 'registered')).toEqual([])
    expect((await world.stored('sessions'))[0]?.drawAt).toBe(0)
  })

  test('an excuse', async () => {
    await world.seed({ sessions: [aSession(now, { _id: 'class', startsAt, capacity: 1000 })] })
    await ask('person', 'booking.create', 'class')
    await copies('claims', { claimedAt: now })
    await tickAt(startsAt + DAY)
    // Nobody came at all, which excuses everybody by itself.
    for (const { _id } of await world.stored('noshows'))
      await world.change('noshows', _id, { state: 'counted', excuse: null })
    breakBad()
    const input = { centreId: CENTRE, sessionId: 'class', reason: '门口断网' }
    await (await world.start('manager', 'staff.excuseSession', input, { requestId: 'excuse-them' })).finish()
    await tickAt(startsAt + DAY + MINUTE)
    const records = (await world.stored('noshows')).filter(record => !isBad(record))
    expect(records.map(({ state }) => state)).toEqual(Array(GOOD + 1).fill('excused'))
  })
})

test('the log says where a failure was, and quotes nothing of what is stored', async () => {
  await world.seed({ sessions: [aSession(now, { _id: 'first' })] })
  world.wrapStore(failingOn('first'))
  expect(await ask('mum', 'booking.create', 'first')).toMatchObject({ ok: false, code: 'INTERNAL' })
  await tick()
  const said = world.errors.join('\n')
  expect(said).toMatch(/^booking\.create: Error -502001\n +at .*large-batches\.test/)
  expect(said).toMatch(/^claims: Error -502001\n +at .*large-batches\.test/m)
  expect(said).not.toMatch(/王秀英|幸福路/)
})

test('what cannot be finished keeps nothing else from being finished', async () => {
  const sessions = ['first', 'second'].map((_id, n) => aSession(now, { _id, startsAt: now + (n + 1) * DAY }))
  await world.seed({ sessions, accounts: [aHousehold('mum', now), aHousehold('dad', now)] })
  expect(await ask('mum', 'booking.create', 'first', 4)).toBeNull()
  world.setClock(now + 1)
  expect(await ask('dad', 'booking.create', 'second', 4)).toBeNull()
  // Every write for the first session fails.
  world.wrapStore(failingOn('first'))
  await tick()
  expect(world.errors).toEqual([expect.stringMatching(/^claims: Error -502001\n +at .*large-batches\.test/)])
  expect(await world.stored('bookings')).toMatchObject([{ sessionId: 'second', status: 'confirmed' }])
  world.wrapStore(store => store)
  await tick()
  expect(await world.stored('bookings')).toHaveLength(2)
})

test('a message that cannot be sent keeps nobody else from hearing', async () => {
  await world.seed({ sessions: [aSession(now, { _id: 'class' })] })
  const ids: string[] = []
  for (const openid of ['mum', 'dad']) {
    const reply = await ask(openid, 'booking.create', 'class')
    const bookingId = reply?.ok ? reply.data.booking.id : ''
    const consent = { bookingId, notices: ['changed' as const] }
    await (await world.start(openid, 'booking.notices', consent, { requestId: `consent-${openid}` })).finish()
    ids.push(bookingId)
  }
  const off = { centreId: CENTRE, sessionId: 'class', reason: '停电' }
  await (await world.start('manager', 'staff.cancelSession', off, { requestId: 'called-off' })).finish()
  for (const broken of ids) {
    world.messages.length = 0
    await world.change('bookings', ids[0] ?? '', { tellAt: now })
    await world.change('bookings', ids[1] ?? '', { tellAt: now + 1 })
    world.wrapStore(store => ({
      ...store,
      notices: {
        ...store.notices,
        insert: async notice => {
          if (notice.bookingId === broken) throw new Error('broken on purpose')
          return store.notices.insert({ ...notice, _id: `${notice._id}-${broken}` })
        },
      },
    }))
    await tick()
    expect(world.messages.map(({ page }) => page)).toEqual([`pages/booking/index?id=${ids.find(id => id !== broken)}`])
  }
})

/** Adds this many copies of the ticket, each for another person. */
async function copyTicket(times: number): Promise<void> {
  const [[session], [booking], [account]] = await Promise.all([
    world.stored('sessions'),
    world.stored('bookings'),
    world.stored('accounts'),
  ])
  if (!session || !booking || !account) throw new Error('there is no ticket')
  const people = Array.from({ length: times }, (_, n) => ({ _id: `ticket-${n}`, accountId: `account-${n}` }))
  const [entry, row] = [session.waitlist[booking._id], account.ledger[booking._id]]
  const waitlist = Object.fromEntries(people.map(({ _id, accountId }) => [_id, { ...entry, accountId }]))
  await world.change('sessions', session._id, {
    waitlist: { ...session.waitlist, ...waitlist },
    waiting: session.waiting + times,
  })
  await world.seed({
    bookings: people.map(ids => ({ ...booking, ...ids })),
    accounts: people.map(({ _id, accountId }) => ({
      ...account,
      _id: accountId,
      ledger: row ? { [_id]: { ...row, bookingId: _id } } : {},
    })),
  })
}

/** An error like those of the database: with a code, and with the data that was to be stored. */
function broken(): Error {
  return Object.assign(new Error("cannot store { nickname: '王秀英',\n    at 幸福路 8 号 }"), { errCode: -502001 })
}

function failingOn(sessionId: string) {
  return (store: Store): Store => ({
    ...store,
    bookings: {
      ...store.bookings,
      insert: async document => {
        if (document.sessionId === sessionId) throw broken()
        return store.bookings.insert(document)
      },
    },
  })
}
