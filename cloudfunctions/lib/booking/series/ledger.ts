import type { ActiveBooking } from '@domain/bookings/facts'
import { checkSeriesOwn } from '@domain/series/decide'
import { changeAccount, loadAccount } from '../../accounts/account'
import { upcomingEntries } from '../../accounts/ledger'
import { partyOfEntry } from '../../accounts/party'
import { warningsOf, warningsShown } from '../../accounts/warnings'
import type { PersonContext } from '../../kernel/router/context'
import { enforce } from '../../kernel/router/errors'
import type { AccountDocument, EnrolmentDocument } from '../../kernel/store/documents'
import { otherEntries } from '../core/ledger'
import type { Part } from './parts'

/**
 * Adds all parts of an enrolment to the account's ledger with one compare-and-set. The rules about the person's other
 * bookings are checked again on the ledger as it is written, so of two overlapping series exactly one is added.
 */
export async function addSeriesToLedger(
  context: PersonContext,
  seen: AccountDocument,
  enrolment: EnrolmentDocument,
  parts: readonly Part[],
): Promise<void> {
  const party = partyOfEntry(seen, enrolment.attendees)
  const entries = parts.map(part => entryOf(enrolment, part))
  await changeAccount(context, seen, account => {
    const { ledger, missed } = account
    const missing = entries.filter(({ bookingId }) => !ledger[bookingId])
    // A retry that has read newer times of a moved session writes them.
    const moved = entries.filter(({ bookingId, moves }) => moves > (ledger[bookingId]?.moves ?? moves))
    if (missing.length + moved.length === 0) return null
    if (missing.length > 0) {
      const wanted = new Set(missing.map(({ sessionId }) => sessionId))
      const sessions = parts.filter(({ session }) => wanted.has(session._id)).map(sessionFactsOf)
      enforce(
        checkSeriesOwn({
          now: context.now,
          sessions,
          party,
          active: otherEntries({ ledger }, enrolment._id),
          missed,
          warned: warningsOf(account),
        }),
      )
    }
    const fresh = Object.fromEntries([...missing, ...moved].map(entry => [entry.bookingId, entry]))
    return { ledger: { ...upcomingEntries(ledger, context.now), ...fresh }, ...warningsShown(context, account, party) }
  })
}

/** Writes the new times of moved sessions with one compare-and-set; does nothing when the ledger has them, or no entries. */
export async function moveSeriesInLedger(context: PersonContext, parts: readonly Part[]): Promise<void> {
  await changeAccount(context, await loadAccount(context), ({ ledger }) => {
    const moved = parts.flatMap(({ bookingId, session: { startsAt, endsAt, moves } }) => {
      const entry = ledger[bookingId]
      return entry && entry.moves < moves ? [[bookingId, { ...entry, startsAt, endsAt, moves }] as const] : []
    })
    return moved.length > 0 ? { ledger: { ...ledger, ...Object.fromEntries(moved) } } : null
  })
}

/** Removes bookings from the ledger with one compare-and-set; does nothing when none is there. */
export async function removeSeriesFromLedger(context: PersonContext, bookingIds: readonly string[]): Promise<void> {
  await changeAccount(context, await loadAccount(context), ({ ledger }) => {
    if (!bookingIds.some(id => ledger[id])) return null
    const rest = Object.fromEntries(Object.entries(ledger).filter(([id]) => !bookingIds.includes(id)))
    return { ledger: upcomingEntries(rest, context.now) }
  })
}

/** The facts of a part that the booking rules need. */
export function sessionFactsOf({ session }: Part) {
  return { ...session, id: session._id }
}

function entryOf({ _id: enrolment, attendees }: EnrolmentDocument, { bookingId, session }: Part): ActiveBooking {
  const { _id: sessionId, kind, title, startsAt, endsAt, moves } = session
  const memberIds = attendees.map(({ memberId }) => memberId)
  return { bookingId, sessionId, kind, title, startsAt, endsAt, memberIds, moves, enrolment }
}
