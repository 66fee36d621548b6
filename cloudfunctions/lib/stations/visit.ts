import type { VisitView } from '@domain/contracts/stations'
import type { Context } from '../kernel/router/context'
import type { SitterDocument } from '../kernel/store/documents'

/**
 * A person's current visit; null: none. The sitter document is only a pointer; the station document decides whether the
 * visit is open.
 */
export async function currentVisit({ store, now }: Context, sitter: SitterDocument | null): Promise<VisitView | null> {
  if (!sitter || sitter.until <= now) return null
  const { _id: accountId, visitId: id, stationId, stationName, from, until } = sitter
  const station = await store.stations.get(stationId, [`visits.${accountId}`])
  return station?.visits?.[accountId]?.visitId === id ? { id, stationId, stationName, from, until } : null
}
