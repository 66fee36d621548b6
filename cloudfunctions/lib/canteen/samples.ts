import type { Dish } from '@domain/canteen/menu'
import { type FoodSamples, SAMPLES_KEPT } from '@domain/canteen/samples'
import type { KitchenSample } from '@domain/contracts/staff-meals'
import { localDate } from '@domain/time'
import { note } from '../kernel/router/context'
import { AppError, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { exists } from '../kernel/store/port'

/**
 * Notes that a sample of a dish was put aside, on the day of the meal. The first note stays; a repetition, and a second person,
 * change nothing. Who noted it is in the journal.
 */
export const noteSample: Handler<'staff.mealSample'> = async (context, { centreId, sessionId, dishId, grams }) => {
  const { store, now } = context
  const stored = await store.sessions.get(sessionId, ['centreId', 'title', 'startsAt', 'sitting', 'samples'])
  const { title, startsAt, sitting, samples = {} } = requireAtCentre(stored, centreId, 'SESSION_NOT_FOUND')
  if (!sitting) throw new AppError('NOT_A_SITTING', null)
  const { dishes } = sitting.menu
  const dish = dishes.find(({ id }) => id === dishId)
  if (!dish) throw new AppError('DISH_NOT_FOUND', { dishId })
  note(context, { subject: { id: sessionId, title: `${title} ${dish.name}` }, to: `${grams} 克` })
  if (localDate(startsAt) !== localDate(now)) throw new AppError('WRONG_DAY', { startsAt })
  const path = `samples.${dishId}` as const
  const won = await store.sessions.update({ _id: sessionId, [path]: exists(false) }, { [path]: { at: now, grams } })
  if (won === 1) return { samples: samplesOf(dishes, { ...samples, [dishId]: { at: now, grams } }) }
  const after = await store.sessions.get(sessionId, ['samples'])
  return { samples: samplesOf(dishes, after?.samples) }
}

/** All dishes of a menu with their samples. */
export function samplesOf(dishes: readonly Dish[], samples: FoodSamples = {}): KitchenSample[] {
  return dishes.map(({ id, name }) => {
    const kept = samples[id]
    return { dishId: id, name, kept: kept ? { ...kept, until: kept.at + SAMPLES_KEPT } : null }
  })
}
