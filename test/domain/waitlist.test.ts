import { HOUR, MINUTE } from '@domain/time'
import { decidePromotion, type PromotionFacts, passedOver, waitlistOrder } from '@domain/waitlist/promotion'
import { offerUntil } from '@domain/waitlist/quiet-hours'
import fc from '../random'

const NOW = Date.parse('2026-07-08T10:00:00+08:00')
const party = (size: number, at: number) => ({ at: NOW + at, attendees: Array.from({ length: size }, () => 'x') })
const offer = (size: number, until: number) => ({ ...party(size, -HOUR), until: NOW + until })

function facts(change: Partial<PromotionFacts>): PromotionFacts {
  return {
    now: NOW,
    status: 'open',
    closesAt: NOW + 10 * HOUR,
    offerFor: 30 * MINUTE,
    seatsLeft: 0,
    waitlist: {},
    offers: {},
    ...change,
  }
}

test('a promotion with nothing to do is empty, and says when the next is due', () => {
  expect(decidePromotion(facts({}))).toMatchObject({
    offered: [],
    expired: [],
    closed: [],
    seatsLeftChange: 0,
    nextAt: null,
  })
  expect(decidePromotion(facts({ waitlist: { a: party(1, 0) } })).nextAt).toBe(NOW + 10 * HOUR)
  expect(decidePromotion(facts({ waitlist: { a: party(1, 0) }, offers: { b: offer(1, 5) } })).nextAt).toBe(NOW + 5)
})

test('free places go by arrival, and by id within the same millisecond', () => {
  const waitlist = { b: party(1, 5), c: party(1, 1), a: party(1, 5) }
  expect(waitlistOrder(waitlist).map(([id]) => id)).toEqual(['c', 'a', 'b'])
  expect(decidePromotion(facts({ waitlist, seatsLeft: 2 }))).toMatchObject({
    offered: ['c', 'a'],
    seatsLeftChange: -2,
    skipped: [],
  })
})

test('of equal arrivals the order of the document does not matter', () => {
  const ids = (waitlist: PromotionFacts['waitlist']) => waitlistOrder(waitlist).map(([id]) => id)
  expect(ids({ a: party(1, 5), b: party(1, 5), c: party(1, 5) })).toEqual(['a', 'b', 'c'])
  expect(ids({ c: party(1, 5), b: party(1, 5), a: party(1, 5) })).toEqual(['a', 'b', 'c'])
})

test('what a cancelled session holds is taken back at once, and nothing is offered', () => {
  const round = decidePromotion(
    facts({ status: 'cancelled', seatsLeft: 4, offers: { a: offer(2, HOUR) }, waitlist: { b: party(1, 0) } }),
  )
  expect(round).toMatchObject({
    expired: ['a'],
    closed: ['b'],
    reason: 'session-cancelled',
    offered: [],
    seatsLeftChange: 2,
    nextAt: null,
  })
})

test('after an offer the next look is at its deadline, or at the cut-off for those who still wait', () => {
  const waitlist = { a: party(1, 0), b: party(1, 1) }
  const first = decidePromotion(facts({ waitlist, seatsLeft: 1 }))
  expect(first).toMatchObject({ offered: ['a'], until: NOW + 30 * MINUTE, nextAt: NOW + 30 * MINUTE })
  // An offer that outlives the cut-off does not exist; the party behind it is looked at then.
  const late = decidePromotion(facts({ waitlist, seatsLeft: 1, closesAt: NOW + 10 * MINUTE }))
  expect(late).toMatchObject({ offered: ['a'], until: NOW + 10 * MINUTE, nextAt: NOW + 10 * MINUTE })
  // When everybody has an offer, only the offers end.
  const both = decidePromotion(facts({ waitlist, seatsLeft: 2, offers: { c: offer(1, 40 * MINUTE) } }))
  expect(both).toMatchObject({ offered: ['a', 'b'], nextAt: NOW + 30 * MINUTE })
})

describe('parties that became too large for the session', () => {
  const waitlist = { pair: party(2, 0), three: party(3, 1), one: party(1, 2), four: party(4, 3) }

  test.each<[string, Partial<PromotionFacts>, string[]]>([
    ['are those above the largest that can be offered', { largest: 2 }, ['three', 'four']],
    ['are none at the limit', { largest: 4 }, []],
    ['are none where no limit is known', {}, []],
    ['are not asked for while tickets wait for the draw', { largest: 2, held: true }, []],
    ['nor when booking is over, which ends every wait', { largest: 2, closesAt: NOW }, []],
    ['nor when the session is cancelled', { largest: 2, status: 'cancelled' }, []],
  ])('%s', (_what, change, expected) => {
    expect(decidePromotion(facts({ waitlist, ...change })).tooLarge).toEqual(expected)
  })

  test('are at most twenty in one round, in order', () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`w${n}`, party(2, n)]))
    const { tooLarge } = decidePromotion(facts({ waitlist: many, largest: 1 }))
    expect(tooLarge).toEqual(Array.from({ length: 20 }, (_, n) => `w${n}`))
  })
})

describe('who was passed over by an offer', () => {
  const made = (at: number, offeredAt: number, rank?: number) => ({
    ...party(1, at),
    ...(rank === undefined ? {} : { rank }),
    offeredAt: NOW + offeredAt,
  })

  test.each<[string, Parameters<typeof passedOver>[0], ReturnType<typeof made>, string[]]>([
    ['nobody, when nobody waits', {}, made(5, 10), []],
    ['those who came before, in order', { b: party(2, 2), a: party(3, 1) }, made(5, 10), ['a', 'b']],
    ['not those who came after', { a: party(2, 6) }, made(5, 10), []],
    ['of equal arrivals those before by id', { a: party(2, 5), z: party(2, 5) }, made(5, 10), ['a']],
    ['a ticket of a better rank', { t: { ...party(2, 9), rank: 1 } }, made(1, 10, 2), ['t']],
    ['who came at the moment of the offer', { t: { ...party(2, 10), rank: 1 } }, made(1, 10, 2), ['t']],
    ['not who came after the offer', { t: { ...party(2, 11), rank: 1 } }, made(1, 10, 2), []],
  ])('%s', (_what, waitlist, offer, expected) => {
    expect(passedOver(waitlist, 'offered', offer)).toEqual(expected)
  })
})

test('no more than twenty parties are expired or closed in one round', () => {
  const many = (count: number, of: (n: number) => [string, PromotionFacts['waitlist'][string]]) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => of(n)))
  const offers = Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`o${n}`, offer(1, 0)]))
  const over = { closesAt: NOW, waitlist: many(25, n => [`w${n}`, party(1, n)]) }
  expect(decidePromotion(facts({ ...over, offers })).expired).toHaveLength(20)
  expect(decidePromotion(facts({ ...over, offers })).closed).toHaveLength(0)
  const five = Object.fromEntries(Object.entries(offers).slice(0, 5))
  expect(decidePromotion(facts({ ...over, offers: five })).closed).toHaveLength(15)
})

test('a party that does not fit is skipped if a later one fits', () => {
  const waitlist = { big: party(3, 0), pair: party(2, 1), one: party(1, 2), last: party(3, 3) }
  expect(decidePromotion(facts({ waitlist, seatsLeft: 1 }))).toMatchObject({
    offered: ['one'],
    skipped: ['big', 'pair'],
  })
  expect(decidePromotion(facts({ waitlist: { big: party(3, 0) }, seatsLeft: 2 }))).toMatchObject({
    offered: [],
    skipped: [],
  })
})

test('an expired offer goes to the next party in the same round', () => {
  const turn = decidePromotion(
    facts({ offers: { old: offer(2, 0), fresh: offer(1, 1) }, waitlist: { a: party(2, 0) } }),
  )
  expect(turn).toMatchObject({
    expired: ['old'],
    reason: 'not-taken',
    offered: ['a'],
    seatsLeftChange: 0,
    nextAt: NOW + 1,
  })
})

test('an offer ends at the cut-off at the latest, and so does all waiting', () => {
  const waitlist = { a: party(1, 0) }
  expect(decidePromotion(facts({ waitlist, seatsLeft: 1, closesAt: NOW + 5 })).until).toBe(NOW + 5)
  const over = { waitlist, offers: { b: offer(1, HOUR) }, seatsLeft: 1 }
  expect(decidePromotion(facts({ ...over, closesAt: NOW }))).toMatchObject({
    expired: ['b'],
    closed: ['a'],
    offered: [],
    reason: 'booking-closed',
    nextAt: null,
  })
  expect(decidePromotion(facts({ ...over, status: 'cancelled' })).reason).toBe('session-cancelled')
})

test('a round is bounded and due again at once', () => {
  const waitlist = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`p${n}`, party(1, n)]))
  expect(decidePromotion(facts({ waitlist, seatsLeft: 100 })).offered).toHaveLength(20)
  const ended = decidePromotion(facts({ waitlist, closesAt: NOW }))
  expect([ended.closed.length, ended.nextAt]).toEqual([20, NOW])
})

test('invariants: places add up, no fitting party is skipped, and promotion terminates', () => {
  const entry = fc.record({ size: fc.integer({ min: 1, max: 4 }), at: fc.integer({ min: -50, max: 50 }) })
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 60 }),
      fc.array(fc.record({ size: fc.integer({ min: 1, max: 4 }), until: fc.integer({ min: -5, max: 5 }) }), {
        maxLength: 30,
      }),
      fc.integer({ min: 0, max: 12 }),
      (waiting, held, seats) => {
        let state = facts({
          seatsLeft: seats,
          waitlist: Object.fromEntries(waiting.map(({ size, at }, n) => [`w${n}`, party(size, at)])),
          offers: Object.fromEntries(held.map(({ size, until }, n) => [`o${n}`, offer(size, until)])),
        })
        const places = (of: PromotionFacts) =>
          of.seatsLeft + Object.values(of.offers).reduce((sum, { attendees }) => sum + attendees.length, 0)
        const all = places(state)
        for (let turns = 0; turns < 20; turns++) {
          const turn = decidePromotion(state)
          if (turn.offered.length + turn.expired.length === 0) break
          const { waitlist } = state
          const gone = [...turn.expired, ...turn.offered]
          const without = <E>(entries: Readonly<Record<string, E>>) =>
            Object.fromEntries(Object.entries(entries).filter(([id]) => !gone.includes(id)))
          const made = turn.offered.flatMap(id => {
            const entry = waitlist[id]
            return entry ? [[id, { ...entry, until: turn.until }] as const] : []
          })
          state = {
            ...state,
            seatsLeft: state.seatsLeft + turn.seatsLeftChange,
            waitlist: without(waitlist),
            offers: { ...without(state.offers), ...Object.fromEntries(made) },
          }
          expect(places(state)).toBe(all)
          expect(state.seatsLeft).toBeGreaterThanOrEqual(0)
        }
        for (const { attendees } of Object.values(state.waitlist)) {
          expect(attendees.length).toBeGreaterThan(state.seatsLeft)
        }
        expect(Object.values(state.offers).every(({ until }) => until > NOW)).toBe(true)
      },
    ),
  )
})

describe('quiet hours', () => {
  const at = (clock: string) => Date.parse(`2026-07-08T${clock}:00+08:00`)
  const next = (clock: string) => Date.parse(`2026-07-09T${clock}:00+08:00`)
  const FAR = next('20:00')

  test.each([
    ['before the night the clock runs at once', at('21:29'), FAR, at('21:59')],
    ['in the evening it starts in the morning', at('21:30'), FAR, next('08:00')],
    ['in the night as well', at('03:00'), FAR, at('08:00')],
    ['to the last minute', at('07:29'), FAR, at('08:00')],
    ['and after it the clock runs at once again', at('07:30'), FAR, at('08:00')],
    ['to the second', at('07:30') + 30_000, FAR, at('08:00') + 30_000],
    ['where booking closes soon after the night, until then', at('23:00'), next('07:45'), next('07:45')],
    ['where booking closes before the morning, the night does not count', at('23:00'), next('07:00'), at('23:30')],
    ['nor where it closes the moment the clock would start', at('23:00'), next('07:30'), at('23:30')],
    ['nor where it closes at once', at('23:00'), at('23:10'), at('23:10')],
  ])('%s', (_, now, closesAt, until) => {
    expect(offerUntil(now, 30 * MINUTE, closesAt)).toBe(until)
    const waitlist = { a: { at: now - 1, attendees: ['x'] } }
    expect(decidePromotion(facts({ now, closesAt, waitlist, seatsLeft: 1 }))).toMatchObject({ offered: ['a'], until })
  })
})
