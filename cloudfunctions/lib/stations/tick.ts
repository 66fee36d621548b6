import type { Context } from '../kernel/router/context'
import type { StationDocument, StationEvent } from '../kernel/store/documents'
import { dueQuery } from '../kernel/store/due'
import { exists, inc, oneOf, remove } from '../kernel/store/port'
import { forEachConcurrent, forEachIsolated } from '../kernel/work/background'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { finishMove } from './seats'

/** Limits per tick; the rest is left to the next tick. */
const STATIONS = 20
const SITTERS = 50
const EVENTS = 100

/** Frees the seats of calls that died before the seat became the person's own; the person never got a reply. */
export async function reconcileArrivals(context: Context): Promise<void> {
  const { store, now } = context
  const stations = await store.stations.find({
    ...dueQuery('claimedAt', now - STALE_CALL_AFTER, STATIONS),
    fields: ['visits', 'claimedAt'],
  })
  for (const { _id, visits, claimedAt } of stations) {
    const stale = Object.entries(visits).filter(([, { from }]) => from <= now - STALE_CALL_AFTER)
    const ids = stale.map(([accountId]) => accountId)
    const sitters = await store.sitters.find({ where: { _id: oneOf(ids) }, limit: 1000 })
    for (const [accountId, { visitId }] of stale) {
      const sitter = sitters.find(one => one._id === accountId)
      // `finishMoves` handles seats left for another one.
      if (sitter?.visitId === visitId || sitter?.former?.visitId === visitId) continue
      await store.stations.update(
        { _id, [`visits.${accountId}.visitId`]: visitId },
        { free: inc(1), [`visits.${accountId}`]: remove(), seenAt: now },
      )
    }
    // An arrival meanwhile changes `claimedAt`, and the station stays due.
    await store.stations.update({ _id, claimedAt }, { claimedAt: 0 })
  }
}

/** Releases previous seats of people who moved, if their call died before it could. */
export async function finishMoves({ store, now }: Context): Promise<void> {
  const sitters = await store.sitters.find(dueQuery('movedAt', now - STALE_CALL_AFTER, SITTERS))
  await forEachConcurrent(sitters, sitter => finishMove(store, sitter, now))
}

/**
 * Copies events of stations into the logs, and removes them from the station no sooner than `STALE_CALL_AFTER` later: a
 * call that read the logs before the copy has ended by then, so a replay always finds the event in one of the two.
 */
export async function logStations(context: Context): Promise<void> {
  const { store, now } = context
  const stations = await store.stations.find({
    ...dueQuery('eventsAt', now, STATIONS),
    fields: ['centreId', 'events', 'eventsAt'],
  })
  await forEachIsolated(stations, station => logStation(context, station))
}

type Happenings = Pick<StationDocument, '_id' | 'centreId' | 'events' | 'eventsAt'>

async function logStation({ store, now }: Context, { _id, centreId, events, eventsAt }: Happenings): Promise<void> {
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
    const { from, until, how } = happened
    await store.visits.insert({ ...row, from, until, how })
  } else {
    await store.stationacts.insert({ ...row, ...happened })
  }
}
