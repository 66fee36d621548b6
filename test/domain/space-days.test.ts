import type { SpaceFacts } from '@domain/bookings/facts'
import type { Layout } from '@domain/offerings/layout'
import { availabilityAt } from '@domain/spaces/availability'
import { type ChoiceFacts, endChoices, startChoices } from '@domain/spaces/choices'
import { decideClosure } from '@domain/spaces/closure'
import { HOUR } from '@domain/time'

const OPENS = Date.parse('2026-07-08T08:00:00+08:00')
const at = (slots: number) => OPENS + slots * HOUR
const HOURS = { startsAt: OPENS, endsAt: at(4) }
/** Two seats and one for people on site; four slots of an hour, one or two per booking. */
const LAYOUT: Layout = {
  units: [
    { id: 'a', label: '1 号座' },
    { id: 'b', label: '2 号座' },
    { id: 'r', label: '现场座', reserve: true },
  ],
  choose: true,
  slot: HOUR,
  minSlots: 1,
  maxSlots: 2,
  gapSlots: 0,
}
const WHOLE = { ...LAYOUT, slot: null }

describe('what is free', () => {
  const spots = { 'a-1': 'x', 'b-1': 'y', 'a-2': 'x', 'r-3': 'z' }
  test.each([
    ['before opening', at(0) - 1, { now: null, left: 5 }],
    ['at the opening', at(0), { now: 2, left: 3 }],
    ['while all is taken', at(1), { now: 0, left: 3 }],
    ['in the third slot', at(3) - 1, { now: 1, left: 2 }],
    ['in the last slot', at(4) - 1, { now: 2, left: 0 }],
    ['at closing time', at(4), { now: null, left: 0 }],
    ['long after', at(9), { now: null, left: 0 }],
  ])('%s', (_when, moment, expected) => {
    expect(availabilityAt(LAYOUT, HOURS, spots, moment)).toEqual(expected)
  })

  test('of units for the whole time is what nobody holds, until it begins', () => {
    const left = (moment: number, held: Record<string, string>) => availabilityAt(WHOLE, HOURS, held, moment)
    expect(left(at(0) - 1, {})).toEqual({ now: null, left: 2 })
    expect(left(at(0) - 1, { a: 'x', r: 'y' })).toEqual({ now: null, left: 1 })
    expect(left(at(0), {})).toEqual({ now: null, left: 0 })
  })
})

describe('what can be chosen', () => {
  const rules = { opensBefore: 3 * HOUR, closesBefore: 0 } as ChoiceFacts['rules']
  const facts = (change: Partial<ChoiceFacts> = {}): ChoiceFacts => ({
    ...{ layout: LAYOUT, hours: HOURS, status: 'open', rules, spots: {}, closures: {} },
    ...change,
  })

  test('is each start by its state, as long as the shortest booking ends before closing', () => {
    const layout = { ...LAYOUT, minSlots: 2 }
    const spots = { 'a-1': 'x', 'b-2': 'y' }
    expect(startChoices(facts({ layout, spots }), at(-1))).toEqual([
      { startsAt: at(0), endsAt: at(2), free: 1, state: 'free' },
      { startsAt: at(1), endsAt: at(3), free: 0, state: 'full' },
      { startsAt: at(2), endsAt: at(4), free: 1, state: 'free' },
    ])
    expect(startChoices(facts(), at(-1) - 1).map(({ state }) => state)).toEqual(['free', 'free', 'early', 'early'])
    expect(startChoices(facts(), at(1)).map(({ state }) => state)).toEqual(['past', 'past', 'free', 'free'])
    expect(startChoices(facts({ status: 'cancelled' }), at(0)).map(({ state }) => state)).not.toContain('free')
    expect(startChoices(facts({ layout: { ...LAYOUT, minSlots: 6 } }), at(0))).toEqual([])
  })

  test('is each end up to the longest booking, closing time, and the next booking of all units', () => {
    expect(endChoices(facts(), at(0))).toEqual([at(1), at(2)])
    expect(endChoices(facts(), at(3))).toEqual([at(4)])
    expect(endChoices(facts({ layout: { ...LAYOUT, minSlots: 2, maxSlots: 3 } }), at(0))).toEqual([at(2), at(3)])
    expect(endChoices(facts({ spots: { 'a-1': 'x' } }), at(0))).toEqual([at(1), at(2)])
    expect(endChoices(facts({ spots: { 'a-1': 'x', 'b-1': 'y' } }), at(0))).toEqual([at(1)])
  })

  test('is the whole time only, where there are no slots', () => {
    const whole = facts({ layout: WHOLE, spots: { a: 'x' } })
    expect(startChoices(whole, at(-1))).toEqual([{ ...HOURS, free: 1, state: 'free' }])
    expect(endChoices(whole, at(0))).toEqual([at(4)])
  })
})

describe('closing a part of a day', () => {
  const closures = { lamp: { reason: '在修灯' }, paint: { reason: '刷墙' } }
  const close = (change: Partial<SpaceFacts> = {}) =>
    decideClosure({
      ...{ layout: LAYOUT, hours: HOURS, span: { startsAt: at(0), endsAt: at(2) }, unitId: 'a', spots: {}, closures },
      ...change,
    })
  const refused = (code: string, detail: unknown) => ({ refusal: { code, detail } })
  const span = (from: number, to: number) => ({ span: { startsAt: at(from), endsAt: at(to) } })

  test.each<[string, Partial<SpaceFacts>, unknown]>([
    ['one seat', {}, { spots: ['a-0', 'a-1'] }],
    ['all seats of the app', { unitId: null }, { spots: ['a-0', 'a-1', 'b-0', 'b-1'] }],
    ['no time for cleaning beside it', { layout: { ...LAYOUT, gapSlots: 1 } }, { spots: ['a-0', 'a-1'] }],
    ['only what is not closed yet', { spots: { 'a-0': 'lamp' } }, { spots: ['a-1'] }],
    ['beside bookings of other seats and times', { spots: { 'b-0': 'x', 'a-2': 'y' } }, { spots: ['a-0', 'a-1'] }],
    ['a seat for the whole time', { layout: WHOLE, span: HOURS }, { spots: ['a'] }],
    ['what is booked', { spots: { 'a-1': 'x' } }, refused('SPOTS_BOOKED', { bookings: 1 })],
    [
      'what two have booked, one of them for two slots',
      { unitId: null, spots: { 'a-0': 'x', 'a-1': 'x', 'b-1': 'y', 'b-0': 'lamp' } },
      refused('SPOTS_BOOKED', { bookings: 2 }),
    ],
    [
      'what is closed already',
      { spots: { 'a-0': 'lamp', 'a-1': 'paint' } },
      refused('SPOT_CLOSED', { unit: null, reason: '在修灯' }),
    ],
    ['a seat that is not there', { unitId: 'z' }, refused('UNIT_NOT_FOUND', null)],
    ['the seat for people on site', { unitId: 'r' }, refused('UNIT_NOT_FOUND', null)],
    ['half a slot', span(0, 1.5), refused('SPAN_OFF_GRID', { slot: HOUR })],
    ['beyond the day', span(3, 5), refused('OUTSIDE_HOURS', { opensAt: at(0), closesAt: at(4) })],
  ])('%s', (_what, change, expected) => {
    expect(close(change)).toEqual(expected)
  })
})
