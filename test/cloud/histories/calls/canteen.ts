import { dueAtCounter, PAY_WAYS } from '@domain/canteen/ledger'
import { MODES } from '@domain/canteen/sitting'
import type { RouteName } from '@domain/contracts'
import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { CENTRE } from '../../../../worlds/fixtures/index'
import { delivery, dineIn, type Wish, wish } from '../../support/orders'
import type { Act, CanteenAct } from '../acts'
import { partyOf } from '../themes/stage'
import type { Theme } from '../themes/theme'
import { type Call, type StoredState, sessionIdOf } from './call'
import { choose, chooseBooking } from './choose'
import { asOwner } from './resident'

const ACTS: Record<CanteenAct['does'], true> = {
  order: true,
  'change-order': true,
  proof: true,
  'hand-over': true,
  pay: true,
  reverse: true,
  'confirm-close': true,
  'report-stop': true,
  'close-till': true,
}
const DISHES = ['pork', 'eel']
const WISHES = { 'dine-in': dineIn, 'pick-up': wish, delivery }
/** The papers that people show: two people of whom the accounts know nothing. */
const PAPERS = [
  { name: '陈桂英', birthMonth: '1953-06', lastFour: '123X', proofs: [] },
  { name: '李秀兰', birthMonth: '1940-02', lastFour: '0045', proofs: [] },
]

export function isOfCanteen(act: Act): act is CanteenAct {
  return act.does in ACTS
}

/** Returns the call of an act of the canteen. */
export async function canteenCall(world: StoredState, theme: Theme, act: CanteenAct): Promise<Call | undefined> {
  switch (act.does) {
    case 'order': {
      const { openid, memberIds } = partyOf(act.who, act.pair)
      return { openid, route: 'order.create', input: wished(act, { sessionId: sessionIdOf(theme, act), memberIds }) }
    }
    case 'change-order': {
      const booking = await chooseOrder(world, act.which, ({ checkIn }) => !checkIn)
      if (!booking) return undefined
      const { _id: bookingId, sessionId, attendees, order } = booking
      const memberIds = attendees.map(({ memberId }) => memberId)
      const { sessionId: _same, ...change } = wished(act, { sessionId, memberIds })
      return asOwner(world, booking, 'order.change', { bookingId, revision: order?.revision ?? 1, ...change })
    }
    case 'proof': {
      const booking = await chooseOrder(world, act.which)
      const memberId = booking?.attendees[0]?.memberId
      if (!booking || !memberId) return undefined
      return atCounter('staff.mealProof', { bookingId: booking._id, memberId, ...PAPERS[act.paper % PAPERS.length] })
    }
    case 'hand-over': {
      const booking = await chooseOrder(world, act.which, ({ checkInFrom }) => checkInFrom <= world.now())
      if (!booking) return undefined
      const due = dueOf(booking)
      const pay = act.pay === null || due <= 0 ? null : paymentOf(act.pay, due)
      return atCounter('staff.mealHandOver', { bookingId: booking._id, way: 'name', pay })
    }
    case 'pay': {
      const booking = await chooseOrder(world, act.which, ({ owed = 0 }) => owed > 0)
      return booking && atCounter('staff.mealPay', { bookingId: booking._id, ...paymentOf(act.pay, booking.owed ?? 0) })
    }
    case 'reverse': {
      const row = choose(
        (await world.stored('tillrows')).filter(({ what }) => what === 'paid'),
        act.which,
      )
      return row && asManager('staff.mealReverse', { rowId: row._id, reason: '收错了' })
    }
    case 'report-stop': {
      const booking = await chooseOrder(world, act.which, ({ order }) => order?.mode === 'delivery')
      if (!booking) return undefined
      const reportId = `report-${world.now()}`
      const failed = act.isHanded ? null : 'not-opened'
      const report = { reportId, bookingId: booking._id, failed, at: world.now() }
      return atCounter('staff.mealReportStops', { reports: [report] })
    }
    case 'close-till': {
      const closed = new Set((await world.stored('tillcloses')).flatMap(({ rows }) => rows))
      const open = (await world.stored('tillrows')).filter(({ _id }) => !closed.has(_id))
      const expected = open.reduce((sum, { entries }) => sum + (entries.cash ?? 0), 0)
      const difference = act.isShort ? { counted: expected + 100, reason: '多了一元' } : { counted: expected }
      return atCounter('staff.mealClose', { expected, ...difference })
    }
    case 'confirm-close': {
      const close = choose(
        await world.stored('tillcloses'),
        act.which,
        ({ confirmed, counted, expected }) => !confirmed && counted !== expected,
      )
      return close && asManager('staff.mealConfirmClose', { closeId: close._id, counted: close.counted })
    }
  }
}

/** Returns what these people order. */
function wished(
  { dish, mode }: { dish: number; mode: number },
  { sessionId, memberIds }: { sessionId: string; memberIds: string[] },
): Wish {
  const dishes = [DISHES[dish % DISHES.length] ?? '']
  const { id } = MODES[mode % MODES.length] ?? MODES[0]
  return WISHES[id]({ sessionId, meals: memberIds.map(memberId => ({ memberId, dishes })) })
}

function chooseOrder(
  world: StoredState,
  which: number,
  fits: (booking: BookingDocument) => boolean = () => true,
): Promise<BookingDocument | undefined> {
  return chooseBooking(world, which, booking => booking.status === 'confirmed' && fits(booking))
}

function dueOf({ order, checkIn, owed }: BookingDocument): number {
  return dueAtCounter(order?.price.due ?? 0, owed ?? null, checkIn !== null)
}

function paymentOf(pay: number, due: number): object {
  const { id: way } = PAY_WAYS[pay % PAY_WAYS.length] ?? PAY_WAYS[0]
  return { way, due, ...(way === 'waived' ? { reason: '困难家庭' } : {}) }
}

function atCounter(route: RouteName, input: object): Call {
  return { openid: 'cashier', route, input: { centreId: CENTRE, ...input } }
}

function asManager(route: RouteName, input: object): Call {
  return { openid: 'manager', route, input: { centreId: CENTRE, ...input } }
}
