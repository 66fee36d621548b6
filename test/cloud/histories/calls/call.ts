import type { RouteName } from '@domain/contracts'
import type { SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { World } from '../../in-process/world'
import type { Theme } from '../themes/theme'

/** A call as a phone sends it. */
export interface SentCall extends Call {
  requestId: string
}

export interface Call {
  openid: string
  route: RouteName
  input: object
}

/** The part of a cloud that acts read to choose their documents. */
export type StoredState = Pick<World, 'stored' | 'now'>

/** Returns the id of the session that an act is about. */
export function sessionIdOf({ ids }: Theme, { session }: { session: number }): string {
  return ids[session % ids.length] ?? ''
}

/** Returns the part of a space session that an act names; null for other sessions. */
export function spanOf(
  { layout, startsAt }: Pick<SessionDocument, 'layout' | 'startsAt'>,
  { unit, from, slots }: { unit: number | null; from: number; slots: number },
): { startsAt: number; endsAt: number; unit?: string } | null {
  if (!layout?.slot) return null
  const named = unit === null ? undefined : layout.units[unit % layout.units.length]?.id
  const begins = startsAt + from * layout.slot
  return { startsAt: begins, endsAt: begins + slots * layout.slot, ...(named === undefined ? {} : { unit: named }) }
}
