import { dueAtCounter } from '@domain/canteen/ledger'
import { HOUR, MINUTE } from '@domain/time'
import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { CentrePlan } from '../city/plan'
import type { Act, City } from './area'

/** What staff of a canteen do while it serves: papers, hand-overs, payments, rounds, alerts and the till. */
export const atCanteen: readonly Act[] = [
  { does: 'see a paper', perDay: 4, hours: [8, 13], run: seePaper },
  { does: 'hand a meal over', perDay: 14, hours: [10.5, 13], run: handOver },
  { does: 'two cashiers hand one meal over', perDay: 2, hours: [11, 13], run: handOverTwice },
  { does: 'take an open sum', perDay: 4, hours: [11, 20], run: pay },
  { does: 'reverse a payment', perDay: 1, hours: [11, 20], run: reverse },
  { does: 'deliver a round', perDay: 3, hours: [10.75, 13], run: deliver },
  { does: 'look after somebody who did not open', perDay: 3, hours: [11, 20], run: closeAlert },
  { does: 'close the till', perDay: 1.5, hours: [13, 20], run: closeTill },
  { does: 'count the till again', perDay: 1, hours: [14, 21], run: confirmClose },
]

/** The papers of some people; some of them are shown for two accounts. */
const PAPERS = Array.from({ length: 9 }, (_, n) => ({
  name: '陈桂英',
  birthMonth: `19${30 + 4 * n}-05`,
  lastFour: `000${n}`,
  proofs: [],
}))

/** Somebody who takes money: the second one at the door of the centre also works at the counter. */
function cashier(city: City, { staff, manager }: CentrePlan) {
  return city.phoneOf({ openid: city.simulation.random.chance(0.8) ? (staff[1] ?? manager) : manager })
}

/** An order of a sitting that is served now or soon. */
function orderOfToday(city: City, { id: centreId }: CentrePlan, fits: (booking: BookingDocument) => boolean) {
  const { now } = city.simulation
  const today = { centreId, kind: 'meal', status: 'confirmed', startsAt: { $gt: now - 12 * HOUR, $lt: now + HOUR } }
  return city.oneOf(city.simulation.matching('bookings', today).filter(fits))
}

function seePaper(city: City, centre: CentrePlan): void {
  const { now } = city.simulation
  const coming = { centreId: centre.id, kind: 'meal', status: 'confirmed', endsAt: { $gt: now } }
  const booking = city.oneOf(city.simulation.matching('bookings', coming))
  const [eater] = booking?.attendees ?? []
  const paper = city.oneOf(PAPERS)
  if (!booking || !eater || !paper) return
  const about = { centreId: centre.id, bookingId: booking._id, memberId: eater.memberId }
  cashier(city, centre).press('staff.mealProof', { ...about, ...paper })
}

function paymentOf(city: City, due: number) {
  const way = city.simulation.random.pick(['cash', 'cash', 'card', 'subsidy-card', 'waived'] as const)
  return { way, due, ...(way === 'waived' ? { reason: '困难家庭' } : {}) }
}

function handOver(city: City, centre: CentrePlan, times = 1): void {
  const { random } = city.simulation
  const booking = orderOfToday(city, centre, ({ checkIn }) => random.chance(0.2) || checkIn === null)
  if (!booking) return
  const { order, checkIn, owed } = booking
  const due = dueAtCounter(order?.price.due ?? 0, owed ?? null, checkIn !== null)
  for (let n = 0; n < times; n++) {
    const pay = due > 0 && (times > 1 || random.chance(0.8)) ? paymentOf(city, due) : null
    const input = { centreId: centre.id, bookingId: booking._id, way: 'name' as const, pay }
    cashier(city, centre).press('staff.mealHandOver', input)
  }
}

function handOverTwice(city: City, centre: CentrePlan): void {
  handOver(city, centre, 2)
}

function pay(city: City, centre: CentrePlan): void {
  const open = city.simulation.matching('bookings', { centreId: centre.id, kind: 'meal', owed: { $gt: 0 } })
  const booking = city.oneOf(open)
  if (!booking) return
  const input = { centreId: centre.id, bookingId: booking._id, ...paymentOf(city, booking.owed ?? 0) }
  cashier(city, centre).press('staff.mealPay', input)
}

function reverse(city: City, centre: CentrePlan): void {
  const row = city.oneOf(city.simulation.matching('tillrows', { centreId: centre.id, what: 'paid' }))
  if (!row) return
  city.managerOf(centre).press('staff.mealReverse', { centreId: centre.id, rowId: row._id, reason: '收错了' })
}

/** The courier reports the stops of a round at once, some of them a second time, and in any order. */
function deliver(city: City, centre: CentrePlan): void {
  const { simulation } = city
  const { random, now } = simulation
  const courier = city.phoneOf({ openid: centre.staff[1] ?? centre.manager })
  const first = orderOfToday(city, centre, ({ order }) => order?.mode === 'delivery')
  if (!first?.order?.round) return
  const { sessionId } = first
  courier.press('staff.mealOpenRound', { centreId: centre.id, sessionId, roundId: first.order.round.id })
  const reports = simulation
    .matching('bookings', { sessionId, status: 'confirmed' })
    .filter(({ order }) => order?.mode === 'delivery')
    .slice(0, 20)
    .map(({ _id: bookingId }) => ({
      reportId: simulation.newRequestId(),
      bookingId,
      failed: random.pick([null, null, 'not-opened', 'not-home'] as const),
      at: now + simulation.clockStep - random.whole(0, 10 * MINUTE),
    }))
  courier.press('staff.mealReportStops', { centreId: centre.id, reports })
  if (random.chance(0.4))
    simulation.after(random.whole(0, 30 * MINUTE), () =>
      courier.press('staff.mealReportStops', { centreId: centre.id, reports: [...reports].reverse() }),
    )
}

function closeAlert(city: City, centre: CentrePlan): void {
  const alerts = city.simulation.matching('bookings', { centreId: centre.id, welfareAt: { $gt: 0 } })
  const booking = city.oneOf(alerts)
  if (!booking) return
  const { _id: bookingId, welfareAt: at = 0 } = booking
  city.phoneOf({ openid: centre.manager }).press('staff.mealCloseAlert', {
    ...{ centreId: centre.id, bookingId, at, note: '打电话，在女儿家' },
  })
}

function closeTill(city: City, centre: CentrePlan): void {
  const { random } = city.simulation
  const phone = cashier(city, centre)
  phone.press('staff.mealTill', { centreId: centre.id }, reply => {
    if (!reply.ok) return
    const { sums } = reply.data as { sums: { cash?: number } }
    const expected = sums.cash ?? 0
    const isShort = random.chance(0.3)
    const counted = isShort ? expected + 100 : expected
    const input = { centreId: centre.id, expected, counted, ...(isShort ? { reason: '多了一元' } : {}) }
    phone.press('staff.mealClose', input)
    if (random.chance(0.3)) city.managerOf(centre).press('staff.mealClose', input)
  })
}

function confirmClose(city: City, { id: centreId, ...centre }: CentrePlan): void {
  const open = city.simulation.matching('tillcloses', { centreId, confirmed: null })
  const close = city.oneOf(open.filter(({ counted, expected }) => counted !== expected))
  if (!close) return
  const input = { centreId, closeId: close._id, counted: close.counted }
  city.managerOf({ id: centreId, ...centre }).press('staff.mealConfirmClose', input)
}
