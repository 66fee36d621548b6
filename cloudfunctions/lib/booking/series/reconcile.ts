import { isOrphaned } from '../../accounts/account'
import { type Context, onBehalfOf } from '../../kernel/router/context'
import type { Claim, EnrolmentDocument } from '../../kernel/store/documents'
import { exists, lte, remove } from '../../kernel/store/port'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'
import { eachOf } from '../../kernel/work/task'
import { releaseClaim } from '../core/claim'
import { finishEnrolment } from './finish'

/** Completes enrolments that no call has worked on recently. Idempotent. */
export const reconcileEnrolments = eachOf(
  {
    name: 'enrolments',
    collection: 'enrolments',
    due: now => ({ openAt: lte(now - STALE_CALL_AFTER) }),
    by: 'openAt',
  },
  async (context, enrolmentId) => {
    const { store } = context
    const enrolment = await store.enrolments.get(enrolmentId)
    if (enrolment?.openAt === undefined) return
    const { openAt, opened = exists(false) } = enrolment
    await resume(context, enrolment)
    // After a concurrent retry the enrolment stays due.
    await store.enrolments.update({ _id: enrolmentId, openAt, opened }, { openAt: remove() })
  },
)

/**
 * Handles a claim of an enrolment that has no booking: it follows the enrolment's decision, which is made now if it is still
 * open. Without an enrolment, or when it was refused, the claim is released.
 */
export async function reconcilePart(
  context: Context,
  sessionId: string,
  bookingId: string,
  claim: Claim,
): Promise<void> {
  const { store } = context
  const enrolment = await store.enrolments.get(claim.enrolment ?? '')
  if (enrolment && enrolment.state !== 'refused') await resume(context, enrolment)
  else await releaseClaim(context, sessionId, bookingId, claim)
}

async function resume(context: Context, enrolment: EnrolmentDocument): Promise<void> {
  const owner = onBehalfOf(context, enrolment)
  const account = await context.store.accounts.get(enrolment.accountId)
  // The account was never stored, or was erased since: nobody could see the bookings.
  const known = account && !isOrphaned(account, enrolment.at)
  await finishEnrolment(owner, enrolment, known ? account : null)
}
