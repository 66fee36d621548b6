import { actIdOf } from '../kernel/ids'
import { note } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { endVisitsAt } from './end'
import { actFields, readStationForStaff, staffAnswer } from './staff'

/** Closes a station temporarily. From this write on nobody can take a seat; visits are ended here or by the timer. */
export const closeStation: Handler<'staff.closeStation'> = async (context, input) => {
  const { centreId, stationId, reason, until } = input
  const { store, actor, now } = context
  const act = { what: 'closed', reason, until, by: actor } as const
  const { done } = await readStationForStaff(context, centreId, stationId, act)
  if (!done) {
    if (until <= now) throw new AppError('TIME_NOT_POSSIBLE', null)
    const { once, noted } = actFields(context, act)
    const closure = { id: actIdOf(context), from: now, until, reason }
    await store.stations.update({ _id: stationId, ...once }, { closure, endsAt: now, ...noted })
    await endVisitsAt(context, stationId)
  }
  const answer = await staffAnswer(context, centreId, stationId)
  note(context, { subject: { id: stationId, title: answer.station.name }, reason })
  return answer
}

/** Reopens a station before its closure is over. Noted also when it is open: a late replay must not open it once it was closed. */
export const openStation: Handler<'staff.openStation'> = async (context, { centreId, stationId }) => {
  const act = { what: 'opened', by: context.actor } as const
  const { station, done } = await readStationForStaff(context, centreId, stationId, act)
  if (!done) {
    const { once, noted } = actFields(context, act)
    const change = station.closure ? { closure: null } : {}
    await context.store.stations.update({ _id: stationId, ...once }, { ...change, ...noted })
  }
  const answer = await staffAnswer(context, centreId, stationId)
  note(context, { subject: { id: stationId, title: answer.station.name } })
  return answer
}
