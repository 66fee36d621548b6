import {
  differenceEntries,
  dueAtCounter,
  type Entries,
  owedOf,
  type PaidWay,
  paidAtCounter,
  paidEntries,
  sayWay,
  servedEntries,
} from '@domain/canteen/ledger'
import {
  bookingOfTrade,
  HELD_FOR,
  heldByPlatform,
  netPaid,
  type Payment,
  refundsOf,
  type Trade,
  tradeFor,
  tradeUntil,
} from '@domain/canteen/payment'
import type { OrderPrice } from '@domain/canteen/price'
import { isBalanced, reversedEntries } from '@domain/ledger/ledger'
import fc from '../random'

const price = (list: number, charity: number, subsidy: number): { price: OrderPrice } => ({
  price: { list, charity, subsidy, due: list - charity - subsidy, meals: [], delivery: 0, rulesId: 'p' },
})
const paid = (way: PaidWay | null, entries: Entries) => ({ way, entries })

describe('the ledger of a canteen', () => {
  test('every row balances, and what is served, paid and reversed leaves what is still owed', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(500), fc.nat(500), fc.nat(3000), (list, charity, subsidy, amount) => {
        const order = price(list + charity + subsidy, charity, subsidy)
        const served = { entries: servedEntries(order) }
        const payment = { entries: paidEntries('cash', amount) }
        for (const { entries } of [served, payment]) expect(isBalanced(entries)).toBe(true)
        expect(owedOf([served])).toBe(list)
        expect(owedOf([served, payment])).toBe(list - amount)
        expect(owedOf([served, payment, { entries: reversedEntries(payment.entries) }])).toBe(list)
      }),
    )
    expect(owedOf([])).toBe(0)
  })

  test('who pays what of a meal is on accounts of their own; nothing stands on one that does not move', () => {
    expect(servedEntries(price(1200, 400, 300))).toEqual({ receivable: 500, subsidy: 300, charity: 400, sales: -1200 })
    expect(servedEntries(price(1200, 0, 0))).toEqual({ receivable: 1200, sales: -1200 })
    expect(paidEntries('subsidy-card', 500)).toEqual({ 'subsidy-card': 500, receivable: -500 })
    expect(paidEntries('cash', 0)).toEqual({})
  })

  test('what is missing in the till is a debit of its own account, what is too much a credit', () => {
    expect(differenceEntries(900, 1000)).toEqual({ cash: -100, 'over-short': 100 })
    expect(differenceEntries(1000, 900)).toEqual({ cash: 100, 'over-short': -100 })
    expect(differenceEntries(1000, 1000)).toEqual({})
  })

  test('paid at the counter is what came in there, less what went out there; not what was paid online or served', () => {
    const rows = [
      paid(null, servedEntries(price(1200, 0, 0))),
      paid('cash', paidEntries('cash', 700)),
      paid('card', paidEntries('card', 300)),
      paid('cash', reversedEntries(paidEntries('cash', 200))),
      paid('online', paidEntries('online', 5000)),
    ]
    expect(paidAtCounter(rows)).toBe(800)
    expect(Object.is(paidAtCounter([]), 0)).toBe(true)
  })

  test.each<[what: string, asked: Parameters<typeof dueAtCounter>, due: number]>([
    ['before anything is paid or served', [500, null, false], 500],
    ['paid before it is served', [500, -500, false], 0],
    ['paid too much before it is served', [500, -700, false], -200],
    ['served, undone and owed from before', [500, 300, false], 500],
    ['served and not paid', [500, 500, true], 500],
    ['served and paid', [500, 0, true], 0],
    ['served, of which the ledger knows nothing', [500, null, true], 0],
    ['served and paid too much', [500, -100, true], -100],
  ])('what is due at the counter, %s', (_what, asked, due) => {
    expect(dueAtCounter(...asked)).toBe(due)
  })

  test('every way to pay has a name', () => {
    expect((['cash', 'card', 'subsidy-card', 'waived', 'online'] as const).map(sayWay)).toEqual([
      '现金',
      '刷卡',
      '补贴卡',
      '免收',
      '在线支付',
    ])
  })
})

describe('paying online', () => {
  const BOOKING = 'abcdefghij234567abcd'
  const trade = (n: number, amount: number, state: Trade['state'], change: Partial<Trade> = {}): Trade => ({
    no: `${BOOKING}-1-${n}`,
    revision: 1,
    amount,
    at: 5,
    until: 9,
    state,
    ...change,
  })
  const payment = (trades: Trade[], refunds: Payment['refunds'] = []): Payment => ({ trades, refunds })
  const refund = (tradeNo: string, amount: number, state: 'asked' | 'done') => ({
    no: `${tradeNo}-r0`,
    tradeNo,
    amount,
    state,
  })

  test('only paid trades count; what is given back is gone at once, and held until the platform has done it', () => {
    const some = payment(
      [trade(0, 300, 'paid'), trade(1, 500, 'open'), trade(2, 700, 'closed'), trade(3, 200, 'paid')],
      [refund('a', 100, 'asked'), refund('b', 50, 'done')],
    )
    expect(netPaid(some)).toBe(350)
    expect(heldByPlatform(some)).toBe(450)
  })

  test('a trade ends with the hold of its order, otherwise after the usual time', () => {
    expect(tradeUntil(1000, 4000)).toBe(4000)
    expect(tradeUntil(1000, null)).toBe(1000 + HELD_FOR)
    expect(HELD_FOR).toBe(600_000)
  })

  test('the open trade of the same version and sum is used again; otherwise the next number is', () => {
    const asked = { revision: 2, amount: 500, at: 20, until: 30 }
    const open = trade(0, 500, 'open', { revision: 2, no: `${BOOKING}-2-0` })
    const others = [
      trade(0, 500, 'open'),
      trade(0, 400, 'open', { revision: 2 }),
      trade(1, 500, 'closed', { revision: 2 }),
      trade(2, 500, 'paid', { revision: 2 }),
    ]
    expect(tradeFor(BOOKING, payment([...others, open]), asked)).toEqual({ ...open, at: 20 })
    expect(tradeFor(BOOKING, payment(others), asked)).toEqual({ no: `${BOOKING}-2-3`, ...asked, state: 'open' })
    expect(tradeFor(BOOKING, payment([]), asked).no).toBe(`${BOOKING}-2-0`)
  })

  test.each([
    [`${BOOKING}-1-0`, BOOKING],
    [`${BOOKING}-123456-123`, BOOKING],
    [`${BOOKING}-1234567-1`, null],
    [`${BOOKING}-1-1234`, null],
    [`${BOOKING}-1-`, null],
    [`${BOOKING}--1`, null],
    [`x${BOOKING}-1-0`, null],
    [`${BOOKING}-1-0-r0`, null],
    [`${BOOKING.slice(1)}-1-0`, null],
    [`${BOOKING.slice(1)}1-1-0`, null],
    ['', null],
  ])('the trade number %j is of the order %j', (no, bookingId) => {
    expect(bookingOfTrade(no)).toBe(bookingId)
  })

  test('what is too much is given back from the latest trade on, never more than a trade brought', () => {
    const some = payment(
      [trade(0, 300, 'paid'), trade(1, 900, 'closed'), trade(2, 200, 'paid')],
      [refund(`${BOOKING}-1-2`, 150, 'done')],
    )
    expect(refundsOf(some, 100)).toEqual([
      { no: `${BOOKING}-1-2-r1`, tradeNo: `${BOOKING}-1-2`, amount: 50, state: 'asked' },
      { no: `${BOOKING}-1-0-r0`, tradeNo: `${BOOKING}-1-0`, amount: 50, state: 'asked' },
    ])
    expect(refundsOf(some, 0)).toEqual([])
    expect(refundsOf(some, 50)).toHaveLength(1)
    expect(some.trades.map(({ no }) => no.slice(-1))).toEqual(['0', '1', '2'])
  })

  test('whatever was paid and given back, all of the rest can be given back and not more', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(amounts, fc.nat(5000), fc.nat(5000), (paidAmounts, first, second) => {
        const all = paidAmounts.reduce((sum, amount) => sum + amount, 0)
        const before = payment(paidAmounts.map((amount, n) => trade(n, amount, 'paid')))
        const one = refundsOf(before, first)
        const after = payment(before.trades, one)
        const two = refundsOf(after, second)
        const back = [...one, ...two]
        expect(netPaid(payment(before.trades, back))).toBe(all - Math.min(all, first + second))
        expect(new Set(back.map(({ no }) => no)).size).toBe(back.length)
      }),
    )
  })
})
