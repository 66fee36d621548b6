import type { VisitView } from '@domain/contracts/stations'
import type { Context } from '../kernel/router/context'
import type { SitterDocument } from '../kernel/store/documents'

/**
 * The seat a person has now; null: none. Where they sat down last is only a pointer: the station itself knows whether
 * they still sit there.
 */
export async function visitOf({ store, now }: Context, sitter: SitterDocument | null): Promise<VisitView | null> {
  if (!sitter || sitter.until <= now) return null
  const { _id: accountId, visitId: id, stationId, stationName, from, until } = sitter
  const station = await store.stations.get(stationId, [`visits.${accountId}`])
  return station?.visits?.[accountId]?.visitId === id ? { id, stationId, stationName, from, until } : null
}
