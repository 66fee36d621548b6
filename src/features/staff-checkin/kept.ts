import type { Pack } from '@domain/checkin/pack'
import type { RouteOutput } from '@domain/contracts'
import type { DoorScreen } from '@domain/contracts/door'
import { DAY, localDate } from '@domain/time'
import { cloudNow } from '@/cloud/clock'
import { stored, storedFamily } from '@/platform/storage'

/*
 * What a phone stores of a centre for those who work there. All of it goes when the person no longer does (`access.ts`), and
 * what names people or holds keys goes at the end of its day in any case.
 */

/** The roster of the day, with the keys of its codes. */
export const storedPack = stored<Pack>({ name: 'pack', version: 2, kept: 'offline' })

/** Keys and sessions of today and tomorrow, by centre, for a door screen. */
export const storedScreens = storedFamily<DoorScreen>({ name: 'door', version: 1, kept: 'offline' })

/** Today's board, by centre. */
export const storedBoards = storedFamily<RouteOutput<'staff.today'>>({ name: 'board', version: 3, kept: 'fetched' })

/** The board says what a day is like, and nothing on another one. */
const BOARD_KEPT = 2 * DAY

/** Deletes what is over, and what another version of the app has stored: keys of past days, and boards of days ago. */
export function dropExpiredScreens(): void {
  const now = cloudNow()
  const today = localDate(now)
  for (const centreId of storedScreens.keys()) {
    const screen = storedScreens.at(centreId).read()
    if (!screen?.keys.some(({ date }) => date >= today)) storedScreens.at(centreId).remove()
  }
  for (const centreId of storedBoards.keys()) {
    const board = storedBoards.at(centreId).read()
    if (!board || board.now < now - BOARD_KEPT) storedBoards.at(centreId).remove()
  }
}

/** The centres of which something is stored. */
export function storedCentres(): string[] {
  const pack = storedPack.read()
  return [...new Set([...(pack ? [pack.centreId] : []), ...storedScreens.keys(), ...storedBoards.keys()])]
}
