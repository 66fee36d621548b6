import { isBalanced, sumEntries } from '@domain/ledger/ledger'
import { helpShare, helpsBefore, pointsOf, slotOf } from '@domain/participation/award'
import { decideConfirm, decideObject, decideReport } from '@domain/participation/deed'
import { assignPanel, panelDecision, panelFault } from '@domain/participation/panel'
import { afterWorkdays, endOfMonth } from '@domain/participation/phases'
import {
  EMPTY_PURSE,
  expirePoints,
  joinPoints,
  leavePoints,
  listDeed,
  type PointRow,
  type Purse,
  type PurseChange,
  reclaimDeed,
  refuseDeed,
  releaseDeed,
  returnPoints,
  settlePoints,
  spendable,
  splitPoints,
  takePoints,
} from '@domain/participation/purse'
import { pointRulesAt, pointRulesOf } from '@domain/participation/rules'
import { atLocal, DAY, localMonth } from '@domain/time'
import { randomRuns } from '../depth'
import fc from '../random'

const START = atLocal('2026-03-02')
const RULES = pointRulesAt(START)

describe('a purse over random months', () => {
  const act = fc.record({
    days: fc.integer({ min: 0, max: 200 }),
    what: fc.constantFrom(
      'list',
      'refuse',
      'release',
      'take',
      'return',
      'settle',
      'expire',
      'reclaim',
      'split',
      'join',
      'leave',
    ),
    n: fc.integer({ min: 0, max: 11 }),
    points: fc.integer({ min: 1, max: 50 }),
  })
  type Act = { days: number; what: string; n: number; points: number }

  /** Deeds that were released and not taken back, with what they have earned. */
  type Released = Map<string, { points: number; month: string }>

  function step(
    purse: Purse,
    released: Released,
    { what, n, points }: Act,
    now: number,
    once: string,
  ): PurseChange | null {
    const deed = `deed-${n}`
    switch (what) {
      case 'reclaim': {
        const [id, was] = [...released][n] ?? []
        if (id === undefined || !was) return null
        released.delete(id)
        return reclaimDeed(purse, { id, ...was }, now)
      }
      case 'list':
        return listDeed(purse, { id: `${deed}-${once}`, month: localMonth(now), points }, now, RULES)
      case 'refuse':
        return refuseDeed(purse, Object.keys(purse.listed)[n] ?? deed)
      case 'release': {
        const id = Object.keys(purse.listed)[n] ?? deed
        const was = purse.listed[id]
        if (was && was.points > 0) released.set(id, was)
        return releaseDeed(purse, id, now, RULES)
      }
      case 'take':
        return takePoints(purse, `redemption-${once}`, points, now)
      case 'return':
        return returnPoints(purse, Object.keys(purse.kept)[n] ?? 'none')
      case 'split':
        return splitPoints(purse, `split-${once}`, points, now)
      case 'join':
        return joinPoints(purse, `other-${once}`, [{ points, until: now + 100 * DAY }])
      case 'leave':
        return { purse: leavePoints(purse, Object.keys(purse.leaving ?? {})[n] ?? 'none'), rows: [] }
      case 'settle':
        return settlePoints(purse, Object.keys(purse.kept)[n] ?? 'none')
      default:
        return expirePoints(purse, now, once)
    }
  }

  const total = (parts: readonly { points: number }[]) => parts.reduce((sum, { points }) => sum + points, 0)

  it('is what its ledger says, never below zero, within the cap of each month, and a row is never written twice', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), acts => {
        let purse: Purse = EMPTY_PURSE
        let now = START
        const rows: PointRow[] = []
        const released: Released = new Map()
        for (const [at, one] of acts.entries()) {
          now += one.days * (DAY / 4)
          const change = step(purse, released, one, now, String(at))
          if (!change) continue
          purse = change.purse
          rows.push(...change.rows)
        }
        const sums = sumEntries(rows)
        expect(rows.every(({ entries }) => isBalanced(entries))).toBe(true)
        expect(new Set(rows.map(({ _id }) => _id)).size).toBe(rows.length)
        expect([sums.spendable ?? 0, sums.listed ?? 0, sums.kept ?? 0]).toEqual([
          total(purse.lots) - (purse.owed ?? 0),
          total(Object.values(purse.listed)),
          total(Object.values(purse.kept).flat()),
        ])
        expect(purse.lots.every(({ points }) => points > 0)).toBe(true)
        const reclaims = rows.filter(({ what }) => what === 'reclaimed')
        expect((purse.owed ?? 0) === 0 || reclaims.length > 0).toBe(true)
        // A reversal is the opposite of its original, and there is one of it.
        const originals = new Map(rows.map(row => [row._id, row.entries]))
        const reversals = rows.filter(({ reverses }) => reverses !== null)
        expect(new Set(reversals.map(({ reverses }) => reverses)).size).toBe(reversals.length)
        for (const { reverses, entries } of reversals)
          expect(sumEntries([{ entries }, { entries: originals.get(reverses ?? '') ?? {} }])).toEqual({})
        expect(Object.values(purse.months).every(points => points >= 0 && points <= RULES.monthlyCap)).toBe(true)
        expect(0 - (sums.issued ?? 0)).toBe(
          [sums.spendable, sums.listed, sums.kept, sums.redeemed, sums.expired, sums.moved].reduce<number>(
            (sum, amount = 0) => sum + amount,
            0,
          ),
        )
      }),
      randomRuns({ deep: 2000, byDefault: 200 }),
    )
  })

  it('takes back what was spent already as a debt, which the next points pay first', () => {
    const lots = [
      { points: 3, until: START + DAY },
      { points: 2, until: START + 400 * DAY },
    ]
    const owing = reclaimDeed({ ...EMPTY_PURSE, lots }, { id: 'false', month: '2026-03', points: 9 }, START).purse
    expect([owing.lots, owing.owed, spendable(owing, START)]).toEqual([[], 4, -4])
    expect(takePoints(owing, 'salt', 1, START)).toBe(null)
    const listed = listDeed(owing, { id: 'next', month: '2026-03', points: 6 }, START, RULES).purse
    const paid = releaseDeed(listed, 'next', START, RULES).purse
    expect([paid.owed, spendable(paid, START)]).toEqual([0, 2])
    // What expires last goes first: the points of the deed are among it.
    const part = reclaimDeed({ ...EMPTY_PURSE, lots }, { id: 'false', month: '2026-03', points: 3 }, START).purse
    expect(part.lots).toEqual([{ points: 2, until: START + DAY }])
  })

  it('spends what expires first, and gives it back until its own moment', () => {
    const lots = [
      { points: 3, until: START + DAY },
      { points: 10, until: START + 40 * DAY },
    ]
    const taken = takePoints({ ...EMPTY_PURSE, lots }, 'salt', 5, START)?.purse ?? EMPTY_PURSE
    expect(taken.lots).toEqual([{ points: 8, until: START + 40 * DAY }])
    expect(returnPoints(taken, 'salt').purse.lots).toEqual(lots)
    expect(spendable({ lots }, START + DAY)).toBe(10)
    expect(takePoints({ ...EMPTY_PURSE, lots }, 'salt', 11, START + DAY)).toBe(null)
  })
})

test('help between the same two households earns all, half and nothing within 30 days', () => {
  expect([0, 1, 2, 9].map(earlier => helpShare(earlier, RULES))).toEqual([1, 0.5, 0, 0])
  const helps = [29, 30, -1].map(days => ({ at: START - days * DAY, earlier: 0 }))
  expect(helpsBefore(helps, START, RULES)).toBe(2)
  expect([pointsOf({ points: 5, per: 'hour' }, 3, 0.5), pointsOf({ points: 3, per: 'time' }, 4, 0.5)]).toEqual([7, 1])
})

test.each([
  ['a listing that begins on a Monday', '2026-03-02', 5, '2026-03-10'],
  ['one over a weekend', '2026-03-06', 1, '2026-03-10'],
  ['one over the spring holidays', '2026-02-13', 1, '2026-02-15'],
  ['one before the national holidays, with a worked Saturday', '2026-09-30', 2, '2026-10-10'],
])('%s ends after whole working days', (_name, from, days, until) => {
  expect(afterWorkdays(atLocal(from, 600), days)).toBe(atLocal(until))
})

test('points expire at the end of a month', () => {
  expect(endOfMonth(atLocal('2026-11-27'), 24)).toBe(atLocal('2028-12-01'))
  expect(endOfMonth(atLocal('2026-12-31'), 0)).toBe(atLocal('2027-01-01'))
  expect(endOfMonth(atLocal('2026-01-15'), -2)).toBe(atLocal('2025-12-01'))
})

test('a task is done once in its period', () => {
  expect([slotOf('day', '2026-11-29'), slotOf('week', '2026-11-29'), slotOf('once', '2026-11-29')]).toEqual([
    '2026-11-29',
    '2026-11-23',
    'once',
  ])
})

const member = (accountId: string, outside = false) => ({ accountId, name: accountId, outside })
const FIVE = [member('a'), member('b'), member('c'), member('d'), member('e', true)]

describe('a panel', () => {
  it.each([
    ['four', FIVE.slice(1), 'too-few'],
    ['five without a supervisor', FIVE.map(one => ({ ...one, outside: false })), 'no-supervisor'],
    ['one of them twice', [...FIVE, member('a')], 'twice'],
    ['five with a supervisor', FIVE, null],
  ])('of %s is checked', (_name, members, fault) => {
    expect(panelFault(members, 5)).toBe(fault)
  })

  it('leaves out whoever is concerned, and does not decide with too few, or without a supervisor', () => {
    expect(assignPanel(FIVE, id => id === 'b', 3)).toEqual(['a', 'c', 'd', 'e'])
    expect(assignPanel(FIVE, id => ['a', 'b', 'c'].includes(id), 3)).toBe(null)
    expect(assignPanel(FIVE, id => id === 'e', 3)).toBe(null)
  })

  it.each([
    ['most uphold it', { judges: 5, upheld: 3, rejected: 0 }, false, 'upheld'],
    ['most reject it', { judges: 5, upheld: 1, rejected: 3 }, false, 'rejected'],
    ['half have voted', { judges: 4, upheld: 2, rejected: 1 }, false, null],
    [
      'two who disagreed have gone, and the last one rejects it',
      { judges: 1, upheld: 1, rejected: 2 },
      false,
      'rejected',
    ],
    ['the time is over', { judges: 4, upheld: 1, rejected: 2 }, true, 'rejected'],
    ['the time is over with a tie', { judges: 4, upheld: 1, rejected: 1 }, true, 'upheld'],
    ['the time is over without a vote', { judges: 4, upheld: 0, rejected: 0 }, true, 'upheld'],
  ])('decides when %s', (_name, tally, isOver, decision) => {
    expect(panelDecision(tally, isOver)).toBe(decision)
  })
})

const OPEN = { isOpen: true, per: 'time' } as const
const NOW = atLocal('2026-11-27', 600)

test.each([
  ['today', OPEN, '2026-11-27', null, null],
  ['a week ago', OPEN, '2026-11-20', null, null],
  ['eight days ago', OPEN, '2026-11-19', null, 'DEED_DATE_WRONG'],
  ['tomorrow', OPEN, '2026-11-28', null, 'DEED_DATE_WRONG'],
  ['a task that ended', { ...OPEN, isOpen: false }, '2026-11-27', null, 'TASK_CLOSED'],
  ['hours of a task that has none', OPEN, '2026-11-27', 2, 'HOURS_WRONG'],
  ['a task by the hour without hours', { ...OPEN, per: 'hour' as const }, '2026-11-27', null, 'HOURS_WRONG'],
])('a report of %s is decided', (_name, task, date, hours, code) => {
  expect(decideReport(task, { date, hours }, NOW, RULES)?.code ?? null).toBe(code)
})

test('nobody confirms or disputes for their own household, nor when it is too late', () => {
  expect(decideConfirm('done', true)?.code).toBe('OWN_DEED')
  expect(decideConfirm('listed', false)?.code).toBe('DEED_NOT_OPEN')
  expect(decideConfirm('done', false)).toBe(null)
  const listed = { state: 'listed' as const, listedUntil: NOW + 1, objections: 0 }
  expect(decideObject(listed, true, NOW)?.code).toBe('OWN_DEED')
  expect(decideObject(listed, false, NOW)).toBe(null)
  expect(decideObject(listed, false, NOW + 1)?.code).toBe('DEED_NOT_OPEN')
  expect(decideObject({ ...listed, objections: 10 }, false, NOW)?.code).toBe('DEED_NOT_OPEN')
})

test('a deed keeps the rules under which it was reported', () => {
  const [first, later] = [RULES, { ...RULES, id: '2027-1', from: '2027-01-01', monthlyCap: 90 }]
  const versions = [first, later] as const
  expect(pointRulesAt(atLocal('2026-12-31'), [...versions]).id).toBe(first.id)
  expect(pointRulesAt(atLocal('2027-01-01'), [...versions]).monthlyCap).toBe(90)
  expect(pointRulesOf(first.id)).toBe(RULES)
})
