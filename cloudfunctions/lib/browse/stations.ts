import { sortByAvailability } from '@domain/stations/decide'
import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { near } from '../kernel/store/port'
import { readStation } from '../stations/seats'
import { STATION_CARD_FIELDS, stationCard, stationView } from '../stations/views'
import { currentVisit } from '../stations/visit'
import { berthsToday } from './berths'

/** Most stations in a list; nobody would go to a further one. */
const MAX_STATIONS = 60

/** Lists stations, open ones with free seats first. */
export const listStations: Handler<'station.list'> = async ({ store, now }, { location, county }) => {
  const inCounty = county === undefined ? {} : { county }
  const rows = await store.stations.find({
    where: location ? { ...inCounty, location: near(location.longitude, location.latitude) } : inCounty,
    ...(location ? {} : { sort: [['order', 'asc']] }),
    limit: MAX_STATIONS,
    fields: STATION_CARD_FIELDS,
  })
  return { now, stations: sortByAvailability(rows, now).map(row => stationCard(row, location)) }
}

/** Returns a station, the caller's visit, and the berths of its centre. */
export const getStation: Handler<'station.get'> = async (context, { stationId, location }) => {
  const { store, accountId, now } = context
  const [station, sitter] = await Promise.all([readStation(store, stationId, accountId), store.sitters.get(accountId)])
  const here = requireFound(station, 'STATION_NOT_FOUND')
  const [visit, berths] = await Promise.all([currentVisit(context, sitter), berthsToday(context, here.centreId)])
  return { now, station: stationView(here, location), visit, berths }
}
