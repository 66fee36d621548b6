import { createHash } from 'node:crypto'
import { contestRulesOf } from '@domain/contest/rules'
import { ratingRulesOf } from '@domain/rating/standards'

/** What was opened under a version of rules is finished under it: a version that was released never changes, a new one is added. */
const hashOf = (rules: object) => createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 12)

test.each([
  ['the project contest, version 1', contestRulesOf(1), '45f87ee6556d'],
  ['the selection of social workers, version 2', contestRulesOf(2), '7596a57d5563'],
  ['the star rating, version 1', ratingRulesOf(1), '66f2e8b5af87'],
  ['the star rating, version 2', ratingRulesOf(2), '616528523bf3'],
])('the rules of %s are as they were', (_, rules, hash) => {
  expect(hashOf(rules)).toBe(hash)
})
