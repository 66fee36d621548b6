import { markForSearch } from '../../catalogue/search-index'
import { changeIdOf } from '../../kernel/ids'
import { note } from '../../kernel/router/context'
import { AppError, requireAtCentre } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import { exists, gte, inc } from '../../kernel/store/port'
import { latestChanges } from '../../kernel/work/changes'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { staffAnswer } from '../../stations/staff'
import { STATION_FIELDS } from '../../stations/views'

/** Each failed attempt means that somebody took a seat, or saved the station, meanwhile. */
const MAX_ATTEMPTS = 5

/**
 * Saves a rest station. The number of seats changes in the same conditional update as everything else, and only if the seats that
 * are taken stay: free + visits + counted = capacity at every step. The station keeps the id of the change, so that a late replay
 * replaces nothing that was saved since. Throws STATION_NOT_FOUND, CAPACITY_BELOW_BOOKED.
 */
export const saveStation: Handler<'office.saveStation'> = async (context, input) => {
  const { store } = context
  const { centreId, stationId, week, capacity, ...fields } = input
  const id = changeIdOf(context)
  await markForSearch(context, centreId)
  await retryOnConflict(MAX_ATTEMPTS, async () => {
    const row = await store.stations.get(stationId, [...STATION_FIELDS, 'changes'])
    const station = requireAtCentre(row, centreId, 'STATION_NOT_FOUND')
    const { changes } = station
    if (changes?.includes(id)) return
    note(context, {
      subject: { id: stationId, title: station.name },
      from: `${station.capacity} 座`,
      to: `${capacity} 座`,
    })
    const more = capacity - station.capacity
    if (station.free + more < 0) throw new AppError('CAPACITY_BELOW_BOOKED', { taken: station.capacity - station.free })
    const won = await store.stations.update(
      { _id: stationId, capacity: station.capacity, free: gte(-more), changes: changes ?? exists(false) },
      {
        ...{ ...fields, 'hours.week': week, capacity, changes: latestChanges(changes, id) },
        ...(more === 0 ? {} : { free: inc(more) }),
      },
    )
    return won === 1 ? undefined : CONFLICT
  })
  return staffAnswer(context, centreId, stationId)
}
