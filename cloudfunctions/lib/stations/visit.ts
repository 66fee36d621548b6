import type { VisitView } from '@domain/contracts/stations'
import type { Context } from '../kernel/router/context'
import type { SitterDocument } from '../kernel/store/documents'

/**
 * A person's current visit; null: none. The sitter document is only a pointer; the station document decides whether the
 * visit is open.
 */
export async function currentVisit({ store, now }: Context, sitter: SitterDocument | null): Promise<VisitView | null> {
  if (!sitter || sitter.until <= now) return null
  const { _id: accountId, visitId: id, stationId, stationName } = sitter
  const station = await store.stations.get(stationId, [`visits.${accountId}`])
  const visit = station?.visits?.[accountId]
  if (visit?.visitId !== id || visit.until <= now) return null
  return { id, stationId, stationName, from: visit.from, until: visit.until, held: visit.held ?? false }
}
