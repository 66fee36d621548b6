import { aCentre, aSitting } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { delivery, dineIn, ROUND, wish } from '../support/orders'
import type { TestCloud } from '../support/test-cloud'
import { openCanteen } from './support'

/** Many people order the last portions at once. */

const now = cloudNow()
let cloud: TestCloud

beforeEach(async () => {
  cloud = openTestCloud()
  await openCanteen(cloud, {})
})

const PEOPLE = 500
const rush = () =>
  Promise.all(
    Array.from({ length: PEOPLE }, (_, n) => {
      const ask = [dineIn, wish, delivery][n % 3] ?? wish
      return cloud.codeOf(`person-${n}`, 'order.create', ask({ sessionId: 'rush' }))
    }),
  )
const sittingOfRush = () => {
  const { sitting } = aSitting(now)
  const dishes = sitting.menu.dishes.map(dish => (dish.id === 'pork' ? { ...dish, cap: 60 } : dish))
  return aSitting(now, {
    _id: 'rush',
    capacity: 400,
    sitting: {
      menu: { ...sitting.menu, dishes },
      seatings: sitting.seatings.map(seating => ({ ...seating, seats: 30 })),
      rounds: [{ ...ROUND, places: 15 }],
    },
  })
}
const afterRush = async () => (await cloud.stored('sessions', { _id: 'rush' }))[0]

test('of 500 people on the last 60 portions in all modes, exactly 60 get one, and nobody refused holds a seat or a place', async () => {
  await cloud.seed({ sessions: [sittingOfRush()] })
  const codes = await rush()
  expect(codes.filter(code => code !== 'OK' && code !== 'ORDER_SOLD_OUT')).toEqual([])
  expect(codes.filter(code => code === 'OK')).toHaveLength(60)
  const { claims = {}, counters = {}, seatsLeft } = (await afterRush()) ?? {}
  expect([Object.keys(claims).length, counters['dish-pork'], seatsLeft]).toEqual([60, 0, 340])
  const held = (mode: string) => Object.values(claims).filter(({ order }) => order?.mode === mode).length
  expect(counters).toMatchObject({ 'seat-noon': 30 - held('dine-in'), 'round-lake': 15 - held('delivery') })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('the guard is what prevents it: without the conditions on the counters, portions are oversold', async () => {
  cloud = openTestCloud(store => ({
    ...store,
    sessions: {
      ...store.sessions,
      update: (where, change) =>
        store.sessions.update(
          Object.fromEntries(Object.entries(where).filter(([path]) => !path.startsWith('counters.'))),
          change,
        ),
    },
  }))
  await cloud.seed({ centres: [aCentre()], sessions: [sittingOfRush()] })
  expect((await rush()).filter(code => code === 'OK').length).toBeGreaterThan(60)
  expect((await invariantViolations(cloud)).filter(line => line.includes('oversold'))).not.toEqual([])
})
