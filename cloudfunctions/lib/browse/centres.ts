import type { Location } from '@domain/places/geo'
import { CENTRE_CARD_FIELDS, centreCard, centreView } from '../catalogue/centre-views'
import { classCards } from '../catalogue/upcoming'
import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { near, type Store } from '../kernel/store/port'

/** A city has some hundred centres; nobody scrolls further than this. */
const MAX_CENTRES = 100

/** Sessions on a centre's page. */
const NEXT_SESSIONS = 6

/** Lists centres. */
export const listCentres: Handler<'centre.list'> = async ({ store, now }, { location, county }) => {
  const [centres, all] = await Promise.all([findCentres(store, MAX_CENTRES, location, county), countiesOf(store)])
  return { now, counties: all, centres: centres.map(centre => centreCard(centre, location)) }
}

/** Returns a centre with its next classes. */
export const getCentre: Handler<'centre.get'> = async ({ store, now }, { centreId, location }) => {
  const [centre, sessions] = await Promise.all([
    store.centres.get(centreId),
    classCards(store, { centreId }, now, NEXT_SESSIONS),
  ])
  return { now, centre: centreView(requireFound(centre, 'CENTRE_NOT_FOUND'), location, now), sessions }
}

/** Finds centres: nearest first with a location, otherwise in the city's order. */
export async function findCentres(store: Store, limit: number, location?: Location, county?: string) {
  const inCounty = county === undefined ? {} : { county }
  return store.centres.find({
    where: location ? { ...inCounty, location: near(location.longitude, location.latitude) } : inCounty,
    ...(location ? {} : { sort: [['order', 'asc']] }),
    limit,
    fields: CENTRE_CARD_FIELDS,
  })
}

/** The counties with a centre, in the city's order. */
async function countiesOf(store: Store): Promise<string[]> {
  const rows = await store.centres.find({
    where: {},
    sort: [['order', 'asc']],
    limit: 1000,
    fields: ['county', 'order'],
  })
  return [...new Set(rows.map(row => row.county))]
}
