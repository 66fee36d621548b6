import { type Context, onBehalfOf } from '../../kernel/router/context'
import type { Claim, EnrolmentDocument } from '../../kernel/store/documents'
import { dueQuery } from '../../kernel/store/due'
import { forEachIsolated } from '../../kernel/work/background'
import { releaseClaim } from '../core/claim'
import { finishEnrolment } from './finish'

/** Enrolments per tick. */
const BATCH = 20

/** Completes enrolments that no call has worked on since `before`, epoch ms. Idempotent. */
export async function reconcileEnrolments(context: Context, before: number): Promise<void> {
  const { store } = context
  const open = await store.enrolments.find(dueQuery('openAt', before, BATCH))
  await forEachIsolated(open, async enrolment => {
    await resume(context, enrolment)
    // After a concurrent retry `openAt` is newer, and the enrolment stays due.
    await store.enrolments.update({ _id: enrolment._id, openAt: enrolment.openAt }, { openAt: 0 })
  })
}

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
  else await releaseClaim(store, sessionId, bookingId, claim)
}

async function resume(context: Context, enrolment: EnrolmentDocument): Promise<void> {
  const owner = onBehalfOf(context, enrolment)
  const account = await context.store.accounts.get(enrolment.accountId)
  // The account was never stored, or was erased since: nobody could see the bookings.
  const known = account && enrolment.at > (account.erasure?.at ?? 0)
  await finishEnrolment(owner, enrolment, known ? account : null)
}
