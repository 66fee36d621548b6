import { upcomingDrawAt } from '@domain/ballot/phase'
import type { BoardSession } from '@domain/contracts/staff'
import { seriesOnlyOf } from '@domain/series/series'
import { requireAtCentre, requireFound } from '../kernel/router/errors'
import { oneOf, type Store } from '../kernel/store/port'
import { SESSION_FIELDS, type SessionRow } from './session-views'

/** Sessions with their figures, in one round trip for any number of sessions. Figures count people. */
export async function boardSessions(store: Store, sessions: SessionRow[]): Promise<BoardSession[]> {
  const confirmed = { sessionId: oneOf(sessions.map(session => session._id)), status: 'confirmed' } as const
  const figures = await store.bookings.tally(confirmed, 'sessionId', 'partySize', 'checkIn')
  return sessions.map(session => {
    const { all: booked, withSet: came } = figures.get(session._id) ?? { all: 0, withSet: 0 }
    return boardRow(session, booked, came)
  })
}

/** A session with its figures, which count people. */
export function boardRow(session: SessionRow, booked: number, came: number): BoardSession {
  const { _id, kind, category, title, room, teacher, startsAt, endsAt, status, rules } = session
  const { capacity, reserve, seatsLeft, waiting } = session
  return {
    id: _id,
    kind,
    category,
    title,
    room,
    teacher,
    startsAt,
    endsAt,
    checkInFrom: startsAt - rules.checkInBefore,
    capacity,
    booked,
    came,
    reserve,
    seatsLeft: Math.max(0, seatsLeft),
    waiting,
    drawAt: upcomingDrawAt(session),
    whole: seriesOnlyOf(session),
    status,
  }
}

/** A session of this centre with its figures. Throws SESSION_NOT_FOUND. */
export async function boardSession(store: Store, centreId: string, sessionId: string): Promise<BoardSession> {
  const row = await store.sessions.get(sessionId, SESSION_FIELDS)
  const [board] = await boardSessions(store, [requireAtCentre(row, centreId, 'SESSION_NOT_FOUND')])
  return requireFound(board, 'SESSION_NOT_FOUND')
}
