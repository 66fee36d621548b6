import { DAY, HOUR, MINUTE } from '@domain/time'
import type { Collections } from '../../worlds/world'
import type { World } from '../in-process/world'
import { aCentre, aHousehold, anOffering, aSession, aStaff } from '../support/fixtures'

/** Where every history begins, epoch ms. */
export const START = Date.parse('2026-07-01T02:00:00Z')

export const PEOPLE = ['mum', 'dad', 'aunt', 'rider']
/** Two at the same time, one sooner; at most two bookings a person. */
export const SESSIONS = ['near', 'wide', 'soon']
export const OFFER_FOR = 30 * MINUTE

/** Empties a world and sets the stage in it. */
export async function setStage(world: World): Promise<void> {
  await world.reset()
  world.setClock(START)
  await world.seed(theStage())
}

/** One centre with three small classes and four households. */
export function theStage(): Collections {
  const rules = { maxActive: 2, cancelBefore: 0, offerFor: OFFER_FOR }
  return {
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' })],
    accounts: PEOPLE.slice(0, 3).map(openid => aHousehold(openid, START)),
    sessions: [
      aSession(START, { _id: 'near', startsAt: START + DAY, capacity: 1, rules }),
      aSession(START, { _id: 'wide', startsAt: START + DAY + 30 * MINUTE, capacity: 3, reserve: 1, rules }),
      aSession(START, {
        _id: 'soon',
        startsAt: START + 2 * HOUR,
        capacity: 2,
        rules: { ...rules, closesBefore: 30 * MINUTE },
      }),
    ],
  }
}
