import {
  type Amounts,
  isBalanced,
  type Row,
  reversedEntries,
  standing,
  sumEntries,
  withoutZeros,
} from '@domain/ledger/ledger'
import fc from '../random'

const ACCOUNTS = ['cash', 'owed', 'subsidy'] as const
type Account = (typeof ACCOUNTS)[number]
type LedgerRow = Row<Account, 'paid' | 'refund'>

/** Entries that balance: something is debited to two accounts and credited to the third. */
const entries = fc
  .tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }))
  .map(([cash, owed]): Amounts<Account> => ({ cash, owed, subsidy: -cash - owed }))
const rows = fc.array(entries.map(each => ({ entries: each })))

test('a row and its reversal sum to nothing, whatever else is in the ledger', () => {
  fc.assert(
    fc.property(rows, entries, (others, one) => {
      const reversal = reversedEntries(one)
      expect(sumEntries([{ entries: one }, { entries: reversal }])).toEqual({})
      expect(sumEntries([...others, { entries: one }, { entries: reversal }])).toEqual(sumEntries(others))
      expect(isBalanced(reversal)).toBe(true)
    }),
  )
  expect(reversedEntries({ cash: 300, owed: -300 })).toEqual({ cash: -300, owed: 300 })
})

test('sums are those of each account by itself; accounts that end at zero are left out', () => {
  fc.assert(
    fc.property(rows, list => {
      const sums = sumEntries(list)
      for (const account of ACCOUNTS) {
        const sum = list.reduce((total, row) => total + (row.entries[account] ?? 0), 0)
        expect(sums[account]).toBe(sum === 0 ? undefined : sum)
      }
    }),
  )
  expect(sumEntries([{ entries: { cash: 1 } }, { entries: { cash: 2, owed: -3 } }])).toEqual({ cash: 3, owed: -3 })
  expect(withoutZeros({ cash: 0, owed: -0, subsidy: 2 })).toEqual({ subsidy: 2 })
})

test.each<[balanced: boolean, entries: Amounts<Account>]>([
  [true, {}],
  [true, { cash: 1200, subsidy: -200, owed: -1000 }],
  [false, { cash: 1200, subsidy: -200 }],
  [false, { cash: 1 }],
  [false, { cash: 0.5, owed: -0.5 }],
  [false, { cash: 2 ** 53, owed: -(2 ** 53) }],
  [true, { cash: undefined as unknown as number }],
])('it is %j that these entries balance: %j', (balanced, some) => {
  expect(isBalanced(some)).toBe(balanced)
})

test('rows that another row reverses do not stand, and neither do rows of another kind', () => {
  const row = (_id: string, what: LedgerRow['what'], reverses: string | null = null): LedgerRow => ({
    _id,
    what,
    entries: {},
    reverses,
  })
  const list = [row('a', 'paid'), row('b', 'paid'), row('c', 'refund', 'a'), row('d', 'refund')]
  const ids = (what: LedgerRow['what']) => standing(list, what).map(({ _id }) => _id)
  expect(ids('paid')).toEqual(['b'])
  expect(ids('refund')).toEqual(['c', 'd'])
})
