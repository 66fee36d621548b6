import { KINDS } from '@domain/offerings/kinds'
import type { OfferingDocument } from '../../kernel/store/documents'
import { oneOf, type Store } from '../../kernel/store/port'
import { PLAN_FIELDS, type PlanSource } from './views'

/** The latest sessions of a centre among which offerings find theirs. */
const LOOKED_AT = 300

/** The latest session of each offering, for those whose plan nobody has edited. One round trip, or none. */
export async function latestSessions(
  store: Store,
  centreId: string,
  offerings: readonly OfferingDocument[],
): Promise<Map<string, PlanSource>> {
  const unplanned = offerings.filter(({ plan }) => !plan).map(({ _id }) => _id)
  if (unplanned.length === 0) return new Map()
  const rows = await store.sessions.find({
    where: { centreId, kind: oneOf(KINDS), offeringId: oneOf(unplanned) },
    sort: [['startsAt', 'desc']],
    limit: LOOKED_AT,
    fields: PLAN_FIELDS,
  })
  // From the latest to the earliest, so that the first of each offering stays.
  const latest = new Map<string, PlanSource>()
  for (const row of rows) if (!latest.has(row.offeringId)) latest.set(row.offeringId, row)
  return latest
}
