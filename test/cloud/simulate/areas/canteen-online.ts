import { isRepeatedFor, LOOK_FOR_MENUS_EVERY } from '@domain/canteen/repeated'
import type { RouteOutput } from '@domain/contracts'
import type { Reply } from '@domain/contracts/reply'
import { SELF_ID } from '@domain/people/members'
import { DAY, HOUR, localDate, MINUTE } from '@domain/time'
import type { BookingDocument, SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { paymentViolations } from '../../support/invariants/payments'
import type { CentrePlan, Resident } from '../city/plan'
import type { Sent } from '../core/simulation'
import type { Area, City } from './area'

/** Orders of people who do not come themselves: paid online, made for somebody else, repeated every week. */
export const canteenOnline: Area = {
  name: 'canteen-online',
  acts: [
    { does: 'order and pay online', perDay: 8, hours: [8, 16], run: orderOnline },
    { does: 'pay and cancel at once', perDay: 2, hours: [8, 15], run: payAndCancel },
    { does: 'let somebody order for oneself', perDay: 3, hours: [8, 12], run: relate },
    { does: 'order for somebody else', perDay: 5, hours: [9, 16], run: orderFor },
    { does: 'end a relation', perDay: 0.7, hours: [9, 20], run: unrelate },
    { does: 'repeat an order every week', perDay: 1.5, hours: [9, 20], run: repeat },
    { does: 'end a repeated order', perDay: 0.4, hours: [9, 20], run: endRepeated },
  ],
  due: [
    { what: 'giving back what nobody pays for', collection: 'bookings', field: 'payUntil', after: 3 * MINUTE },
    { what: 'looking at a payment', collection: 'payments', field: 'dueAt' },
    { what: 'looking at a relation', collection: 'relations', field: 'dueAt' },
    { what: 'looking for menus', collection: 'repeatedorders', field: 'dueAt' },
  ],
  begin: city => {
    const menus = new Map<string, number>()
    return {
      onWrite: ({ collection, before, after }) => {
        if (collection === 'sessions' && !before && after.sitting) menus.set(after._id, city.simulation.now)
      },
      onCall: (sent, reply) => noteOrderFor(city, sent, reply),
      late: before => notRepeated(city, menus, before),
      atRest: () => [...paidWrong(city), ...relationsWrong(city)],
    }
  },
}

/** What the platform holds is what the ledger says and the order costs; nobody has paid for nothing. */
function paidWrong({ simulation }: City): string[] {
  const payments = simulation.all('payments')
  const bookings = simulation.all('bookings')
  const tillrows = simulation.all('tillrows').filter(({ way }) => way === 'online')
  const held = new Map<string, number>()
  for (const { no, fee, state, refunds } of simulation.platform.trades.values()) {
    const back = Object.values(refunds).reduce((sum, amount) => sum + amount, 0)
    const id = no.split('-')[0] ?? ''
    held.set(id, (held.get(id) ?? 0) + (state === 'SUCCESS' || state === 'REFUND' ? fee - back : 0))
  }
  const byLedger = new Map<string, number>()
  for (const { bookingId, entries } of tillrows)
    byLedger.set(bookingId ?? '', (byLedger.get(bookingId ?? '') ?? 0) + (entries.online ?? 0))
  return [
    ...paymentViolations({ payments, bookings, tillrows }),
    ...[...held].flatMap(([id, amount]) =>
      amount === (byLedger.get(id) ?? 0)
        ? []
        : [`${id}: the platform holds ${amount}, the ledger says ${byLedger.get(id) ?? 0}`],
    ),
    ...bookings.flatMap(({ _id, status, payUntil }) => [
      ...(status === 'cancelled' && (held.get(_id) ?? 0) > 0 ? [`${_id}: is cancelled, and was not paid back`] : []),
      ...(status === 'confirmed' && payUntil ? [`${_id}: is held and was not paid`] : []),
    ]),
  ]
}

/** A relation is between two people who are there. */
function relationsWrong({ simulation }: City): string[] {
  return simulation.all('relations').flatMap(({ _id, elderId, helperId, at, endedAt }) => {
    if (endedAt !== null) return []
    const gone = [elderId, helperId].filter(id => (simulation.one('accounts', id)?.erasure?.at ?? 0) > at)
    return gone.map(id => `${_id}: is a relation to ${id}, who was erased`)
  })
}

/** An order for somebody else is that person's, and theirs alone, and was allowed when it was made. */
function noteOrderFor({ simulation }: City, { route, input, openid }: Sent, reply: Reply | null): void {
  const { relationId } = input as { relationId?: string }
  if (route !== 'order.create' || relationId === undefined || !reply?.ok) return
  const { booking } = reply.data as RouteOutput<'order.create'>
  const relation = simulation.one('relations', relationId)
  const stored = simulation.one('bookings', booking.id)
  const wrong = `${booking.id}: ${openid} has ordered for somebody`
  if (!relation) return
  if (stored && stored.accountId !== relation.elderId && !stored.anonymous) simulation.fail([`${wrong} else's account`])
  if (booking.attendees.some(({ memberId }) => memberId !== SELF_ID)) simulation.fail([`${wrong} else's household`])
  if (relation.endedAt !== null && booking.createdAt > relation.endedAt + 2 * MINUTE)
    simulation.fail([`${wrong} after the relation had ended`])
}

/** Each menu that was published long ago has become an order of each repeated order, or a reason why not. */
function notRepeated(city: City, menus: ReadonlyMap<string, number>, before: number): string[] {
  const { simulation } = city
  return simulation.all('repeatedorders').flatMap(repeated => {
    const { _id, centreId, endedAt, results, at } = repeated
    if (endedAt !== null || simulation.matching('setbacks', { item: _id, nextAt: { $gt: 0 } }).length > 0) return []
    return simulation.matching('sessions', { centreId, kind: 'meal', startsAt: { $gt: before } }).flatMap(session => {
      const { startsAt, rules } = session
      const seen = Math.max(menus.get(session._id) ?? before, at)
      const closesAt = startsAt - rules.closesBefore
      const isDue = seen + LOOK_FOR_MENUS_EVERY + 5 * MINUTE < before && isRepeatedFor(repeated, { startsAt, closesAt })
      return isDue && !results[session._id] ? [`${_id}: was not ordered at ${session._id}`] : []
    })
  })
}

function openSitting(city: City, { id: centreId }: CentrePlan): SessionDocument | undefined {
  const { simulation } = city
  const open = { centreId, kind: 'meal', startsAt: { $gt: simulation.now + 19 * HOUR } }
  return city.oneOf(simulation.matching('sessions', open))
}

const mealOf = ({ sitting }: SessionDocument) => [
  { memberId: SELF_ID, dishes: [sitting?.menu.dishes.find(({ course }) => course === 'meat')?.id ?? ''] },
]

function orderOnline(city: City, centre: CentrePlan): void {
  buy(city, centre, city.aResident(centre))
}

function payAndCancel(city: City, centre: CentrePlan): void {
  const resident = city.aResident(centre)
  buy(city, centre, resident, bookingId =>
    city.simulation.after(city.simulation.random.whole(0, 20 * MINUTE), () =>
      city.phoneOf(resident).press('booking.cancel', { bookingId }),
    ),
  )
}

/** Orders, opens the sheet, and pays after a while or never; the platform tells it late, twice, or not at all. */
function buy(city: City, centre: CentrePlan, resident: Resident, then: (bookingId: string) => void = () => {}): void {
  const { simulation } = city
  const { random } = simulation
  const session = openSitting(city, centre)
  if (!session) return
  const phone = city.phoneOf(resident)
  const wish = { sessionId: session._id, mode: 'pick-up' as const, meals: mealOf(session), payOnlineAt: centre.id }
  phone.press('order.create', wish, reply => {
    if (!reply.ok) return
    const { booking } = reply.data as RouteOutput<'order.create'>
    const bookingId = booking.id
    then(bookingId)
    for (let taps = random.chance(0.2) ? 2 : 1; taps > 0; taps--)
      phone.press('order.pay', { bookingId }, opened => {
        if (!opened.ok || random.chance(0.25)) return
        simulation.after(random.whole(0, 12 * MINUTE), () => void pay(city, bookingId, booking.order?.revision ?? 1))
        simulation.after(random.whole(0, 13 * MINUTE), () => phone.press('order.paid', { bookingId }))
      })
  })
}

async function pay({ simulation }: City, bookingId: string, revision: number): Promise<void> {
  const { random } = simulation
  const no = `${bookingId}-${revision}-0`
  if (!(await simulation.platform.pay(no))) return
  for (let times = random.pick([0, 1, 1, 2]); times > 0; times--)
    simulation.after(random.whole(0, random.chance(0.2) ? 3 * HOUR : 5000), () => simulation.callback(no))
}

function relate(city: City, centre: CentrePlan): void {
  const [elder, helper] = [city.aResident(centre), city.aResident(centre)]
  city.phoneOf(elder).press('meal.relationCode', { name: '陈奶奶' }, reply => {
    const { code } = (reply.ok ? reply.data : { code: null }) as RouteOutput<'meal.relationCode'>
    if (!code) return
    const enter = () => city.phoneOf(helper).press('meal.relate', { code: code.digits, name: '小琴' })
    enter()
    if (city.simulation.random.chance(0.2)) enter()
  })
}

/** A relation that stands, with the phone of who orders; sometimes one that has ended, as a phone that was not loaded anew has it. */
function aRelation(city: City, centre: CentrePlan) {
  const { simulation } = city
  const ours = new Set(centre.residents.map(({ accountId }) => accountId))
  const all = simulation.all('relations').filter(({ helperId }) => ours.has(helperId))
  const relation = city.oneOf(all.filter(({ endedAt }) => endedAt === null || simulation.random.chance(0.3)))
  const helper = relation && city.residentOf(relation.helperId)
  return relation && helper ? { relation, helper } : null
}

function orderFor(city: City, centre: CentrePlan): void {
  const found = aRelation(city, centre)
  const session = openSitting(city, centre)
  if (!found || !session) return
  const wish = { sessionId: session._id, mode: 'pick-up' as const, meals: mealOf(session) }
  city.phoneOf(found.helper).press('order.create', { ...wish, relationId: found.relation._id })
}

function unrelate(city: City, centre: CentrePlan): void {
  const found = aRelation(city, centre)
  if (found) city.phoneOf(found.helper).press('meal.unrelate', { relationId: found.relation._id })
}

function repeat(city: City, { id: centreId }: CentrePlan): void {
  const { simulation } = city
  const meals = simulation.matching('bookings', { centreId, kind: 'meal', status: 'confirmed' })
  const booking = city.oneOf<BookingDocument>(meals)
  const resident = booking && city.residentOf(booking.accountId)
  if (!booking || !resident) return
  const until = localDate(simulation.now + 10 * DAY)
  city.phoneOf(resident).press('meal.repeat', { bookingId: booking._id, weekdays: [0, 1, 2, 3, 4, 5, 6], until })
}

function endRepeated(city: City, { id: centreId }: CentrePlan): void {
  const repeated = city.oneOf(city.simulation.matching('repeatedorders', { centreId, endedAt: null }))
  const resident = repeated && city.residentOf(repeated.accountId)
  if (repeated && resident) city.phoneOf(resident).press('meal.endRepeated', { repeatedId: repeated._id })
}
