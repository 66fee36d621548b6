import { datesOfWeek, mondayOf } from '@domain/canteen/menu-plan'
import type { RouteInput } from '@domain/contracts'
import { DAY, localDate, MINUTE } from '@domain/time'
import type { BookingDocument, SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { CentrePlan, Resident } from '../city/plan'
import type { Area, City } from './area'
import { atCanteen } from './canteen-counter'

/** Longest time that a function call takes to die, with the largest step of the clock, ms. */
const FROZEN_AFTER = 2 * MINUTE

/** The canteens: menus, orders until the cut-off, papers, hand-overs, payments, rounds and closes of the till. */
export const canteen: Area = {
  name: 'canteen',
  acts: [
    { does: 'plan and publish the menus', perDay: 2, hours: [7, 15], run: plan },
    { does: 'order a meal', perDay: 14, hours: [8, 17], run: order },
    { does: 'order the last meal before the cut-off', perDay: 6, hours: [15.95, 16.02], run: order },
    { does: 'change an order', perDay: 5, hours: [8, 17], run: change },
    { does: 'cancel an order', perDay: 2, hours: [8, 17], run: cancel },
    ...atCanteen,
  ],
  due: [
    { what: 'freezing the orders', collection: 'sessions', field: 'freezeAt', after: FROZEN_AFTER },
    { what: 'comparing an order with the ledger', collection: 'bookings', field: 'billAt', after: 2 * MINUTE },
  ],
  begin: city => ({
    checkWrite: ({ collection, before, after }) =>
      collection === 'sessions' && after.frozenAt && !before?.frozenAt ? uncounted(city, after) : [],
  }),
}

/** When the orders are frozen, every order that somebody has is counted. */
function uncounted({ simulation }: City, { _id, kitchen }: SessionDocument): string[] {
  const counted = new Set(kitchen?.orders)
  return simulation
    .matching('bookings', { sessionId: _id, status: 'confirmed' })
    .filter(booking => !counted.has(booking._id))
    .map(booking => `${_id}: the kitchen does not count ${booking._id}`)
}

type Dishes = RouteInput<'staff.mealSaveMenu'>['dishes']

const DISH: Pick<Dishes[number], 'marks' | 'surcharge' | 'cap'> = { marks: [], surcharge: 0, cap: null }
const MENU: Dishes = [
  { ...DISH, name: '青椒炒肉', course: 'meat', allergens: ['soy'], cap: 6 },
  { ...DISH, name: '鳝鱼米线', course: 'meat', allergens: ['fish'], surcharge: 200 },
  { ...DISH, name: '素炒青菜', course: 'vegetable', allergens: [] },
]

/** Saves the menus of the next days that have none, and publishes the week; often two people publish at once. */
function plan(city: City, centre: CentrePlan): void {
  const { simulation } = city
  const { id: centreId } = centre
  const now = simulation.now + simulation.clockStep
  for (let day = 1; day <= 2; day++) {
    const date = localDate(now + day * DAY)
    const menu = simulation.matching('menus', { centreId, date })[0]
    if (!menu) city.managerOf(centre).press('staff.mealSaveMenu', { centreId, date, revision: 0, dishes: MENU })
  }
  const publish = () => {
    const monday = mondayOf(now + DAY)
    const dates = datesOfWeek(monday)
    const days = simulation
      .matching('menus', { centreId, sessionId: null })
      .filter(({ date }) => dates.includes(date) && date > localDate(now))
      .map(({ date, revision }) => ({ date, revision }))
    if (days.length > 0) city.managerOf(centre).press('staff.mealPublishMenus', { centreId, monday, days })
  }
  simulation.after(2 * MINUTE, publish)
  if (simulation.random.chance(0.4)) simulation.after(2 * MINUTE, publish)
}

/** What somebody wants to eat, and how they get it. */
function wished(
  city: City,
  { sitting }: Pick<SessionDocument, 'sitting'>,
  memberIds: readonly string[],
): Omit<RouteInput<'order.create'>, 'sessionId'> {
  const { random } = city.simulation
  const mains = sitting?.menu.dishes.filter(({ course }) => course === 'meat') ?? []
  const main = city.oneOf(mains)
  const dishes = main ? [main.id] : []
  const meals = memberIds.map(memberId => ({ memberId, dishes }))
  const mode = random.pick(['dine-in', 'pick-up', 'delivery', 'delivery'] as const)
  const [seating] = sitting?.seatings ?? []
  const [round] = sitting?.rounds ?? []
  if (mode === 'dine-in' && seating) return { mode, meals, seatingId: seating.id }
  if (mode !== 'delivery' || !round) return { mode: 'pick-up', meals }
  const to = { building: round.buildings[0] ?? '', door: '2 单元 301', phone: '13800000000' }
  return { mode, meals, roundId: round.id, to }
}

function order(city: City, centre: CentrePlan): void {
  const { simulation } = city
  const open = { centreId: centre.id, kind: 'meal', startsAt: { $gt: simulation.now } }
  const session = city.oneOf(simulation.matching('sessions', open))
  if (!session) return
  const resident = city.aResident(centre)
  const memberIds = simulation.random.chance(0.2) ? resident.memberIds.slice(0, 2) : ['self']
  const input = { sessionId: session._id, ...wished(city, session, memberIds) }
  city.phoneOf(resident).press('order.create', input)
  // Another phone of the household orders the same at the same moment.
  if (simulation.random.chance(0.1)) city.phoneOf(resident).press('order.create', input)
}

/** An order of a coming sitting, with its person. */
function anOrder(city: City, { id: centreId }: CentrePlan): { booking: BookingDocument; resident: Resident } | null {
  const { simulation } = city
  const coming = { centreId, kind: 'meal', status: 'confirmed', startsAt: { $gt: simulation.now } }
  const booking = city.oneOf(simulation.matching('bookings', coming))
  const resident = booking && city.residentOf(booking.accountId)
  return booking && resident ? { booking, resident } : null
}

function change(city: City, centre: CentrePlan): void {
  const own = anOrder(city, centre)
  const session = own && city.simulation.one('sessions', own.booking.sessionId)
  if (!own || !session) return
  const { _id: bookingId, attendees, order: before } = own.booking
  const memberIds = attendees.map(({ memberId }) => memberId)
  const input = { bookingId, revision: before?.revision ?? 1, ...wished(city, session, memberIds) }
  city.phoneOf(own.resident).press('order.change', input)
}

function cancel(city: City, centre: CentrePlan): void {
  const own = anOrder(city, centre)
  if (own) city.phoneOf(own.resident).press('booking.cancel', { bookingId: own.booking._id })
}
