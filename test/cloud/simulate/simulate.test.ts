import { TEST_DEPTH } from '../../depth'
import { type Outcome, simulate } from './simulate'

/** A long run belongs to `npm run simulate` and to the depth `deep`. */
const DEEP = TEST_DEPTH === 'deep'

/** A city whose functions have just started: a warm instance remembers what it has read. */
async function freshCity(): Promise<Outcome> {
  let outcome: Promise<Outcome> | undefined
  jest.isolateModules(() => {
    const { simulate: run } = require('./simulate') as typeof import('./simulate')
    outcome = run({ seed: 'twice', days: 1, centres: 2 })
  })
  if (!outcome) throw new Error('nothing was started')
  return outcome
}

test('a city keeps every invariant, and the same seed lives the same again, to the last write', async () => {
  const once = await freshCity()
  const again = await freshCity()
  expect(once.violations).toEqual([])
  expect(once.writes).toBeGreaterThan(100)
  expect(again).toEqual(once)
})

test.each(DEEP ? ['1', '2', '3', '4', '5'] : ['1'])('a city of seed %s keeps every invariant', async seed => {
  const { violations } = await simulate({ seed, days: DEEP ? 14 : 2, centres: DEEP ? 8 : 3 })
  expect(violations).toEqual([])
})
