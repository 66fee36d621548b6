import { FAR_FUTURE, stationState } from '@domain/stations/state'
import type { Context } from '../kernel/router/context'
import type { StationDocument } from '../kernel/store/documents'
import { inc, lte } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { eachOf } from '../kernel/work/task'
import { freeSeat } from './seats'

/** Ends visits whose time is up, and everybody's where the doors have closed. Idempotent; two ticks at once do no harm. */
export const endDueVisits = eachOf(
  { name: 'visits', collection: 'stations', due: now => ({ endsAt: lte(now) }), by: 'endsAt' },
  endVisitsAt,
)

/** Ends what is over at one station, and stores when it is due again. */
export async function endVisitsAt(context: Context, stationId: string): Promise<void> {
  const { store, now } = context
  const fields = ['visits', 'counted', 'countedUntil', 'hours', 'closure', 'arrivals'] as const
  const station = await store.stations.get(stationId, fields)
  if (!station) return
  const shut = !stationState(station, now).open
  const how = shut ? 'closed' : 'timed-out'
  const isOver = ({ until }: { until: number }) => shut || until <= now
  const visits = Object.entries(station.visits)
  await forEachConcurrent(
    visits.filter(([, visit]) => isOver(visit)),
    ([accountId, visit]) => {
      const { until } = visit
      const ends = { stationId, accountId, visit, how, until: Math.min(now, until), now } as const
      return freeSeat(store, shut ? ends : { ...ends, ifUntil: until })
    },
  )
  const forgotten = station.counted > 0 && isOver({ until: station.countedUntil })
  if (forgotten) await clearCount(context, station)
  const staying = visits.map(([, { until }]) => until)
  if (station.counted > 0) staying.push(station.countedUntil)
  const next = staying.filter(until => !isOver({ until }))
  // An arrival meanwhile has increased `arrivals`; then the station stays due.
  await store.stations.update({ _id: stationId, arrivals: station.arrivals }, { endsAt: Math.min(FAR_FUTURE, ...next) })
}

async function clearCount(
  { store, now }: Context,
  { _id, counted, arrivals }: Pick<StationDocument, '_id' | 'counted' | 'arrivals'>,
): Promise<void> {
  await store.stations.update(
    { _id, counted, arrivals },
    { free: inc(counted), counted: 0, countedUntil: FAR_FUTURE, seenAt: now },
  )
}
