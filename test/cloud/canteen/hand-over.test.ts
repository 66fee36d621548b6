import { DAY } from '@domain/time'
import { aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { CASH, counterOf, handOver, PAPER } from './support'

const cloud = openTestCloud()
const { open, order, till, later, settled } = counterOf(cloud)
beforeEach(open)

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
    await cloud.ask('cashier', 'staff.mealProof', { centreId: CENTRE, bookingId, ...PAPER })
    await settled()
    expect((await till()).open).toMatchObject([{ bookingId, owed: 400 }])
    await cloud.ask('cashier', 'staff.mealPay', { centreId: CENTRE, bookingId, way: 'cash', due: 400 })
    expect((await till()).sums).toEqual({ cash: 400, subsidy: 400, charity: 400, sales: -1200 })
    await settled()
  })
})

describe('papers that are confirmed long after the meal was handed over', () => {
  test('change what is owed at once', async () => {
    const bookingId = await order()
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    await settled()
    await cloud.ask('cashier', 'staff.mealProof', { centreId: CENTRE, bookingId, ...PAPER })
    expect((await till()).open).toMatchObject([{ bookingId, owed: -800 }])
    await settled()
  })

  test('change what is owed also when the call dies at any step', async () => {
    const bookingIds: string[] = []
    for (let n = 1; n <= 10; n++) bookingIds.push(await order(`person-${n}`))
    for (const bookingId of bookingIds) await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId))
    await settled()
    for (const [n, bookingId] of bookingIds.entries()) {
      const input = { centreId: CENTRE, bookingId, ...PAPER, lastFour: `${1000 + n}` }
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

test('somebody whom the person names collects the order with a code of their own, once', async () => {
  const bookingId = await order()
  expect(await cloud.ask('elder', 'order.collector', { bookingId })).toEqual({ collector: null })
  const name = { bookingId, name: '王女士' }
  expect(await cloud.codeOf('stranger', 'order.nameCollector', name)).toBe('BOOKING_NOT_FOUND')
  const first = () =>
    cloud.ask('elder', 'order.nameCollector', { bookingId, name: '小李' }, { requestId: 'named-first' })
  const former = await first()
  const requestId = 'named-once'
  const { collector } = await cloud.ask('elder', 'order.nameCollector', name, { requestId })
  expect(await cloud.ask('elder', 'order.nameCollector', name, { requestId })).toEqual({ collector })
  // A late replay does not bring back who was named before.
  expect(await first()).toEqual({ collector })
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
