import { draw, drawKeyOf, lotOf, seedHashOf } from '@domain/ballot/draw'
import { DAY, HOUR } from '@domain/time'
import { drawBallot } from '../../cloudfunctions/lib/booking/ballot/draw'
import { sealBallot } from '../../cloudfunctions/lib/booking/ballot/seal'
import { runBallots, sealBallots } from '../../cloudfunctions/lib/booking/ballot/tick'
import { ticketHolderOf } from '../../cloudfunctions/lib/kernel/ids'
import type { SessionDocument, WaitEntry } from '../../cloudfunctions/lib/kernel/store/documents'
import { aHousehold } from '../../worlds/fixtures/index'
import { aBallot } from './support/ballot'
import { aDueBallot, aTicket, openDrawing, SESSION } from './support/drawing'
import { TEST_ID_SECRET } from './support/id-secret'

/** What a draw reads and writes, and what it does when another call writes between. */

const now = Date.parse('2026-07-01T02:00:00Z')
let room: ReturnType<typeof openDrawing>

beforeEach(() => {
  room = openDrawing(now)
})

const ATTENDEES = ['guoguo', 'doudou', 'self'].map(memberId => ({ memberId, nickname: memberId }))
const TICKETS: Record<string, WaitEntry> = {
  one: aTicket('one', now),
  two: aTicket('two', now, { attendees: ATTENDEES.slice(0, 2) }),
  three: aTicket('three', now),
  four: aTicket('four', now, { attendees: ATTENDEES }),
  five: aTicket('five', now),
}

/** Stores a ballot that is due, and returns its session. */
function due(change: Partial<SessionDocument> = {}, waitlist = TICKETS, sealed: object | null = {}) {
  const { session, ballot } = aDueBallot(now, waitlist, { capacity: 4, ...change })
  room.insert('sessions', session)
  if (sealed) room.insert('ballots', { ...ballot, ...sealed })
  return session
}

/** What the rules draw from these tickets; households have equal names in all tests. */
function expected(waitlist: Record<string, WaitEntry>, { seed = 'a seed', closing = 'secret-0', places = 4 } = {}) {
  const holderOf = (accountId: string) => ticketHolderOf({ idSecret: TEST_ID_SECRET }, accountId)
  const tickets = Object.entries(waitlist).map(([id, { accountId, attendees }]) => ({
    id,
    places: attendees.length,
    lot: lotOf(seed, SESSION, holderOf(accountId)),
  }))
  return draw(drawKeyOf(seed, closing), tickets, places)
}

describe('a ballot that is due', () => {
  test('is drawn by its seed and a part that is made now: winners hold places, the others wait by their rank', async () => {
    const { turns, arrivals = 0 } = due()
    await drawBallot(room.context, SESSION)
    const { order, winners } = expected(TICKETS)
    const given = winners.reduce((sum, id) => sum + (TICKETS[id]?.attendees.length ?? 0), 0)
    expect(winners.length).toBeGreaterThan(1)
    expect(given).toBeGreaterThan(winners.length)
    const { claims, waitlist, ...session } = room.session()
    expect(session).toMatchObject({
      ...{ drawnAt: now, drawAt: now, waiting: 5 - winners.length, seatsLeft: 4 - given },
      ...{ turns: turns + 1, arrivals: arrivals + 1, claimedAt: now },
      drawn: { keyed: true, seed: 'a seed', closing: 'secret-0', places: 4, order, winners },
    })
    const ranked = order.map(({ id }, index) => [id, { ...TICKETS[id], rank: index + 1 }] as const)
    const won = ranked.filter(([id]) => winners.includes(id)).map(([id, entry]) => [id, { ...entry, wonAt: now }])
    expect(claims).toEqual(Object.fromEntries(won))
    expect(waitlist).toEqual(Object.fromEntries(ranked.filter(([id]) => !winners.includes(id))))
    expect(room.stored('ballots', SESSION)).toMatchObject({ seed: 'a seed', closing: 'secret-0' })
  })

  test('costs two reads and two writes, and once it is drawn two reads', async () => {
    due()
    await drawBallot(room.context, SESSION)
    expect(room.calls).toEqual(['get sessions', 'get ballots', 'update ballots', 'update sessions'])
    await drawBallot(room.context, SESSION)
    expect(room.calls.slice(4)).toEqual(['get sessions', 'get ballots'])
  })

  test('is drawn at its time and not a moment before, and not where none is set', async () => {
    due({ drawAt: now + 1 })
    await drawBallot(room.context, SESSION)
    expect(room.session().drawnAt ?? null).toBeNull()
    room.change('sessions', SESSION, { drawAt: 0 })
    await drawBallot(room.context, SESSION)
    room.change('sessions', SESSION, { drawAt: null })
    await drawBallot(room.context, SESSION)
    expect(room.session().drawnAt ?? null).toBeNull()
    room.change('sessions', SESSION, { drawAt: now })
    await drawBallot(room.context, SESSION)
    expect(room.session().drawnAt).toBe(now)
  })

  test('closes its list of tickets first, and only its own, and draws those that came in until then', async () => {
    const { ticketsClosedAt: _, ...open } = aDueBallot(now, TICKETS, { capacity: 4 }).session
    room.insert('sessions', open, { ...open, _id: 'other' })
    room.insert('ballots', aDueBallot(now, {}).ballot)
    room.before('update sessions', () =>
      room.change('sessions', SESSION, { 'waitlist.six': aTicket('six', now), waiting: 6 }),
    )
    await drawBallot(room.context, SESSION)
    expect(room.session()).toMatchObject({ ticketsClosedAt: now, drawnAt: now })
    expect(room.session().drawn?.order.map(({ id }) => id)).toContain('six')
    expect(room.session('other')).toEqual({ ...open, _id: 'other' })
  })

  test.each([
    ['starts at this moment', { startsAt: now, endsAt: now + HOUR }],
    ['is cancelled', { status: 'cancelled' as const }],
  ])('and %s is not drawn: its tickets end with the waitlist, and nothing else is touched', async (_title, change) => {
    const { turns } = due(change)
    room.insert('sessions', aDueBallot(now, TICKETS, { _id: 'other', ...change }).session)
    const other = room.session('other')
    await drawBallot(room.context, SESSION)
    const { drawnAt = null, drawn, ...session } = room.session()
    expect([drawnAt, drawn]).toEqual([null, undefined])
    expect(session).toMatchObject({ drawAt: 0, turnAt: now, turns: turns + 1, waiting: 5, waitlist: TICKETS })
    expect(room.session('other')).toEqual(other)
  })

  test('and starts a moment later is drawn', async () => {
    due({ startsAt: now + 1, endsAt: now + HOUR })
    await drawBallot(room.context, SESSION)
    expect(room.session().drawnAt).toBe(now)
  })

  test('of a session that is gone, or that takes bookings, is no ballot', async () => {
    await drawBallot(room.context, 'gone')
    const { rules, ...session } = aDueBallot(now, TICKETS).session
    room.insert('sessions', { ...session, rules: { ...rules, ballot: undefined } } as never)
    await drawBallot(room.context, SESSION)
    expect(room.session().drawnAt ?? null).toBeNull()
    expect(room.calls.filter(call => call.startsWith('update'))).toEqual([])
  })
})

describe('the key of a draw', () => {
  test('has no other seed than the one whose hash was published', async () => {
    due({}, TICKETS, null)
    await expect(drawBallot(room.context, SESSION)).rejects.toThrow(`${SESSION}: its seed is gone`)
    room.insert('ballots', { ...aDueBallot(now, {}).ballot, seedHash: 'another' })
    await expect(drawBallot(room.context, SESSION)).rejects.toThrow(`${SESSION}: its seed is gone`)
    expect(room.session().drawnAt ?? null).toBeNull()
  })

  test('is made now where none was, and its hash is published', async () => {
    const { seedHash: _, ...unsealed } = aDueBallot(now, TICKETS, { capacity: 4 }).session
    room.insert('sessions', unsealed)
    await drawBallot(room.context, SESSION)
    const key = { seed: 'secret-0', closing: 'secret-1' }
    expect(room.session()).toMatchObject({
      seedHash: seedHashOf('secret-0'),
      drawn: { ...key, ...expected(TICKETS, key) },
    })
  })

  test('has the seed of a call that died before it published the hash, and publishes it', async () => {
    const { seedHash: _, ...unsealed } = aDueBallot(now, TICKETS, { capacity: 4 }).session
    room.insert('sessions', unsealed)
    room.insert('ballots', aDueBallot(now, {}).ballot)
    await drawBallot(room.context, SESSION)
    expect(room.session()).toMatchObject({ seedHash: seedHashOf('a seed'), drawn: { seed: 'a seed' } })
  })

  test('keeps a closing part that was made before, and makes no other', async () => {
    due({}, TICKETS, { closing: 'made before' })
    await drawBallot(room.context, SESSION)
    expect(room.session().drawn).toMatchObject({
      closing: 'made before',
      ...expected(TICKETS, { closing: 'made before' }),
    })
    expect(room.calls).toEqual(['get sessions', 'get ballots', 'update sessions'])
  })

  test('has the closing part of the call that was first', async () => {
    due()
    room.insert('ballots', { ...aDueBallot(now, {}).ballot, _id: 'other' })
    room.before('update ballots', () => room.change('ballots', SESSION, { closing: 'of another call' }))
    await drawBallot(room.context, SESSION)
    expect(room.stored('ballots', SESSION)).toHaveProperty('closing', 'of another call')
    expect(room.session().drawn).toMatchObject(expected(TICKETS, { closing: 'of another call' }))
    expect(room.session().drawn).toHaveProperty('closing', 'of another call')
    expect(room.stored('ballots', 'other')).not.toHaveProperty('closing')
  })

  test('is not invented where it has been removed', async () => {
    due()
    room.before('update ballots', () => room.remove('ballots', SESSION))
    await expect(drawBallot(room.context, SESSION)).rejects.toThrow(`${SESSION}: the closing part of its seed is gone`)
    expect(room.session().drawnAt ?? null).toBeNull()
  })
})

describe('a draw whose list has changed since it was read', () => {
  const withdraw = (id: string, turns: number) => {
    const { [id]: _, ...left } = room.session().waitlist
    room.change('sessions', SESSION, { waitlist: left, waiting: 4, turns })
  }

  test('is made again from the new list, with the same key', async () => {
    due()
    room.before('update sessions', () => withdraw('one', 4))
    await drawBallot(room.context, SESSION)
    const { one: _, ...left } = TICKETS
    expect(room.session()).toMatchObject({ turns: 5, drawn: { closing: 'secret-0', ...expected(left) } })
    expect(room.session().claims).not.toHaveProperty('one')
  })

  test('stays due when that happens again and again', async () => {
    due()
    let turns = 3
    const again = () => {
      room.change('sessions', SESSION, { turns: ++turns })
      room.before('update sessions', again)
    }
    room.before('update sessions', again)
    await expect(drawBallot(room.context, SESSION)).resolves.toBeUndefined()
    expect(room.session()).toMatchObject({ drawAt: now, waitlist: TICKETS, claims: {} })
    expect(turns).toBe(3 + 5)
  })
})

describe('a household with two entries', () => {
  const drawnOf = async (waitlist: Record<string, WaitEntry>) => {
    due({}, waitlist)
    await drawBallot(room.context, SESSION)
    return (room.session().drawn?.order ?? []).map(({ id }) => id).sort()
  }
  const household = (openid: string, ledger: readonly string[]) => ({
    ...aHousehold(openid, now),
    ledger: Object.fromEntries(ledger.map(id => [id, { bookingId: id }])),
  })

  test('has the ticket of its ledger, and the other takes no part and keeps no rank', async () => {
    room.insert('accounts', { ...household('aunt', ['a1', 'b1']) }, household('one', ['a2']), household('two', ['b2']))
    const waitlist = {
      a1: aTicket('one', now, { at: now - 2 * HOUR }),
      a2: aTicket('one', now),
      b1: aTicket('two', now, { at: now - 2 * HOUR }),
      b2: aTicket('two', now),
      c: aTicket('three', now),
    }
    expect(await drawnOf(waitlist)).toEqual(['a2', 'b2', 'c'])
    expect(room.session().waitlist).toEqual({ a1: waitlist.a1, b1: waitlist.b1 })
    expect(room.calls.filter(call => call === 'find accounts')).toHaveLength(1)
  })

  test.each(['none of them', 'nothing of the household'])('has its earliest where the ledger has %s', async title => {
    if (title === 'none of them') room.insert('accounts', household('one', []), household('two', []))
    const early = { at: now - 2 * HOUR }
    const waitlist = {
      a1: aTicket('one', now, early),
      a2: aTicket('one', now),
      b1: aTicket('two', now),
      b2: aTicket('two', now, early),
      c1: aTicket('three', now),
      c2: aTicket('three', now),
    }
    expect(await drawnOf(waitlist)).toEqual(['a1', 'b2', 'c1'])
  })
})

describe('a seed', () => {
  test('is made once for a session, and its hash is published there only', async () => {
    room.insert('sessions', aBallot(now), aBallot(now, { _id: 'other' }))
    const made = { _id: SESSION, seed: 'secret-0', seedHash: seedHashOf('secret-0'), madeAt: now }
    expect(await sealBallot(room.context, SESSION)).toEqual(made)
    expect(await sealBallot(room.context, SESSION)).toEqual(made)
    expect(room.stored('ballots', SESSION)).toEqual(made)
    expect(room.session().seedHash).toBe(made.seedHash)
    expect(room.session('other')).not.toHaveProperty('seedHash')
  })

  test('does not replace a hash that is published', async () => {
    room.insert('sessions', aBallot(now, { seedHash: 'published' }))
    await sealBallot(room.context, SESSION)
    expect(room.session().seedHash).toBe('published')
  })

  test('that is gone between two steps is a failure', async () => {
    room.insert('sessions', aBallot(now))
    room.insert('ballots', aDueBallot(now, {}).ballot)
    room.before('get ballots', () => room.remove('ballots', SESSION))
    await expect(sealBallot(room.context, SESSION)).rejects.toThrow('a seed was there and is gone')
    expect(room.session()).not.toHaveProperty('seedHash')
  })
})

describe('the timer', () => {
  const dueFor = async ({ due: dueAt }: typeof runBallots) =>
    (await room.context.store.sessions.find({ where: dueAt(now) as never, limit: 9, fields: ['title'] })).map(
      ({ _id }) => _id,
    )
  beforeEach(() =>
    room.insert(
      'sessions',
      aBallot(now, { _id: 'due', drawAt: now }),
      aBallot(now, { _id: 'ended', drawAt: 0 }),
      aBallot(now, { _id: 'coming', drawAt: now + 1 }),
      aBallot(now, { _id: 'sealed', drawAt: now + DAY, seedHash: 'published' }),
    ),
  )

  test('draws what is due, the earliest first, and follows the draw in the bookings', async () => {
    expect(runBallots).toMatchObject({ name: 'ballots', collection: 'sessions', by: 'drawAt' })
    expect(await dueFor(runBallots)).toEqual(['due'])
    expect(await runBallots.work(room.context, ['due'])).toEqual({ more: [] })
    // Nobody has a ticket, so no booking is left behind.
    expect(room.session('due')).toMatchObject({ drawnAt: now, drawAt: 0 })
  })

  test('seals the ballots that are coming, and only those that are not', async () => {
    expect(sealBallots).toMatchObject({ name: 'seals', collection: 'sessions', by: 'drawAt' })
    expect(await dueFor(sealBallots)).toEqual(['coming'])
    await sealBallots.work(room.context, ['coming'])
    expect(room.session('coming').seedHash).toBe(seedHashOf('secret-0'))
  })
})
