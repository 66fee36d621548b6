import { KEEP } from '@domain/privacy/keep'
import type { Context } from '../kernel/router/context'
import type { OpenVisit, StationEvent } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { exists, lte, oneOf, remove } from '../kernel/store/port'
import { forEachConcurrent, mapChunks } from '../kernel/work/background'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'
import { finishMove, takeBackSeat } from './seats'

/** Events that are copied in one go. */
const EVENTS = 100

/** Takes back the seats of calls that died before the seat was the person's own: nobody was told of them. */
export const reconcileArrivals = eachOf(
  {
    name: 'arrivals',
    collection: 'stations',
    due: now => ({ claimedAt: lte(now - STALE_CALL_AFTER) }),
    by: 'claimedAt',
  },
  reconcileStation,
)

async function reconcileStation({ store, now }: Context, stationId: string): Promise<void> {
  const station = await store.stations.get(stationId, ['visits', 'claimedAt', 'arrivals'])
  if (station?.claimedAt === undefined) return
  const { _id, claimedAt, arrivals } = station
  const visits = Object.entries(station.visits).map(([accountId, visit]) => ({ accountId, ...visit }))
  const sitters = new Map(
    (
      await mapChunks(visits, part => {
        const ids = part.map(({ accountId }) => accountId)
        return store.sitters.find({ where: { _id: oneOf(ids) }, limit: ids.length, fields: ['visitId', 'former'] })
      })
    ).flatMap(rows => rows.map(sitter => [sitter._id, sitter])),
  )
  const unknown = visits.filter(({ accountId, visitId }) => {
    const sitter = sitters.get(accountId)
    // A seat that was left for another one is for `finishMoves`.
    return sitter?.visitId !== visitId && sitter?.former?.visitId !== visitId
  })
  const isStale = ({ from }: OpenVisit) => from <= now - STALE_CALL_AFTER
  for (const { accountId, visitId } of unknown.filter(isStale)) {
    await takeBackSeat(store, { stationId: _id, accountId, visitId, now })
  }
  const underWay = unknown.filter(visit => !isStale(visit)).map(({ from }) => from)
  const next = underWay.length > 0 ? Math.min(...underWay) : remove()
  // After an arrival that was not read here, the station stays due.
  await store.stations.update({ _id, claimedAt, arrivals }, { claimedAt: next })
}

/** Gives up the seats of people who sat down elsewhere in a call that died before it could. */
export const finishMoves = eachOf(
  {
    name: 'seatMoves',
    collection: 'sitters',
    due: now => ({ movedAt: dueBy(now - STALE_CALL_AFTER) }),
    by: 'movedAt',
  },
  async ({ store, now }, accountId) => {
    const sitter = await store.sitters.get(accountId)
    if (sitter) await finishMove(store, sitter, now)
  },
)

/**
 * Copies what happened at stations into the logs, and forgets it at the station no sooner than `STALE_CALL_AFTER` later: a
 * call that read the logs before it was written there has ended by then, so a replay always finds it in one of the two.
 */
export const logStations = eachOf(
  { name: 'stationLog', collection: 'stations', due: now => ({ eventsAt: dueBy(now) }), by: 'eventsAt' },
  logStation,
)

async function logStation({ store, now }: Context, stationId: string): Promise<void> {
  const station = await store.stations.get(stationId, ['centreId', 'events', 'eventsAt'])
  if (!station) return
  const { _id, centreId, events, eventsAt } = station
  const work = Object.entries(events)
    .filter(([, { loggedAt }]) => loggedAt === 0 || loggedAt <= now - STALE_CALL_AFTER)
    .slice(0, EVENTS)
  const fresh = work.filter(([, { loggedAt }]) => loggedAt === 0)
  await forEachConcurrent(fresh, ([id, event]) => log(store, { _id: id, stationId: _id, centreId }, event))
  if (work.length > 0) {
    const there = Object.fromEntries(work.map(([id]) => [`events.${id}`, exists(true)]))
    const done = work.map(([id, { loggedAt }]) =>
      loggedAt === 0 ? [`events.${id}.loggedAt`, now] : [`events.${id}`, remove()],
    )
    await store.stations.update({ _id, ...there }, Object.fromEntries(done))
  }
  const empty = fresh.length === 0 && work.length === Object.keys(events).length
  await store.stations.update({ _id, eventsAt }, { eventsAt: empty ? 0 : now })
}

async function log(
  store: Context['store'],
  row: { _id: string; stationId: string; centreId: string },
  event: StationEvent,
) {
  const { loggedAt: _, ...happened } = event
  if (happened.what === 'visit') {
    const { from, until, how, held } = happened
    await store.visits.insert({ ...row, from, until, how, ...(held ? { held } : {}) })
  } else {
    await store.stationacts.insert({ ...row, ...happened, forgetAt: happened.at + KEEP.act })
  }
}
