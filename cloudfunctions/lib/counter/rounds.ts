import { needsWelfareCheck } from '@domain/canteen/delivery'
import type { Stop, WelfareAlert } from '@domain/contracts/staff-rounds'
import { maskName } from '@domain/people/members'
import { localDate } from '@domain/time'
import { note } from '../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { BookingDocument } from '../kernel/store/documents'
import { gt, type Store } from '../kernel/store/port'
import { ordersOf, sittingsOfDay } from './today'

const MAX_ALERTS = 100
const STOP_FIELDS = ['attendees', 'order', 'checkIn', 'stops'] as const

type Delivered = Pick<BookingDocument, '_id' | (typeof STOP_FIELDS)[number]>

/** The rounds of today. */
export const listRounds: Handler<'staff.mealRounds'> = async ({ store, now }, { centreId }) => {
  const sittings = await sittingsOfDay(store, centreId, now, ['title', 'startsAt', 'sitting', 'status'])
  const open = sittings.filter(({ status }) => status === 'open')
  const found = await Promise.all(open.map(({ _id }) => ordersOf(store, { sessionId: _id }, STOP_FIELDS)))
  return {
    now,
    rounds: open.flatMap(({ _id, title, startsAt, sitting }, n) =>
      (sitting?.rounds ?? []).flatMap(({ id, label }) => {
        const stops = (found[n] ?? []).filter(({ order }) => order?.round?.id === id).flatMap(stopOf)
        const done = stops.filter(({ handedAt, failed }) => handedAt !== null || failed !== null).length
        return stops.length > 0
          ? [{ sessionId: _id, roundId: id, label, title, startsAt, stops: stops.length, done }]
          : []
      }),
    ),
  }
}

/** The stops of one round of today; who opened it is recorded. */
export const openRound: Handler<'staff.mealOpenRound'> = async (context, { centreId, sessionId, roundId }) => {
  const { store, now } = context
  const [stored, bookings] = await Promise.all([
    store.sessions.get(sessionId, ['centreId', 'title', 'startsAt', 'sitting']),
    ordersOf(store, { sessionId }, STOP_FIELDS),
  ])
  const { title, startsAt, sitting } = requireAtCentre(stored, centreId, 'SESSION_NOT_FOUND')
  const round = sitting?.rounds.find(({ id }) => id === roundId)
  if (!round) throw new AppError('ROUND_NEEDED', null)
  note(context, { subject: { id: sessionId, title: `${title} ${round.label}` } })
  // Addresses are for the day of the delivery.
  if (localDate(startsAt) !== localDate(now)) throw new AppError('WRONG_DAY', { startsAt })
  const order = new Map(round.buildings.map((building, n) => [building, n]))
  const stops = bookings.filter(booking => booking.order?.round?.id === roundId).flatMap(stopOf)
  return {
    now,
    sessionId,
    roundId,
    label: round.label,
    title,
    startsAt,
    stops: stops.sort(
      (a, b) => (order.get(a.building) ?? 0) - (order.get(b.building) ?? 0) || a.door.localeCompare(b.door),
    ),
  }
}

function stopOf({ _id, attendees, order, checkIn, stops = {} }: Delivered): Stop[] {
  if (order?.mode !== 'delivery' || !order.to) return []
  const [last] = Object.values(stops).sort((a, b) => b.at - a.at)
  return [
    {
      bookingId: _id,
      ...order.to,
      name: maskName(attendees[0]?.nickname ?? ''),
      meals: order.meals.map(({ names }) => names),
      handedAt: checkIn?.at ?? null,
      failed: last && !checkIn ? { why: last.why, at: last.at } : null,
    },
  ]
}

/** Eaters who did not open the door. */
export const listAlerts: Handler<'staff.mealAlerts'> = async ({ store, now }, { centreId }) => ({
  now,
  alerts: await openAlerts(store, centreId),
})

/**
 * Closes the alert about an eater that was seen, known by its moment. A repetition, and a second person, change nothing, also
 * when the eater has not opened again since. Throws BOOKING_NOT_FOUND.
 */
export const closeAlert: Handler<'staff.mealCloseAlert'> = async (context, { centreId, bookingId, at, note: text }) => {
  const { store, now, actor: by } = context
  const booking = requireAtCentre(await store.bookings.get(bookingId), centreId, 'BOOKING_NOT_FOUND')
  if (!Object.values(booking.stops ?? {}).some(({ why }) => needsWelfareCheck(why)))
    throw new AppError('BOOKING_NOT_FOUND', null)
  const [first] = booking.attendees
  note(context, {
    person: { id: booking.accountId, name: first?.nickname ?? null },
    subject: { id: bookingId, title: booking.title },
    reason: text,
  })
  await store.bookings.update(
    { _id: bookingId, welfareAt: at ?? gt(0) },
    { welfareAt: 0, welfare: { by, at: now, note: text } },
  )
  return { alerts: await openAlerts(store, centreId) }
}

async function openAlerts(store: Store, centreId: string): Promise<WelfareAlert[]> {
  const [centre, bookings] = await Promise.all([
    store.centres.get(centreId, ['phone']),
    store.bookings.find({
      where: { centreId, welfareAt: gt(0) },
      sort: [['welfareAt', 'asc']],
      limit: MAX_ALERTS,
      fields: ['attendees', 'order', 'welfareAt'],
    }),
  ])
  const { phone } = requireFound(centre, 'CENTRE_NOT_FOUND')
  return bookings.flatMap(({ _id, attendees, order, welfareAt = 0 }) =>
    order?.to
      ? [
          {
            bookingId: _id,
            ...order.to,
            name: maskName(attendees[0]?.nickname ?? ''),
            at: welfareAt,
            centrePhone: phone,
          },
        ]
      : [],
  )
}
