import type { StaffRoute } from '@domain/contracts'
import type { CanteenPage } from '@domain/contracts/staff'
import { type Kind, SPACE_KINDS } from '@domain/offerings/kinds'
import { mayCall } from '@domain/office/access'
import { atLocal, DAY, startOfLocalDay } from '@domain/time'
import { boardSessions } from '../../catalogue/board'
import { SESSION_FIELDS } from '../../catalogue/session-views'
import { touching } from '../../catalogue/touching'
import { inScope, manages } from '../../kernel/router/context'
import { requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import { currentSpaceUse } from './spaces-now'

/** The canteen's pages, and the route that each opens with. */
const CANTEEN_PAGES = [
  ['counter', 'staff.mealCounter'],
  ['till', 'staff.mealTill'],
  ['rounds', 'staff.mealRounds'],
  ['alerts', 'staff.mealAlerts'],
  ['menus', 'staff.mealMenus'],
] as const satisfies readonly [CanteenPage, StaffRoute][]

/** More sessions than any centre has rooms for in a day. */
const MAX_SESSIONS = 200

/** Returns the sessions of a day of a centre, for staff, and those of the night before that run into it; by default today. */
export const getToday: Handler<'staff.today'> = async (context, { centreId, date }) => {
  const { store, now } = context
  const dayStart = date === undefined ? startOfLocalDay(now) : atLocal(date)
  const today = async (kind: Kind) =>
    store.sessions.find({
      where: { centreId, kind, ...touching(dayStart, dayStart + DAY) },
      sort: [['startsAt', 'asc']],
      limit: MAX_SESSIONS,
      fields: SESSION_FIELDS,
    })
  const [centre, classes, ...days] = await Promise.all([
    store.centres.get(centreId, ['name']),
    today('class'),
    ...SPACE_KINDS.map(today),
  ])
  const { name } = requireFound(centre, 'CENTRE_NOT_FOUND')
  const spaces = inScope(context, days.flat(), ({ offeringId }) => offeringId)
  const own = inScope(context, classes, ({ offeringId }) => offeringId)
  const [sessions, standing] = await Promise.all([
    boardSessions(store, [...own, ...spaces]),
    currentSpaceUse(store, spaces, now),
  ])
  return {
    now,
    centre: { id: centreId, name },
    sessions,
    spaces: standing,
    manages: manages(context),
    door: mayCall('staff.pack', context.held),
    kitchen: mayCall('staff.mealKitchen', context.held),
    canteen: CANTEEN_PAGES.filter(([, route]) => mayCall(route, context.held)).map(([name]) => name),
  }
}
