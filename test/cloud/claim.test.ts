import { HOUR } from '@domain/time'
import {
  changeClaim,
  hasWaited,
  isOrderClaim,
  type OrderClaim,
  readSession,
  releaseClaim,
  takeClaim,
} from '../../cloudfunctions/lib/booking/core/claim'
import type { PersonContext } from '../../cloudfunctions/lib/kernel/router/context'
import type { Claim, Offer, SessionDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { remove, type Store } from '../../cloudfunctions/lib/kernel/store/port'
import { aSession, aSitting } from '../../worlds/fixtures/index'
import { openStoreContext } from './in-process/store-context'

/** The one update by which places are taken, changed and given back: what it asks of the session, and what it leaves. */

const now = Date.parse('2026-07-01T02:00:00Z')
const [ID, PARTY] = ['class-1', 'booking-1']
let room: ReturnType<typeof openStoreContext>
let context: PersonContext
let store: Store

beforeEach(() => {
  room = openStoreContext(now)
  context = room.context
  store = context.store
})

function put(session: SessionDocument): SessionDocument {
  room.insert('sessions', session)
  return stored(session._id)
}
const aClass = (change: Parameters<typeof aSession>[1] = {}) => put(aSession(now, { _id: ID, capacity: 3, ...change }))
const stored = (id = ID) => room.stored('sessions', id) as unknown as SessionDocument
const change = (fields: Partial<SessionDocument>, id = ID) => store.sessions.update({ _id: id }, fields as never)

const people = (...names: string[]) => names.map(memberId => ({ memberId, nickname: memberId }))
const aClaim = (fields: Partial<Claim> = {}): Claim => ({
  accountId: 'mum',
  requestId: 'request',
  attendees: people('guoguo', 'doudou'),
  at: now,
  ...fields,
})
const take = (claim = aClaim(), spare?: Parameters<typeof takeClaim>[4], { moves = 0, id = ID, party = PARTY } = {}) =>
  takeClaim(store, { _id: id, moves }, party, claim, spare)

describe('a claim of places', () => {
  test('takes as many as the party has people, and is stored with the moment of the earliest unchecked entry', async () => {
    aClass()
    expect(await take()).toBe(true)
    expect(stored()).toMatchObject({ seatsLeft: 1, claims: { [PARTY]: aClaim() }, claimedAt: now, arrivals: 1 })
    expect(stored()).not.toHaveProperty('reserveTaken')
    expect(await take(aClaim({ attendees: people('other'), at: now + 5 }), undefined, { party: 'two' })).toBe(true)
    expect(stored()).toMatchObject({ seatsLeft: 0, claimedAt: now, arrivals: 2 })
  })

  test.each<[string, Partial<SessionDocument>]>([
    ['there are too few', { seatsLeft: 1 }],
    ['parties wait', { waiting: 1 }],
    ['the session is called off', { status: 'cancelled' }],
    ['it was moved since it was read', { moves: 1 }],
    ['the booking has a claim already', { claims: { [PARTY]: aClaim({ at: now - HOUR }) } }],
    ['it is a sitting whose orders are not frozen', { frozenAt: null }],
    ['it is a sitting whose orders are frozen', { frozenAt: now }],
  ])('changes nothing when %s', async (_, fields) => {
    aClass()
    await change(fields)
    const before = structuredClone(stored())
    expect(await take()).toBe(false)
    expect(stored()).toEqual(before)
  })

  test('of the desk takes what it may from the reserve', async () => {
    aClass({ reserve: 2, capacity: 5 })
    const [{ seatsLeft, reserve }] = [stored()]
    const fromReserve = 1
    expect(await take(aClaim({ fromReserve }))).toBe(true)
    expect(stored()).toMatchObject({ seatsLeft: seatsLeft - 1, reserve: reserve - 1, reserveTaken: 1 })
    expect(await releaseClaim(context, ID, PARTY, aClaim({ fromReserve }))).toBe(true)
    expect(stored()).toMatchObject({ seatsLeft, reserve, reserveTaken: 0, claims: {} })
  })

  test('of spots takes each of them, or none when one is held', async () => {
    aClass({ capacity: 4 })
    await change({ spots: {} })
    const spots = ['s1-0', 's1-1']
    const held = aClaim({ spots, attendees: people('guoguo') })
    expect(await take(held)).toBe(true)
    expect(stored()).toMatchObject({ seatsLeft: 2, spots: { 's1-0': PARTY, 's1-1': PARTY } })
    const before = structuredClone(stored())
    expect(await take(aClaim({ spots: ['s1-1', 's1-2'] }), undefined, { party: 'two' })).toBe(false)
    expect(stored()).toEqual(before)
    expect(await releaseClaim(context, ID, PARTY, held)).toBe(true)
    expect(stored()).toMatchObject({ seatsLeft: 4, spots: {}, claims: {} })
  })
})

const order = (revision: number) => ({ revision }) as OrderClaim['order']
const anOrder = (fields: Partial<OrderClaim> = {}): OrderClaim => ({
  ...aClaim({ attendees: people('self') }),
  order: order(0),
  takes: { 'dish-pork': 1 },
  eaters: ['mum-self'],
  ...fields,
})
const LUNCH = 'lunch-1'

describe('an order', () => {
  const aLunch = (fields: Partial<SessionDocument> = {}) =>
    put({ ...aSitting(now), counters: { 'dish-pork': 2 }, eaters: {}, frozenAt: null, ...fields } as SessionDocument)
  const orderAs = (claim: OrderClaim, party = PARTY, spare?: Parameters<typeof takeClaim>[4]) =>
    take(claim, spare, { id: LUNCH, party })

  test('takes a meal, what it is made of, and the subsidised meal of its eater', async () => {
    const { seatsLeft, orderTurns = 0 } = aLunch()
    expect(await orderAs(anOrder())).toBe(true)
    expect(stored(LUNCH)).toMatchObject({
      seatsLeft: seatsLeft - 1,
      counters: { 'dish-pork': 1 },
      eaters: { 'mum-self': PARTY },
      orderTurns: orderTurns + 1,
    })
    expect(isOrderClaim(stored(LUNCH).claims[PARTY] ?? null)).toBe(true)
    expect(await releaseClaim(context, LUNCH, PARTY, anOrder())).toBe(true)
    expect(stored(LUNCH)).toMatchObject({
      seatsLeft,
      counters: { 'dish-pork': 2 },
      eaters: {},
      orderTurns: orderTurns + 2,
    })
  })

  test.each<[string, Partial<SessionDocument>]>([
    ['a portion is missing', { counters: { 'dish-pork': 0 } }],
    ['somebody has ordered for one of its eaters', { eaters: { 'mum-self': 'another' } }],
    ['the orders are frozen', { frozenAt: now }],
  ])('changes nothing when %s', async (_, fields) => {
    const before = structuredClone(aLunch(fields))
    expect(await orderAs(anOrder())).toBe(false)
    expect(stored(LUNCH)).toEqual(before)
  })

  test('after the freeze takes only what is cooked for nobody, as long as the kitchen was told the same', async () => {
    const { capacity, seatsLeft } = aLunch({ frozenAt: now })
    const spare = { frozenAt: now, capacity, uncooked: seatsLeft - 1 }
    expect(await orderAs(anOrder(), 'early', { ...spare, frozenAt: now - 1 })).toBe(false)
    expect(await orderAs(anOrder(), 'other-size', { ...spare, capacity: capacity + 1 })).toBe(false)
    expect(await orderAs(anOrder(), 'uncooked', { ...spare, uncooked: seatsLeft })).toBe(false)
    expect(await orderAs(anOrder(), 'spare', spare)).toBe(true)
    expect(await orderAs(anOrder({ eaters: ['dad-self'] }), 'one-more', spare)).toBe(false)
    expect(Object.keys(stored(LUNCH).claims)).toEqual(['spare'])
  })

  test('that takes spare meals of the reserve alone needs no free place, only the reserve', async () => {
    const { capacity } = aLunch({ frozenAt: now, seatsLeft: 0, reserve: 1 })
    const spare = { frozenAt: now, capacity, uncooked: 1 }
    expect(await orderAs(anOrder({ fromReserve: 1 }), 'one', spare)).toBe(true)
    expect(stored(LUNCH)).toMatchObject({ seatsLeft: 0, reserve: 0, reserveTaken: 1 })
    expect(await orderAs(anOrder({ fromReserve: 1, eaters: ['dad-self'] }), 'two', spare)).toBe(false)
  })

  describe('that is changed', () => {
    const changed = (fields: Partial<OrderClaim> = {}) =>
      anOrder({ order: order(1), takes: { 'dish-eel': 2 }, eaters: ['dad-self'], orderRequests: ['again'], ...fields })
    const changeTo = (how: Partial<Parameters<typeof changeClaim>[3]> = {}, { moves = 0 } = {}) =>
      changeClaim(store, { _id: LUNCH, moves }, PARTY, { before: anOrder(), after: changed(), at: now + 7, ...how })

    beforeEach(async () => {
      aLunch({ counters: { 'dish-pork': 2, 'dish-eel': 2 } })
      await orderAs(anOrder())
      await change({ claimedAt: remove() } as never, LUNCH)
    })

    test('gives back what it no longer takes, and takes the rest', async () => {
      const { orderTurns = 0, arrivals = 0, seatsLeft } = stored(LUNCH)
      expect(await changeTo()).toBe(true)
      const { counters, eaters, claims, ...rest } = stored(LUNCH)
      expect({ counters, eaters }).toEqual({
        counters: { 'dish-pork': 2, 'dish-eel': 0 },
        eaters: { 'dad-self': PARTY },
      })
      expect(claims[PARTY]).toEqual(changed({ orderChangedAt: now + 7 }))
      expect(rest).toMatchObject({ seatsLeft, orderTurns: orderTurns + 1, arrivals: arrivals + 1, claimedAt: now + 7 })
    })

    test('gives back what is no longer counted, because its dish has no bound any more', async () => {
      await change({ counters: { 'dish-eel': 2 } }, LUNCH)
      expect(await changeTo()).toBe(true)
      expect(stored(LUNCH).counters).toMatchObject({ 'dish-eel': 0 })
    })

    test('keeps those who still eat', async () => {
      const [before, after] = [anOrder(), changed({ eaters: ['mum-self', 'dad-self'] })]
      expect(await changeTo({ before, after })).toBe(true)
      expect(stored(LUNCH).eaters).toEqual({ 'mum-self': PARTY, 'dad-self': PARTY })
    })

    test.each<[string, Partial<SessionDocument>]>([
      ['a portion is missing', { counters: { 'dish-pork': 2, 'dish-eel': 1 } }],
      ['somebody has ordered for an eater that is new', { eaters: { 'mum-self': PARTY, 'dad-self': 'another' } }],
      ['the orders are frozen', { frozenAt: now }],
      ['the sitting is called off', { status: 'cancelled' }],
      ['it was moved since it was read', { moves: 1 }],
      ['another change came first', { claims: { [PARTY]: anOrder({ order: order(1) }) } }],
      ['it was given back', { claims: {} }],
    ])('changes nothing when %s', async (_, fields) => {
      await change(fields, LUNCH)
      const before = structuredClone(stored(LUNCH))
      expect(await changeTo()).toBe(false)
      expect(stored(LUNCH)).toEqual(before)
    })

    test('late, needs no more of what it has, and nothing is free of it', async () => {
      await change({ frozenAt: now, counters: { 'dish-pork': 0 } }, LUNCH)
      const late = { after: anOrder({ order: order(1), orderRequests: ['late'] }), isLate: true }
      expect(await changeTo({ ...late, isLate: false })).toBe(false)
      expect(await changeTo(late)).toBe(true)
      expect(stored(LUNCH).counters).toEqual({ 'dish-pork': 0 })
    })
  })
})

describe('giving back', () => {
  test('happens once', async () => {
    aClass()
    await take()
    expect(await releaseClaim(context, ID, PARTY, aClaim())).toBe(true)
    expect(await releaseClaim(context, ID, PARTY, aClaim())).toBe(false)
    expect(stored()).toMatchObject({ seatsLeft: 3, claims: {} })
    // Nobody waited, so nobody is to be promoted, and the party leaves no trace.
    expect(stored()).not.toHaveProperty('turnAt')
    expect(stored().left ?? {}).toEqual({})
  })

  test('finds nothing in a session that has no claims, or is gone', async () => {
    aClass()
    await change({ claims: remove() } as never)
    expect(await readSession(store, ID, PARTY)).toMatchObject({ claim: null })
    expect(await releaseClaim(context, ID, PARTY, aClaim())).toBe(false)
    expect(await releaseClaim(context, 'nowhere', PARTY, aClaim())).toBe(false)
  })

  test.each<[string, Partial<Claim>]>([
    ['a member has left since', { attendees: people('guoguo'), partyChanges: 1 }],
    ['a member has joined since', { attendees: people('guoguo', 'doudou', 'self'), joined: true }],
    ['the order was changed since', { attendees: people('guoguo'), order: order(2) as never }],
  ])('counts what the claim holds when %s', async (_, later) => {
    aClass()
    await take(aClaim(later))
    expect(await releaseClaim(context, ID, PARTY, aClaim())).toBe(true)
    expect(stored()).toMatchObject({ seatsLeft: 3, claims: {} })
  })

  test('makes a promotion due where somebody waits, and leaves a trace of a party that has waited', async () => {
    const offer = { ...aClaim(), offeredAt: now, until: now + HOUR }
    for (const [party, waited] of [
      ['accepted', { offer }],
      ['won', { wonAt: now }],
    ] as const) {
      room.clear()
      aClass()
      await take(aClaim(waited), undefined, { party })
      await change({ waiting: 1 })
      expect(await releaseClaim(context, ID, party, aClaim(waited))).toBe(true)
      expect(stored()).toMatchObject({ seatsLeft: 3, turnAt: now, left: { [party]: now } })
    }
  })

  test('gives up when the claim changes faster than it can be read', async () => {
    aClass()
    await take(aClaim({ partyChanges: 1 }))
    const { get } = store.sessions
    let read = 1
    store.sessions.get = (async (...input: Parameters<typeof get>) => {
      const row = await get(...input)
      await change({ claims: { [PARTY]: aClaim({ partyChanges: ++read }) } })
      return row
    }) as typeof get
    await expect(releaseClaim(context, ID, PARTY, aClaim())).rejects.toMatchObject({ code: 'BUSY' })
    expect(read).toBe(9)
  })
})

test('a party has waited when it was offered or drawn its places, by its claim or its booking', () => {
  expect(hasWaited({})).toBe(false)
  expect(hasWaited({ waitEvents: {} })).toBe(false)
  expect(hasWaited({ offer: {} as Offer })).toBe(true)
  expect(hasWaited({ wonAt: 0 })).toBe(true)
  expect(hasWaited({ waitEvents: { joined: { at: now, what: 'joined', reason: null } } })).toBe(true)
})

test('a session is read with the one claim that is asked for', async () => {
  aClass()
  await take()
  await take(aClaim({ attendees: people('other') }), undefined, { party: 'two' })
  expect(await readSession(store, ID, PARTY)).toMatchObject({ _id: ID, seatsLeft: 0, claim: aClaim() })
  expect(await readSession(store, ID, PARTY)).not.toHaveProperty('claims')
  expect(await readSession(store, ID, 'three')).toMatchObject({ claim: null })
  expect(await readSession(store, 'nowhere', PARTY)).toBeNull()
  await change({ spots: { s: 'x' }, closures: {} } as never)
  expect(await readSession(store, ID, PARTY)).toMatchObject({ spots: { s: 'x' }, closures: {} })
  expect(isOrderClaim(null)).toBe(false)
  expect(isOrderClaim(aClaim())).toBe(false)
})
