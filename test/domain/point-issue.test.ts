import { carriedStock, fundedIn, issuable, quarterOf } from '@domain/participation/issue'
import { atLocal } from '@domain/time'
import fc from '../random'

/** What a quarter can issue. */

test.each([
  ['2026-01-01', '2026q1'],
  ['2026-03-31', '2026q1'],
  ['2026-04-01', '2026q2'],
  ['2026-12-31', '2026q4'],
])('the quarter of %s is %s', (date, quarter) => {
  expect(quarterOf(atLocal(date))).toBe(quarter)
})

test('over random quarters the sum of what is issued never exceeds what was in stock before and has come since', () => {
  const step = fc.oneof(
    fc.record({ what: fc.constant('stock' as const), added: fc.integer({ min: -3, max: 9 }) }),
    fc.record({ what: fc.constant('deed' as const), points: fc.nat(60) }),
    fc.record({ what: fc.constant('take' as const) }),
  )
  fc.assert(
    fc.property(fc.nat(20), fc.nat(9), fc.array(step, { maxLength: 60 }), (left, price, steps) => {
      const good = { points: price, left, funded: { q: 0 } }
      const carried = carriedStock([good], 'q')
      expect(carried).toBe(left * price)
      let issued = 0
      for (const each of steps) {
        if (each.what === 'stock' && good.left + each.added >= 0) {
          good.left += each.added
          good.funded.q += each.added * price
        }
        if (each.what === 'take' && good.left > 0) good.left--
        const bound = carried + fundedIn([good], 'q')
        if (each.what !== 'deed') continue
        const points = issuable(each.points, { bound, issued })
        issued += points
        expect(points).toBeLessThanOrEqual(each.points)
        expect(points === 0 || issued <= bound).toBe(true)
      }
    }),
  )
})
