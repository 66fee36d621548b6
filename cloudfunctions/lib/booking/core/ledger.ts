import type { ActiveBooking, BookingFacts } from '@domain/bookings/facts'
import { checkOneTicket, checkOwnBookings, checkOwnWaits } from '@domain/bookings/rules/own-bookings'
import { checkStanding } from '@domain/bookings/rules/standing'
import { checkNotOver } from '@domain/bookings/rules/window'
import { type Refusal, refuse } from '@domain/errors'
import { HOUR } from '@domain/time'
import { changeAccount, loadAccount } from '../../accounts/account'
import { upcomingEntries } from '../../accounts/ledger'
import { warningsOf, warningsShown } from '../../accounts/warnings'
import type { PersonContext } from '../../kernel/router/context'
import type { AccountDocument } from '../../kernel/store/documents'

/** How long the outcome of a request is kept for its copies, ms: far longer than any call lives. */
const REMEMBERED = HOUR

interface LedgerEntry {
  /** The account as it was read. */
  account: AccountDocument
  facts: Omit<BookingFacts, 'active' | 'missed'>
  entry: ActiveBooking
  /** An attempt to take an offer, of which only that attempt is refused; absent: the whole request is. */
  acceptance?: string | undefined
}

/**
 * Adds a booking, or the wait for one, to the account's ledger; returns a refusal or null. The per-person rules are checked
 * again on the ledger as it is written, so they hold for any number of concurrent requests of one person.
 *
 * A refusal is written as well, under the same compare-and-set: of two copies of one request the first to write decides
 * for both, and a refused call knows that no other copy continues with what it claimed.
 */
export async function addToLedger(
  context: PersonContext,
  { account: seen, facts, entry, acceptance = entry.bookingId }: LedgerEntry,
): Promise<Refusal | null> {
  let refusal: Refusal | null = null
  await changeAccount(context, seen, account => {
    const { ledger, missed, closed = {} } = account
    const { bookingId, sessionId, startsAt, endsAt, moves } = entry
    const earlier = closed[acceptance] ?? closed[bookingId]
    refusal = earlier?.refusal ?? null
    // A request that was refused, or whose booking was removed, is not added again.
    if (earlier) return null
    const before = ledger[bookingId]
    if (before && before.sessionId !== sessionId) {
      refusal = refuse('REQUEST_REUSED', null)
      return null
    }
    // An entry that is booked is not turned back into a wait by a late copy.
    if (before && !(before.waiting && !entry.waiting)) {
      // A retry that has read newer times of a moved session writes them.
      const moved = { ...before, startsAt, endsAt, moves }
      return moves > before.moves ? { ledger: { ...ledger, [bookingId]: moved } } : null
    }
    const check = entry.waiting ? checkOwnWaits : checkOwnBookings
    const own = { ...facts, active: otherEntries(account, bookingId) }
    refusal =
      checkNotOver(facts.now, entry) ??
      // Everybody eats, whatever they have missed.
      (entry.kind === 'meal' ? null : checkStanding(facts.party, missed, facts.now, warningsOf(account))) ??
      (entry.ticket ? checkOneTicket(own) : null) ??
      check(own)
    if (refusal) return closeRequest(account, acceptance, refusal, context.now)
    return {
      ledger: { ...upcomingEntries(ledger, context.now), [bookingId]: entry },
      ...warningsShown(context, account, facts.party),
    }
  })
  return refusal
}

/**
 * The person's entries except that of the booking or the enrolment with this id. A copy of the request may have added it to
 * the ledger after the session was read.
 */
export function otherEntries({ ledger }: Pick<AccountDocument, 'ledger'>, id: string): ActiveBooking[] {
  return Object.values(ledger).filter(({ bookingId, enrolment }) => bookingId !== id && enrolment !== id)
}

/**
 * Removes a booking from the ledger; does nothing when it is not there. `read` is the account, if the caller has read it: one
 * without the entry may be older than the entry, so it is read again.
 */
export async function removeFromLedger(
  context: PersonContext,
  sessionId: string,
  bookingId: string,
  read?: AccountDocument,
): Promise<void> {
  const holdsIt = ({ ledger }: AccountDocument) => ledger[bookingId]?.sessionId === sessionId
  const seen = read && holdsIt(read) ? read : await loadAccount(context)
  await changeAccount(context, seen, account => {
    if (!holdsIt(account)) return null
    const { [bookingId]: _left, ...rest } = account.ledger
    return { ledger: upcomingEntries(rest, context.now), ...closeRequest(account, bookingId, null, context.now) }
  })
}

/** Records the outcome of a request, and drops outcomes that are too old to matter. */
export function closeRequest({ closed = {} }: AccountDocument, id: string, refusal: Refusal | null, now: number) {
  const recent = Object.entries(closed).filter(([, { at }]) => at > now - REMEMBERED)
  return { closed: { ...Object.fromEntries(recent), [id]: { at: now, refusal } } }
}

/** Writes the new times of a moved session; does nothing when the booking is not there or has newer times. */
export async function moveLedgerEntry(
  context: PersonContext,
  bookingId: string,
  times: Pick<ActiveBooking, 'sessionId' | 'startsAt' | 'endsAt' | 'moves'>,
): Promise<void> {
  await changeAccount(context, await loadAccount(context), ({ ledger }) => {
    const before = ledger[bookingId]
    if (before?.sessionId !== times.sessionId || before.moves >= times.moves) return null
    return { ledger: { ...ledger, [bookingId]: { ...before, ...times } } }
  })
}
