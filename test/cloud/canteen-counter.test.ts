import type { RouteInput } from '@domain/contracts'
import { DAY, HOUR, localMonth, MINUTE } from '@domain/time'
import { aCentre, anOffering, aSitting, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { openTestCloud } from './in-process/cloud'
import { cloudNow } from './support/clock'
import { invariantViolations } from './support/invariants'
import { wish } from './support/orders'
import type { TestCloud } from './support/test-cloud'

const now = cloudNow()
let cloud: TestCloud
let passed = 0

beforeEach(async () => {
  passed = 0
  cloud = openTestCloud()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering({ _id: 'lunch', kind: 'meal', category: 'canteen', title: '午餐' })],
    sessions: [
      aSitting(now, { startsAt: now + 10 * MINUTE, rules: { closesBefore: 0, cancelBefore: 0, checkInBefore: HOUR } }),
    ],
    staff: [
      aStaff('cashier', { duties: ['till'] }),
      aStaff('cashier-2', { duties: ['till'] }),
      aStaff('cook', { duties: ['kitchen'] }),
      aStaff('door', { duties: ['door'] }),
      aStaff('manager', { role: 'manager' }),
    ],
  })
})
afterEach(() => cloud.close())

type HandOver = RouteInput<'staff.mealHandOver'>
const order = async (openid = 'elder') => (await cloud.ask(openid, 'order.create', wish())).booking.id
const CASH = { way: 'cash', due: 1200 } as const
const handOver = (bookingId: string, pay: HandOver['pay'] = CASH): HandOver => ({
  centreId: CENTRE,
  bookingId,
  way: 'name',
  pay,
})
const till = (openid = 'manager') => cloud.ask(openid, 'staff.mealTill', { centreId: CENTRE })
const later = (ms: number) => {
  passed += ms
  cloud.later(passed)
}
const settled = async () => {
  later(3 * MINUTE)
  await cloud.tick()
  expect(await invariantViolations(cloud, cloudNow() + passed)).toEqual([])
}

describe('handing over', () => {
  test('gives the meal and takes the money in one call, and the rows of the ledger sum to zero', async () => {
    const bookingId = await order()
    const before = await cloud.ask('cashier', 'staff.mealCounter', { centreId: CENTRE })
    expect(before).toMatchObject({
      takesMoney: true,
      sitting: { id: 'lunch-1', orders: [{ bookingId, servedAt: null, owed: null, price: { due: 1200 } }] },
    })
    const { order: served } = await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    expect(served).toMatchObject({
      servedAt: expect.any(Number),
      owed: 0,
      meals: [{ dishes: ['青椒炒肉'], tier: null }],
    })
    expect(await till()).toMatchObject({
      sums: { cash: 1200, sales: -1200 },
      payments: [{ bookingId, way: 'cash', amount: 1200, reversedAt: null }],
      open: [],
    })
    await settled()
  })

  test('twenty payments of one order at once give one', async () => {
    const bookingId = await order()
    const codes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        cloud.codeOf(n % 2 ? 'cashier' : 'cashier-2', 'staff.mealHandOver', handOver(bookingId)),
      ),
    )
    expect(codes.filter(code => code === 'OK')).toHaveLength(1)
    expect(codes.filter(code => code === 'ALREADY_PAID')).toHaveLength(19)
    expect((await till()).sums).toEqual({ cash: 1200, sales: -1200 })
    await settled()
  })

  test('a repetition gives the first answer, and the same request with another sum or way is refused', async () => {
    const bookingId = await order()
    const requestId = 'handed-over-1'
    for (let time = 0; time < 2; time++)
      await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId), { requestId })
    const other = handOver(bookingId, { way: 'card', due: 1200 })
    const { reply } = await cloud.send('cashier', 'staff.mealHandOver', other, { requestId })
    expect(reply).toMatchObject({ ok: false, code: 'REQUEST_REUSED' })
    expect((await till()).payments).toHaveLength(1)
    await settled()
  })

  test('a sum that is not the server’s is refused before anything is handed over', async () => {
    const bookingId = await order()
    const cheap = handOver(bookingId, { way: 'cash', due: 1 })
    expect(await cloud.codeOf('cashier', 'staff.mealHandOver', cheap)).toBe('ORDER_CHANGED')
    const { sitting } = await cloud.ask('cashier', 'staff.mealCounter', { centreId: CENTRE })
    expect(sitting?.orders).toMatchObject([{ servedAt: null }])
    await settled()
  })

  test('without payment the sum stays open until it is paid or waived with a reason', async () => {
    const bookingId = await order()
    await cloud.ask('cook', 'staff.mealHandOver', handOver(bookingId, null))
    expect((await till()).open).toMatchObject([{ bookingId, owed: 1200 }])
    const waive = { centreId: CENTRE, bookingId, way: 'waived', due: 1200 } as const
    expect(await cloud.codeOf('cashier', 'staff.mealPay', waive)).toBe('REASON_NEEDED')
    await cloud.ask('cashier', 'staff.mealPay', { ...waive, reason: '家里困难' })
    expect(await till()).toMatchObject({ open: [], sums: { waived: 1200, sales: -1200 } })
    expect(await cloud.codeOf('cashier', 'staff.mealPay', { ...waive, reason: '再一次' })).toBe('ALREADY_PAID')
    await settled()
  })

  test('only who has the duty takes money, and nobody hands over too early, twice at another centre, or after the end', async () => {
    const bookingId = await order()
    expect(await cloud.codeOf('cook', 'staff.mealHandOver', handOver(bookingId))).toBe('FORBIDDEN')
    expect(await cloud.codeOf('door', 'staff.mealHandOver', handOver(bookingId, null))).toBe('FORBIDDEN')
    expect(await cloud.codeOf('cashier', 'staff.mealReverse', { centreId: CENTRE, rowId: 'x', reason: '错' })).toBe(
      'FORBIDDEN',
    )
    later(DAY)
    expect(await cloud.codeOf('cashier', 'staff.mealHandOver', handOver(bookingId))).toBe('WRONG_DAY')
  })

  test('a code or a part of the name finds the order', async () => {
    const bookingId = await order()
    const find = (query: string) =>
      cloud.ask('cashier', 'staff.mealFind', { centreId: CENTRE, sessionId: 'lunch-1', query })
    expect(await find('我')).toEqual({ bookingIds: [bookingId] })
    expect(await find('李')).toEqual({ bookingIds: [] })
    expect(await find('12345678')).toEqual({ bookingIds: [] })
  })
})

describe('what was served', () => {
  test('follows the check-in at the door, and its undo, when the timer has looked', async () => {
    const bookingId = await order()
    await cloud.ask('manager', 'staff.checkInByName', { centreId: CENTRE, bookingId })
    await settled()
    expect(await till()).toMatchObject({ sums: { receivable: 1200, sales: -1200 }, open: [{ bookingId }] })
    await cloud.ask('manager', 'staff.undoCheckIn', { centreId: CENTRE, bookingId, reason: '点错人了' })
    await settled()
    expect(await till()).toMatchObject({ sums: {}, open: [] })
  })

  test('a paid meal that was handed to the wrong person is money to be returned', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    await cloud.ask('manager', 'staff.undoCheckIn', { centreId: CENTRE, bookingId, reason: '点错人了' })
    await settled()
    expect((await till()).open).toMatchObject([{ bookingId, owed: -1200 }])
  })

  test('papers that are confirmed after the meal was handed over change what is owed', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId, null))
    const paper = { memberId: 'self', name: '陈桂英', birthMonth: '1953-06', lastFour: '123X', proofs: [] }
    await cloud.ask('cashier', 'staff.mealProof', { centreId: CENTRE, bookingId, ...paper })
    await settled()
    expect((await till()).open).toMatchObject([{ bookingId, owed: 400 }])
    await cloud.ask('cashier', 'staff.mealPay', { centreId: CENTRE, bookingId, way: 'cash', due: 400 })
    expect((await till()).sums).toEqual({ cash: 400, subsidy: 400, charity: 400, sales: -1200 })
    await settled()
  })
})

describe('papers that are confirmed long after the meal was handed over', () => {
  const paper = { memberId: 'self', name: '陈桂英', birthMonth: '1953-06', lastFour: '123X', proofs: [] }

  test('change what is owed at once', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    await settled()
    await cloud.ask('cashier', 'staff.mealProof', { centreId: CENTRE, bookingId, ...paper })
    expect((await till()).open).toMatchObject([{ bookingId, owed: -800 }])
    await settled()
  })

  test('change what is owed also when the call dies at any step', async () => {
    const bookingIds: string[] = []
    for (let n = 1; n <= 10; n++) bookingIds.push(await order(`person-${n}`))
    for (const bookingId of bookingIds) await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    await settled()
    for (const [n, bookingId] of bookingIds.entries()) {
      const input = { centreId: CENTRE, bookingId, ...paper, lastFour: `${1000 + n}` }
      await cloud.send('cashier', 'staff.mealProof', input, { fault: `after:${n + 5}` })
    }
    // The first time copies what dead calls changed, the second bills it.
    await settled()
    await settled()
    const { open } = await till()
    const changed = (await cloud.stored('bookings')).filter(({ order }) => order?.price.due === 400)
    expect(changed.length).toBeGreaterThan(3)
    expect(open.map(({ bookingId, owed }) => [bookingId, owed]).sort()).toEqual(
      changed.map(({ _id }) => [_id, -800]).sort(),
    )
  })
})

test('a payment of a meal that was handed over long ago is shown also when the call dies at any step', async () => {
  const bookingIds: string[] = []
  for (let n = 1; n <= 10; n++) bookingIds.push(await order(`person-${n}`))
  for (const bookingId of bookingIds) await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId, null))
  await settled()
  for (const [n, bookingId] of bookingIds.entries())
    await cloud.send('cashier', 'staff.mealHandOver', handOver(bookingId), { fault: `after:${n + 3}` })
  await settled()
  const { open, payments } = await till()
  expect(payments.length).toBeGreaterThan(1)
  const paid = new Set(payments.map(({ bookingId }) => bookingId))
  expect(open.map(({ bookingId }) => bookingId).sort()).toEqual(bookingIds.filter(id => !paid.has(id)).sort())
})

describe('an order that was paid before it is handed over', () => {
  test('costs what is still open, and the till shows it at once', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    await cloud.ask('manager', 'staff.undoCheckIn', { centreId: CENTRE, bookingId, reason: '点错人了' })
    await settled()
    expect((await till()).open).toMatchObject([{ bookingId, owed: -1200 }])
    expect(await cloud.codeOf('cashier', 'staff.mealHandOver', handOver(bookingId))).toBe('ORDER_CHANGED')
    const nothing = handOver(bookingId, { way: 'cash', due: 0 })
    const { order: served } = await cloud.ask('cashier', 'staff.mealHandOver', nothing)
    expect(served).toMatchObject({ servedAt: expect.any(Number), owed: 0 })
    expect(await till()).toMatchObject({ open: [], sums: { cash: 1200, sales: -1200 } })
    await settled()
  })

  test('costs its price when a hand-over without payment was undone a moment ago', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId, null))
    await cloud.ask('manager', 'staff.undoCheckIn', { centreId: CENTRE, bookingId, reason: '点错人了' })
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    expect(await till()).toMatchObject({ open: [], sums: { cash: 1200, sales: -1200 } })
    await settled()
  })

  test('shows no sum any more after a payment that was refused because it is paid', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    await cloud.change('bookings', bookingId, { owed: 1200, owedRows: 1 })
    const again = { centreId: CENTRE, bookingId, ...CASH }
    expect(await cloud.codeOf('cashier', 'staff.mealPay', again)).toBe('ALREADY_PAID')
    expect((await till()).open).toEqual([])
    await settled()
  })
})

describe('a reversal', () => {
  test('is made once, as a whole, by another person, with a reason; then the order can be paid again', async () => {
    const bookingId = await order()
    await cloud.ask('manager', 'staff.mealHandOver', handOver(bookingId))
    const [payment] = (await till()).payments
    const reverse = { centreId: CENTRE, rowId: payment?.rowId ?? '', reason: '收错了人' }
    expect(await cloud.codeOf('manager', 'staff.mealReverse', reverse)).toBe('SECOND_PERSON_NEEDED')
    await cloud.seed({ staff: [aStaff('leader', { role: 'manager' })] })
    const codes = await Promise.all(
      Array.from({ length: 5 }, () => cloud.codeOf('leader', 'staff.mealReverse', reverse)),
    )
    expect([...codes].sort()).toEqual([...Array<string>(4).fill('ALREADY_REVERSED'), 'OK'])
    expect(await till()).toMatchObject({ open: [{ owed: 1200 }], payments: [{ reversedAt: expect.any(Number) }] })
    await cloud.ask('cashier', 'staff.mealPay', { centreId: CENTRE, bookingId, way: 'card', due: 1200 })
    expect((await till()).sums).toEqual({ card: 1200, sales: -1200 })
    await settled()
  })
})

describe('a person who is erased', () => {
  const reason = '陈奶奶家里困难，这次免了'
  const places = async () => {
    const all = await Promise.all(
      (['tillrows', 'journal', 'bookings'] as const).map(async name => [name, await cloud.stored(name)] as const),
    )
    return all.filter(([, documents]) => JSON.stringify(documents).includes(reason)).map(([name]) => name)
  }

  test('takes along why they did not have to pay, and why they got money back; the sums stay', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId, { way: 'waived', due: 1200, reason }))
    const [payment] = (await till()).payments
    await cloud.ask('manager', 'staff.mealReverse', { centreId: CENTRE, rowId: payment?.rowId ?? '', reason })
    expect(await places()).toEqual(['tillrows', 'journal'])
    const { sums } = await till()
    later(5 * HOUR)
    await cloud.tick()
    await cloud.ask('elder', 'me.erase', {})
    await settled()
    expect(await places()).toEqual([])
    expect((await till()).sums).toEqual(sums)
  })

  test('can export before what they were served and paid, and staff what they took', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    const { kept } = await cloud.ask('elder', 'me.export', {})
    expect(kept.payments).toMatchObject([{ what: 'served' }, { what: 'paid', way: 'cash' }])
    expect(JSON.stringify(kept.payments)).not.toContain(aStaff('cashier').actor)
    let after: string | undefined
    const acts: object[] = []
    do {
      const page = await cloud.ask('cashier', 'me.export', after ? { after } : {})
      acts.push(...(page.kept.tillActs ?? []))
      after = page.next ?? undefined
    } while (after)
    expect(acts).toHaveLength(2)
    expect(acts).toEqual(expect.arrayContaining([expect.objectContaining({ what: 'paid', way: 'cash' })]))
  })
})

describe('the daily close', () => {
  test('counts each row once; what comes after it belongs to the next day', async () => {
    const [first, second] = [await order(), await order('neighbour')]
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(first))
    const input = { centreId: CENTRE, expected: 1200, counted: 1200 }
    expect(await cloud.codeOf('cashier', 'staff.mealClose', { ...input, expected: 0 })).toBe('TILL_CHANGED')
    const codes = await Promise.all(
      ['cashier', 'cashier-2', 'manager'].map(who => cloud.codeOf(who, 'staff.mealClose', input)),
    )
    expect([...codes].sort()).toEqual(['OK', 'TILL_CLOSED', 'TILL_CLOSED'])
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(second))
    expect(await till()).toMatchObject({ sums: { cash: 1200 }, closes: [{ counted: 1200, difference: 0 }] })
    later(DAY)
    await cloud.ask('cashier', 'staff.mealClose', input)
    expect((await till()).sums).toEqual({})
    await settled()
  })

  test('money that is owed back after a close is on the till, can be returned, and the next close counts what was paid out', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    await cloud.ask('cashier', 'staff.mealClose', { centreId: CENTRE, expected: 1200, counted: 1200 })
    expect((await till()).payments).toEqual([])
    await cloud.ask('manager', 'staff.undoCheckIn', { centreId: CENTRE, bookingId, reason: '点错人了' })
    await settled()
    const { open, payments } = await till()
    expect(open).toMatchObject([{ bookingId, owed: -1200 }])
    expect(payments).toMatchObject([{ bookingId, amount: 1200, reversedAt: null }])
    const rowId = payments[0]?.rowId ?? ''
    await cloud.ask('manager', 'staff.mealReverse', { centreId: CENTRE, rowId, reason: '餐没取走' })
    expect(await till()).toMatchObject({ open: [], sums: { cash: -1200 } })
    later(DAY)
    const input = { centreId: CENTRE, expected: -1200, counted: -1200 }
    const { close } = await cloud.ask('cashier', 'staff.mealClose', input)
    expect(close).toMatchObject({ counted: -1200, difference: 0, confirmedAt: null })
    expect((await till()).sums).toEqual({})
    await settled()
  })

  test('counted cash is negative only when more was paid out than taken', async () => {
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(await order()))
    const input = { centreId: CENTRE, expected: 1200, counted: -100, reason: '找错' }
    expect(await cloud.codeOf('cashier', 'staff.mealClose', input)).toBe('INVALID_INPUT')
  })

  test('more rows than a close can read are counted by the next one', async () => {
    const rows = 20_100
    const month = 30 * DAY
    const row = (n: number) => ({
      _id: `old-${String(n).padStart(5, '0')}`,
      what: 'paid' as const,
      entries: { cash: 1, sales: -1 },
      reverses: null,
      centreId: CENTRE,
      bookingId: null,
      sessionId: null,
      way: 'cash' as const,
      served: null,
      reason: null,
      at: now - month + n * 1000,
      by: '',
      requestId: `old-${n}`,
      forgottenAt: null,
    })
    await cloud.seed({ tillrows: Array.from({ length: rows }, (_, n) => row(n)) })
    let counted = 0
    for (let close = 0; close < 2; close++) {
      const cash = (await till()).sums.cash ?? 0
      await cloud.ask('cashier', 'staff.mealClose', { centreId: CENTRE, expected: cash, counted: cash })
      counted += cash
      later(DAY)
    }
    expect(counted).toBe(rows)
    expect((await till()).sums).toEqual({})
  })

  test('a difference needs a reason and a second person, and then the ledger says it', async () => {
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(await order()))
    const input = { centreId: CENTRE, expected: 1200, counted: 1100 }
    expect(await cloud.codeOf('cashier', 'staff.mealClose', input)).toBe('REASON_NEEDED')
    const { close } = await cloud.ask('cashier', 'staff.mealClose', { ...input, reason: '找错一元' })
    expect(close).toMatchObject({ difference: -100, confirmedAt: null, isOwn: true })
    const confirm = { centreId: CENTRE, closeId: close.id, counted: 1100 }
    expect(await cloud.codeOf('cashier', 'staff.mealConfirmClose', confirm)).toBe('SECOND_PERSON_NEEDED')
    expect(await cloud.codeOf('cashier-2', 'staff.mealConfirmClose', { ...confirm, counted: 1200 })).toBe(
      'TILL_CHANGED',
    )
    const confirmed = await cloud.ask('cashier-2', 'staff.mealConfirmClose', confirm)
    expect(confirmed.close).toMatchObject({ confirmedAt: expect.any(Number) })
    expect(await cloud.stored('tillrows', { what: 'difference' })).toMatchObject([
      { entries: { cash: -100, 'over-short': 100 }, reason: '找错一元' },
    ])
    later(DAY)
    expect((await till()).sums).toEqual({})
    await settled()
  })
})

test('of very many open sums the oldest are listed, and all are counted', async () => {
  const [made] = await cloud.stored('bookings', { _id: await order() })
  if (!made) throw new Error('no order')
  const open = Array.from({ length: 230 }, (_, n) => ({
    ...made,
    _id: `open-${(n * 37) % 230}`,
    startsAt: now - ((n * 37) % 230) * HOUR,
    endsAt: now,
    owed: n === 0 ? -300 : 100,
    owedRows: 1,
  }))
  await cloud.seed({ bookings: open })
  const shown = await till()
  expect(shown.openTotals).toEqual({ orders: 230, owed: 22_900, toReturn: 300 })
  expect(shown.open).toHaveLength(201)
  expect(shown.open[0]).toMatchObject({ bookingId: 'open-229' })
})

test('who has not collected three meals within a month is named for a talk, and nobody is paused', async () => {
  for (let day = 0; day < 3; day++) {
    const sessionId = `missed-${day}`
    await cloud.seed({ sessions: [aSitting(now, { _id: sessionId, startsAt: now + (day + 1) * DAY })] })
    await cloud.ask('elder', 'order.create', wish({ sessionId }))
  }
  later(5 * DAY)
  await cloud.tick()
  expect((await till()).uncollected).toMatchObject([{ times: 3 }])
  expect(await cloud.stored('noshows')).toEqual([])
})

test('the export names the payments of a person, and after an erasure the rows of the ledger name nobody', async () => {
  const bookingId = await order()
  await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId, null))
  const { kept } = await cloud.ask('elder', 'me.export', {})
  expect(kept.payments).toMatchObject([{ what: 'served', entries: { receivable: 1200, sales: -1200 } }])
  expect(JSON.stringify(kept.payments)).not.toContain(aStaff('cashier').actor)
  later(DAY)
  await cloud.ask('elder', 'me.erase', {})
  await settled()
  // The sum stays open, and belongs to nobody who is known.
  expect((await till()).open).toMatchObject([{ bookingId, owed: 1200 }])
  expect((await till()).open[0]?.name).not.toContain('我')
})

test('the claim of a month has a line for each meal that was handed over, and its sum is the ledger’s', async () => {
  const [first, second, third] = [await order(), await order('neighbour'), await order('stranger')]
  const paper = { memberId: 'self', birthMonth: '1953-06', proofs: [] }
  const prove = (bookingId: string, name: string) =>
    cloud.ask('cashier', 'staff.mealProof', { centreId: CENTRE, bookingId, ...paper, name, lastFour: '1234' })
  await prove(first, '陈桂英')
  await prove(second, '李国华')
  for (const bookingId of [first, second, third])
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId, null))
  // The second was handed to the wrong person.
  await cloud.ask('manager', 'staff.undoCheckIn', { centreId: CENTRE, bookingId: second, reason: '点错人了' })
  await settled()
  const month = localMonth(cloudNow())
  const { lines, next } = await cloud.ask('manager', 'staff.mealClaim', { centreId: CENTRE, month })
  expect(next).toBe(null)
  expect(lines.map(({ meals, subsidy }) => [meals, subsidy])).toEqual(
    expect.arrayContaining([
      [1, 400],
      [1, 400],
      [1, 0],
      [-1, -400],
    ]),
  )
  const claimed = lines.reduce((sum, { subsidy }) => sum + subsidy, 0)
  expect((await till()).sums.subsidy).toBe(claimed)
  expect(await cloud.codeOf('cashier', 'staff.mealClaim', { centreId: CENTRE, month })).toBe('FORBIDDEN')
})

test('somebody whom the person names collects the order with a code of their own, once', async () => {
  const bookingId = await order()
  expect(await cloud.ask('elder', 'order.collector', { bookingId })).toEqual({ collector: null })
  const name = { bookingId, name: '王女士' }
  expect(await cloud.codeOf('stranger', 'order.nameCollector', name)).toBe('BOOKING_NOT_FOUND')
  const former = await cloud.ask('elder', 'order.nameCollector', { bookingId, name: '小李' })
  const requestId = 'named-once'
  const { collector } = await cloud.ask('elder', 'order.nameCollector', name, { requestId })
  expect(await cloud.ask('elder', 'order.nameCollector', name, { requestId })).toEqual({ collector })
  const find = async (query = '') =>
    (await cloud.ask('cashier', 'staff.mealFind', { centreId: CENTRE, sessionId: 'lunch-1', query })).bookingIds
  expect(await find(collector?.code)).toEqual([bookingId])
  expect(await find(former.collector?.code)).toEqual([])
  const { order: served } = await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
  expect(served).toMatchObject({ collector: '王＊＊', owed: 0 })
  expect(await cloud.codeOf('elder', 'order.nameCollector', name)).toBe('ALREADY_CHECKED_IN')
  expect(await cloud.codeOf('cashier', 'staff.mealHandOver', handOver(bookingId))).toBe('ALREADY_PAID')
  await settled()
})
