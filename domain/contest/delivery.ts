import type { ContestRules } from './rules'

/** A session that somebody was checked in to, as the server recorded it. */
export interface RecordedSession {
  /** When its first check-in reached the server, epoch ms; a phone's own time is not used. */
  firstLoggedAt: number
  attended: number
  capacity: number
  /** A key of each person who came, equal for one person in all sessions. */
  people: readonly string[]
}

/** What was delivered, by records. Times are epoch ms. */
export interface Delivery {
  sessions: number
  /** Distinct people. */
  people: number
  attended: number
  places: number
  firstAt: number
  lastAt: number
}

/** What these sessions add up to. A session nobody came to is none. */
export function deliveryOf(sessions: readonly RecordedSession[]): Delivery {
  const held = sessions.filter(({ attended }) => attended > 0)
  const times = held.map(({ firstLoggedAt }) => firstLoggedAt)
  const sum = (of: (session: RecordedSession) => number) => held.reduce((total, session) => total + of(session), 0)
  return {
    sessions: held.length,
    people: new Set(held.flatMap(({ people }) => people)).size,
    attended: sum(({ attended }) => attended),
    places: sum(({ capacity }) => capacity),
    firstAt: held.length === 0 ? 0 : Math.min(...times),
    lastAt: held.length === 0 ? 0 : Math.max(...times),
  }
}

/** Whether what was delivered can take part: often enough, and for long enough. */
export function isEligible(
  { sessions, firstAt, lastAt }: Delivery,
  { leastSessions, leastSpan }: Pick<ContestRules, 'leastSessions' | 'leastSpan'>,
): boolean {
  return sessions >= leastSessions && lastAt - firstAt >= leastSpan
}

/** Tenths of points for recorded delivery; each part is rounded down. */
export function deliveryTenths({ sessions, people, attended, places }: Delivery, rules: ContestRules): number {
  const part = ({ points, full }: { points: number; full: number }, figure: number, whole = 1) =>
    whole === 0 ? 0 : Math.min(points * 10, Math.floor((points * 10 * figure) / (full * whole)))
  return part(rules.sessions, sessions) + part(rules.people, people) + part(rules.attendance, attended * 100, places)
}
