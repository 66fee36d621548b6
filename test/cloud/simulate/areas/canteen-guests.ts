import { HOUR } from '@domain/time'
import type { SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { Write } from '../../in-process/world'
import { canteenViolations } from '../../support/invariants/canteen'
import { deskViolations } from '../../support/invariants/desk'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'

/** People without phone or account: staff order for them, and give them what is cooked and belongs to nobody. */
export const canteenGuests: Area = {
  name: 'canteen-guests',
  acts: [
    { does: 'order for a guest', perDay: 5, hours: [8, 16.1], run: orderAhead },
    { does: 'give a meal to somebody who walks in', perDay: 12, hours: [10.5, 13], run: walkIn },
    { does: 'cancel the order of a guest', perDay: 2, hours: [8, 13], run: cancel },
  ],
  begin: city => ({ checkWrite: uncookedMeals, atRest: () => subsidisedStrangers(city) }),
}

/** Without a paper that staff have seen, a guest pays the list price. */
function subsidisedStrangers({ simulation }: City): string[] {
  return simulation.all('bookings').flatMap(({ _id, guest, order, accountId, anonymous }) => {
    if (!guest || !order || anonymous) return []
    const eaters = simulation.one('accounts', accountId)?.eaters ?? {}
    return order.meals
      .filter(({ memberId }, n) => order.price.meals[n]?.tier !== null && !eaters[memberId])
      .map(({ memberId }) => `${_id}: ${memberId} has a subsidy without a paper`)
  })
}

/** Nobody is given a meal that nobody cooks; after every write. */
function uncookedMeals({ collection, after }: Write): string[] {
  if (collection !== 'sessions') return []
  const session = after as SessionDocument
  return session.sitting ? [...deskViolations(session), ...canteenViolations(session, [])] : []
}

const NAMES = ['李大爷', '王奶奶', '赵师傅', '周大妈'] as const

function orderAhead(city: City, centre: CentrePlan): void {
  const { simulation } = city
  orderFor(city, centre, { centreId: centre.id, kind: 'meal', startsAt: { $gt: simulation.now } })
}

function walkIn(city: City, centre: CentrePlan): void {
  const { simulation } = city
  const today = { startsAt: { $gt: simulation.now - 3 * HOUR, $lt: simulation.now + 3 * HOUR } }
  const frozen = { centreId: centre.id, kind: 'meal', frozenAt: { $gt: 0 }, ...today }
  orderFor(city, centre, frozen)
  // Somebody else at the other till gives the same meal away.
  if (simulation.random.chance(0.4)) orderFor(city, centre, frozen)
}

function orderFor(city: City, centre: CentrePlan, where: Record<string, unknown>): void {
  const { simulation } = city
  const { random } = simulation
  const session = city.oneOf<SessionDocument>(simulation.matching('sessions', where))
  // Who walks in mostly takes what there is.
  const takesAny = session?.frozenAt && random.chance(0.8)
  const mains =
    session?.sitting?.menu.dishes.filter(({ course, cap }) => course === 'meat' && (!takesAny || cap === null)) ?? []
  if (!session || mains.length === 0) return
  const meals = Array.from({ length: random.pick([1, 1, 1, 2]) }, () => [city.oneOf(mains)?.id ?? ''])
  const [seating] = session.sitting?.seatings ?? []
  const way =
    seating && random.chance(0.25) ? { mode: 'dine-in' as const, seatingId: seating.id } : { mode: 'pick-up' as const }
  const input = {
    ...{ centreId: centre.id, sessionId: session._id, meals, ...way },
    name: random.pick(NAMES),
    ...(random.chance(0.7) ? { lastFour: `013${random.whole(0, 9)}` } : {}),
  }
  const staff = random.chance(0.5) ? (centre.staff[1] ?? centre.manager) : centre.manager
  city.phoneOf({ openid: staff }).press('staff.mealOrderFor', input)
}

function cancel(city: City, centre: CentrePlan): void {
  const { simulation } = city
  const made = { centreId: centre.id, kind: 'meal', status: 'confirmed', endsAt: { $gt: simulation.now } }
  const booking = city.oneOf(simulation.matching('bookings', made).filter(({ guest }) => guest))
  if (!booking) return
  const input = { centreId: centre.id, bookingId: booking._id }
  city.phoneOf({ openid: centre.manager }).press('staff.mealCancelFor', input)
}
