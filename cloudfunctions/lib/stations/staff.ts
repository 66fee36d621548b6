import { actIdOf } from '../kernel/ids'
import type { StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { StaffAct, StationEvent } from '../kernel/store/documents'
import { exists } from '../kernel/store/port'
import { readStation } from './seats'
import { STAFF_STATION_FIELDS, type StationRow, staffStation } from './views'

/** More stations than any centre has. */
const MAX_STATIONS = 50

/** Lists the stations of a centre, for staff. */
export const listStaffStations: Handler<'staff.stations'> = async (context, { centreId }) => {
  const { store, now } = context
  const rows = await store.stations.find({
    where: { centreId },
    sort: [['order', 'asc']],
    limit: MAX_STATIONS,
    fields: STAFF_STATION_FIELDS,
  })
  return { now, stations: rows.map(row => staffStation(context, row)) }
}

/**
 * Reads a station of this centre, and whether this request was applied before. Throws STATION_NOT_FOUND, and
 * REQUEST_REUSED when the request was something other than `act`.
 */
export async function readStationForStaff(
  context: StaffContext,
  centreId: string,
  stationId: string,
  act?: StaffAct,
): Promise<{ station: StationRow; done: boolean }> {
  const { store, accountId } = context
  const actId = actIdOf(context)
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

/** The condition and the fields that a staff action adds to its update, so that it happens once and is logged. */
export function actFields(context: StaffContext, act: StaffAct) {
  const { now } = context
  const path = `events.${actIdOf(context)}` as const
  return {
    once: { [path]: exists(false) },
    noted: { [path]: { at: now, loggedAt: 0, ...act }, eventsAt: now, seenAt: now },
  }
}

/** The reply of a staff route: the station after the change. */
export async function staffAnswer(context: StaffContext, centreId: string, stationId: string) {
  const row = await context.store.stations.get(stationId, STAFF_STATION_FIELDS)
  return { now: context.now, station: staffStation(context, requireAtCentre(row, centreId, 'STATION_NOT_FOUND')) }
}
