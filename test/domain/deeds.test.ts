import { helpShare } from '@domain/participation/award'
import {
  decideConfirm,
  decideObject,
  decideReclaim,
  decideReport,
  isNewWitness,
  isOftenPaired,
  MAX_OBJECTIONS,
  reclaimUntil,
} from '@domain/participation/deed'
import type { DeedState } from '@domain/participation/deed-state'
import { pointRulesAt, pointRulesOf } from '@domain/participation/rules'
import { atLocal, DAY } from '@domain/time'

const NOW = atLocal('2026-11-27', 600)
const RULES = pointRulesAt(NOW)
const BY_HOUR = { isOpen: true, per: 'hour' as const }
const BY_TIME = { isOpen: true, per: 'time' as const }
const notOpen = (state: string) => ({ code: 'DEED_NOT_OPEN', detail: { state } })

test.each<[what: string, task: Parameters<typeof decideReport>[0], hours: number | null, refused: unknown]>([
  ['of one hour', BY_HOUR, 1, null],
  ['of eight hours', BY_HOUR, 8, null],
  ['of no hour', BY_HOUR, 0, { code: 'HOURS_WRONG', detail: { max: 8 } }],
  ['of nine hours', BY_HOUR, 9, { code: 'HOURS_WRONG', detail: { max: 8 } }],
  ['without hours', BY_HOUR, null, { code: 'HOURS_WRONG', detail: { max: 8 } }],
  ['with hours that do not count', BY_TIME, 1, { code: 'HOURS_WRONG', detail: { max: null } }],
  ['of a task that is closed', { ...BY_TIME, isOpen: false }, null, { code: 'TASK_CLOSED', detail: null }],
])('a report %s', (_what, task, hours, refused) => {
  expect(decideReport(task, { date: '2026-11-27', hours }, NOW, RULES)).toEqual(refused)
})

test('a report is of a day that has begun and is not too long ago', () => {
  const on = (date: string, now = NOW) => decideReport(BY_TIME, { date, hours: null }, now, RULES)
  expect(on('2026-11-27', atLocal('2026-11-27'))).toBeNull()
  expect(on('2026-11-20')).toBeNull()
  const wrong = { code: 'DEED_DATE_WRONG', detail: { from: '2026-11-20' } }
  expect([on('2026-11-28'), on('2026-11-19')]).toEqual([wrong, wrong])
})

test.each<[state: DeedState, shown: string | null]>([
  ['done', null],
  ['confirmed', 'listed'],
  ['releasing', 'final'],
  ['lapsed', 'lapsed'],
])('a deed that is %s is confirmed, or refused as what people see: %s', (state, shown) => {
  expect(decideConfirm(state, false)).toEqual(shown === null ? null : notOpen(shown))
  expect(decideConfirm(state, true)).toEqual({ code: 'OWN_DEED', detail: null })
})

test.each<[what: string, deed: Partial<Parameters<typeof decideObject>[0]>, refused: unknown]>([
  ['in the listing', {}, null],
  ['that others object to', { state: 'disputed', objections: MAX_OBJECTIONS - 1 }, null],
  ['that enough object to', { state: 'disputed', objections: MAX_OBJECTIONS }, notOpen('disputed')],
  ['whose listing is over', { listedUntil: NOW }, notOpen('listed')],
  ['that was never listed', { state: 'done', listedUntil: NOW + 1 }, notOpen('done')],
  ['of which no end is known', { listedUntil: null }, notOpen('listed')],
])('objecting to a deed %s', (_what, change, refused) => {
  const deed = { state: 'listed' as const, listedUntil: NOW + 1, objections: 0, ...change }
  expect(decideObject(deed, false, NOW)).toEqual(refused)
  expect(decideObject(deed, true, NOW)).toEqual({ code: 'OWN_DEED', detail: null })
})

test('a witness is new without an account and for some days, and a pair is marked from its fourth time on', () => {
  const rules = { witnessDays: 7 }
  expect(isNewWitness(null, NOW, rules)).toBe(true)
  expect(isNewWitness(NOW - 7 * DAY + 1, NOW, rules)).toBe(true)
  expect(isNewWitness(NOW - 7 * DAY, NOW, rules)).toBe(false)
  expect([0, 2, 3, 9].map(earlier => isOftenPaired(earlier, { witnessFrom: 4 }))).toEqual([false, false, true, true])
})

test('points of a final deed are taken back within so many days after its listing, by others', () => {
  const rules = { reclaimDays: 10 }
  const until = NOW + 10 * DAY
  expect(reclaimUntil(NOW, rules)).toBe(until)
  expect(reclaimUntil(null, rules)).toBeNull()
  const deed = { state: 'final' as const, listedUntil: NOW }
  expect(decideReclaim(deed, false, until - 1, rules)).toBeNull()
  expect(decideReclaim(deed, true, until - 1, rules)).toEqual({ code: 'OWN_DEED', detail: null })
  expect(decideReclaim({ ...deed, state: 'listed' }, false, until - 1, rules)).toEqual(notOpen('listed'))
  const late = { code: 'RECLAIM_LATE', detail: { days: 10 } }
  expect(decideReclaim(deed, false, until, rules)).toEqual(late)
  expect(decideReclaim({ ...deed, listedUntil: null }, false, NOW, rules)).toEqual(late)
})

test('the second version of the rules binds points to stock, from October on; the first does not', () => {
  const [before, from] = ['2026-09-30', '2026-10-01'].map(date => pointRulesAt(atLocal(date)))
  expect(before).toMatchObject({ id: '2026-1', from: '2026-01-01', funded: false })
  expect(from).toEqual({ ...before, id: '2026-2', from: '2026-10-01', funded: true })
  expect(pointRulesOf('2026-2')).toBe(from)
  expect(() => pointRulesOf('2031-1')).toThrow('rules of points: 2031-1')
  expect(helpShare(0, { helpShares: [] })).toBe(0)
})
