import { belongsTo } from '@domain/participation/group'
import {
  countMonths,
  PARTNER_RULES,
  type PartnerSession,
  partnerCountFrom,
  partnerStateOf,
} from '@domain/participation/partner'
import { DAY } from '@domain/time'
import type { Context } from '../kernel/router/context'
import type { PartnerDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { oneOf, type Store } from '../kernel/store/port'
import { revise } from '../kernel/work/revise'
import { eachOf } from '../kernel/work/task'
import { attendedSessions } from './attendance'

/** Each conflict means that another change of the same agreement was stored. */
const MAX_ATTEMPTS = 20
/** How many latest requests an agreement remembers. */
const REMEMBERED = 20
/** Sessions that one count reads, the latest. */
const MAX_COUNTED = 500
/** Agreements that are read to find those of some classes. */
const MAX_AGREEMENTS = 100

export type PartnerChange = Partial<Omit<PartnerDocument, '_id' | 'revision' | 'state'>>
type PartnerContext = Pick<Context, 'store' | 'now'>

/**
 * Changes an agreement by compare-and-set. `decide` gets it after it was read; it returns the fields to replace, or null to change
 * nothing, and throws to refuse. Returns it afterwards. Throws PARTNER_NOT_FOUND, BUSY.
 */
export function changePartner(
  { store, now }: PartnerContext,
  partnerId: string,
  decide: (partner: PartnerDocument) => PartnerChange | null | Promise<PartnerChange | null>,
): Promise<PartnerDocument> {
  return revise(store.partners, partnerId, { missing: 'PARTNER_NOT_FOUND', attempts: MAX_ATTEMPTS }, async before => {
    const change = await decide(before)
    return change && { ...change, state: partnerStateOf({ ...before, ...change }, now) }
  })
}

/** The requests of an agreement with one more. */
export function rememberRequest({ requests }: Pick<PartnerDocument, 'requests'>, requestId: string): string[] {
  return [...requests, requestId].slice(-REMEMBERED)
}

/** Counts the months of an agreement from the records. */
async function recount({ store, now }: PartnerContext, partner: PartnerDocument): Promise<PartnerChange> {
  const { offerings, countedTo, endsAt } = partner
  const from = partnerCountFrom(partner, countedTo)
  const ids = offerings.map(({ id }) => id)
  const sessions = await attendedSessions(store, ids, { from, now, most: MAX_COUNTED })
  const counted = sessions.flatMap((session): PartnerSession[] => {
    const own = offerings.find(offering => belongsTo([offering], session))
    return own ? [{ ...session, use: own.use }] : []
  })
  const isLast = now >= endsAt + PARTNER_RULES.countFor
  return { months: countMonths(partner, counted, from, now), countedTo: now, dueAt: isLast ? 0 : now + DAY }
}

/** Agreements whose months are to be counted: each once a day, and until late check-ins have come after its end. */
export const followPartners = eachOf(
  { name: 'partners', collection: 'partners', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, partnerId) => {
    const { store, now } = context
    if (!(await store.partners.get(partnerId, ['dueAt']))) return
    await changePartner(context, partnerId, partner =>
      partner.dueAt === 0 || partner.dueAt > now ? null : recount(context, partner),
    )
  },
)

/** When the latest agreement of each class ends, epoch ms; a class without an agreement is missing. */
export async function agreementEnds(store: Store, offeringIds: readonly string[]): Promise<Map<string, number>> {
  if (offeringIds.length === 0) return new Map()
  const agreements = await store.partners.find({
    where: { offeringIds: oneOf([...new Set(offeringIds)]) },
    limit: MAX_AGREEMENTS,
    fields: ['offeringIds', 'endsAt'],
  })
  const ends = new Map<string, number>()
  for (const { offeringIds: own, endsAt } of agreements)
    for (const id of own) ends.set(id, Math.max(endsAt, ends.get(id) ?? 0))
  return ends
}
