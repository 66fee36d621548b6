import { DAY } from '@domain/time'
import { rolesOf } from '../accounts/roles'
import { activeBookings } from '../booking/core/list'
import { bookingView } from '../booking/core/views'
import { CENTRE_CARD_FIELDS, centreCard } from '../catalogue/centre-views'
import type { Context } from '../kernel/router/context'
import type { Handler } from '../kernel/router/router'
import { both, gt, lt, oneOf } from '../kernel/store/port'
import { currentVisit } from '../stations/visit'
import { findCentres } from './centres'

/** Returns the home screen. */
export const getHome: Handler<'home.get'> = async (context, { centreId, location }) => {
  const { store, accountId, now } = context
  const chosen = centreId === undefined ? null : store.centres.get(centreId, CENTRE_CARD_FIELDS)
  const [named, nearest, staff, bookings, sitter, classesThere] = await Promise.all([
    chosen,
    chosen ? [] : findCentres(store, 1, location),
    store.staff.get(accountId),
    activeBookings(context, { status: oneOf(['confirmed', 'offered']) }),
    store.sitters.get(accountId),
    centreId === undefined ? 0 : countClasses(context, centreId),
  ])
  // A chosen centre that no longer exists is replaced by the nearest.
  const centre = named ?? nearest[0] ?? (await findCentres(store, 1, location))[0]
  const [classesThisWeek, visit] = await Promise.all([
    named ? classesThere : centre ? countClasses(context, centre._id) : 0,
    currentVisit(context, sitter),
  ])
  const next = bookings.find(({ status }) => status === 'confirmed')
  const [offer] = bookings
    .filter(({ status, waitUntil }) => status === 'offered' && waitUntil !== null && waitUntil > now)
    .sort((a, b) => (a.waitUntil ?? 0) - (b.waitUntil ?? 0))
  return {
    now,
    centre: centre ? centreCard(centre, location) : null,
    nextBooking: next ? bookingView(next) : null,
    offer: offer ? bookingView(offer) : null,
    visit,
    classesThisWeek,
    ...rolesOf(staff),
  }
}

/** Classes with free places in the next seven days: the index `centre_free` answers, so that no session is loaded. */
function countClasses({ store, now }: Context, centreId: string): Promise<number> {
  return store.sessions.count({
    centreId,
    kind: 'class',
    startsAt: both(gt(now), lt(now + 7 * DAY)),
    status: 'open',
    seatsLeft: gt(0),
    waiting: 0,
  })
}
