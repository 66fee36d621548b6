import { checkNotOver } from '@domain/bookings/rules/window'
import { type Refusal, refuse } from '@domain/errors'
import { checkEach } from '@domain/series/decide'
import type { PersonContext } from '../../kernel/router/context'
import { AppError, enforce, requireFound } from '../../kernel/router/errors'
import type { AccountDocument, BookingDocument, EnrolmentDocument } from '../../kernel/store/documents'
import { expiredFields } from '../core/expired'
import { newBooking } from '../core/new-booking'
import { cancelParts } from './cancel-parts'
import { claimParts } from './claims'
import { addSeriesToLedger, moveSeriesInLedger, sessionFactsOf } from './ledger'
import { bookingsOf, type Part, readParts } from './parts'
import { releaseParts } from './release'

/** A decided enrolment and its bookings; no bookings when it was refused. */
export interface Finished {
  enrolment: EnrolmentDocument
  bookings: BookingDocument[]
}

/**
 * Completes an enrolment from any state: claims, ledger, decision, bookings. Runs for the person who books, for a retry and
 * for the reconciler. The decision is one conditional update of the enrolment; a call that finds another decision follows
 * it. Without an account an undecided enrolment is refused.
 */
export async function finishEnrolment(
  context: PersonContext,
  enrolment: EnrolmentDocument,
  account: AccountDocument | null,
  seen?: Part[],
): Promise<Finished> {
  const parts = seen ?? (await readParts(context.store, enrolment))
  const decided = enrolment.state === 'claiming' ? await decide(context, enrolment, account, parts) : enrolment
  if (decided.state === 'refused') {
    await releaseParts(context, decided, decided.sessions)
    return { enrolment: decided, bookings: [] }
  }
  // The call that decided it may have died before a session was moved: the ledger would keep the old times.
  if (enrolment.state === 'confirmed') await moveSeriesInLedger(context, parts)
  const bookings = await bookParts(context, decided, parts)
  return { enrolment: decided, bookings: decided.left ? await cancelParts(context, decided) : bookings }
}

async function decide(
  context: PersonContext,
  enrolment: EnrolmentDocument,
  account: AccountDocument | null,
  seen: Part[],
): Promise<EnrolmentDocument> {
  if (!account) return writeDecision(context, enrolment, refuse('SERIES_OVER', null))
  try {
    const parts = await claimParts(context, enrolment, seen)
    // The call may have crashed long ago: some of the sessions may be over by now.
    enforce(checkEach(parts.map(sessionFactsOf), session => checkNotOver(context.now, session)))
    await addSeriesToLedger(context, account, enrolment, parts)
  } catch (error) {
    // After any other failure, BUSY included, nothing is decided: the claims stay, and a retry or the reconciler continues.
    if (!(error instanceof AppError) || error.code === 'BUSY') throw error
    return writeDecision(context, enrolment, { code: error.code, detail: error.detail } as Refusal)
  }
  return writeDecision(context, enrolment, null)
}

/** Writes the decision if there is none; returns the stored enrolment. */
async function writeDecision(
  { store }: PersonContext,
  enrolment: EnrolmentDocument,
  refusal: Refusal | null,
): Promise<EnrolmentDocument> {
  const change = { state: refusal ? ('refused' as const) : ('confirmed' as const), refusal }
  if ((await store.enrolments.update({ _id: enrolment._id, state: 'claiming' }, change)) === 1) {
    return { ...enrolment, ...change }
  }
  return requireFound(await store.enrolments.get(enrolment._id), 'BOOKING_NOT_FOUND')
}

/**
 * Stores one booking per session. A session that is over by now gets an expired booking, and one that was deleted gets none.
 * Where the stored booking is already cancelled, the claim is released.
 */
async function bookParts(
  context: PersonContext,
  enrolment: EnrolmentDocument,
  parts: readonly Part[],
): Promise<BookingDocument[]> {
  const { store } = context
  const { _id: id, sessions } = enrolment
  const placeOf = (bookingId: string) => sessions.findIndex(one => one.bookingId === bookingId)
  const made = parts.map(({ session, bookingId }) =>
    newBooking(
      context,
      { session, bookingId, entry: enrolment },
      {
        enrolment: { id, nth: placeOf(bookingId) + 1, of: sessions.length },
        ...(checkNotOver(context.now, session) ? expiredFields(context.now) : {}),
      },
    ),
  )
  const fresh = await Promise.all(made.map(booking => store.bookings.insert(booking)))
  const bookings = fresh.every(Boolean) ? made : await bookingsOf(store, enrolment)
  const over = bookings.filter(({ status }) => status === 'cancelled')
  await releaseParts(
    context,
    enrolment,
    over.map(({ _id: bookingId, sessionId }) => ({ bookingId, sessionId })),
  )
  return bookings
}
