import { countAllergies } from '@domain/canteen/allergies'
import { countMarks, countOrders, kitchenMismatch } from '@domain/canteen/kitchen-count'
import { cookingWarnings } from '@domain/canteen/menu'
import { SAMPLES_KEPT } from '@domain/canteen/samples'
import type { KitchenSitting } from '@domain/contracts/staff-meals'
import { maskName } from '@domain/people/members'
import { DAY, localDate, startOfLocalDay } from '@domain/time'
import { SESSION_FIELDS } from '../catalogue/session-views'
import { AppError, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { SessionDocument } from '../kernel/store/documents'
import { both, gte, lt } from '../kernel/store/port'
import { countedOrders } from './counted'
import { samplesOf } from './samples'
import { SITTING_FIELDS } from './sitting'

/** How far ahead the kitchen sees. */
const AHEAD = 8 * DAY
/** Lunch and supper of each day. */
const MAX_SITTINGS = 20

/** The kitchen's screen: the sittings of the week and those whose samples are kept, and the orders of one of them. */
export const getKitchen: Handler<'staff.mealKitchen'> = async ({ store, now }, { centreId, sessionId }) => {
  const sittings = await store.sessions.find({
    where: { centreId, kind: 'meal', startsAt: both(gte(startOfLocalDay(now) - SAMPLES_KEPT), lt(now + AHEAD)) },
    sort: [['startsAt', 'asc']],
    limit: MAX_SITTINGS,
    fields: SESSION_FIELDS,
  })
  const shown = sessionId ?? sittings.find(({ endsAt }) => endsAt > now)?._id
  const session = shown ? await store.sessions.get(shown, [...SITTING_FIELDS, 'claims', 'kitchen', 'samples']) : null
  if (sessionId) requireAtCentre(session, centreId, 'SESSION_NOT_FOUND')
  return {
    now,
    sittings: sittings.map(({ _id, title, startsAt }) => ({ id: _id, title, startsAt })),
    sitting: session && kitchenView(session, now),
  }
}

type Cooked = Pick<
  SessionDocument,
  | '_id'
  | 'title'
  | 'status'
  | 'startsAt'
  | 'rules'
  | 'sitting'
  | 'claims'
  | 'frozenAt'
  | 'kitchen'
  | 'reserve'
  | 'reserveTaken'
  | 'samples'
>

function kitchenView(session: Cooked, now: number): KitchenSitting | null {
  const {
    _id,
    title,
    status,
    startsAt,
    rules,
    sitting,
    claims,
    frozenAt = null,
    kitchen,
    reserve,
    reserveTaken = 0,
    samples,
  } = session
  if (!sitting) return null
  const orders = countedOrders(claims)
  const current = countOrders(sitting, orders)
  // Addresses are for the people who deliver, on the day of the delivery.
  const isToday = localDate(startsAt) === localDate(now)
  const labels = orders.flatMap(({ bookingId, order, attendees }) =>
    order.meals.map(({ memberId, names, allergens = [] }) => ({
      bookingId,
      id: `${bookingId}-${memberId}`,
      name: maskName(attendees.find(attendee => attendee.memberId === memberId)?.nickname ?? ''),
      mode: order.mode,
      seatingAt: order.seating?.at ?? null,
      names,
      allergens,
      isLate: kitchen !== undefined && !kitchen.orders.includes(bookingId),
    })),
  )
  const stops = orders.flatMap(({ bookingId, order, attendees }) =>
    isToday && order.round && order.to
      ? [
          {
            bookingId,
            round: order.round.label,
            ...order.to,
            name: maskName(attendees[0]?.nickname ?? ''),
            meals: order.meals.length,
          },
        ]
      : [],
  )
  const different = kitchenMismatch(current, orders, labels, isToday ? stops : null)
  if (different !== null) throw new AppError('KITCHEN_MISMATCH', { bookingId: different })
  return {
    id: _id,
    title,
    status,
    startsAt,
    closesAt: startsAt - rules.closesBefore,
    frozenAt,
    frozen: kitchen?.count ?? null,
    current,
    spare: { meals: reserve + reserveTaken, given: reserveTaken },
    samples: localDate(startsAt) <= localDate(now) ? samplesOf(sitting.menu.dishes, samples) : [],
    warnings: sitting.menu.dishes.flatMap(dish => cookingWarnings(dish).map(text => ({ dish: dish.name, text }))),
    allergies: countAllergies(
      sitting.menu,
      orders.flatMap(({ order }) => order.meals),
    ),
    marks: countMarks(sitting.menu, current),
    labels: labels.map(({ bookingId: _of, ...label }) => label),
    stops,
  }
}
