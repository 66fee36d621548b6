import { HOUR, MINUTE } from '@domain/time'
import { drawnTickets, propagateDraw } from '../../cloudfunctions/lib/booking/ballot/propagate'
import { runBallots } from '../../cloudfunctions/lib/booking/ballot/tick'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { Claim, SessionDocument, WaitEntry } from '../../cloudfunctions/lib/kernel/store/documents'
import { MORE } from '../../cloudfunctions/lib/kernel/work/task'
import { aHousehold } from '../../worlds/fixtures/index'
import { aDueBallot, aRegistration, aTicket, openDrawing, SESSION } from './support/drawing'

/** How the bookings of tickets follow their draw. */

const now = Date.parse('2026-07-01T02:00:00Z')
const DRAWN = now - MINUTE
let room: ReturnType<typeof openDrawing>

beforeEach(() => {
  room = openDrawing(now)
})

/** A session that was drawn a minute ago: `lost` wait in this order, `won` have a place. */
function drawn(lost: readonly string[], won: readonly string[], change: Partial<SessionDocument> = {}) {
  const waitlist = Object.fromEntries(lost.map((id, n) => [id, aTicket(id, now, { rank: won.length + n + 1 })]))
  const claims = Object.fromEntries(won.map((id, n) => [id, { ...aTicket(id, now, { rank: n + 1 }), wonAt: DRAWN }]))
  const { session } = aDueBallot(now, waitlist, { claims, drawAt: DRAWN, drawnAt: DRAWN, ...change })
  room.insert('sessions', session)
  return session
}

function registered(session: SessionDocument, ids: readonly string[], entries: Record<string, WaitEntry | Claim> = {}) {
  for (const id of ids) {
    room.insert('bookings', aRegistration(room.context, session, id, entries[id] ?? aTicket(id, now)))
  }
}
const household = (...openids: readonly string[]) =>
  room.insert('accounts', ...openids.map(openid => aHousehold(openid, now)))
const statusOf = (id: string) => room.booking(id).status
const count = (name: string) => room.calls.filter(call => call === name).length
const many = (length: number, name: string) => Array.from({ length }, (_, n) => `${name}-${n}`)

test('those without a place wait by their rank, winners are booked, and then the waitlist is promoted', async () => {
  const session = drawn(['lost-1', 'lost-2'], ['won'])
  room.insert('sessions', { ...session, _id: 'other' })
  registered(session, ['won', 'lost-1', 'lost-2'])
  household('won')
  expect(await propagateDraw(room.context, SESSION)).toBeUndefined()
  expect(room.booking('lost-1')).toMatchObject({ status: 'waiting', rank: 2, drawTellAt: now })
  expect(room.booking('lost-2')).toMatchObject({
    ...{ status: 'waiting', rank: 3 },
    waitEvents: { lost: { at: DRAWN, what: 'lost', reason: null } },
  })
  expect(room.booking('won')).toMatchObject({ status: 'confirmed', rank: 1, waitEvents: { won: { at: DRAWN } } })
  expect(room.stored('accounts', accountIdOf('won'))).toHaveProperty('ledger.won.sessionId', SESSION)
  expect(room.session()).toMatchObject({ drawAt: 0, turnAt: now, turns: session.turns + 1 })
  expect(room.session('other')).toEqual({ ...session, _id: 'other' })
})

test('those without a place are updated first, and each once', async () => {
  const session = drawn(['lost-1', 'lost-2'], ['won'])
  registered(session, ['won', 'lost-1', 'lost-2'])
  household('won')
  await propagateDraw(room.context, SESSION)
  expect(count('update bookings')).toBe(3)
  expect(count('get accounts')).toBe(1)
  const [first, second] = [room.calls.indexOf('update bookings'), room.calls.indexOf('get accounts')]
  expect(first).toBeGreaterThan(-1)
  expect(second).toBeGreaterThan(first)
})

test.each([
  ['is not drawn', { drawnAt: null }],
  ['has followed its draw before', { drawAt: 0 }],
])('nothing is done where a session %s', async (_title, change) => {
  const session = drawn(['lost'], ['won'], change)
  registered(session, ['lost', 'won'])
  expect(await propagateDraw(room.context, SESSION)).toBeUndefined()
  expect(room.calls).toEqual(['get sessions'])
  expect(room.session()).toEqual(session)
})

test('nothing is done where a session is gone', async () => {
  expect(await propagateDraw(room.context, 'gone')).toBeUndefined()
  expect(room.calls).toEqual(['get sessions'])
})

test('a session stays due while a ticket has not followed, whatever else is registered elsewhere', async () => {
  const session = drawn(['lost'], ['won'])
  registered(session, ['lost', 'won'])
  const other = drawn([], [], { _id: 'other' })
  registered(other, ['of-other-1', 'of-other-2'])
  room.insert('bookings', { ...aRegistration(room.context, session, 'left', aTicket('left', now)), status: 'lapsed' })
  // There is no account to book the place for.
  expect(await propagateDraw(room.context, SESSION)).toBeUndefined()
  expect([statusOf('lost'), statusOf('won')]).toEqual(['waiting', 'registered'])
  expect(room.session()).toMatchObject({ drawAt: DRAWN, turns: session.turns })
  household('won')
  await propagateDraw(room.context, SESSION)
  expect(statusOf('won')).toBe('confirmed')
  expect(room.session().drawAt).toBe(0)
  expect([statusOf('of-other-1'), statusOf('left')]).toEqual(['registered', 'lapsed'])
})

test('a ticket that the session holds no more keeps nobody waiting and is left as it is', async () => {
  const session = drawn(['lost'], [])
  registered(session, ['lost', 'orphan'])
  await propagateDraw(room.context, SESSION)
  expect([statusOf('lost'), statusOf('orphan')]).toEqual(['waiting', 'registered'])
  expect(room.session().drawAt).toBe(0)
  expect(room.stored('setbacks', 'drawnTickets-orphan')).toBeUndefined()
})

test('a ticket that fails gets a setback of its own and keeps nobody waiting; it is retried alone', async () => {
  const session = drawn(['lost'], ['won'])
  registered(session, ['lost', 'won'])
  household('won')
  room.before('get accounts', () => {
    throw new Error('unreachable')
  })
  await propagateDraw(room.context, SESSION)
  expect([statusOf('lost'), statusOf('won')]).toEqual(['waiting', 'registered'])
  expect(room.session().drawAt).toBe(0)
  expect(room.stored('setbacks', 'drawnTickets-won')).toMatchObject({
    ...{ task: 'drawnTickets', item: 'won', of: SESSION, part: true, failures: 1 },
  })
  await drawnTickets.do(room.context, { id: 'won', of: SESSION })
  expect(statusOf('won')).toBe('confirmed')
})

describe('two hundred tickets', () => {
  test('are one run, and more are another', async () => {
    const ids = many(201, 'lost')
    const session = drawn(ids, [])
    registered(session, ids)
    expect(await runBallots.work(room.context, [SESSION])).toEqual({ more: [SESSION] })
    expect(ids.filter(id => statusOf(id) === 'waiting')).toHaveLength(200)
    expect(room.session().drawAt).toBe(DRAWN)
    expect(await propagateDraw(room.context, SESSION)).toBeUndefined()
    expect(ids.filter(id => statusOf(id) === 'waiting')).toHaveLength(201)
    expect(room.session().drawAt).toBe(0)
  })

  test('of which the session holds none any more are no reason for another run', async () => {
    const session = drawn([], [])
    registered(session, many(200, 'orphan'))
    expect(await propagateDraw(room.context, SESSION)).toBeUndefined()
    expect(room.session().drawAt).toBe(0)
  })

  test('of which the session holds one are', async () => {
    const session = drawn(['lost'], [])
    registered(session, ['lost', ...many(199, 'orphan')])
    expect(await propagateDraw(room.context, SESSION)).toBe(MORE)
    expect(statusOf('lost')).toBe('waiting')
    expect(room.session().drawAt).toBe(DRAWN)
  })

  test('of which some are retried later let the session be done without those', async () => {
    const ids = many(200, 'lost')
    const session = drawn(ids, [])
    registered(session, ids)
    const rest = { part: true, task: 'drawnTickets', of: SESSION, nextAt: now + HOUR, failures: 1 }
    room.insert('setbacks', ...['lost-3', 'lost-7'].map(item => ({ ...rest, item, _id: `drawnTickets-${item}` })))
    expect(await propagateDraw(room.context, SESSION)).toBeUndefined()
    expect(ids.filter(id => statusOf(id) === 'registered')).toEqual(['lost-3', 'lost-7'])
    expect(room.session().drawAt).toBe(0)
  })
})

describe('a ticket that is retried alone', () => {
  const retry = (id: string, of = SESSION) => drawnTickets.do(room.context, { id, of })

  test('waits by its rank', async () => {
    registered(drawn(['lost'], []), ['lost'])
    await retry('lost')
    expect(room.booking('lost')).toMatchObject({ status: 'waiting', rank: 1 })
  })

  test.each([
    ['has followed meanwhile', { id: 'won', booking: 'confirmed' }],
    ['is there no more', { id: 'unknown' }],
    ['is of a session that is gone', { id: 'lost', of: 'gone' }],
    ['is of a session that is not drawn', { id: 'lost', drawnAt: null }],
  ] as const)('and %s is only read', async (_title, { id, booking, of, drawnAt = DRAWN }: Retried) => {
    const session = drawn(['lost'], ['won'], { drawnAt })
    registered(session, ['lost', 'won'])
    household('lost', 'won')
    if (booking) room.change('bookings', id, { status: booking })
    await retry(id, of)
    expect(room.calls.sort()).toEqual(['get bookings', 'get sessions'])
  })

  test('and is held by the session no more is left as it is', async () => {
    registered(drawn([], []), ['orphan'])
    household('orphan')
    await retry('orphan')
    expect(statusOf('orphan')).toBe('registered')
    expect(room.calls.sort()).toEqual(['get bookings', 'get sessions'])
  })
})

interface Retried {
  id: string
  booking?: string
  of?: string
  drawnAt?: number | null
}
