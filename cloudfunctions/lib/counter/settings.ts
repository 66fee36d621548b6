import { sayMoney } from '@domain/canteen/price'
import { saySettings, settingsFault, settingsOf, withNewPrices, withSettings } from '@domain/canteen/settings'
import type { CanteenSettingsView } from '@domain/contracts/staff-canteen'
import { localDate } from '@domain/time'
import { priceVersionIdOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { CanteenDocument } from '../kernel/store/documents'
import { exists } from '../kernel/store/port'

/** How many latest requests a canteen remembers. */
const REMEMBERED = 20

export const getSettings: Handler<'staff.mealSettings'> = (context, { centreId }) => viewOf(context, centreId)

/** Saves the settings, guarded by the version that was read. Sittings that are published keep what people were promised. */
export const saveSettings: Handler<'staff.mealSaveSettings'> = async (context, { centreId, revision, ...asked }) => {
  await change(context, { centreId, revision }, canteen => {
    if ((asked.spare ?? 0) >= asked.capacity) throw new AppError('INVALID_INPUT', { path: 'spare' })
    const settings = { ...asked, spare: asked.spare ?? Math.min(canteen.spare ?? 0, asked.capacity - 1) }
    const fault = settingsFault(settings, canteen)
    if (fault) throw new AppError('SETTINGS_INVALID', { fault })
    // What is on already stays possible to switch off, and to leave as it is.
    if (settings.online && !canteen.online && context.payments.merchantOf(centreId) === null)
      throw new AppError('PAYMENT_NOT_OFFERED', null)
    note(context, { subject: { id: centreId, title: '食堂设置' }, ...saySettings(settingsOf(canteen), settings) })
    const { from, until, closesBefore, capacity, spare, seatings, modes, online } = withSettings(canteen, settings)
    return { from, until, closesBefore, capacity, spare, seatings, modes, online }
  })
  return viewOf(context, centreId)
}

/** Adds a version of the prices. */
export const newPrices: Handler<'staff.mealNewPrices'> = async (context, { centreId, revision, selfs, ...asked }) => {
  await change(context, { centreId, revision }, ({ prices }) => {
    const amounts = Object.fromEntries(selfs.map(({ tierId, self }) => [tierId, self]))
    const version = { id: priceVersionIdOf(context, centreId), today: localDate(context.now) }
    const all = withNewPrices(prices, { ...asked, selfs: amounts }, version)
    if (typeof all === 'string') throw new AppError('PRICES_INVALID', { fault: all })
    note(context, { subject: { id: centreId, title: '食堂价格' }, to: `${asked.from} 起 ${sayMoney(asked.list)}` })
    return { prices: all }
  })
  return viewOf(context, centreId)
}

/** One compare-and-set; a late copy of a request changes nothing. Throws CANTEEN_NOT_FOUND, SETTINGS_CHANGED. */
async function change(
  { store, now, requestId }: StaffContext,
  { centreId, revision }: { centreId: string; revision: number },
  decide: (canteen: CanteenDocument) => Partial<CanteenDocument>,
): Promise<void> {
  const canteen = requireFound(await store.canteens.get(centreId), 'CANTEEN_NOT_FOUND')
  const { requests = [] } = canteen
  if (requests.includes(requestId)) return
  if ((canteen.revision ?? 0) !== revision) throw new AppError('SETTINGS_CHANGED', null)
  const changed = await store.canteens.update(
    { _id: centreId, revision: revision === 0 ? exists(false) : revision },
    {
      ...decide(canteen),
      revision: revision + 1,
      requests: [...requests, requestId].slice(-REMEMBERED),
      changedAt: now,
    },
  )
  if (changed === 1) return
  // A copy of this request, or somebody else, was faster.
  const current = await store.canteens.get(centreId, ['requests'])
  if (!current?.requests?.includes(requestId)) throw new AppError('SETTINGS_CHANGED', null)
}

async function viewOf({ store, now, payments }: StaffContext, centreId: string): Promise<CanteenSettingsView> {
  const canteen = requireFound(await store.canteens.get(centreId), 'CANTEEN_NOT_FOUND')
  return {
    now,
    revision: canteen.revision ?? 0,
    settings: settingsOf(canteen),
    mayPayOnline: payments.merchantOf(centreId) !== null,
    mayDeliver: canteen.rounds.length > 0,
    prices: [...canteen.prices].sort((a, b) => (a.from < b.from ? 1 : -1)),
  }
}
