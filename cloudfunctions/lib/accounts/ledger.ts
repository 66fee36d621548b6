import type { AccountDocument } from '../kernel/store/documents'

/** The entries that are not over. Others are dropped whenever the ledger is written, so that it stays small. */
export function upcomingEntries(ledger: AccountDocument['ledger'], now: number): AccountDocument['ledger'] {
  return Object.fromEntries(Object.entries(ledger).filter(([, booking]) => booking.endsAt > now))
}
