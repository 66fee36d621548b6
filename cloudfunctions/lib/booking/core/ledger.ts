import type { ActiveBooking, BookingFacts } from '@domain/bookings/facts'
import { checkOneTicket, checkOwnBookings, checkSameSession } from '@domain/bookings/rules/own-bookings'
import { checkStanding } from '@domain/bookings/rules/standing'
import { checkNotOver } from '@domain/bookings/rules/window'
import { type Refusal, refuse } from '@domain/errors'
import { HOUR } from '@domain/time'
import { changeAccount, loadAccount } from '../../accounts/account'
import type { PersonContext } from '../../kernel/router/context'
import type { AccountDocument } from '../../kernel/store/documents'

/** For so long a copy of a request is told what became of the first: far longer than any call lives. */
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
 * Enters a booking, or the wait for one, into the account's ledger; answers why not. The per-person rules are decided
 * again on the ledger as it is written, so they hold however many requests the same person fires at once.
 *
 * A refusal is written as well, under the same compare-and-set: of two copies of one request the first to write decides
 * for both, and whoever is refused knows that no other copy goes on with what it took.
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
    // What has left the ledger stays off it: its booking tells the rest.
    if (earlier) return null
    const before = ledger[bookingId]
    if (before && before.sessionId !== sessionId) {
      refusal = refuse('REQUEST_REUSED', null)
      return null
    }
    // What is booked no longer waits, whatever comes late.
    if (before && !(before.waiting && !entry.waiting)) {
      // A retry that found the session moved brings the new times.
      const moved = { ...before, startsAt, endsAt, moves }
      return moves > before.moves ? { ledger: { ...ledger, [bookingId]: moved } } : null
    }
    const check = entry.waiting ? checkSameSession : checkOwnBookings
    const own = { ...facts, active: otherEntries(account, bookingId) }
    refusal =
      checkNotOver(facts.now, entry) ??
      checkStanding(facts.party, missed, facts.now) ??
      (entry.ticket ? checkOneTicket(own) : null) ??
      check(own)
    if (refusal) return closeRequest(account, acceptance, refusal, context.now)
    return { ledger: { ...upcomingEntries(ledger, context.now), [bookingId]: entry } }
  })
  return refusal
}

/**
 * What the person holds beside what this request makes: a booking, or the enrolment of a series, of that id. A twin of it
 * may be in the ledger already while the session, read a little earlier, knows nothing of it.
 */
export function otherEntries({ ledger }: Pick<AccountDocument, 'ledger'>, id: string): ActiveBooking[] {
  return Object.values(ledger).filter(({ bookingId, enrolment }) => bookingId !== id && enrolment !== id)
}

/** Takes a booking off the ledger; of no effect when it is not there. */
export async function removeFromLedger(context: PersonContext, sessionId: string, bookingId: string): Promise<void> {
  await changeAccount(context, await loadAccount(context), account => {
    if (account.ledger[bookingId]?.sessionId !== sessionId) return null
    const { [bookingId]: _left, ...rest } = account.ledger
    return { ledger: upcomingEntries(rest, context.now), ...closeRequest(account, bookingId, null, context.now) }
  })
}

/** Notes what became of a request; forgets what no copy of a request can ask for any more. */
function closeRequest({ closed = {} }: AccountDocument, id: string, refusal: Refusal | null, now: number) {
  const recent = Object.entries(closed).filter(([, { at }]) => at > now - REMEMBERED)
  return { closed: { ...Object.fromEntries(recent), [id]: { at: now, refusal } } }
}

/** Notes the new times of a session that was moved; of no effect when the booking is off, or newer times are there. */
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

/** What is over no longer counts, so the ledger stays as small as what a person has ahead. */
export function upcomingEntries(ledger: AccountDocument['ledger'], now: number): AccountDocument['ledger'] {
  return Object.fromEntries(Object.entries(ledger).filter(([, booking]) => booking.endsAt > now))
}
