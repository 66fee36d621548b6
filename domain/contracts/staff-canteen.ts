import * as v from 'valibot'
import type { PriceRules } from '../canteen/price-rules'
import type { CanteenSettings } from '../canteen/settings'
import { DAY, HOUR } from '../time'
import { date, id } from './fields'
import { route } from './route'

/** How a canteen serves, as its manager sees it. */
export interface CanteenSettingsView {
  now: number
  /** Counts changes. */
  revision: number
  settings: CanteenSettings
  /** Whether there is a merchant, so that online payment can be switched on. */
  mayPayOnline: boolean
  /** Whether there are rounds, so that delivery can be switched on. */
  mayDeliver: boolean
  /** All versions, the latest first. Money is in fen. */
  prices: PriceRules[]
}

const minute = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(24 * 60 - 1))
const count = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most))
const fen = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000))
const revision = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Most tiers of a version of the prices. */
const MAX_TIERS = 20

/** Routes with which a manager sets how the canteen serves. */
export const staffCanteenRoutes = {
  /** How the canteen serves, and all versions of its prices. */
  'staff.mealSettings': route<CanteenSettingsView>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: ['CANTEEN_NOT_FOUND'],
  }),
  /** Saves how lunch is served from the next menu on that is published; `revision` is the one that was read. */
  'staff.mealSaveSettings': route<CanteenSettingsView>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      revision,
      from: minute,
      until: minute,
      /** From an hour to a week before the beginning, ms. */
      closesBefore: v.pipe(v.number(), v.safeInteger(), v.minValue(HOUR), v.maxValue(7 * DAY)),
      capacity: count(1000),
      /** Of these, meals for people who come without an order, not all of them; absent, from earlier versions of the app: as before. */
      spare: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(200))),
      seatings: v.pipe(v.array(v.strictObject({ after: minute, seats: count(500) })), v.minLength(1), v.maxLength(8)),
      delivers: v.boolean(),
      online: v.boolean(),
    }),
    errors: ['CANTEEN_NOT_FOUND', 'SETTINGS_CHANGED', 'SETTINGS_INVALID', 'PAYMENT_NOT_OFFERED'],
  }),
  /** Sets other prices from a day on; the version before ends the day before. */
  'staff.mealNewPrices': route<CanteenSettingsView>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      revision,
      from: date,
      list: fen,
      charity: fen,
      selfs: v.pipe(
        v.array(v.strictObject({ tierId: id, self: fen })),
        v.maxLength(MAX_TIERS),
        v.check(selfs => new Set(selfs.map(({ tierId }) => tierId)).size === selfs.length),
      ),
      fee: fen,
    }),
    errors: ['CANTEEN_NOT_FOUND', 'SETTINGS_CHANGED', 'PRICES_INVALID'],
  }),
}
