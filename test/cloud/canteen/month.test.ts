import { randomUUID } from 'node:crypto'
import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, HOUR, localMonth, MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { seededRandom } from '../../../worlds/random'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { delivery, dineIn, wish } from '../support/orders'
import { openCanteen, PAPER } from './support'

/** Days of a month, and what happens on each: acts, some of them at once. */
const DAYS = 12
const ROUNDS = 8
const AT_ONCE = 5
const PEOPLE = 8
/** Every so many calls one is killed, and half of these are made again. */
const FAULTS = 0.15

const now = cloudNow()
const OWNERS = new Map(Array.from({ length: PEOPLE }, (_, n) => [accountIdOf(`person-${n}`), `person-${n}`] as const))
const cloud = openTestCloud()
/** How far the clock is ahead, ms. */
let passed = 0

beforeEach(async () => {
  passed = 0
  const rules = { closesBefore: 20 * MINUTE, cancelBefore: 20 * MINUTE, checkInBefore: HOUR }
  await openCanteen(cloud, {
    sessions: Array.from({ length: DAYS }, (_, day) =>
      aSitting(now, { _id: `day-${day}`, startsAt: startOf(day), rules }),
    ),
    staff: [
      aStaff('cashier', { duties: ['till', 'courier'] }),
      ...['one', 'two'].map(id => aStaff(id, { role: 'manager' })),
    ],
  })
})

const startOf = (day: number) => now + day * DAY + HOUR
const clock = (moment: number) => {
  passed = moment - now
  cloud.later(passed)
}

/** Makes one call as a person would: it may be killed at some database call, and then be made again or not. */
async function press<Name extends RouteName>(
  random: () => number,
  openid: string,
  route: Name,
  input: RouteInput<Name>,
): Promise<void> {
  const requestId = randomUUID()
  const fault = random() < FAULTS ? (`after:${1 + Math.floor(random() * 12)}` as const) : undefined
  const { status } = await cloud.send(openid, route, input, { requestId, ...(fault ? { fault } : {}) })
  if (status !== 200 && random() < 0.5) await cloud.send(openid, route, input, { requestId })
}

async function bookingsOf(sessionId: string) {
  return (await cloud.stored('bookings', { sessionId })).filter(({ order }) => order)
}

/** One random act of the day. */
async function act(random: () => number, day: number): Promise<void> {
  const sessionId = `day-${day}`
  const oneOf = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]
  const booking = oneOf(await bookingsOf(sessionId))
  const person = `person-${Math.floor(random() * PEOPLE)}`
  const dishes = [{ memberId: 'self', dishes: [oneOf(['pork', 'eel']) ?? 'pork'] }]
  const ways = [wish, dineIn, delivery]
  const order = (oneOf(ways) ?? wish)({ sessionId, meals: dishes })
  const centreId = CENTRE
  const roll = random()
  if (!booking || roll < 0.25) return press(random, person, 'order.create', order)
  const { _id: bookingId, accountId } = booking
  const owner = OWNERS.get(accountId) ?? person
  const due = booking.checkIn ? Math.abs(booking.owed ?? 0) : (booking.order?.price.due ?? 0)
  const way = oneOf(['cash', 'card', 'subsidy-card'] as const) ?? 'cash'
  if (roll < 0.33) {
    const { sessionId: _same, ...changed } = order
    return press(random, owner, 'order.change', { bookingId, revision: booking.order?.revision ?? 1, ...changed })
  }
  if (roll < 0.38) return press(random, owner, 'booking.cancel', { bookingId })
  if (roll < 0.46) {
    return press(random, 'cashier', 'staff.mealProof', { centreId, bookingId, ...PAPER, name: owner })
  }
  if (roll < 0.72) {
    const pay = random() < 0.7 && due > 0 ? { way, due } : null
    return press(random, 'cashier', 'staff.mealHandOver', { centreId, bookingId, way: 'name', pay })
  }
  if (roll < 0.78 && due > 0) return press(random, 'cashier', 'staff.mealPay', { centreId, bookingId, way, due })
  if (roll < 0.84) return press(random, 'one', 'staff.undoCheckIn', { centreId, bookingId, reason: '点错人了' })
  if (roll < 0.9) {
    const paid = oneOf(await cloud.stored('tillrows', { bookingId, what: 'paid' }))
    if (paid) return press(random, 'two', 'staff.mealReverse', { centreId, rowId: paid._id, reason: '收错了' })
  }
  if (roll < 0.95) {
    const report = {
      reportId: randomUUID(),
      bookingId,
      failed: random() < 0.5 ? null : ('not-opened' as const),
      at: now + passed,
    }
    return press(random, 'cashier', 'staff.mealReportStops', { centreId, reports: [report] })
  }
  const { sums } = await cloud.ask('one', 'staff.mealTill', { centreId })
  const expected = sums.cash ?? 0
  const counted = Math.max(0, expected - (random() < 0.5 ? 0 : 100))
  const close = { centreId, expected, counted, ...(counted === expected ? {} : { reason: '数错了' }) }
  return press(random, 'cashier', 'staff.mealClose', close)
}

/** The ledger's sums by account. */
async function balances(): Promise<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const { entries } of await cloud.stored('tillrows'))
    for (const [account, amount] of Object.entries(entries)) sums[account] = (sums[account] ?? 0) + amount
  return sums
}

test.each([1, 2, 3])('a month of orders, payments, reversals, crashes and closes keeps the books (%i)', async seed => {
  const random = seededRandom(`month ${seed}`).next
  for (let day = 0; day < DAYS; day++) {
    for (let round = 0; round < ROUNDS; round++) {
      clock(startOf(day) + (round - 4) * 10 * MINUTE)
      await Promise.all(Array.from({ length: AT_ONCE }, () => act(random, day)))
    }
    for (let tick = 0; tick < 4; tick++) {
      clock(startOf(day) + 3 * HOUR + tick * 5 * MINUTE)
      await cloud.tick()
    }
    expect(await invariantViolations(cloud, now + passed)).toEqual([])
    const kitchen = await cloud.ask('one', 'staff.mealKitchen', { centreId: CENTRE, sessionId: `day-${day}` })
    const confirmed = (await bookingsOf(`day-${day}`)).filter(({ status }) => status === 'confirmed')
    expect(kitchen.sitting?.current).toMatchObject({ orders: confirmed.length, meals: confirmed.length })
    // Nothing is cancelled after the cut-off here: the frozen count has exactly the orders that were accepted, whatever died.
    expect(kitchen.sitting?.frozen).toEqual(kitchen.sitting?.current)
    const [session] = await cloud.stored('sessions', { _id: `day-${day}` })
    expect([...(session?.kitchen?.orders ?? [])].sort()).toEqual(confirmed.map(({ _id }) => _id).sort())
  }
  const sums = await balances()
  const bookings = await cloud.stored('bookings')
  expect(sums.receivable ?? 0).toBe(bookings.reduce((sum, { owed = 0 }) => sum + owed, 0))
  const served = bookings.filter(({ checkIn }) => checkIn)
  expect(-(sums.sales ?? 0)).toBe(served.reduce((sum, { order }) => sum + (order?.price.list ?? 0), 0))
  expect(sums.subsidy ?? 0).toBe(served.reduce((sum, { order }) => sum + (order?.price.subsidy ?? 0), 0))
  const months = [...new Set([localMonth(now), localMonth(now + passed)])]
  let claimed = 0
  for (const month of months) {
    let after: string | undefined
    do {
      const page = await cloud.ask('one', 'staff.mealClaim', { centreId: CENTRE, month, ...(after ? { after } : {}) })
      claimed += page.lines.reduce((sum, { subsidy }) => sum + subsidy, 0)
      after = page.next ?? undefined
    } while (after)
  }
  expect(claimed).toBe(sums.subsidy ?? 0)
  // Something has happened.
  expect(served.length).toBeGreaterThan(20)
  expect((await cloud.stored('tillrows', { what: 'reversed' })).length).toBeGreaterThan(0)
})

test.each<[string, (rowId: string, bookingId: string) => Promise<unknown>, RegExp]>([
  ['a row that does not sum to zero', id => cloud.change('tillrows', id, { entries: { cash: 100 } }), /sum to zero/],
  [
    'a meal that is not in the ledger',
    id => cloud.change('tillrows', id, { bookingId: 'other' }),
    /handed over is not/,
  ],
  ['a sum that the booking hides', (_, id) => cloud.change('bookings', id, { owed: 5 }), /shows 5 to pay/],
  [
    'a price that was not that of the order',
    id => cloud.change('tillrows', id, { entries: { receivable: 100, sales: -100 } }),
    /another price/,
  ],
])('the check of the books notices %s', async (_what, spoil, says) => {
  clock(startOf(0) - 30 * MINUTE)
  const { booking } = await cloud.ask('person-0', 'order.create', wish({ sessionId: 'day-0' }))
  await cloud.ask('cashier', 'staff.mealHandOver', { centreId: CENTRE, bookingId: booking.id, way: 'name', pay: null })
  clock(startOf(0))
  await cloud.tick()
  expect(await invariantViolations(cloud, now + passed)).toEqual([])
  await spoil(`served-${booking.id}-0`, booking.id)
  expect((await invariantViolations(cloud, now + passed)).join('\n')).toMatch(says)
})
