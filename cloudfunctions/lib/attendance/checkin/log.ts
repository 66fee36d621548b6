import {
  type CheckInEntry,
  type CheckInMark,
  type CheckInStep,
  checkInStep,
  duplicateStep,
  undoStep,
} from '@domain/checkin/log'
import { decideAfterUndo, decideUndo } from '@domain/checkin/undo'
import type { Context } from '../../kernel/router/context'
import { AppError, enforce, requireFound } from '../../kernel/router/errors'
import type { BookingDocument } from '../../kernel/store/documents'
import { inc, remove, type Store } from '../../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'
import { excuseLateProof } from '../noshows/late-proof'

/** Each failed attempt means that another scan or undo of the same booking was written. */
const MAX_ATTEMPTS = 50

/** The outcome of a check-in. */
export interface CheckInOutcome {
  /** `already`: checked in before by another scan, at `at`. */
  outcome: 'accepted' | 'already'
  /** Since when the party is checked in, epoch ms. */
  at: number
  booking: BookingDocument
}

/**
 * Records a check-in. The caller checks before whether it is allowed (`decideCheckIn`); this decides which of several
 * scans is first, and whether the booking is still active. If the party is checked in already, `tell` writes nothing,
 * and `report` logs that the booking was used again, for example on two phones without network: the earlier use counts,
 * whichever is reported first. A reported scan from before an undo does not count: the later decision of staff stands.
 *
 * Idempotent under `requestId`: a replay gets the first answer, even if the check-in was undone since. The booking
 * changes by one conditional update and carries the log rows until they are written, so a crash loses nothing; `onWritten` is
 * called between the two. Throws
 * BOOKING_CANCELLED, BOOKING_NOT_FOUND, CHECK_IN_UNDONE, REQUEST_REUSED, BUSY.
 */
export async function recordCheckIn(
  context: Context,
  booking: BookingDocument,
  mark: CheckInMark,
  { twice = 'tell', onWritten }: { twice?: 'tell' | 'report'; onWritten?: () => void } = {},
): Promise<CheckInOutcome> {
  const stepFor = ({ checkIn, undone }: BookingDocument) => {
    if (twice === 'report') enforce(decideAfterUndo(mark.at, undone))
    if (!checkIn) return checkInStep(mark, context.now)
    return twice === 'tell' ? null : duplicateStep(checkIn, mark, context.now)
  }
  const { booking: after, entry } = await advance(context, booking, mark.requestId, stepFor, onWritten)
  if (entry?.what === 'undo') throw new AppError('REQUEST_REUSED', null)
  if (entry?.what === 'in') return { outcome: 'accepted', at: entry.at, booking: after }
  return { outcome: 'already', at: after.checkIn?.at ?? entry?.at ?? mark.at, booking: after }
}

/**
 * Undoes a check-in. Idempotent under `requestId`. Throws NOT_CHECKED_IN, UNDO_CLOSED, and the errors of
 * `recordCheckIn`.
 */
export async function recordUndo(
  context: Context,
  booking: BookingDocument,
  undo: { by: string; requestId: string; reason: string },
): Promise<BookingDocument> {
  const { booking: after, entry } = await advance(context, booking, undo.requestId, ({ checkIn, endsAt }) => {
    enforce(decideUndo(context.now, { checkIn, endsAt }))
    return checkIn && undoStep(checkIn, { ...undo, at: context.now })
  })
  if (entry?.what !== 'undo') throw new AppError('REQUEST_REUSED', null)
  return after
}

/** Writes the booking's missing log rows, if any. Safe to repeat, also concurrently. Returns the booking. */
export async function flushLog(store: Store, booking: BookingDocument): Promise<BookingDocument> {
  const { _id, sessionId, centreId, checkInEntries, unlogged, unloggedEntries } = booking
  if (!unlogged) return booking
  const first = checkInEntries - unloggedEntries.length
  await Promise.all(
    unloggedEntries.map((entry, k) => {
      const n = first + k
      return store.checkins.insert({ ...entry, _id: `${_id}-${n}`, bookingId: _id, n, sessionId, centreId })
    }),
  )
  if (unloggedEntries.some(({ what }) => what === 'undo')) {
    // In a cancelled session only checked-in bookings are kept; after the undo, this one has to be cancelled as well.
    await store.sessions.update({ _id: sessionId, status: 'cancelled' }, { changedAt: inc(1) })
  }
  // The scan arrived after the session; if the absence was finalized meanwhile, it is excused.
  const late = unloggedEntries.find(({ what, loggedAt }) => what === 'in' && loggedAt > booking.endsAt)
  if (late) await excuseLateProof(store, _id, late.loggedAt)
  const written = { unlogged: false, unloggedEntries: [], ...(late ? { missed: false } : {}) }
  await store.bookings.update({ _id, checkInEntries }, written)
  return { ...booking, ...written }
}

interface Advanced {
  booking: BookingDocument
  /** The log row of the request; null: none was needed. */
  entry: CheckInEntry | null
}

/** Applies the step for the current state of the booking, once per request. */
async function advance(
  { store, now }: Context,
  seen: BookingDocument,
  requestId: string,
  stepFor: (booking: BookingDocument) => CheckInStep | null,
  onWritten: () => void = () => undefined,
): Promise<Advanced> {
  let booking = seen
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const earlier = await entryFor(store, booking, requestId)
    // Log rows are written in order, so pending ones are written first.
    booking = await flushLog(store, booking)
    if (earlier) return { booking, entry: earlier }
    if (booking.status !== 'confirmed') {
      throw new AppError('BOOKING_CANCELLED', { cancelledAt: booking.cancelledAt ?? booking.activeUntil })
    }
    const step = stepFor(booking)
    if (step === null) return { booking, entry: null }
    const { _id, checkInEntries } = booking
    const change = {
      checkIn: step.checkIn,
      ...undoneFields(step.entries),
      checkInEntries: checkInEntries + step.entries.length,
      unlogged: true,
      unloggedEntries: step.entries,
      // The ledger of the canteen shows what was handed over; calls bill it at once, and the timer looks when none can be
      // running.
      ...(booking.order ? { billAt: now + STALE_CALL_AFTER } : {}),
    }
    // Who did not come does not rate either: what was given before an undo is gone.
    const unrated = step.checkIn === null ? { stars: remove(), ratedAt: remove(), rating: remove() } : {}
    const where = { _id, status: 'confirmed', checkInEntries, unlogged: false } as const
    const won = await store.bookings.update(where, { ...change, ...unrated })
    if (won === 1) {
      onWritten()
      const { stars: _stars, ratedAt: _at, rating: _rating, ...rest } = booking
      const kept = step.checkIn === null ? rest : booking
      return { booking: await flushLog(store, { ...kept, ...change }), entry: step.entries[0] ?? null }
    }
    booking = requireFound(await store.bookings.get(_id), 'BOOKING_NOT_FOUND')
    return CONFLICT
  })
}

/** Copies an undo onto the booking, where the roster, the pack and the resident find it without reading the log. */
function undoneFields(entries: CheckInEntry[]): Pick<BookingDocument, 'undone'> {
  const undo = entries.find(({ what }) => what === 'undo')
  return undo ? { undone: { at: undo.at, reason: undo.reason ?? '' } } : {}
}

/** The first log row of a request; the log is only read if it has rows. */
async function entryFor(store: Store, booking: BookingDocument, requestId: string): Promise<CheckInEntry | null> {
  const { _id: bookingId, checkInEntries, unloggedEntries } = booking
  if (checkInEntries > unloggedEntries.length) {
    const [row] = await store.checkins.find({ where: { bookingId, requestId }, sort: [['n', 'asc']], limit: 1 })
    if (row) return row
  }
  return unloggedEntries.find(entry => entry.requestId === requestId) ?? null
}
