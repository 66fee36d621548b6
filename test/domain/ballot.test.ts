import { createHash, createHmac } from 'node:crypto'
import { draw, drawKeyOf, lotOf, seedHashOf, type Ticket } from '@domain/ballot/draw'
import { BALLOT_FORM, CLOSED_BALLOT_FORM, type PublishedBallot } from '@domain/ballot/published'
import { verifyBallot } from '@domain/ballot/verify'
import { waitlistOrder } from '@domain/waitlist/promotion'
import fc from '../random'

const tickets = fc.uniqueArray(
  fc.record({ id: fc.stringMatching(/^[a-z2-7]{20}$/), places: fc.integer({ min: 1, max: 4 }) }),
  { selector: ({ id }) => id, maxLength: 40 },
)
const idsOf = (list: readonly Ticket[]) => list.map(({ id }) => id)

test('an independent implementation computes the same order, whatever the order of the tickets', () => {
  fc.assert(
    fc.property(fc.string(), tickets, fc.nat(30), (seed, list, places) => {
      const numberOf = (id: string) => createHmac('sha256', seed).update(id).digest('hex')
      const expected = idsOf(list).sort((a, b) => (numberOf(a) < numberOf(b) ? -1 : 1))
      const drawn = draw(seed, list, places)
      expect(idsOf(drawn.order)).toEqual(expected)
      expect(draw(seed, [...list].reverse(), places)).toEqual(drawn)
      expect(idsOf(drawn.order).sort()).toEqual(idsOf(list).sort())
    }),
  )
  expect(seedHashOf('玉溪')).toBe(createHash('sha256').update('玉溪').digest('hex'))
})

test('a party gets all of its places or none, and places are left only when no later party fits', () => {
  fc.assert(
    fc.property(fc.string(), tickets, fc.nat(30), (seed, list, places) => {
      const { order, winners } = draw(seed, list, places)
      const won = new Set(winners)
      expect(winners).toEqual(idsOf(order).filter(id => won.has(id)))
      let left = places
      for (const { id, places: wanted } of order) {
        expect(won.has(id)).toBe(wanted <= left)
        if (won.has(id)) left -= wanted
      }
      expect(left).toBeGreaterThanOrEqual(0)
    }),
  )
})

/** Upper bound of chi-square at p = 0.001 (Wilson-Hilferty approximation). */
function bound(degrees: number): number {
  const part = 2 / (9 * degrees)
  return degrees * (1 - part + 3.09 * Math.sqrt(part)) ** 3
}

test('every ticket gets every position equally often, and so does every order of three tickets', () => {
  const list = Array.from({ length: 10 }, (_, n) => ({ id: `ticket-${n}`, places: 1 }))
  const seeds = 5000
  const places = list.map(() => list.map(() => 0))
  const orders = new Map<string, number>()
  for (let n = 0; n < seeds; n++) {
    const { order } = draw(createHash('sha256').update(`master-${n}`).digest('hex'), list, 3)
    for (const [at, { id }] of order.entries()) {
      const row = places[Number(id.slice(7))] ?? []
      row[at] = (row[at] ?? 0) + 1
    }
    const three = idsOf(order)
      .filter(id => Number(id.slice(7)) < 3)
      .join()
    orders.set(three, (orders.get(three) ?? 0) + 1)
  }
  const chi = (counts: number[], expected: number) =>
    counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  expect(chi(places.flat(), seeds / 10)).toBeLessThan(bound(81))
  expect(chi([...orders.values()], seeds / 6)).toBeLessThan(bound(5))
  expect(orders.size).toBe(6)
})

test('a family’s ticket has the same chance as a single person’s', () => {
  const list = [{ id: 'family', places: 4 }, ...Array.from({ length: 9 }, (_, n) => ({ id: `one-${n}`, places: 1 }))]
  const first = Array.from({ length: 5000 }, (_, n) => draw(`seed-${n}`, list, 4)).filter(
    ({ winners }) => winners[0] === 'family',
  )
  expect(Math.abs(first.length - 500)).toBeLessThan(3.3 * Math.sqrt(5000 * 0.1 * 0.9))
  expect(first.every(({ winners }) => winners.length === 1)).toBe(true)
})

test('a lot depends only on household, session and seed, not on anything a client sends', () => {
  const lot = lotOf('seed', 'session', 'account')
  expect(lot).toBe(createHmac('sha256', 'seed').update('session.account').digest('hex').slice(0, 24))
  const others = [lotOf('another', 'session', 'account'), lotOf('seed', 'b', 'account'), lotOf('seed', 'session', 'b')]
  expect(new Set([lot, ...others]).size).toBe(4)
  expect(drawKeyOf('seed', 'closing')).toBe(createHash('sha256').update('seed.closing').digest('hex'))
})

test('the seed alone does not determine the winners: every closing gives another order', () => {
  const list = Array.from({ length: 10 }, (_, n) => ({
    id: `t${n}`,
    places: 1,
    lot: lotOf('seed', 'session', `a${n}`),
  }))
  const firsts = Array.from({ length: 2000 }, (_, n) => draw(drawKeyOf('seed', `closing ${n}`), list, 1).winners[0])
  const counts = list.map(({ id }) => firsts.filter(first => first === id).length)
  expect(counts.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0)).toBeLessThan(bound(9))
})

describe('a published list of the second version', () => {
  const [seed, closing] = ['a seed', 'a closing']
  const list = Array.from({ length: 20 }, (_, n) => ({ id: `t${n}`, places: 1, lot: lotOf(seed, 's', `account-${n}`) }))
  const { order, winners } = draw(drawKeyOf(seed, closing), list, 9)
  const drawn = { at: 1, seed, closing, places: 9, tickets: list, order: idsOf(order), winners }
  const published: PublishedBallot = {
    form: CLOSED_BALLOT_FORM,
    sessionId: 's',
    title: '书法',
    startsAt: 2,
    drawDueAt: 1,
    waiting: 0,
    cancelled: false,
    seedHash: seedHashOf(seed),
    drawn,
  }
  const [first, ...others] = list as [(typeof list)[number], ...typeof list]
  const wrongOf = (change: Partial<PublishedBallot>, inDraw: object = {}) => {
    const checks = verifyBallot({ ...published, ...change, drawn: { ...drawn, ...inDraw } })
    return Object.entries(checks ?? {}).flatMap(([check, holds]) => (holds ? [] : [check]))
  }

  test.each<[string, Partial<PublishedBallot>, object, string[]]>([
    ['unchanged', {}, {}, []],
    ['with another closing', {}, { closing: 'b closing' }, ['order', 'winners']],
    ['without its closing', {}, { closing: undefined }, ['seed', 'order', 'winners']],
    ['labelled as the first version', { form: BALLOT_FORM }, {}, ['seed', 'tickets', 'order', 'winners']],
    [
      'with a household that stands twice',
      {},
      { tickets: [{ ...first, lot: others[0]?.lot }, ...others] },
      ['tickets'],
    ],
    ['with a ticket without a lot', {}, { tickets: [{ id: first.id, places: 1 }, ...others] }, ['tickets']],
    ['with a chosen lot', {}, { tickets: [{ ...first, lot: lotOf(seed, 's', 'x') }, ...others] }, ['order']],
  ])('%s', (_, change, inDraw, wrong) => {
    const found = wrongOf(change, inDraw)
    expect(found).toEqual(wrong.length === 0 ? [] : expect.arrayContaining(wrong))
  })
})

describe('a published list', () => {
  const list = Array.from({ length: 20 }, (_, n) => ({ id: `t${n}`, places: 1 + (n % 2) }))
  const seed = 'a seed'
  const { order, winners } = draw(seed, list, 9)
  const drawn = { at: 1, seed, places: 9, tickets: list, order: idsOf(order), winners }
  const published: PublishedBallot = {
    form: BALLOT_FORM,
    sessionId: 's',
    title: '书法',
    startsAt: 2,
    drawDueAt: 1,
    waiting: 0,
    cancelled: false,
    seedHash: seedHashOf(seed),
    drawn,
  }
  const [first = '', second = ''] = drawn.order

  test('is valid unchanged, and cannot be verified before the draw', () => {
    expect(verifyBallot(published)).toEqual({ seed: true, tickets: true, order: true, winners: true })
    expect(verifyBallot({ ...published, drawn: null })).toBeNull()
  })

  test.each<[string, Partial<PublishedBallot>, Partial<NonNullable<PublishedBallot['drawn']>>, string[]]>([
    ['another seed', {}, { seed: 'b seed' }, ['seed', 'order', 'winners']],
    ['a seed hash changed afterwards', { seedHash: seedHashOf('b seed') }, {}, ['seed']],
    ['no seed hash', { seedHash: null }, {}, ['seed']],
    ['a removed ticket', {}, { tickets: list.filter(({ id }) => id !== first) }, ['order', 'winners']],
    ['two swapped tickets', {}, { order: [second, first, ...drawn.order.slice(2)] }, ['order']],
    ['an added winner', {}, { winners: [...winners, drawn.order.at(-1) ?? ''] }, ['winners']],
    ['an added place', {}, { places: 12 }, ['winners']],
    ['a duplicate ticket', {}, { tickets: [...list, ...list.slice(0, 1)] }, ['tickets', 'order']],
  ])('%s is detected', (_, change, inDraw, wrong) => {
    const checks = verifyBallot({ ...published, ...change, drawn: { ...drawn, ...inDraw } })
    const found = Object.entries(checks ?? {}).filter(([, holds]) => !holds)
    expect(found.map(([check]) => check)).toEqual(expect.arrayContaining(wrong))
  })
})

test('the waitlist is ordered by ballot rank first; parties that joined later come after', () => {
  const party = (at: number, rank?: number) => ({ at, attendees: ['x'], ...(rank === undefined ? {} : { rank }) })
  const waitlist = { late: party(5), third: party(1, 9), first: party(3, 2), later: party(6), second: party(2, 4) }
  expect(waitlistOrder(waitlist).map(([id]) => id)).toEqual(['first', 'second', 'third', 'late', 'later'])
})
