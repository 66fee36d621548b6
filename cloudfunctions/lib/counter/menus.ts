import type { Dish } from '@domain/canteen/menu'
import { type CanteenPlan, datesOfWeek, lunchOn, mondayOf, planMenuFaults, sittingOn } from '@domain/canteen/menu-plan'
import type { MenuDay, MenuWeek } from '@domain/contracts/staff-menus'
import { mayCall } from '@domain/office/access'
import { openState } from '@domain/places/opening-hours'
import { atLocal, DAY } from '@domain/time'
import { newSitting } from '../canteen/new-sitting'
import { markForSearch } from '../catalogue/search-index'
import { dishIdOf, plannedIdOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { CanteenDocument, CentreDocument, MenuDocument } from '../kernel/store/documents'
import { gte, oneOf } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { cancelOnClosedDays } from '../sessions/closed-days'

/** Each conflict means that somebody else saved the same day. */
const MAX_ATTEMPTS = 5
/** How many latest requests a menu remembers. */
const REMEMBERED = 20
/** Menus of so many days offer their dishes again. */
const KNOWN_DAYS = 60

/** The menus of a week. */
export const getMenus: Handler<'staff.mealMenus'> = (context, { centreId, monday }) => weekOf(context, centreId, monday)

/** Saves the menu of a day, guarded by the version that was read. */
export const saveMenu: Handler<'staff.mealSaveMenu'> = async (
  context,
  { centreId, date, revision, dishes: wished },
) => {
  const { store, now, actor, requestId } = context
  requireFound(await store.canteens.get(centreId, ['title']), 'CANTEEN_NOT_FOUND')
  note(context, { subject: { id: menuId(centreId, date), title: date } })
  const dishes = wished.map((dish): Dish => ({ ...dish, id: dishIdOf(context, dish.name) }))
  await retryOnConflict(MAX_ATTEMPTS, async () => {
    const before = await store.menus.get(menuId(centreId, date))
    if (before?.requests.includes(requestId)) return
    if (before?.sessionId) throw new AppError('MENU_PUBLISHED', null)
    if ((before?.revision ?? 0) !== revision) throw new AppError('MENU_CHANGED', null)
    const after = { dishes, revision: revision + 1, changedAt: now, changedBy: actor, forgottenAt: null }
    const requests = [...(before?.requests ?? []), requestId].slice(-REMEMBERED)
    const saved = before
      ? (await store.menus.update({ _id: before._id, revision, sessionId: null }, { ...after, requests })) === 1
      : await store.menus.insert({ _id: menuId(centreId, date), centreId, date, sessionId: null, ...after, requests })
    return saved ? undefined : CONFLICT
  })
  return weekOf(context, centreId, mondayOf(atLocal(date)))
}

/** Copies menus to the days that have none. Safe to repeat: a day that has a menu is left alone. */
export const copyMenus: Handler<'staff.mealCopyMenus'> = async (context, { centreId, from, monday }) => {
  const { store, now, actor, requestId } = context
  requireFound(await store.canteens.get(centreId, ['title']), 'CANTEEN_NOT_FOUND')
  const [sources, targets] = [datesOfWeek(mondayOf(atLocal(from))), datesOfWeek(mondayOf(atLocal(monday)))]
  note(context, { subject: { id: centreId, title: `${sources[0]} → ${targets[0]}` } })
  const menus = new Map((await menusOf(context, centreId, sources)).map(menu => [menu.date, menu]))
  for (const [n, source] of sources.entries()) {
    const menu = menus.get(source)
    const date = targets[n]
    if (!menu || menu.dishes.length === 0 || date === undefined) continue
    await store.menus.insert({
      _id: menuId(centreId, date),
      centreId,
      date,
      dishes: menu.dishes,
      revision: 1,
      requests: [requestId],
      sessionId: null,
      changedAt: now,
      changedBy: actor,
      forgottenAt: null,
    })
  }
  return weekOf(context, centreId, monday)
}

/**
 * Publishes menus: all are first bound to the ids of their sittings, so that they do not change any more, then the sittings are
 * stored under those ids. A repetition completes what a dead call left. Throws MENU_CHANGED, MENU_INVALID, TIME_NOT_POSSIBLE.
 */
export const publishMenus: Handler<'staff.mealPublishMenus'> = async (context, { centreId, monday, days }) => {
  const { store, now } = context
  const [stored, centre, menus] = await Promise.all([
    store.canteens.get(centreId),
    store.centres.get(centreId),
    menusOf(
      context,
      centreId,
      days.map(({ date }) => date),
    ),
  ])
  const canteen = requireFound(stored, 'CANTEEN_NOT_FOUND')
  const at = requireFound(centre, 'CENTRE_NOT_FOUND')
  note(context, { subject: { id: centreId, title: '菜单' }, to: `${days.length} 天` })
  const byDate = new Map(menus.map(menu => [menu.date, menu]))
  const ready = days.map(({ date, revision }) => {
    const menu = byDate.get(date)
    if (!menu || menu.revision !== revision) throw new AppError('MENU_CHANGED', null)
    // A published one is only completed, whatever has become of the time.
    if (menu.sessionId === null) requirePublishable(canteen, at, menu, now)
    return menu
  })
  await markForSearch(context, centreId)
  await releaseClosed(context, canteen, at, ready)
  await bindAll(context, canteen, ready)
  for (const { _id, revision, date, dishes, sessionId: earlier } of ready) {
    const sessionId = earlier ?? sittingIdOf(context, canteen, date)
    const sitting = newSitting(canteen, at, { _id: sessionId, date, dishes })
    if (sitting) await store.sessions.insert(sitting)
    // Another call may have given it back at this moment, because it could not publish all of its days.
    await store.menus.update({ _id, revision, sessionId: null }, { sessionId })
  }
  await cancelOnClosedDays(
    context,
    centreId,
    ready.map(({ date, sessionId: earlier }) => ({ sessionId: earlier ?? sittingIdOf(context, canteen, date), date })),
  )
  return weekOf(context, centreId, monday)
}

function sittingIdOf(context: StaffContext, canteen: CanteenDocument, date: string): string {
  return plannedIdOf(context, canteen.offeringId, lunchOn(canteen, date).startsAt, 0)
}

/** Binds all menus to the ids of their sittings, or none of them. Throws MENU_CHANGED. */
async function bindAll(context: StaffContext, canteen: CanteenDocument, menus: readonly MenuDocument[]): Promise<void> {
  const { store } = context
  const bound: { _id: string; revision: number; sessionId: string }[] = []
  for (const { _id, date, revision, sessionId: earlier } of menus) {
    if (earlier !== null) continue
    const sessionId = sittingIdOf(context, canteen, date)
    if ((await store.menus.update({ _id, revision, sessionId: null }, { sessionId })) === 1) {
      bound.push({ _id, revision, sessionId })
      continue
    }
    const current = await store.menus.get(_id, ['revision', 'sessionId'])
    if (current?.revision === revision && current.sessionId === sessionId) continue
    for (const own of bound)
      if (!(await store.sessions.get(own.sessionId, ['status']))) await store.menus.update(own, { sessionId: null })
    throw new AppError('MENU_CHANGED', null)
  }
}

/**
 * Gives menus back whose publication died before the sitting was stored, when their day was closed since. Throws
 * TIME_NOT_POSSIBLE.
 */
async function releaseClosed(
  { store, now }: StaffContext,
  canteen: CanteenDocument,
  centre: CentreDocument,
  menus: readonly MenuDocument[],
): Promise<void> {
  let released = 0
  for (const { _id, date, revision, sessionId } of menus) {
    if (sessionId === null || !timesOf(canteen, centre, date, now).isClosed) continue
    if (await store.sessions.get(sessionId, ['status'])) continue
    released += await store.menus.update({ _id, revision, sessionId }, { sessionId: null })
  }
  if (released > 0) throw new AppError('TIME_NOT_POSSIBLE', null)
}

function requirePublishable(
  canteen: CanteenDocument,
  centre: CentreDocument,
  { date, dishes }: MenuDocument,
  now: number,
) {
  const faults = planMenuFaults(canteen, dishes)
  if (faults.length > 0) throw new AppError('MENU_INVALID', { date, faults: faults.map(({ fault }) => fault) })
  const { isPast, isClosed } = timesOf(canteen, centre, date, now)
  if (isPast || isClosed || !sittingOn(canteen, date, dishes)) throw new AppError('TIME_NOT_POSSIBLE', null)
}

async function weekOf(context: StaffContext, centreId: string, monday: string): Promise<MenuWeek> {
  const { store, now } = context
  const dates = datesOfWeek(mondayOf(atLocal(monday)))
  const [stored, centre, recent] = await Promise.all([
    store.canteens.get(centreId),
    store.centres.get(centreId),
    store.menus.find({
      where: { centreId, date: gte(datesOfWeek(mondayOf(atLocal(monday) - KNOWN_DAYS * DAY))[0] ?? '') },
      sort: [['date', 'desc']],
      limit: 2 * KNOWN_DAYS,
    }),
  ])
  const canteen = requireFound(stored, 'CANTEEN_NOT_FOUND')
  const at = requireFound(centre, 'CANTEEN_NOT_FOUND')
  const menus = new Map(recent.map(menu => [menu.date, menu]))
  const sessionIds = dates.flatMap(date => menus.get(date)?.sessionId ?? [])
  const sessions = sessionIds.length
    ? await store.sessions.find({
        where: { _id: oneOf(sessionIds) },
        limit: sessionIds.length,
        fields: ['capacity', 'seatsLeft'],
      })
    : []
  const ordered = new Map(sessions.map(({ _id, capacity, seatsLeft }) => [_id, capacity - seatsLeft]))
  const known = new Map<string, Dish>()
  for (const { dishes } of recent) for (const dish of dishes) if (!known.has(dish.name)) known.set(dish.name, dish)
  return {
    now,
    monday: dates[0] ?? monday,
    picks: canteen.picks,
    days: dates.map((date): MenuDay => {
      const { dishes = [], revision = 0, sessionId = null } = menus.get(date) ?? {}
      return {
        date,
        revision,
        dishes,
        faults: planMenuFaults(canteen, dishes),
        // Bound, but its call has died before the sitting was stored: it is published again.
        sessionId: sessionId !== null && ordered.has(sessionId) ? sessionId : null,
        ordered: ordered.get(sessionId ?? '') ?? 0,
        ...timesOf(canteen, at, date, now),
      }
    }),
    settles: mayCall('staff.mealSaveSettings', context.held),
    known: [...known.values()],
  }
}

function timesOf(plan: CanteenPlan, { hours }: CentreDocument, date: string, now: number) {
  const { startsAt, endsAt } = lunchOn(plan, date)
  const state = openState(hours, startsAt)
  return { isPast: startsAt - plan.closesBefore <= now, isClosed: !state.open || state.closesAt < endsAt }
}

function menusOf({ store }: StaffContext, centreId: string, dates: readonly string[]): Promise<MenuDocument[]> {
  return store.menus.find({ where: { _id: oneOf(dates.map(date => menuId(centreId, date))) }, limit: dates.length })
}

function menuId(centreId: string, date: string): string {
  return `${centreId}-${date}`
}
