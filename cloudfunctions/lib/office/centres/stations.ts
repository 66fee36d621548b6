import { markForSearch } from '../../catalogue/search-index'
import { note } from '../../kernel/router/context'
import { AppError, requireAtCentre } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import { gte, inc } from '../../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { staffAnswer } from '../../stations/staff'
import { STATION_FIELDS } from '../../stations/views'

/** Each failed attempt means that somebody took or left a seat meanwhile. */
const MAX_ATTEMPTS = 5

/**
 * Saves a rest station. The number of seats changes in the same conditional update as everything else, and only if the seats that
 * are taken stay: free + visits + counted = capacity at every step. Repeating it changes nothing. Throws STATION_NOT_FOUND,
 * CAPACITY_BELOW_BOOKED.
 */
export const saveStation: Handler<'office.saveStation'> = async (context, input) => {
  const { store } = context
  const { centreId, stationId, week, capacity, ...fields } = input
  const read = async () =>
    requireAtCentre(await store.stations.get(stationId, STATION_FIELDS), centreId, 'STATION_NOT_FOUND')
  await markForSearch(context, centreId)
  await retryOnConflict(MAX_ATTEMPTS, async () => {
    const station = await read()
    note(context, {
      subject: { id: stationId, title: station.name },
      from: `${station.capacity} 座`,
      to: `${capacity} 座`,
    })
    const more = capacity - station.capacity
    if (station.free + more < 0) throw new AppError('CAPACITY_BELOW_BOOKED', { taken: station.capacity - station.free })
    const won = await store.stations.update(
      { _id: stationId, capacity: station.capacity, free: gte(-more) },
      { ...fields, 'hours.week': week, capacity, ...(more === 0 ? {} : { free: inc(more) }) },
    )
    // Nothing is written when everything is as it was.
    return won === 1 || (more === 0 && (await read()).capacity === capacity) ? undefined : CONFLICT
  })
  return staffAnswer(context, centreId, stationId)
}
