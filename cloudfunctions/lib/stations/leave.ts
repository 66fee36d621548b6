import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { freeSeatOf, readStation } from './seats'
import { stationView } from './views'
import { currentVisit } from './visit'

/** Leaves a seat. The input names the visit, so that a late replay never ends the next one. */
export const leaveStation: Handler<'station.leave'> = async (context, { stationId, visitId }) => {
  const { store, accountId, now } = context
  const [station, sitter] = await Promise.all([readStation(store, stationId, accountId), store.sitters.get(accountId)])
  const { visit } = requireFound(station, 'STATION_NOT_FOUND')
  if (visit?.visitId === visitId) {
    await freeSeatOf(store, {
      stationId,
      accountId,
      visitId,
      how: 'left',
      untilOf: ({ until }) => Math.min(now, until),
      now,
    })
  }
  const [fresh, current] = await Promise.all([readStation(store, stationId, accountId), currentVisit(context, sitter)])
  return { now, station: stationView(requireFound(fresh, 'STATION_NOT_FOUND')), visit: current }
}
