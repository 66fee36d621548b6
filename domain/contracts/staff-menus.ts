import * as v from 'valibot'
import { ALLERGENS, COURSES, type Dish, MARKS, type Menu, type MenuFault } from '../canteen/menu'
import { date, id, shortLine } from './fields'
import { route } from './route'

/** One day of a week of menus. */
export interface MenuDay {
  date: string
  /** Counts changes; 0: nothing is planned. */
  revision: number
  dishes: Dish[]
  /** Why it cannot be published; empty: it can. */
  faults: MenuFault[]
  /** The sitting that was made of it; null: it is not published. */
  sessionId: string | null
  /** Meals ordered so far. */
  ordered: number
  /** The centre is closed then, or the orders would already be over: the menu cannot be published. */
  isPast: boolean
  isClosed: boolean
}

export interface MenuWeek {
  now: number
  monday: string
  days: MenuDay[]
  picks: Menu['picks']
  /** Whether the caller may change how the canteen serves. */
  settles: boolean
  /** Dishes of earlier menus, by name, to choose from. */
  known: Dish[]
}

/** Most portions and highest surcharge (fen) of a dish. */
const MAX_CAP = 1000
const MAX_SURCHARGE = 10_000
/** Most dishes of a menu. */
const MAX_DISHES = 20
/** Longest name of a dish, characters. */
const DISH_NAME = 16

const dish = v.strictObject({
  name: shortLine(DISH_NAME),
  course: v.picklist(COURSES.map(course => course.id)),
  /** Null: not stated yet. Empty: none of the eight. */
  allergens: v.nullable(v.pipe(v.array(v.picklist(ALLERGENS.map(({ id }) => id))), v.maxLength(ALLERGENS.length))),
  marks: v.pipe(v.array(v.picklist(MARKS.map(({ id }) => id))), v.maxLength(MARKS.length)),
  cap: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_CAP))),
  surcharge: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_SURCHARGE)),
})

/** Routes for planning menus. */
export const staffMenuRoutes = {
  /** The menus of the week that begins on a Monday. */
  'staff.mealMenus': route<MenuWeek>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, monday: date }),
    errors: ['CANTEEN_NOT_FOUND'],
  }),
  /** Saves the menu of a day; `revision` is the one that was read, 0 for a new one. */
  'staff.mealSaveMenu': route<MenuWeek>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      date,
      revision: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      dishes: v.pipe(v.array(dish), v.maxLength(MAX_DISHES)),
    }),
    errors: ['CANTEEN_NOT_FOUND', 'MENU_CHANGED', 'MENU_PUBLISHED'],
  }),
  /** Copies a week's menus to the days of another week that have none. */
  'staff.mealCopyMenus': route<MenuWeek>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, from: date, monday: date }),
    errors: ['CANTEEN_NOT_FOUND'],
  }),
  /** Publishes the menus of some days of one week: orders are taken from then on. None, if one of them cannot be published. */
  'staff.mealPublishMenus': route<MenuWeek>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      monday: date,
      days: v.pipe(
        v.array(v.strictObject({ date, revision: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) })),
        v.minLength(1),
        v.maxLength(7),
      ),
    }),
    errors: ['CANTEEN_NOT_FOUND', 'MENU_CHANGED', 'MENU_INVALID', 'TIME_NOT_POSSIBLE'],
  }),
}
