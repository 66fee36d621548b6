import { parseCode } from '@domain/checkin/code'
import { matchesQuery } from '@domain/desk/find'
import { mayCall } from '@domain/office/access'
import { resolveCode } from '../attendance/checkin/resolve'
import { AppError, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { COUNTER_FIELDS, counterOrder } from './order-view'
import { ordersOf, sittingsOfDay } from './today'

const FIELDS = ['title', 'centreId', 'startsAt', 'endsAt', 'status', 'rules'] as const

/** The counter's screen. */
export const getCounter: Handler<'staff.mealCounter'> = async (context, { centreId, sessionId }) => {
  const { store, now, held } = context
  const sittings = await sittingsOfDay(store, centreId, now, FIELDS)
  const next = sittings.find(({ endsAt }) => endsAt > now) ?? sittings.at(-1)
  const asked = sessionId === undefined ? next : (sittings.find(({ _id }) => _id === sessionId) ?? null)
  if (sessionId !== undefined) requireAtCentre(asked, centreId, 'SESSION_NOT_FOUND')
  const bookings = asked ? await ordersOf(store, { sessionId: asked._id }, COUNTER_FIELDS) : []
  return {
    now,
    sittings: sittings.map(({ _id, title, startsAt }) => ({ id: _id, title, startsAt })),
    sitting: asked
      ? {
          id: asked._id,
          title: asked.title,
          startsAt: asked.startsAt,
          endsAt: asked.endsAt,
          opensAt: asked.startsAt - asked.rules.checkInBefore,
          status: asked.status,
          orders: bookings.flatMap(booking => counterOrder(booking) ?? []),
        }
      : null,
    takesMoney: mayCall('staff.mealPay', held),
  }
}

/** Finds orders by a code or by a part of a name. */
export const findOrders: Handler<'staff.mealFind'> = async (context, { centreId, sessionId, query: text }) => {
  const byCode = await byCodeOf(context, centreId, text)
  if (byCode) return { bookingIds: byCode.sessionId === sessionId ? [byCode._id] : [] }
  const bookings = await ordersOf(context.store, { sessionId, centreId }, ['attendees', 'guest', 'collector'])
  const collected = bookings.filter(({ collector }) => collector?.code === text.trim())
  const found = collected.length > 0 ? collected : bookings.filter(booking => matchesQuery(booking, text))
  return { bookingIds: found.map(({ _id }) => _id) }
}

/** The booking of a text that is a code; null: it is none. Eight digits that are no code may be a telephone number. */
async function byCodeOf(context: Parameters<Handler<'staff.mealFind'>>[0], centreId: string, text: string) {
  if (!parseCode(text)) return null
  try {
    return (await resolveCode(context, centreId, text)).facts.booking
  } catch (error) {
    if (error instanceof AppError && error.code === 'CODE_INVALID') return null
    throw error
  }
}
