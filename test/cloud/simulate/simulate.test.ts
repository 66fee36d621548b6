import { TEST_DEPTH } from '../../depth'
import { simulate } from './simulate'

/** A long run belongs to `npm run simulate` and to the depth `deep`. */
const DEEP = TEST_DEPTH === 'deep'

test('the same seed lives the same again, to the last write', async () => {
  const once = await simulate({ seed: 'twice', days: 1, centres: 2 })
  const again = await simulate({ seed: 'twice', days: 1, centres: 2 })
  expect(once.writes).toBeGreaterThan(100)
  expect(again).toEqual(once)
})

test.each(DEEP ? ['1', '2', '3', '4', '5'] : ['1'])('a city of seed %s keeps every invariant', async seed => {
  const { violations } = await simulate({ seed, days: DEEP ? 14 : 2, centres: DEEP ? 8 : 3 })
  expect(violations).toEqual([])
})
