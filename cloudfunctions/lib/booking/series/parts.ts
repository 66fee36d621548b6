import { MAX_SERIES } from '@domain/series/series'
import { SESSION_FIELDS } from '../../catalogue/session-views'
import { AppError } from '../../kernel/router/errors'
import type { BookingDocument, EnrolmentDocument } from '../../kernel/store/documents'
import { oneOf, type Store } from '../../kernel/store/port'
import type { SessionWithClaim } from '../core/claim'

/** One session of an enrolment, with its own claim and the id of its booking. */
export interface Part {
  bookingId: string
  session: SessionWithClaim
  /** How often the session had been moved when the person saw it. */
  movesSeen: number
}

/**
 * The sessions of an enrolment without the claims of other bookings, in one round trip. Sessions that were deleted since are left
 * out: a timetable can be taken back while a call is under way.
 */
export async function readParts(store: Store, { sessions }: EnrolmentDocument): Promise<Part[]> {
  const rows = await store.sessions.find({
    where: { _id: oneOf(sessions.map(({ sessionId }) => sessionId)) },
    limit: MAX_SERIES,
    fields: [...SESSION_FIELDS, ...sessions.map(({ bookingId }) => `claims.${bookingId}` as const)],
  })
  return sessions.flatMap(({ sessionId, bookingId, moves: movesSeen }) => {
    const row = rows.find(({ _id }) => _id === sessionId)
    if (!row) return []
    const { claims, ...session } = row
    return [{ bookingId, session: { ...session, claim: claims?.[bookingId] ?? null }, movesSeen }]
  })
}

/** Throws SERIES_OVER where a session of the enrolment was deleted: a series is booked as a whole. */
export function requireAllParts({ sessions }: EnrolmentDocument, parts: readonly Part[]): void {
  if (parts.length < sessions.length) throw new AppError('SERIES_OVER', null)
}

/** The stored bookings of an enrolment, earliest first. */
export async function bookingsOf(store: Store, { sessions }: EnrolmentDocument): Promise<BookingDocument[]> {
  return store.bookings.find({
    where: { _id: oneOf(sessions.map(({ bookingId }) => bookingId)) },
    sort: [['startsAt', 'asc']],
    limit: MAX_SERIES,
  })
}
