import { AppError } from '../../kernel/router/errors'
import type { SessionDocument } from '../../kernel/store/documents'
import type { Store } from '../../kernel/store/port'
import { agreementEnds } from '../../participation/partners'

/**
 * Refuses to move a session of a partner behind the end of the agreement, as publishing it there is refused. A session that stays at its
 * start keeps it, also when the agreement was shortened since. Throws AGREEMENT_ENDS.
 */
export async function refuseBeyondAgreement(
  store: Store,
  session: Pick<SessionDocument, 'offeringId' | 'startsAt'>,
  startsAt: number,
): Promise<void> {
  if (startsAt === session.startsAt) return
  const endsAt = (await agreementEnds(store, [session.offeringId])).get(session.offeringId)
  if (endsAt !== undefined && startsAt >= endsAt) throw new AppError('AGREEMENT_ENDS', { endsAt })
}
