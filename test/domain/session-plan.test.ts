import type { Dish } from '@domain/canteen/menu'
import type { PriceRules } from '@domain/canteen/price-rules'
import type { Layout } from '@domain/offerings/layout'
import { type PlanFault, planFaults, type SessionPlan } from '@domain/sessions/plan'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { newSession } from '../../cloudfunctions/lib/catalogue/new-session'
import { aDay, aSession, aSitting, units } from '../../worlds/fixtures/index'

const NOW = Date.parse('2026-07-01T02:00:00Z')
const layout = aDay(NOW).layout ?? null
const plan = (change: Partial<SessionPlan> = {}, rules: Partial<SessionPlan['rules']> = {}): SessionPlan => {
  const session = aSession(NOW)
  return { ...session, ...change, rules: { ...session.rules, ...rules } }
}
const ballot = { drawBefore: DAY }
const series = { id: 'summer', mode: 'both' as const }
const { sitting } = aSitting(NOW)
/** A sitting whose first dish is another. */
const menu = (dish: Partial<Dish>, picks = sitting.menu.picks) => {
  const dishes = sitting.menu.dishes.map((was, n) => (n === 0 ? { ...was, ...dish } : was))
  return plan({ kind: 'meal', sitting: { ...sitting, menu: { dishes, picks } } })
}
const prices = (change: Partial<PriceRules>) =>
  plan({ kind: 'meal', sitting: { ...sitting, prices: { ...sitting.prices, ...change } } })
/** Ninety minutes of seats: three slots. */
const seats = (change: Partial<Layout> = {}) => plan({ kind: 'seat', layout: layout && { ...layout, ...change } })
const ages = (ageMin: number, ageMax: number) => ({ ageMin, ageMax, accompanied: 'no' as const })

test.each<[string, PlanFault[], SessionPlan]>([
  ['an ordinary class', [], plan()],
  ['a ballot', [], plan({}, { ballot, opensBefore: 7 * DAY, closesBefore: HOUR })],
  ['a course', [], plan({ series })],
  ['a day of seats', [], plan({ kind: 'seat', layout })],
  ['a meal sitting', [], plan({ kind: 'meal', sitting })],
  ['a dish whose allergens nobody has stated', ['menu'], menu({ allergens: null })],
  ['a wild mushroom', ['menu'], menu({ name: '见手青炒肉' })],
  ['one dish twice', ['menu'], menu({ name: '鳝鱼 米线' })],
  ['a course with fewer dishes than a meal needs', ['menu'], menu({ course: 'soup' }, { meat: 2 })],
  ['a cap of a dish that every meal includes', ['menu'], menu({ course: 'vegetable', cap: 10 })],
  ['a surcharge for one', ['menu'], menu({ course: 'vegetable', cap: null, surcharge: 100 })],
  ['a tier that does not add up', ['prices'], prices({ list: 1300 })],
  ['an amount of half a fen', ['prices'], prices({ charity: 399.5 })],
  ['one that ends before it starts', ['times'], plan({ endsAt: NOW })],
  ['one that ends when it starts', ['times'], plan({ startsAt: NOW, endsAt: NOW })],
  ['one of a whole day', [], plan({ startsAt: NOW, endsAt: NOW + DAY })],
  ['one of more than a day', ['times'], plan({ startsAt: NOW, endsAt: NOW + DAY + 1 })],
  ['one without places', ['places'], plan({ capacity: 0 })],
  ['one with one place', [], plan({ capacity: 1 })],
  ['a reserve of all places', [], plan({ reserve: 10 })],
  ['a reserve larger than the capacity', ['places'], plan({ reserve: 11 })],
  ['a reserve below nothing', ['places'], plan({ reserve: -1 })],
  [
    'a family class for one',
    ['party'],
    plan({}, { audience: { ...ages(3, 6), accompanied: 'together' }, partyMax: 1 }),
  ],
  ['contradictory ages', ['ages'], plan({}, { audience: ages(12, 6) })],
  ['one year of age', [], plan({}, { audience: ages(6, 6) })],
  ['booking that closes before it opens', ['window'], plan({}, { opensBefore: HOUR, closesBefore: HOUR })],
  ['booking that closes after the end', ['window'], plan({}, { closesBefore: -2 * HOUR })],
  ['a draw before anybody can register', ['draw-too-early'], plan({}, { ballot, opensBefore: DAY })],
  ['a draw after booking has closed', ['draw-too-late'], plan({}, { ballot, closesBefore: 2 * DAY })],
  ['a draw after the start', ['draw-too-late'], plan({}, { ballot: { drawBefore: -MINUTE } })],
  ['a ballot of seats', ['draw-of-spaces'], plan({ kind: 'seat', layout }, { ballot })],
  ['a ballot of a course', ['draw-of-series'], plan({ series }, { ballot })],
  ['seats without numbers', ['layout'], plan({ kind: 'seat' })],
  ['a class with numbers', ['layout'], plan({ layout })],
  ['two seats of one number', ['layout'], seats({ units: [...units('s', 1), ...units('s', 1)] })],
  ['no seat', ['layout'], seats({ units: [] })],
  ['bookings of the whole time', [], seats({ minSlots: 3, maxSlots: 3 })],
  ['bookings longer than that', ['layout'], seats({ minSlots: 4, maxSlots: 4 })],
  ['bookings of no time', ['layout'], seats({ minSlots: 0 })],
  ['bookings at least longer than the longest', ['layout'], seats({ minSlots: 2, maxSlots: 1 })],
  ['a gap below nothing', ['layout'], seats({ gapSlots: -1 })],
  ['seats for the whole session', [], seats({ slot: null, minSlots: 1, maxSlots: 1 })],
  ['slots of no time', ['layout'], seats({ slot: 0 })],
  ['a course of days', ['series-of-spaces'], plan({ kind: 'seat', layout, series })],
])('faults of a plan: %s: %j', (_what, faults, candidate) => {
  expect(planFaults(candidate)).toEqual(faults)
})

test('a plan with faults is rejected', () => {
  const session = aSession(NOW)
  expect(() => newSession({ ...session, rules: { ...session.rules, ballot }, series })).toThrow('draw-of-series')
})

test('seats left, the draw and the finalization are derived from the plan', () => {
  const startsAt = NOW + 3 * DAY
  const endsAt = startsAt + 90 * MINUTE
  expect(newSession({ ...aSession(NOW), capacity: 12, reserve: 2 })).toMatchObject({
    seatsLeft: 10,
    settleAt: endsAt + 30 * MINUTE,
  })
  expect(newSession({ ...aSession(NOW), rules: plan({}, { ballot }).rules })).toMatchObject({ drawAt: startsAt - DAY })
  const day = aDay(NOW, { layout: { units: units('s', 3) } })
  // Twelve slots of three seats; the first bookings end half an hour after opening.
  expect(newSession(day)).toMatchObject({ capacity: 36, seatsLeft: 36, settleAt: day.startsAt + 30 * MINUTE })
})
