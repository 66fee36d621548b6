import { byCloseness, fitting } from '../../config/testing/closest'

const file = (path: string, text = '') => ({ path, text })

const TESTS = [
  file('test/cloud/canteen/ordering.test.ts', "cloud.call('order.place'); cloud.call('booking.create')"),
  file('test/cloud/series.test.ts', "cloud.call('series.create'); enrol()"),
  file('test/cloud/stations/seats.test.ts', "cloud.call('station.sit')"),
]

test('the tests that name the folder of a changed file stand first', () => {
  const changed = [file('cloudfunctions/lib/booking/series/create.ts')]
  expect(byCloseness(changed, TESTS)[0]).toBe('test/cloud/series.test.ts')
})

test('what a changed file exports counts, too', () => {
  const changed = [file('domain/price.ts', 'export function enrol() {}')]
  expect(byCloseness(changed, TESTS)[0]).toBe('test/cloud/series.test.ts')
})

test('a word that every test names says nothing', () => {
  const changed = [file('cloud/call/station.ts')]
  expect(byCloseness(changed, TESTS)[0]).toBe('test/cloud/stations/seats.test.ts')
})

test('files are taken while they fit, and a shorter one after one that does not', () => {
  const seconds: Record<string, number> = { a: 3, b: 5, c: 2 }
  expect(fitting(['a', 'b', 'c'], 6, name => seconds[name] ?? 0)).toEqual(['a', 'c'])
})
