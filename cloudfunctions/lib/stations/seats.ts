import { stayUntil } from '@domain/stations/state'
import type { EndedVisit, OpenVisit, SitterDocument, StationDocument, StationEvent } from '../kernel/store/documents'
import { exists, gte, inc, least, remove, type Store } from '../kernel/store/port'
import { STATION_FIELDS, type StationRow } from './views'

/** A station as one person sees it: without those who sit there, but with the person's own seat. */
export interface StationWithVisit extends StationRow {
  visit: OpenVisit | null
  /** The event of this id, when it has happened here not long ago. */
  event: StationEvent | null
}

/** Reads a station without the visits of other people. */
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

/** The closure has not changed since it was read: part of the condition of whoever goes in. */
export function sameClosure({ closure }: Pick<StationDocument, 'closure'>) {
  return closure ? { 'closure.id': closure.id } : { closure: null }
}

/**
 * Takes a seat. One conditional update of one document: the database itself lets nobody in when no seat is free, nobody
 * twice, nobody after closing, and no visit a second time. Null: lost, or closed.
 */
export async function takeSeat(
  store: Store,
  station: StationRow,
  { accountId, visitId, now }: { accountId: string; visitId: string; now: number },
): Promise<OpenVisit | null> {
  const until = stayUntil(station, station.stay, now)
  if (until === null) return null
  const visit = { visitId, from: now, until }
  const won = await store.stations.update(
    {
      _id: station._id,
      free: gte(1),
      [`visits.${accountId}`]: exists(false),
      [`events.${visitId}`]: exists(false),
      ...sameClosure(station),
    },
    {
      free: inc(-1),
      [`visits.${accountId}`]: visit,
      endsAt: least(until),
      arrivals: inc(1),
      claimedAt: now,
      seenAt: now,
    },
  )
  return won === 1 ? visit : null
}

interface Leaving {
  stationId: string
  accountId: string
  visit: Pick<OpenVisit, 'visitId' | 'from'>
  how: EndedVisit['how']
  until: number
  now: number
}

/** Gives a seat back and notes the visit, in one update; once, however often it is called. */
export async function freeSeat(store: Store, { stationId, accountId, visit, how, until, now }: Leaving): Promise<void> {
  const { visitId, from } = visit
  const event = { what: 'visit' as const, at: now, loggedAt: 0, from, until, how }
  await store.stations.update(
    { _id: stationId, [`visits.${accountId}.visitId`]: visitId },
    {
      free: inc(1),
      [`visits.${accountId}`]: remove(),
      [`events.${visitId}`]: event,
      eventsAt: now,
      seenAt: now,
    },
  )
}

/** Gives up the seat that a person has left by sitting down elsewhere. Safe to repeat. */
export async function finishMove(store: Store, { _id, former }: SitterDocument, now: number): Promise<void> {
  if (!former) return
  const { stationId, ...visit } = former
  await freeSeat(store, { stationId, accountId: _id, visit, how: 'moved', until: now, now })
  await store.sitters.update({ _id, 'former.visitId': former.visitId }, { former: null, movedAt: 0 })
}
