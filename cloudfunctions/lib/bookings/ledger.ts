import type { ActiveBooking, BookingFacts } from '@domain/bookings/facts'
import { checkOwnBookings, checkSameSession } from '@domain/bookings/rules/own-bookings'
import { checkStanding } from '@domain/bookings/rules/standing'
import { changeAccount, loadAccount } from '../household/account'
import type { PersonContext } from '../router/context'
import { AppError, enforce } from '../router/errors'
import type { AccountDocument } from '../store/documents'

/**
 * Enters a booking, or the wait for one, into the account's ledger. The per-person rules are decided again on the ledger as it is written, so
 * they hold however many requests the same person fires at once.
 */
export async function enterLedger(
  context: PersonContext,
  seen: AccountDocument,
  facts: Omit<BookingFacts, 'active' | 'missed'>,
  entry: ActiveBooking,
): Promise<void> {
  await changeAccount(context, seen, ({ ledger, missed }) => {
    const before = ledger[entry.bookingId]
    if (before) {
      if (before.sessionId !== entry.sessionId) throw new AppError('REQUEST_REUSED', null)
      // What is booked no longer waits, whatever comes late.
      const goesOn = before.waiting && !entry.waiting
      if (!goesOn) {
        // A retry that found the session moved brings the new times.
        const { startsAt, endsAt, moves } = entry
        const moved = { ...before, startsAt, endsAt, moves }
        return moves > before.moves ? { ledger: { ...ledger, [entry.bookingId]: moved } } : null
      }
    }
    const { [entry.bookingId]: _own, ...others } = ledger
    const check = entry.waiting ? checkSameSession : checkOwnBookings
    enforce(checkStanding(facts.party, missed, facts.now))
    enforce(check({ ...facts, active: Object.values(others) }))
    return { ledger: { ...comingOf(ledger, context.now), [entry.bookingId]: entry } }
  })
}

/** Takes a booking off the ledger; of no effect when it is not there. */
export async function leaveLedger(context: PersonContext, sessionId: string, bookingId: string): Promise<void> {
  await changeAccount(context, await loadAccount(context), ({ ledger }) => {
    if (ledger[bookingId]?.sessionId !== sessionId) return null
    const { [bookingId]: _left, ...rest } = ledger
    return { ledger: comingOf(rest, context.now) }
  })
}

/** Notes the new times of a session that was moved; of no effect when the booking is off, or newer times are there. */
export async function moveInLedger(
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
export function comingOf(ledger: AccountDocument['ledger'], now: number): AccountDocument['ledger'] {
  return Object.fromEntries(Object.entries(ledger).filter(([, booking]) => booking.endsAt > now))
}
