import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCanteen, aHousehold, aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { wish } from '../support/orders'
import { handOver, openCanteen, PAPER } from './support'

/** Orders that are paid online: the platform's calls come late, twice, never, too early or after a cancellation. */
const now = cloudNow()
const cloud = openTestCloud()
const { paying } = cloud
let passed = 0

beforeEach(async () => {
  passed = 0
  await openCanteen(cloud, {
    canteens: [aCanteen({ online: true })],
    sessions: [aSitting(now)],
    accounts: [aHousehold('mum', now)],
    staff: [aStaff('cashier', { duties: ['till'] }), aStaff('manager', { role: 'manager' })],
  })
})

function later(ms: number): void {
  passed += ms
  cloud.later(passed)
}

/** Lets the timer run so often that everything that is due is done, after which nothing may be inconsistent. */
async function settled(): Promise<void> {
  for (let ticks = 0; ticks < 3; ticks++) {
    later(2 * MINUTE)
    await cloud.tick()
  }
  expect(await invariantViolations(cloud, now + passed)).toEqual([])
  expect(await held()).toEqual(await kept())
}

/** What the platform holds of each order, fen. */
async function held(): Promise<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const { no, state, fee, refunds } of paying.trades.values()) {
    const back = Object.values(refunds).reduce((one, other) => one + other, 0)
    const id = no.split('-')[0] ?? ''
    sums[id] = (sums[id] ?? 0) + (state === 'SUCCESS' || state === 'REFUND' ? fee - back : 0)
  }
  return sums
}

/** What the ledger says that the platform holds of each order. */
async function kept(): Promise<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const { _id, trades } of await cloud.stored('payments')) if (trades.length > 0) sums[_id] = 0
  for (const { bookingId, entries } of await cloud.stored('tillrows'))
    if (bookingId !== null && entries.online) sums[bookingId] = (sums[bookingId] ?? 0) + entries.online
  return sums
}

const held1200 = async (bookingId: string) => expect(await held()).toEqual({ [bookingId]: 1200 })
const order = async (openid = 'mum', change = {}) =>
  (await cloud.ask(openid, 'order.create', wish({ payOnlineAt: CENTRE, ...change }))).booking
const pay = (bookingId: string, openid = 'mum') => cloud.ask(openid, 'order.pay', { bookingId })
const paid = (bookingId: string, openid = 'mum') => cloud.ask(openid, 'order.paid', { bookingId })
const seen = async (bookingId: string, openid = 'mum') =>
  (await cloud.ask(openid, 'booking.get', { bookingId })).booking
const portions = async () => (await cloud.stored('sessions'))[0]?.counters?.['dish-pork']
const first = (bookingId: string) => `${bookingId}-1-0`

/** An order whose payment sheet is open. */
async function opened() {
  const { id } = await order()
  await pay(id)
  return id
}

/** An order that was paid, and of which everybody has heard. */
async function bought() {
  const id = await opened()
  await paying.pay(first(id))
  await paying.callback(first(id))
  return id
}

describe('an order that is paid online at once', () => {
  test('is held for ten minutes, paid under a number of its own, and handed over without money', async () => {
    const { id, payUntil, createdAt } = await order()
    expect(payUntil).toBe(createdAt + 10 * MINUTE)
    const { sheet, amount } = await pay(id)
    expect(amount).toBe(1200)
    expect(sheet?.package).toMatch(/^prepay_id=wx/)
    expect(await paying.pay(first(id))).toBe(true)
    expect(await paid(id)).toMatchObject({ due: 0, isOpen: false, booking: { prepaid: 1200 } })
    expect((await seen(id)).payUntil).toBeUndefined()
    await settled()
    await held1200(id)
    later(DAY - passed)
    await cloud.ask('cashier', 'staff.mealHandOver', handOver(id, null))
    const { sums, openTotals } = await cloud.ask('manager', 'staff.mealTill', { centreId: CENTRE })
    expect(sums).toEqual({ online: 1200, sales: -1200 })
    expect(openTotals).toEqual({ orders: 0, owed: 0, toReturn: 0 })
    await settled()
  })

  test('is given back to the others after ten minutes when nobody pays, whether the sheet was opened or not', async () => {
    const [closed, opened] = [await order('mum'), await order('neighbour')]
    await pay(opened.id, 'neighbour')
    expect(await portions()).toBe(8)
    later(9 * MINUTE)
    await cloud.tick()
    expect(await portions()).toBe(8)
    later(2 * MINUTE)
    await cloud.tick()
    expect(await portions()).toBe(10)
    expect(await seen(closed.id)).toMatchObject({ status: 'cancelled', cancelledBy: 'unpaid' })
    expect(await paying.pay(first(opened.id))).toBe(false)
    expect(await cloud.codeOf('neighbour', 'order.pay', { bookingId: opened.id })).toBe('BOOKING_CANCELLED')
    await settled()
  })

  test('is refused where the centre takes no money online, at another centre, and when the cut-off is near', async () => {
    const code = (change = {}) => cloud.codeOf('mum', 'order.create', wish({ payOnlineAt: CENTRE, ...change }))
    expect(await code({ payOnlineAt: 'elsewhere' })).toBe('PAYMENT_NOT_OFFERED')
    await cloud.change('canteens', CENTRE, { online: false })
    expect(await code()).toBe('PAYMENT_NOT_OFFERED')
    const counter = (await cloud.ask('mum', 'order.create', wish())).booking
    expect(await cloud.codeOf('mum', 'order.pay', { bookingId: counter.id })).toBe('PAYMENT_NOT_OFFERED')
    await cloud.change('canteens', CENTRE, { online: true })
    later(12 * HOUR - 9 * MINUTE)
    expect(await cloud.codeOf('neighbour', 'order.create', wish({ payOnlineAt: CENTRE }))).toBe('PAYMENT_TOO_LATE')
    expect(await cloud.codeOf('mum', 'order.pay', { bookingId: counter.id })).toBe('PAYMENT_TOO_LATE')
    expect(await portions()).toBe(9)
    await settled()
  })

  test('is opened once by twenty phones at once, and belongs to its household alone', async () => {
    const { id } = await order()
    const sheets = await Promise.all(
      Array.from({ length: 20 }, () => cloud.send('mum', 'order.pay', { bookingId: id })),
    )
    const packages = sheets.flatMap(({ reply }) => (reply.ok ? [reply.data.sheet?.package] : []))
    expect(new Set(packages).size).toBe(1)
    expect(paying.trades.size).toBe(1)
    for (const route of ['order.pay', 'order.paid'] as const)
      expect(await cloud.codeOf('stranger', route, { bookingId: id })).toBe('BOOKING_NOT_FOUND')
    await settled()
  })
})

describe('what the platform says', () => {
  test('twice or twenty times at once is written once', async () => {
    const id = await opened()
    await paying.pay(first(id))
    await Promise.all([...Array.from({ length: 20 }, () => paying.callback(first(id))), paid(id), cloud.tick()])
    await settled()
    await held1200(id)
    expect((await cloud.stored('tillrows')).map(({ _id }) => _id)).toEqual([`paid-${first(id)}`])
  })

  test('never is found out by the timer, and the order is kept', async () => {
    const id = await opened()
    await paying.pay(first(id))
    later(11 * MINUTE)
    await settled()
    expect(await seen(id)).toMatchObject({ status: 'confirmed', prepaid: 1200 })
    await held1200(id)
  })

  test('before the call that opened the payment has answered counts', async () => {
    const { id } = await order()
    paying.breakBy(api => (api === 'unifiedOrder' ? 'lose' : null))
    expect((await cloud.send('mum', 'order.pay', { bookingId: id }, { fault: 'error:99' })).reply.ok).toBe(false)
    paying.breakBy(() => null)
    await paying.pay(first(id))
    expect(await paying.callback(first(id))).toBe(0)
    expect(await cloud.codeOf('mum', 'order.pay', { bookingId: id })).toBe('NOTHING_DUE')
    await settled()
    await held1200(id)
  })

  test('after a cancellation is paid back once, also when it comes twice', async () => {
    const id = await opened()
    await cloud.ask('mum', 'booking.cancel', { bookingId: id })
    await paying.pay(first(id))
    await Promise.all([paying.callback(first(id)), paying.callback(first(id))])
    await settled()
    expect(await held()).toEqual({ [id]: 0 })
    const rows = await cloud.stored('tillrows')
    expect(rows.map(({ what }) => what).sort()).toEqual(['paid', 'refunded'])
    expect(await portions()).toBe(10)
  })

  test('is believed from nobody but the platform, and what it is told is only a reason to ask', async () => {
    const id = await opened()
    expect(await paying.callback(first(id), null, 'wx_client')).toBe(403)
    expect(await paying.callback(first(id))).toBe(0)
    expect(await paying.callback('nonsense')).toBe(0)
    expect(await cloud.stored('tillrows')).toEqual([])
    expect((await seen(id)).prepaid).toBeUndefined()
    await settled()
  })

  test('nothing, for an hour: what may have been paid is neither released nor counted twice', async () => {
    const [paidId, openId] = [await opened(), (await order('neighbour')).id]
    await pay(openId, 'neighbour')
    await paying.pay(first(paidId))
    paying.breakBy(() => 'fail')
    for (let minutes = 0; minutes < 60; minutes += 5) {
      later(5 * MINUTE)
      await cloud.tick()
    }
    expect(await portions()).toBe(8)
    expect(await paying.callback(first(paidId))).toBe(500)
    paying.breakBy(() => null)
    later(DAY / 4)
    await settled()
    expect(await seen(paidId)).toMatchObject({ status: 'confirmed', prepaid: 1200 })
    expect(await seen(openId, 'neighbour')).toMatchObject({ status: 'cancelled', cancelledBy: 'unpaid' })
  })
})

describe('an order that was paid', () => {
  test('and is cancelled is paid back as a whole', async () => {
    const id = await bought()
    await cloud.ask('mum', 'booking.cancel', { bookingId: id })
    await settled()
    expect(await held()).toEqual({ [id]: 0 })
    expect(await portions()).toBe(10)
  })

  test('and costs more after a change is paid by the difference, and by less gets the difference back', async () => {
    const id = await bought()
    const dishes = (dish: string) => [{ memberId: 'self', dishes: [dish] }]
    const change = { bookingId: id, mode: 'pick-up' as const }
    await cloud.ask('mum', 'order.change', { ...change, revision: 1, meals: dishes('eel') })
    expect(await pay(id)).toMatchObject({ amount: 200 })
    await paying.pay(`${id}-2-0`)
    expect(await paid(id)).toMatchObject({ due: 0, booking: { prepaid: 1400 } })
    await cloud.ask('mum', 'order.change', { ...change, revision: 2, meals: dishes('pork') })
    await settled()
    await held1200(id)
  })

  test('and whose difference nobody pays keeps its meal; the rest is paid at the counter', async () => {
    const id = await bought()
    const meals = [{ memberId: 'self', dishes: ['eel'] }]
    await cloud.ask('mum', 'order.change', { bookingId: id, mode: 'pick-up', revision: 1, meals })
    await pay(id)
    later(15 * MINUTE)
    await settled()
    expect(await seen(id)).toMatchObject({ status: 'confirmed', prepaid: 1200 })
    later(DAY - passed)
    const { order } = await cloud.ask('cashier', 'staff.mealHandOver', handOver(id, { way: 'cash', due: 200 }))
    expect(order.owed).toBe(0)
    await settled()
  })

  test('and for whose eater a paper is shown later gets the subsidy back', async () => {
    const id = await bought()
    await cloud.ask('manager', 'staff.mealProof', { centreId: CENTRE, bookingId: id, ...PAPER })
    await settled()
    expect(await held()).toEqual({ [id]: 400 })
  })

  test('and is paid twice, for two versions, is paid back once', async () => {
    const id = await opened()
    const meals = [{ memberId: 'self', dishes: ['eel'] }]
    await cloud.ask('mum', 'order.change', { bookingId: id, mode: 'pick-up', revision: 1, meals })
    await pay(id)
    await Promise.all([paying.pay(first(id)), paying.pay(`${id}-2-0`)])
    await settled()
    expect(await held()).toEqual({ [id]: 1400 })
  })

  test('and whose sitting the centre calls off is paid back', async () => {
    const id = await bought()
    const sessions = await cloud.stored('sessions')
    await cloud.ask('manager', 'staff.cancelSession', {
      centreId: CENTRE,
      sessionId: sessions[0]?._id ?? '',
      reason: '停电',
    })
    await settled()
    expect(await held()).toEqual({ [id]: 0 })
  })

  test('and is not collected is paid back a day after the sitting', async () => {
    const id = await bought()
    later(2 * DAY + 3 * HOUR)
    await settled()
    expect(await held()).toEqual({ [id]: 0 })
  })

  test('is not reversed at the counter, and no refund of the platform is made twice when its answer is lost', async () => {
    const id = await bought()
    const row = { centreId: CENTRE, rowId: `paid-${first(id)}`, reason: '退钱' }
    expect(await cloud.codeOf('manager', 'staff.mealReverse', row)).toBe('ROW_NOT_FOUND')
    await cloud.ask('mum', 'booking.cancel', { bookingId: id })
    paying.breakBy(api => (api === 'refund' ? 'lose' : null))
    await cloud.tick()
    expect(await held()).toEqual({ [id]: 0 })
    paying.breakBy(() => null)
    later(HOUR)
    await settled()
    expect(await held()).toEqual({ [id]: 0 })
  })

  test('outlives the erasure of who has paid, and its payment is deleted with the year', async () => {
    const id = await opened()
    await cloud.ask('mum', 'booking.cancel', { bookingId: id })
    await paying.pay(first(id))
    await cloud.ask('mum', 'me.erase', {})
    await settled()
    expect(await held()).toEqual({ [id]: 0 })
    expect(JSON.stringify(await cloud.stored('payments'))).not.toContain('mum')
    later(370 * DAY)
    await cloud.tick()
    expect(await cloud.stored('payments')).toEqual([])
  })
})
