import type { OfferingDocument } from '../kernel/store/documents'
import { neq, type Store, type Where } from '../kernel/store/port'

/** Offerings of a centre from which one chooses; those that were archived over the years do not count. */
const MAX_OFFERED = 100

/** What a centre offers and has not archived. */
export async function offeredAt(
  store: Store,
  of: Pick<Where<OfferingDocument>, 'centreId' | 'kind'>,
): Promise<{ id: string; title: string }[]> {
  const offerings = await store.offerings.find({
    where: { ...of, archived: neq(true) },
    sort: [['_id', 'asc']],
    limit: MAX_OFFERED,
    fields: ['title'],
  })
  return offerings.map(({ _id: id, title }) => ({ id, title }))
}
