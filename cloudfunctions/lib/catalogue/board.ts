import { upcomingDrawAt } from '@domain/ballot/phase'
import type { BoardSession } from '@domain/contracts/staff'
import { seriesOnlyOf } from '@domain/series/series'
import { requireAtCentre } from '../kernel/router/errors'
import { oneOf, type Store, type Tally } from '../kernel/store/port'
import { SESSION_FIELDS, type SessionRow } from './session-views'

const NOBODY: Tally = { all: 0, withSet: 0 }

/** Sessions with their figures, in one round trip for any number of sessions. Figures count people. */
export async function boardSessions(store: Store, sessions: SessionRow[]): Promise<BoardSession[]> {
  const figures = await figuresOf(
    store,
    sessions.map(({ _id }) => _id),
  )
  return sessions.map(session => withFigures(session, figures))
}

/** A session with its figures, which were counted before. */
export function withFigures(session: SessionRow, figures: Map<string, Tally>): BoardSession {
  const { all: booked, withSet: came } = figures.get(session._id) ?? NOBODY
  return boardRow(session, booked, came)
}

/** People who have booked and who came, by session. */
export function figuresOf(store: Store, sessionIds: string[]): Promise<Map<string, Tally>> {
  const confirmed = { sessionId: oneOf(sessionIds), status: 'confirmed' } as const
  return store.bookings.tally(confirmed, 'sessionId', 'partySize', 'checkIn')
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
  const [row, figures] = await Promise.all([
    store.sessions.get(sessionId, SESSION_FIELDS),
    figuresOf(store, [sessionId]),
  ])
  return withFigures(requireAtCentre(row, centreId, 'SESSION_NOT_FOUND'), figures)
}
