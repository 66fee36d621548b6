import { countOrders, kitchenMismatch } from '@domain/canteen/kitchen-count'
import { aSitting } from '../../worlds/fixtures/index'

const { sitting } = aSitting(Date.parse('2026-07-01T02:00:00Z'))
const meals = [{ dishes: ['pork'] }, { dishes: ['eel'] }]
const ORDERS = [
  { bookingId: 'one', mode: 'dine-in' as const, seatingId: 'noon', roundId: null, meals },
  { bookingId: 'two', mode: 'delivery' as const, seatingId: null, roundId: 'lake', meals: meals.slice(0, 1) },
]
const COUNT = countOrders(sitting, ORDERS)
const LABELS = ORDERS.flatMap(({ bookingId, mode, meals: own }) => own.map(() => ({ bookingId, mode })))
const STOPS = [{ bookingId: 'two', meals: 1 }]

test('count, labels and routes of the same orders agree, also while routes are not shown', () => {
  expect(kitchenMismatch(COUNT, ORDERS, LABELS, STOPS)).toBe(null)
  expect(kitchenMismatch(COUNT, ORDERS, LABELS, null)).toBe(null)
})

test.each<[string, Parameters<typeof kitchenMismatch>, string]>([
  ['a label is missing', [COUNT, ORDERS, LABELS.slice(1), STOPS], 'one'],
  ['a label says another mode', [COUNT, ORDERS, LABELS.map(label => ({ ...label, mode: 'pick-up' })), STOPS], 'one'],
  ['a label of a cancelled order', [COUNT, ORDERS, [...LABELS, { bookingId: 'gone', mode: 'pick-up' }], STOPS], 'gone'],
  ['a delivery is on no route', [COUNT, ORDERS, LABELS, []], 'two'],
  ['who dines in is on a route', [COUNT, ORDERS, LABELS, [...STOPS, { bookingId: 'one', meals: 2 }]], 'one'],
  ['the count is that of other orders', [countOrders(sitting, ORDERS.slice(1)), ORDERS, LABELS, STOPS], 'two'],
])('the order that differs is named: %s', (_, compared, named) => {
  expect(kitchenMismatch(...compared)).toBe(named)
})
