import { checkOwnBookings } from '@domain/bookings/rules/own-bookings'
import { checkStanding } from '@domain/bookings/rules/standing'
import { checkNotOver } from '@domain/bookings/rules/window'
import { type Refusal, refuse } from '@domain/errors'
import { changeAccount, loadAccount } from '../../accounts/account'
import { upcomingEntries } from '../../accounts/ledger'
import { partyOfEntry } from '../../accounts/party'
import { warningsOf, warningsShown } from '../../accounts/warnings'
import type { SessionRow } from '../../catalogue/session-views'
import { joiningIdOf } from '../../kernel/ids'
import type { PersonContext } from '../../kernel/router/context'
import type { AccountDocument } from '../../kernel/store/documents'
import { closeRequest, otherEntries } from '../core/ledger'
import type { ChangingDocument } from './claim-steps'

/** Removes the member who leaves from the person's ledger. Safe to repeat. */
export async function leaveLedger(context: PersonContext, booking: ChangingDocument): Promise<void> {
  const { _id, attendees, partyChange } = booking
  await changeAccount(context, await loadAccount(context), account => {
    const entry = entryOf(account, booking)
    if (!entry || (entry.partyChanges ?? 0) >= partyChange.n) return null
    const memberIds = attendees.map(({ memberId }) => memberId)
    return { ledger: { ...account.ledger, [_id]: { ...entry, memberIds, partyChanges: partyChange.n } } }
  })
}

/**
 * Adds the member who joins to the ledger, on which the rules about the person's other bookings are checked again; returns a
 * refusal or null. It decides once for all copies of the request, as for a booking.
 */
export async function joinLedger(
  context: PersonContext,
  booking: ChangingDocument,
  session: SessionRow,
): Promise<Refusal | null> {
  const { now } = context
  const { _id, partyChange } = booking
  const { n, memberId, nickname, requestId } = partyChange
  const attempt = joiningIdOf(context, _id, requestId)
  let refusal: Refusal | null = null
  await changeAccount(context, await loadAccount(context), account => {
    const { ledger, closed = {}, missed } = account
    const entry = entryOf(account, booking)
    const earlier = closed[attempt]?.refusal ?? null
    if (!entry) {
      refusal = refuse('BOOKING_CLOSED', { closedAt: session.endsAt })
      return null
    }
    if ((entry.partyChanges ?? 0) >= n) {
      refusal = earlier
      return null
    }
    const party = partyOfEntry(account, [{ memberId, nickname }])
    const active = otherEntries(account, _id)
    refusal =
      earlier ??
      checkNotOver(now, entry) ??
      checkStanding(party, missed, now, warningsOf(account)) ??
      checkOwnBookings({ now, session: { ...session, id: session._id }, party, active })
    const written = (memberIds: string[]) => ({
      ...upcomingEntries(ledger, now),
      [_id]: { ...entry, memberIds, partyChanges: n },
    })
    if (refusal) return { ledger: written(entry.memberIds), ...closeRequest(account, attempt, refusal, now) }
    return { ledger: written([...entry.memberIds, memberId]), ...warningsShown(context, account, party) }
  })
  return refusal
}

function entryOf({ ledger }: AccountDocument, { _id, sessionId }: ChangingDocument) {
  const entry = ledger[_id]
  return entry?.sessionId === sessionId ? entry : null
}
