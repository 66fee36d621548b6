import type { Location } from '@domain/places/geo'
import { sortByAvailability } from '@domain/stations/decide'
import { DAY } from '@domain/time'
import { rolesOf } from '../accounts/roles'
import { activeBookings } from '../booking/core/list'
import { bookingView } from '../booking/core/views'
import { CENTRE_CARD_FIELDS, centreCard } from '../catalogue/centre-views'
import type { Context } from '../kernel/router/context'
import type { Handler } from '../kernel/router/router'
import { both, gt, lt, near, oneOf } from '../kernel/store/port'
import { STATION_CARD_FIELDS, stationCard } from '../stations/views'
import { currentVisit } from '../stations/visit'
import { findCentres } from './centres'

/** Stations nearby among which one with a free seat is looked for. */
const STATIONS_NEARBY = 5

/** Returns the home screen. */
export const getHome: Handler<'home.get'> = async (context, { centreId, location }) => {
  const { store, accountId, now } = context
  const chosen = centreId === undefined ? null : store.centres.get(centreId, CENTRE_CARD_FIELDS)
  const [named, nearest, staff, bookings, sitter, classesThere, stationThere] = await Promise.all([
    chosen,
    chosen ? [] : findCentres(store, 1, location),
    store.staff.get(accountId),
    activeBookings(context, { status: oneOf(['confirmed', 'offered']) }),
    store.sitters.get(accountId),
    centreId === undefined ? 0 : countClasses(context, centreId),
    location || centreId !== undefined ? findStation(context, location, centreId) : null,
  ])
  // A chosen centre that no longer exists is replaced by the nearest.
  const centre = named ?? nearest[0] ?? (await findCentres(store, 1, location))[0]
  const [classesThisWeek, visit, station] = await Promise.all([
    named ? classesThere : centre ? countClasses(context, centre._id) : 0,
    currentVisit(context, sitter),
    location || named ? stationThere : centre ? findStation(context, undefined, centre._id) : null,
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
    station,
    classesThisWeek,
    ...rolesOf(staff),
  }
}

/** Finds the nearest station that can be used, or without a location one of the centre. */
async function findStation({ store, now }: Context, location: Location | undefined, centreId: string | undefined) {
  const rows = await store.stations.find({
    where: location ? { location: near(location.longitude, location.latitude) } : { centreId: centreId ?? '' },
    ...(location ? {} : { sort: [['order', 'asc']] }),
    limit: STATIONS_NEARBY,
    fields: STATION_CARD_FIELDS,
  })
  const [first] = sortByAvailability(rows, now)
  return first ? stationCard(first, location) : null
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
