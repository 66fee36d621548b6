import type { RouteName } from '@domain/contracts'
import type { SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { World } from '../../in-process/world'
import type { Theme } from '../themes/theme'

/** A call as a phone would send it. */
export interface SentCall extends Call {
  requestId: string
}

export interface Call {
  openid: string
  route: RouteName
  input: object
}

/** A cloud as far as acts choose by what is there. */
export type StoredState = Pick<World, 'stored' | 'now'>

/** The session that an act is about. */
export function sessionIdOf({ ids }: Theme, { session }: { session: number }): string {
  return ids[session % ids.length] ?? ''
}

/** The part of a container that an act names; null where the session is none. */
export function spanOf(
  { layout, startsAt }: Pick<SessionDocument, 'layout' | 'startsAt'>,
  { unit, from, slots }: { unit: number | null; from: number; slots: number },
): { startsAt: number; endsAt: number; unit?: string } | null {
  if (!layout?.slot) return null
  const named = unit === null ? undefined : layout.units[unit % layout.units.length]?.id
  const begins = startsAt + from * layout.slot
  return { startsAt: begins, endsAt: begins + slots * layout.slot, ...(named === undefined ? {} : { unit: named }) }
}
