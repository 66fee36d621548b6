import { actIdOf } from '../kernel/ids'
import type { StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { StaffAct, StationEvent } from '../kernel/store/documents'
import { exists } from '../kernel/store/port'
import { readStation } from './seats'
import { STATION_FIELDS, type StationRow, staffStation } from './views'

/** More stations than any centre has. */
const MAX_STATIONS = 50

export const listStaffStations: Handler<'staff.stations'> = async ({ store, now }, { centreId }) => {
  const rows = await store.stations.find({
    where: { centreId },
    sort: [['order', 'asc']],
    limit: MAX_STATIONS,
    fields: STATION_FIELDS,
  })
  return { now, stations: rows.map(staffStation) }
}

/**
 * A station of this centre, and whether this very request has done its work there already. Throws REQUEST_REUSED when the
 * request did something other than `act`.
 */
export async function readForStaff(
  { store, accountId, requestId }: StaffContext,
  centreId: string,
  stationId: string,
  act?: StaffAct,
): Promise<{ station: StationRow; done: boolean }> {
  const actId = actIdOf(accountId, requestId)
  const [row, logged] = await Promise.all([
    readStation(store, stationId, accountId, actId),
    store.stationacts.get(actId),
  ])
  const station = requireAtCentre(row, centreId, 'STATION_NOT_FOUND')
  const earlier = logged ?? station.event
  if (act && earlier && !(sameAct(earlier, act) && (logged?.stationId ?? stationId) === stationId)) {
    throw new AppError('REQUEST_REUSED', null)
  }
  return { station, done: earlier !== null }
}

function sameAct(earlier: StaffAct | StationEvent, act: StaffAct): boolean {
  const had: Record<string, unknown> = { ...earlier }
  return Object.entries(act).every(([key, value]) => had[key] === value)
}

/** What a change by staff adds to its condition and to its change: it happens once, and the log will know. */
export function actFields({ accountId, requestId, now }: StaffContext, act: StaffAct) {
  const path = `events.${actIdOf(accountId, requestId)}` as const
  return {
    once: { [path]: exists(false) },
    noted: { [path]: { at: now, loggedAt: 0, ...act }, eventsAt: now, seenAt: now },
  }
}

/** The station as it now stands. */
export async function staffAnswer(context: StaffContext, centreId: string, stationId: string) {
  const { station } = await readForStaff(context, centreId, stationId)
  return { now: context.now, station: staffStation(station) }
}
