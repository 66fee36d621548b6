import type { PartnerEdit } from '@domain/contracts/office-partners'
import { figuresOf } from '../catalogue/board'
import type { PartnerDocument } from '../kernel/store/documents'
import { gte, oneOf, type Store } from '../kernel/store/port'

/** Sessions after an end that are read, and shown of one agreement. */
const MAX_READ = 200
const MAX_SHOWN = 5

/**
 * The sessions that stand after the end of each agreement, by its id: they were published before it was shortened or ended, and can be
 * booked until the centre calls them off. A class that another agreement covers by then is not among them.
 */
export async function sessionsAfter(
  store: Store,
  partners: readonly PartnerDocument[],
  now: number,
): Promise<Map<string, PartnerEdit['after']>> {
  const ids = [...new Set(partners.flatMap(({ offeringIds }) => offeringIds))]
  if (ids.length === 0) return new Map()
  const from = Math.max(now, Math.min(...partners.map(({ endsAt }) => endsAt)))
  const sessions = await store.sessions.find({
    where: { offeringId: oneOf(ids), status: 'open', startsAt: gte(from) },
    sort: [['startsAt', 'asc']],
    limit: MAX_READ,
    fields: ['offeringId', 'title', 'startsAt'],
  })
  const lapsed = sessions.filter(({ offeringId, startsAt }) =>
    partners.every(({ offeringIds, endsAt }) => !offeringIds.includes(offeringId) || endsAt <= startsAt),
  )
  const shown = new Map(
    partners.map(({ _id, offeringIds, endsAt }) => {
      const own = lapsed.filter(({ offeringId, startsAt }) => offeringIds.includes(offeringId) && endsAt <= startsAt)
      return [_id, own.slice(0, MAX_SHOWN)]
    }),
  )
  const booked = await figuresOf(
    store,
    [...shown.values()].flat().map(({ _id }) => _id),
  )
  return new Map(
    [...shown].map(([id, own]) => [
      id,
      own.map(({ _id, title, startsAt }) => ({ id: _id, title, startsAt, booked: booked.get(_id)?.all ?? 0 })),
    ]),
  )
}
