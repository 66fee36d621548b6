import {
  closePurse,
  EMPTY_PURSE,
  expirePoints,
  joinPoints,
  leavePoints,
  listDeed,
  listedPoints,
  nextExpiry,
  type Purse,
  purseTurnOf,
  reclaimDeed,
  refuseDeed,
  releaseDeed,
  returnPoints,
  settlePoints,
  spendable,
  splitPoints,
  takePoints,
} from '@domain/participation/purse'
import { pointRulesAt } from '@domain/participation/rules'
import { atLocal, DAY } from '@domain/time'

/** What each change of a purse leaves in it, and the rows that the ledger gets; `points.test` tries them at random. */
const NOW = atLocal('2026-07-10', 600)
const RULES = pointRulesAt(NOW)
const [SOON, LATER] = [NOW + DAY, NOW + 90 * DAY]
const purse = (change: Partial<Purse> = {}): Purse => ({ ...EMPTY_PURSE, ...change })
const LOTS = [
  { points: 3, until: SOON },
  { points: 10, until: LATER },
]
const row = (what: string, subject: string | null, entries: object, reverses: string | null = null) => ({
  _id: `${what}-${subject ?? ''}`,
  what,
  subject,
  entries,
  reverses,
})
const deed = { id: 'd1', month: '2026-07', points: 20 }
const LISTED = purse({ listed: { d1: { points: 20, month: '2026-07' } }, months: { '2026-07': 20 } })

test('the points of a deed are listed within the cap of its month, once', () => {
  const { purse: listed, rows } = listDeed(purse(), deed, NOW, RULES)
  expect(listed).toEqual(LISTED)
  expect(rows).toEqual([row('earned', 'd1', { listed: 20, issued: -20 })])
  expect(listDeed(listed, deed, NOW, RULES)).toEqual({ purse: listed, rows: [] })
  const full = purse({ months: { '2026-07': RULES.monthlyCap - 5 } })
  const capped = listDeed(full, deed, NOW, RULES)
  expect(capped.purse.listed.d1?.points).toBe(5)
  expect(capped.purse.months['2026-07']).toBe(RULES.monthlyCap)
  const none = listDeed(capped.purse, { ...deed, id: 'd2' }, NOW, RULES)
  expect(none.purse.listed.d2?.points).toBe(0)
  expect(none.rows).toEqual([])
  expect(listedPoints(none.purse)).toBe(5)
})

test('the cap remembers the last months and forgets earlier ones', () => {
  const months = { '2026-02': 1, '2026-03': 2, '2026-04': 3, '2026-06': 4 }
  expect(listDeed(purse({ months }), deed, NOW, RULES).purse.months).toEqual({
    '2026-03': 2,
    '2026-04': 3,
    '2026-06': 4,
    '2026-07': 20,
  })
})

test('a refused deed leaves the listing and the cap, and reverses its row', () => {
  const { purse: after, rows } = refuseDeed({ ...LISTED, months: { '2026-07': 50 } }, 'd1')
  expect(after).toEqual(purse({ months: { '2026-07': 30 } }))
  expect(rows).toEqual([row('refused', 'd1', { listed: -20, issued: 20 }, 'earned-d1')])
  expect(refuseDeed(LISTED, 'd2')).toEqual({ purse: LISTED, rows: [] })
  expect(refuseDeed({ ...LISTED, months: {} }, 'd1').purse.months).toEqual({ '2026-07': 0 })
})

test('a released deed can be spent until the end of a month; what is owed is paid first', () => {
  const until = atLocal('2028-08-01')
  const { purse: after, rows } = releaseDeed(LISTED, 'd1', NOW, RULES)
  expect(after).toEqual({ ...purse({ lots: [{ points: 20, until }], months: { '2026-07': 20 } }), owed: 0 })
  expect(rows).toEqual([row('released', 'd1', { spendable: 20, listed: -20 })])
  expect(releaseDeed({ ...LISTED, owed: 20 }, 'd1', NOW, RULES).purse).toMatchObject({ lots: [], owed: 0 })
  expect(releaseDeed({ ...LISTED, owed: 25 }, 'd1', NOW, RULES).purse).toMatchObject({ lots: [], owed: 5 })
  expect(releaseDeed({ ...LISTED, owed: 5 }, 'd1', NOW, RULES).purse).toMatchObject({ lots: [{ points: 15 }], owed: 0 })
  const nothing = purse({ listed: { d1: { points: 0, month: '2026-07' } } })
  expect(releaseDeed(nothing, 'd1', NOW, RULES)).toMatchObject({ purse: { lots: [], listed: {} }, rows: [] })
  expect(releaseDeed(LISTED, 'd2', NOW, RULES)).toEqual({ purse: LISTED, rows: [] })
})

test('points are taken once, those that expire first, and never such as are over', () => {
  const change = takePoints(purse({ lots: LOTS }), 'r1', 5, NOW)
  expect(change?.purse).toEqual(
    purse({
      lots: [{ points: 8, until: LATER }],
      kept: {
        r1: [
          { points: 3, until: SOON },
          { points: 2, until: LATER },
        ],
      },
    }),
  )
  expect(change?.rows).toEqual([row('taken', 'r1', { kept: 5, spendable: -5 })])
  expect(change && takePoints(change.purse, 'r1', 5, NOW)).toEqual({ purse: change?.purse, rows: [] })
  expect(takePoints(purse({ lots: LOTS }), 'r1', 13, NOW)?.purse.lots).toEqual([])
  expect(takePoints(purse({ lots: LOTS }), 'r1', 14, NOW)).toBeNull()
  expect(takePoints(purse({ lots: LOTS }), 'r1', 10, SOON)?.purse).toMatchObject({
    lots: [{ points: 3, until: SOON }],
    kept: { r1: [{ points: 10, until: LATER }] },
  })
  expect(takePoints(purse({ lots: LOTS }), 'r1', 3, NOW)?.purse.kept.r1).toEqual([{ points: 3, until: SOON }])
  expect([spendable({ lots: LOTS }, SOON - 1), spendable({ lots: LOTS }, SOON)]).toEqual([13, 10])
})

test('what was taken is given back until its own moment, or handed out', () => {
  const taken = purse({ lots: [{ points: 8, until: LATER }], kept: { r1: LOTS, r2: [] } })
  const back = returnPoints(taken, 'r1')
  expect(back.purse).toEqual({
    ...purse({
      lots: [
        { points: 3, until: SOON },
        { points: 18, until: LATER },
      ],
      kept: { r2: [] },
    }),
    owed: 0,
  })
  expect(back.rows).toEqual([row('returned', 'r1', { spendable: 13, kept: -13 }, 'taken-r1')])
  expect(returnPoints(taken, 'r3')).toEqual({ purse: taken, rows: [] })
  const out = settlePoints(taken, 'r1')
  expect(out.purse).toEqual({ ...taken, kept: { r2: [] } })
  expect(out.rows).toEqual([row('redeemed', 'r1', { redeemed: 13, kept: -13 })])
  expect(settlePoints(taken, 'r3')).toEqual({ purse: taken, rows: [] })
})

test('points of a household that is split leave once, and arrive at the other with their own moments', () => {
  const start = purse({ lots: LOTS, kept: { r1: [] } })
  const split = splitPoints(start, 's1', 5, NOW)
  const gone = [
    { points: 3, until: SOON },
    { points: 2, until: LATER },
  ]
  expect(split?.purse).toEqual({ ...start, lots: [{ points: 8, until: LATER }], leaving: { s1: gone } })
  expect(split?.rows).toEqual([row('split', 's1', { moved: 5, spendable: -5 })])
  expect(split && splitPoints(split.purse, 's1', 5, NOW)).toEqual({ purse: split?.purse, rows: [] })
  const second = split && splitPoints(split.purse, 's2', 1, NOW)
  expect(Object.keys(second?.purse.leaving ?? {})).toEqual(['s1', 's2'])
  expect(splitPoints(start, 's1', 14, NOW)).toBeNull()
  const joined = joinPoints(purse({ lots: [{ points: 1, until: SOON }] }), 's1', gone)
  expect(joined.purse.lots).toEqual([
    { points: 4, until: SOON },
    { points: 2, until: LATER },
  ])
  expect(joined.rows).toEqual([row('joined', 's1', { spendable: 5, moved: -5 })])
  expect(second && leavePoints(second.purse, 's1').leaving).toEqual({ s2: [{ points: 1, until: LATER }] })
  expect(leavePoints(start, 's1').leaving).toEqual({})
})

test('points of a false deed are taken back from what expires last; both of its steps are reversed', () => {
  const { purse: after, rows } = reclaimDeed(
    purse({ lots: LOTS, months: { '2026-07': 25, '2025-01': 9 } }),
    { ...deed, points: 11 },
    NOW,
  )
  expect(after).toEqual({ ...purse({ lots: [{ points: 2, until: SOON }], months: { '2026-07': 14 } }), owed: 0 })
  expect(rows).toEqual([
    row('reclaimed', 'd1', { listed: 11, spendable: -11 }, 'released-d1'),
    row('annulled', 'd1', { issued: 11, listed: -11 }, 'earned-d1'),
  ])
  // What is over cannot pay for it.
  const late = reclaimDeed(purse({ lots: LOTS }), { ...deed, points: 11 }, SOON).purse
  expect(late).toMatchObject({ lots: [{ points: 3, until: SOON }], owed: 1, months: { '2026-07': 0 } })
  expect(reclaimDeed(purse({ owed: 4 }), { ...deed, points: 1 }, NOW).purse.owed).toBe(5)
})

test('what is over expires in one row, whose id is that of the state of the purse', () => {
  expect(nextExpiry({ lots: LOTS })).toBe(SOON)
  expect(nextExpiry({ lots: [] })).toBeNull()
  const { purse: after, rows } = expirePoints(purse({ lots: LOTS }), SOON, 'once')
  expect(after).toEqual(purse({ lots: [{ points: 10, until: LATER }] }))
  expect(rows).toEqual([{ ...row('expired', null, { expired: 3, spendable: -3 }), _id: 'expired-once' }])
  expect(expirePoints(purse({ lots: LOTS }), SOON - 1, 'once')).toEqual({ purse: purse({ lots: LOTS }), rows: [] })
  expect(purseTurnOf({ _id: 'p', revision: 3 })).toBe('p 3')
  expect(purseTurnOf({ _id: 'p', since: 7, revision: 3 })).toBe('p 7 3')
})

test('a purse that ends lets everything expire, and forgives what is owed', () => {
  const closing = (change: Partial<Purse>) => closePurse(purse(change), 'once')
  expect(closing({ lots: LOTS })).toEqual([
    { ...row('expired', null, { expired: 13, spendable: -13 }), _id: 'expired-once' },
  ])
  expect(closing({ owed: 4 })).toMatchObject([{ entries: { expired: -4, spendable: 4 } }])
  expect(closing({})).toEqual([])
})
