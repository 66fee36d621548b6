import { MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aStaff } from '../../../../worlds/fixtures/index'
import type { Collections } from '../../../../worlds/world'
import type { World } from '../../in-process/world'
import type { Theme } from './theme'

/** The start of every history, epoch ms: ten in the morning, local time. */
export const START = Date.parse('2026-07-01T02:00:00Z')

/** At most two bookings per person and kind; cancelling is free until the start. */
export const RULES = { maxActive: 2, cancelBefore: 0, offerFor: 30 * MINUTE }

/** Three households, and a single person without an account. */
const PEOPLE = ['mum', 'dad', 'aunt', 'rider']

/** Returns a person and the members of the household who come. */
export function partyOf(who: number, pair: boolean): { openid: string; memberIds: string[] } {
  const openid = PEOPLE[who % PEOPLE.length] ?? ''
  if (openid === 'rider') return { openid, memberIds: ['self'] }
  return { openid, memberIds: pair ? ['guoguo', 'doudou'] : ['guoguo'] }
}

/** People without the app; the first is anonymous. */
export function guestOf(guest: number): { name?: string; lastFour?: string } {
  return guest === 0 ? {} : { name: `李大爷${guest}`, lastFour: `000${guest}` }
}

/** Empties a world and seeds a theme in it. */
export async function setStage(world: World, theme: Theme): Promise<void> {
  world.reset()
  world.setClock(START)
  await world.seed(stageOf(theme))
}

/** One centre, its people and the sessions of the theme. */
export function stageOf({ sessions }: Theme): Collections {
  return {
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [
      aStaff('staff'),
      aStaff('manager', { role: 'manager' }),
      aStaff('cashier', { duties: ['till', 'courier'] }),
    ],
    accounts: PEOPLE.slice(0, 3).map(openid => aHousehold(openid, START)),
    sessions,
  }
}
