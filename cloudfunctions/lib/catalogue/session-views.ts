import { drawDueAt } from '@domain/ballot/phase'
import type { OfferingView, SessionBallot, SessionCard } from '@domain/contracts/views'
import type { OfferingDocument, SessionDocument } from '../kernel/store/documents'

/** Fields of a session on a card: everything but claims and waitlist, which grow with the bookings. */
export const SESSION_FIELDS = [
  'offeringId',
  'centreId',
  'centreName',
  'address',
  'kind',
  'category',
  'title',
  'room',
  'teacher',
  'startsAt',
  'endsAt',
  'capacity',
  'reserve',
  'reserveTaken',
  'seatsLeft',
  'waiting',
  'status',
  'rules',
  'moves',
  'layout',
  'series',
  'announcedDrawAt',
  'ticketsClosedAt',
  'seedHash',
  'drawnAt',
  'frozenAt',
] as const

/** A session without claims and waitlist. */
export type SessionRow = Pick<SessionDocument, '_id' | (typeof SESSION_FIELDS)[number]>

/** A session in lists and on chips. */
export function sessionCard(session: SessionRow): SessionCard {
  const { _id, offeringId, centreId, centreName, kind, category, title, room, teacher } = session
  const { startsAt, endsAt, capacity, seatsLeft, waiting, status, rules, series } = session
  return {
    id: _id,
    kind,
    offeringId,
    category,
    title,
    centreId,
    centreName,
    room,
    teacher,
    startsAt,
    endsAt,
    capacity,
    seatsLeft: Math.max(0, seatsLeft),
    waiting,
    status,
    rules,
    series: series ?? null,
    ballot: ballotOf(session),
  }
}

function ballotOf(session: SessionRow): SessionBallot | null {
  const drawAt = drawDueAt(session)
  return drawAt === null ? null : { drawAt, drawnAt: session.drawnAt ?? null, seedHash: session.seedHash ?? null }
}

/** An offering as clients see it. */
export function offeringView(offering: OfferingDocument): OfferingView {
  const { _id, kind, category, title, summary, bring, teacher, priceCents } = offering
  return { id: _id, kind, category, title, summary, bring, teacher, priceCents }
}
