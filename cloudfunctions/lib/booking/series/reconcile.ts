import { type Context, onBehalfOf } from '../../kernel/router/context'
import type { Claim, EnrolmentDocument } from '../../kernel/store/documents'
import { dueQuery } from '../../kernel/store/due'
import { forEachIsolated } from '../../kernel/work/background'
import { releaseClaim } from '../core/claim'
import { finishEnrolment } from './finish'

/** Work of one tick is bounded; what is left waits a minute. */
const BATCH = 20

/** Carries enrolments to their end that nobody has worked on since `before`, epoch ms. Idempotent. */
export async function reconcileEnrolments(context: Context, before: number): Promise<void> {
  const { store } = context
  const open = await store.enrolments.find(dueQuery('openAt', before, BATCH))
  await forEachIsolated(open, async enrolment => {
    await resume(context, enrolment)
    // A retry that came meanwhile has moved `openAt`, and the enrolment comes round again.
    await store.enrolments.update({ _id: enrolment._id, openAt: enrolment.openAt }, { openAt: 0 })
  })
}

/**
 * A claim without a booking that is part of a series: the enrolment says what becomes of it. As long as that is open, it
 * is decided for the whole.
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
  // Never written, or erased since: there is nobody to whom the bookings could be shown.
  const known = account && enrolment.at > (account.erasure?.at ?? 0)
  await finishEnrolment(owner, enrolment, known ? account : null)
}
