import type { SpaceNow } from '@domain/contracts/staff'
import type { SessionRow } from '../../catalogue/session-views'
import { gt, oneOf, type Store } from '../../kernel/store/port'

/** More upcoming bookings than the spaces of a centre have in one day. */
const MAX_BOOKINGS = 1000

/** Current use of days of seats and rooms, in one round trip for all of them. */
export async function currentSpaceUse(store: Store, days: SessionRow[], now: number): Promise<SpaceNow[]> {
  if (days.length === 0) return []
  const bookings = await store.bookings.find({
    where: { sessionId: oneOf(days.map(({ _id }) => _id)), status: 'confirmed', endsAt: gt(now) },
    limit: MAX_BOOKINGS,
    fields: ['sessionId', 'startsAt', 'unit'],
  })
  return days.map(({ _id: sessionId }) => {
    const own = bookings.filter(booking => booking.sessionId === sessionId)
    const [next] = own.filter(({ startsAt }) => startsAt > now).sort((a, b) => a.startsAt - b.startsAt)
    return {
      sessionId,
      inUse: own.filter(({ startsAt }) => startsAt <= now).length,
      next: next ? { at: next.startsAt, unit: next.unit?.label ?? '' } : null,
    }
  })
}
