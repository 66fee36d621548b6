import type { PersonContext } from '../../kernel/router/context'
import type { EnrolmentDocument } from '../../kernel/store/documents'
import { releaseClaim } from '../core/claim'
import { removeSeriesFromLedger } from './ledger'

/** Releases the places of some parts of an enrolment and removes them from the ledger. Safe to repeat. */
export async function releaseParts(
  context: PersonContext,
  enrolment: EnrolmentDocument,
  parts: readonly { sessionId: string; bookingId: string }[],
): Promise<void> {
  if (parts.length === 0) return
  await Promise.all([
    ...parts.map(part => releaseClaim(context, part.sessionId, part.bookingId, enrolment)),
    removeSeriesFromLedger(
      context,
      parts.map(({ bookingId }) => bookingId),
    ),
  ])
}
