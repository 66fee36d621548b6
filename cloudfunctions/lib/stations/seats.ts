import { HOLD } from '@domain/stations/limits'
import { stayUntil } from '@domain/stations/state'
import type { EndedVisit, OpenVisit, SitterDocument, StationDocument, StationEvent } from '../kernel/store/documents'
import { exists, gte, inc, least, remove, type Store } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { STATION_FIELDS, type StationRow } from './views'

/** A station with the visit of one person, without those of others. */
export interface StationWithVisit extends StationRow {
  visit: OpenVisit | null
  /** The requested event, if it happened here recently. */
  event: StationEvent | null
}

/** Reads a station with one person's visit and one event. */
export async function readStation(
  store: Store,
  stationId: string,
  accountId: string,
  eventId = 'none',
): Promise<StationWithVisit | null> {
  const fields = [...STATION_FIELDS, `visits.${accountId}`, `events.${eventId}`] as const
  const row = await store.stations.get(stationId, fields)
  if (!row) return null
  const { visits, events, ...station } = row
  return { ...station, visit: visits?.[accountId] ?? null, event: events?.[eventId] ?? null }
}

/** A condition: the closure has not changed since it was read. */
export function closureUnchanged({ closure }: Pick<StationDocument, 'closure'>) {
  return closure ? { 'closure.id': closure.id } : { closure: null }
}

/**
 * Takes a seat with one conditional update of one document, so the database guarantees: no more people than seats, no
 * person twice, nobody after closing, and no visit a second time. Null when the condition failed, or the station is
 * closed.
 */
export async function takeSeat(
  store: Store,
  station: StationRow,
  { accountId, visitId, now, held }: { accountId: string; visitId: string; now: number; held: boolean },
): Promise<OpenVisit | null> {
  const until = stayUntil(station, held ? Math.min(HOLD, station.stay) : station.stay, now)
  if (until === null) return null
  const visit: OpenVisit = { visitId, from: now, until, ...(held ? { held } : {}) }
  const won = await store.stations.update(
    {
      _id: station._id,
      free: gte(1),
      [`visits.${accountId}`]: exists(false),
      [`events.${visitId}`]: exists(false),
      ...closureUnchanged(station),
    },
    {
      free: inc(-1),
      [`visits.${accountId}`]: visit,
      endsAt: least(until),
      arrivals: inc(1),
      claimedAt: least(now),
      seenAt: now,
    },
  )
  return won === 1 ? visit : null
}

/**
 * Turns a kept seat into a visit: the person has scanned the code at the door, and may stay as long as everybody. Null when
 * it has ended or was confirmed meanwhile.
 */
export async function confirmSeat(
  store: Store,
  station: StationRow,
  { accountId, visit, now }: { accountId: string; visit: OpenVisit; now: number },
): Promise<OpenVisit | null> {
  const until = stayUntil(station, station.stay, now)
  if (until === null) return null
  const { visitId, from } = visit
  const path = `visits.${accountId}` as const
  const won = await store.stations.update(
    { _id: station._id, [`${path}.visitId`]: visitId, [`${path}.held`]: true, ...closureUnchanged(station) },
    { [`${path}.until`]: until, [`${path}.held`]: remove(), endsAt: least(until), arrivals: inc(1), seenAt: now },
  )
  return won === 1 ? { visitId, from, until } : null
}

/** Takes back a seat that nobody was told of, without a trace. */
export async function takeBackSeat(
  store: Store,
  { stationId, accountId, visitId, now }: { stationId: string; accountId: string; visitId: string; now: number },
): Promise<void> {
  await store.stations.update(
    { _id: stationId, [`visits.${accountId}.visitId`]: visitId },
    { free: inc(1), [`visits.${accountId}`]: remove(), seenAt: now },
  )
}

interface Leaving {
  stationId: string
  accountId: string
  visit: Pick<OpenVisit, 'visitId' | 'from' | 'held'>
  how: EndedVisit['how']
  until: number
  now: number
  /** Ends the visit only if it still lasts until then: it may have been confirmed meanwhile. */
  ifUntil?: number
  /** A condition and fields of the same update: that of an action of staff. */
  along?: { once: object; noted: object }
}

/**
 * Frees a seat and stores the visit as an event, in one update; takes effect once, however often it is called, and not when the
 * seat has been confirmed since it was read. Returns whether it did.
 */
export async function freeSeat(store: Store, leaving: Leaving): Promise<boolean> {
  const { stationId, accountId, visit, how, until, now, ifUntil, along } = leaving
  const { visitId, from, held } = visit
  const event = { what: 'visit' as const, at: now, loggedAt: 0, from, until, how, ...(held ? { held } : {}) }
  const won = await store.stations.update(
    {
      _id: stationId,
      [`visits.${accountId}.visitId`]: visitId,
      [`visits.${accountId}.held`]: held ?? exists(false),
      ...(ifUntil === undefined ? {} : { [`visits.${accountId}.until`]: ifUntil }),
      ...along?.once,
    },
    {
      ...along?.noted,
      free: inc(1),
      [`visits.${accountId}`]: remove(),
      [`events.${visitId}`]: event,
      eventsAt: now,
      seenAt: now,
    },
  )
  return won === 1
}

/** More than once a seat is not confirmed. */
const MAX_ATTEMPTS = 3

/**
 * Frees the seat of a visit as it is now, kept or confirmed, so that the log is right about it. Does nothing if the visit is over.
 * `untilOf` says when it ended.
 */
export function freeSeatOf(
  store: Store,
  {
    visitId,
    untilOf,
    ...leaving
  }: Omit<Leaving, 'visit' | 'until' | 'ifUntil'> & {
    visitId: string
    untilOf: (visit: OpenVisit) => number
  },
): Promise<null> {
  const { stationId, accountId } = leaving
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const visit = (await store.stations.get(stationId, [`visits.${accountId}`]))?.visits?.[accountId]
    if (visit?.visitId !== visitId) return null
    return (await freeSeat(store, { ...leaving, visit, until: untilOf(visit) })) ? null : CONFLICT
  })
}

/** Releases the seat that a person left by taking another. Safe to repeat. */
export async function finishMove(store: Store, { _id, former }: SitterDocument, now: number): Promise<void> {
  if (!former) return
  const { stationId, visitId } = former
  await freeSeatOf(store, { stationId, accountId: _id, visitId, how: 'moved', untilOf: () => now, now })
  await store.sitters.update({ _id, 'former.visitId': former.visitId }, { former: null, movedAt: 0 })
}
