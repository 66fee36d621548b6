import { decideAnswer, endHonour, type HonourCase, halfOf, honourRules, nextStep } from '@domain/participation/honour'
import { HONOUR_STATES, isHeld, isOpen } from '@domain/participation/honour-state'
import { atLocal, DAY, HOUR } from '@domain/time'

/** Rules of honours, without a cloud. */

const RULES = honourRules()
/** A Saturday. */
const NOW = atLocal('2026-11-28', 600)
const at = (date: string) => atLocal(date)
const vote = (isFor: boolean, round = 1) => ({ isFor, round })
const base: HonourCase = {
  ...{ state: 'review', round: 1, judges: ['a', 'b', 'c', 'd'], votes: {}, listedUntil: null, panelUntil: NOW + DAY },
  ...{ grantedAt: null, until: null, recheckAt: null, dueAt: NOW + DAY },
}
const votes = (upheld: number, rejected: number, round = 1) =>
  Object.fromEntries([
    ...Array.from({ length: upheld }, (_, n) => [`for-${n}`, vote(true, round)]),
    ...Array.from({ length: rejected }, (_, n) => [`against-${n}`, vote(false, round)]),
  ])

const held = { state: 'rechecking' as const, grantedAt: NOW - 190 * DAY, until: NOW + 500 * DAY, recheckAt: NOW - DAY }
const over = { panelUntil: NOW }
const doubted = { state: 'disputed' as const, votes: votes(3, 0) }

test.each<[string, Partial<HonourCase>, string | null]>([
  ['a nomination waits for its answer', { state: 'nominated' }, null],
  ['a nomination that nobody answers', { state: 'nominated', dueAt: NOW }, 'lapsed'],
  ['half of the panel is for it', { votes: votes(2, 0) }, null],
  ['more than half is for it', { votes: votes(3, 0) }, 'listed'],
  ['more than half is against it', { votes: votes(0, 3) }, 'refused'],
  ['votes of an earlier question do not count', { round: 2, votes: votes(4, 0) }, null],
  ['a review that nobody took part in', over, 'refused'],
  ['a review with a tie', { ...over, votes: votes(1, 1) }, 'refused'],
  ['a review with one vote for it', { ...over, votes: votes(1, 0) }, 'listed'],
  ['a listing that is not over', { state: 'listed', listedUntil: NOW + 1 }, null],
  ['a listing that is over', { state: 'listed', listedUntil: NOW }, 'awarded'],
  ['an objection that nobody decides', { ...over, state: 'disputed' }, 'awarded'],
  ['an objection that is upheld', { state: 'disputed', votes: votes(0, 3) }, 'refused'],
  ['an objection that is not upheld, after the listing', { ...doubted, listedUntil: NOW }, 'awarded'],
  ['an objection that is not upheld, within the listing', { ...doubted, listedUntil: NOW + 1 }, 'listed'],
  ['a re-check that nobody takes part in', { ...over, ...held }, 'awarded'],
  ['a re-check that finds it unfit', { ...held, votes: votes(1, 3) }, 'revoked'],
  ['a term that ends during a re-check', { ...held, until: NOW }, 'expired'],
  ['an honour that is not due', { ...held, state: 'awarded', recheckAt: NOW + 1, dueAt: NOW + 1 }, null],
])('%s', (_name, change, state) => {
  const step = nextStep({ ...base, ...change }, NOW, RULES)
  expect(step === 'recheck' ? step : (step?.state ?? null)).toBe(state)
})

test('phases end at midnight: a listing after five working days, re-checks with the month, the term after two years', () => {
  expect(nextStep({ ...base, votes: votes(3, 0) }, NOW, RULES)).toMatchObject({ listedUntil: at('2026-12-05') })
  expect(nextStep({ ...base, state: 'listed', listedUntil: NOW }, NOW, RULES)).toMatchObject({
    ...{ grantedAt: NOW, recheckAt: at('2027-06-01'), until: at('2028-12-01'), dueAt: at('2027-06-01') },
  })
  // An objection that is not upheld neither shortens nor extends the listing.
  expect(nextStep({ ...base, ...doubted, listedUntil: at('2026-12-05') }, NOW, RULES)).toEqual({
    ...{ state: 'listed', judges: [], panelUntil: null, dueAt: at('2026-12-05') },
  })
  const kept = { ...base, ...held, ...over, recheckAt: at('2026-11-01'), until: at('2027-03-01') }
  expect(nextStep(kept, NOW, RULES)).toMatchObject({ recheckAt: at('2027-05-01'), dueAt: at('2027-03-01') })
  const due = { ...kept, state: 'awarded' as const, dueAt: NOW }
  expect(nextStep(due, NOW, RULES)).toBe('recheck')
})

test('an end changes nothing of what was granted', () => {
  expect(Object.keys(endHonour('revoked', NOW))).not.toEqual(expect.arrayContaining(['grantedAt']))
  expect(endHonour('revoked', NOW)).toMatchObject({ endedAt: NOW, dueAt: 0, judges: [] })
})

test('a household answers a nomination once, and ends what is open', () => {
  for (const state of HONOUR_STATES) {
    const [yes, no] = [decideAnswer(state, true), decideAnswer(state, false)]
    expect(typeof yes === 'string').toBe(state === 'nominated')
    expect(no).toEqual(
      isOpen(state) ? (isHeld(state) ? 'returned' : 'declined') : { code: 'HONOUR_NOT_OPEN', detail: { state } },
    )
  }
})

test('half-years begin with January and July, by local time', () => {
  const midnight = at('2026-07-01')
  expect([midnight - 1, midnight, at('2027-01-01') - HOUR, at('2027-01-01')].map(halfOf)).toEqual([
    ...['2026-1', '2026-2', '2026-2', '2027-1'],
  ])
})
