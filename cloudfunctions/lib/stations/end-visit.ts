import { note } from '../kernel/router/context'
import type { Handler } from '../kernel/router/router'
import { freeSeatOf } from './seats'
import { actFields, readStationForStaff, staffAnswer } from './staff'

/** Ends somebody's visit: staff see that nobody sits there. The seat, the visit's end and the action are one update. */
export const endVisit: Handler<'staff.endVisit'> = async (context, { centreId, stationId, visitId }) => {
  const { store, now } = context
  const act = { what: 'ended', visitId, by: context.actor } as const
  const { done } = await readStationForStaff(context, centreId, stationId, act)
  const visits = done ? {} : (await store.stations.get(stationId, ['visits']))?.visits
  const [taken] = Object.entries(visits ?? {}).filter(([, visit]) => visit.visitId === visitId)
  if (taken) {
    const [accountId] = taken
    await freeSeatOf(store, {
      stationId,
      accountId,
      visitId,
      how: 'ended',
      untilOf: ({ until }) => Math.min(now, until),
      now,
      along: actFields(context, act),
    })
  }
  const answer = await staffAnswer(context, centreId, stationId)
  note(context, { subject: { id: stationId, title: answer.station.name } })
  return answer
}
