import { decideBooking } from '@domain/bookings/decide'
import type { SpaceFacts } from '@domain/bookings/facts'
import { checkGap } from '@domain/bookings/rules/gap'
import { freeUnits } from '@domain/bookings/rules/spots'
import type { Refusal } from '@domain/errors'
import { type Layout, spotsOf } from '@domain/offerings/layout'
import { HOUR, MINUTE } from '@domain/time'
import { bookingFacts, START } from './support/bookings'

/** Two seats and one for people on site, in half hours from the start, four hours and twenty minutes long. */
const LAYOUT: Layout = {
  units: [
    { id: 'a', label: '1 号座' },
    { id: 'b', label: '2 号座' },
    { id: 'r', label: '现场座', reserve: true },
  ],
  choose: true,
  slot: 30 * MINUTE,
  minSlots: 2,
  maxSlots: 4,
  gapSlots: 0,
}
const HOURS = { startsAt: START, endsAt: START + 4 * HOUR + 20 * MINUTE }

interface Wish {
  layout?: Partial<Layout>
  /** Of the span, in half hours from the start. */
  from?: number
  to?: number
  unit?: string | null
  spots?: Record<string, string>
  closures?: SpaceFacts['closures']
  waiting?: number
}

function space({ layout = {}, from = 0, to = 2, unit = 'a', spots = {}, closures = {} }: Wish): SpaceFacts {
  const at = (slots: number) => START + slots * 30 * MINUTE
  const span = { startsAt: at(from), endsAt: at(to) }
  return { layout: { ...LAYOUT, ...layout }, hours: HOURS, span, unitId: unit, spots, closures }
}

function decide(wish: Wish): Refusal | null {
  const facts = space(wish)
  const session = { ...facts.span, layout: facts.layout, seatsLeft: 0, waiting: wish.waiting ?? 0 }
  return decideBooking(bookingFacts({ session, space: facts }))
}

const CLOSED = { closed: { reason: '在修灯' } }
const WHOLE = { slot: null }

test.each<[string, Wish, Refusal | null]>([
  ['two slots of a free seat', {}, null],
  ['the longest span, to the last whole slot of the day', { from: 4, to: 8 }, null],
  ['another seat, while the first is taken', { unit: 'b', spots: { 'a-0': 'x' } }, null],
  ['a seat that is taken before and after', { from: 2, to: 4, spots: { 'a-1': 'x', 'a-4': 'y' } }, null],
  ['an uneven start', { from: 0.5, to: 2 }, { code: 'SPAN_OFF_GRID', detail: { slot: 30 * MINUTE } }],
  ['an uneven end', { to: 2.5 }, { code: 'SPAN_OFF_GRID', detail: { slot: 30 * MINUTE } }],
  ['an end before the start', { from: 4, to: 2 }, { code: 'SPAN_OFF_GRID', detail: { slot: 30 * MINUTE } }],
  ['no time at all', { from: 2, to: 2 }, { code: 'SPAN_OFF_GRID', detail: { slot: 30 * MINUTE } }],
  [
    'before opening',
    { from: -1, to: 1 },
    { code: 'OUTSIDE_HOURS', detail: { opensAt: START, closesAt: START + 4 * HOUR } },
  ],
  [
    'into the rest of the day',
    { from: 7, to: 9 },
    { code: 'OUTSIDE_HOURS', detail: { opensAt: START, closesAt: START + 4 * HOUR } },
  ],
  ['less than two slots', { to: 1 }, { code: 'SPAN_TOO_SHORT', detail: { min: HOUR } }],
  ['more than four slots', { to: 5 }, { code: 'SPAN_TOO_LONG', detail: { max: 2 * HOUR } }],
  ['no seat, where one has to be chosen', { unit: null }, { code: 'UNIT_NEEDED', detail: null }],
  ['no room, where there is but one', { unit: null, layout: { units: LAYOUT.units.slice(0, 1) } }, null],
  ['any berth, while one is free', { unit: null, layout: { choose: false }, spots: { 'a-1': 'x' } }, null],
  [
    'any berth, while all are taken',
    { unit: null, layout: { choose: false }, spots: { 'a-1': 'x', 'b-0': 'y' } },
    { code: 'SPOT_TAKEN', detail: { unit: null, free: 0 } },
  ],
  [
    'any berth, while all are closed',
    { unit: null, layout: { choose: false }, spots: { 'a-1': 'closed', 'b-0': 'closed' }, closures: CLOSED },
    { code: 'SPOT_CLOSED', detail: { unit: null, reason: '在修灯' } },
  ],
  [
    'any berth, while one is closed and one is taken',
    { unit: null, layout: { choose: false }, spots: { 'a-1': 'closed', 'b-0': 'y' }, closures: CLOSED },
    { code: 'SPOT_TAKEN', detail: { unit: null, free: 0 } },
  ],
  [
    'any berth, while all are closed, one of them before a booking',
    {
      unit: null,
      layout: { choose: false },
      spots: { 'a-0': 'closed', 'a-1': 'x', 'b-0': 'closed', 'b-1': 'closed' },
      closures: CLOSED,
    },
    { code: 'SPOT_CLOSED', detail: { unit: null, reason: '在修灯' } },
  ],
  ['a seat that is not there', { unit: 'z' }, { code: 'UNIT_NOT_FOUND', detail: null }],
  ['the seat for people on site', { unit: 'r' }, { code: 'UNIT_NOT_FOUND', detail: null }],
  ['a seat that is taken', { spots: { 'a-1': 'x' } }, { code: 'SPOT_TAKEN', detail: { unit: '1 号座', free: 1 } }],
  [
    'a seat that is taken, and so is the other',
    { spots: { 'a-1': 'x', 'b-1': 'y' } },
    { code: 'SPOT_TAKEN', detail: { unit: '1 号座', free: 0 } },
  ],
  [
    'a seat that is closed',
    { spots: { 'a-0': 'x', 'a-1': 'closed' }, closures: CLOSED },
    { code: 'SPOT_CLOSED', detail: { unit: '1 号座', reason: '在修灯' } },
  ],
])('a space: %s', (_what, wish, expected) => {
  expect(decide(wish)).toEqual(expected)
})

test.each<[string, { startsAt: number; endsAt: number }, Refusal | null]>([
  ['for the whole time', HOURS, null],
  ['not from a later start', { ...HOURS, startsAt: START + HOUR }, { code: 'SPAN_OFF_GRID', detail: { slot: null } }],
  ['not to an earlier end', { ...HOURS, endsAt: START + HOUR }, { code: 'SPAN_OFF_GRID', detail: { slot: null } }],
])('a unit without slots is booked %s', (_what, span, expected) => {
  const facts = { ...space({ layout: WHOLE }), span }
  const session = { ...span, layout: facts.layout, seatsLeft: 0 }
  expect(decideBooking(bookingFacts({ session, space: facts }))).toEqual(expected)
  expect(spotsOf(facts.layout, HOURS, 'a', span)).toEqual(['a'])
})

describe('the time for cleaning', () => {
  const gap = { gapSlots: 2 }
  const needed = (endBy: number): Refusal => ({
    code: 'GAP_NEEDED',
    detail: { gap: HOUR, endBy: START + endBy * 30 * MINUTE },
  })

  test.each<[string, Wish, Refusal | null]>([
    ['free after the span', { layout: gap, spots: { 'a-4': 'x' } }, null],
    ['cut off at closing time', { layout: gap, from: 5, to: 8 }, null],
    ['too short by half', { layout: gap, to: 3, spots: { 'a-4': 'x' } }, needed(2)],
    ['missing', { layout: gap, to: 4, spots: { 'a-4': 'x' } }, needed(2)],
    [
      'too short for the shortest booking',
      { layout: gap, spots: { 'a-2': 'x' } },
      { code: 'SPOT_TAKEN', detail: { unit: '1 号座', free: 1 } },
    ],
    [
      'of no matter where the span itself is taken',
      { layout: gap, to: 3, spots: { 'a-1': 'x', 'a-4': 'y' } },
      { code: 'SPOT_TAKEN', detail: { unit: '1 号座', free: 1 } },
    ],
    [
      'known of the only unit, though none is named',
      { layout: { ...gap, units: LAYOUT.units.slice(0, 1) }, unit: null, to: 3, spots: { 'a-4': 'x' } },
      needed(2),
    ],
    [
      'known of the only unit of the app, beside one for people on site',
      { layout: { ...gap, units: LAYOUT.units.slice(1) }, unit: null, to: 3, spots: { 'b-4': 'x' } },
      needed(2),
    ],
    [
      'of no matter for any of several',
      { layout: { ...gap, choose: false }, unit: null, to: 3, spots: { 'a-4': 'x' } },
      null,
    ],
  ])('%s', (_what, wish, expected) => {
    expect(decide(wish)).toEqual(expected)
  })

  test('does not exist where there are no slots, or no gap', () => {
    expect(checkGap(space({ layout: { ...gap, slot: null }, spots: { a: 'x' } }))).toBeNull()
    expect(checkGap(space({ to: 3, spots: { 'a-3': 'x' } }))).toBeNull()
  })
})

test('units that are free for the whole span are those of the app', () => {
  expect(freeUnits(space({})).map(({ id }) => id)).toEqual(['a', 'b'])
  expect(freeUnits(space({ spots: { 'b-1': 'x' } })).map(({ id }) => id)).toEqual(['a'])
})
