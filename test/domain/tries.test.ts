import { routes } from '@domain/contracts'
import { DAY, MINUTE } from '@domain/time'
import * as tries from '@domain/tries'

const BOUNDS = Object.values<tries.Bound>(tries).sort((a, b) => (a.kind < b.kind ? -1 : 1))
const LIMITS = BOUNDS.filter((bound): bound is tries.TryLimit => 'wrong' in bound)

test('each is stored under a name of its own, which never changes', () => {
  expect(BOUNDS.map(({ kind }) => kind).join(' ')).toBe(
    'care certificate deed digits door invitation invitations needs pass passes relation',
  )
})

test.each(BOUNDS)('of $kind there are some in a time that one can wait for', ({ most, within }) => {
  expect(most).toBeGreaterThanOrEqual(5)
  expect(within).toBeGreaterThanOrEqual(10 * MINUTE)
  expect(within).toBeLessThanOrEqual(7 * DAY)
})

const REFUSALS = new Set<string>(Object.values(routes).flatMap(({ errors }): readonly string[] => errors))

test.each(LIMITS)('a wrong $kind is one that is refused', ({ wrong }) => {
  expect(wrong.length).toBeGreaterThan(0)
  for (const code of wrong) expect(REFUSALS).toContain(code)
})
