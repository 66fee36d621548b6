import { DAY, startOfLocalDay } from '@domain/time'
import { touching } from '../catalogue/touching'
import type { BookingDocument, SessionDocument } from '../kernel/store/documents'
import type { Path, Picked, Store } from '../kernel/store/port'

/** Lunch and supper. */
const MAX_SITTINGS = 10
/** More orders than a sitting has. */
const MAX_ORDERS = 1000

/** The sittings of a centre on the day of `now` (epoch ms), by start, in any status. */
export function sittingsOfDay<P extends Path<SessionDocument>>(
  store: Store,
  centreId: string,
  now: number,
  fields: readonly P[],
): Promise<Picked<SessionDocument, P>[]> {
  const today = startOfLocalDay(now)
  return store.sessions.find({
    where: { centreId, kind: 'meal', ...touching(today, today + DAY) },
    sort: [['startsAt', 'asc']],
    limit: MAX_SITTINGS,
    fields,
  })
}

/** The confirmed bookings of a sitting, oldest first; with `centreId`, only where it is that centre's. */
export function ordersOf<P extends Path<BookingDocument>>(
  store: Store,
  of: { sessionId: string; centreId?: string },
  fields: readonly P[],
): Promise<Picked<BookingDocument, P>[]> {
  return store.bookings.find({
    where: { ...of, status: 'confirmed' },
    sort: [['createdAt', 'asc']],
    limit: MAX_ORDERS,
    fields,
  })
}
