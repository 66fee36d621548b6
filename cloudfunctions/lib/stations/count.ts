import { decideCount } from '@domain/stations/decide'
import { stationState } from '@domain/stations/state'
import type { StaffContext } from '../kernel/router/context'
import { enforce } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { StaffAct } from '../kernel/store/documents'
import { gte, inc, least } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { closureUnchanged } from './seats'
import { actFields, readStationForStaff, staffAnswer } from './staff'
import type { StationRow } from './views'

type CountAct = Extract<StaffAct, { what: 'counted' }>

/** Each failed attempt means that somebody came or left meanwhile. */
const MAX_ATTEMPTS = 20

/**
 * Counts people without the app in or out, separately from visits, so that nobody with a seat is counted out. The count
 * is reset when the station closes.
 */
export const adjustOccupancy: Handler<'staff.adjustOccupancy'> = async (context, { centreId, stationId, by }) => {
  const act = { what: 'counted', people: by, by: context.actor } as const
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const { station, done } = await readStationForStaff(context, centreId, stationId, act)
    if (!done) enforce(decideCount(context.now, station, by))
    return done || (await count(context, station, act)) ? staffAnswer(context, centreId, stationId) : CONFLICT
  })
}

async function count(context: StaffContext, station: StationRow, act: CountAct): Promise<boolean> {
  const { people } = act
  const { once, noted } = actFields(context, act)
  const state = stationState(station, context.now)
  const stay = state.open && people > 0 ? { countedUntil: state.closesAt, endsAt: least(state.closesAt) } : {}
  const bounds = people > 0 ? { free: gte(people), ...closureUnchanged(station) } : { counted: gte(-people) }
  const won = await context.store.stations.update(
    { _id: station._id, ...bounds, ...once },
    { free: inc(-people), counted: inc(people), arrivals: inc(1), ...stay, ...noted },
  )
  return won === 1
}
