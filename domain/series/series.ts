/** How a series is booked: only as a whole, or also by session. */
export const SERIES_MODES = ['whole', 'both'] as const
export type SeriesMode = (typeof SERIES_MODES)[number]

/** The series of a session; all sessions of a series have the same value. */
export interface Series {
  id: string
  mode: SeriesMode
}

/** Most sessions of one series; they are claimed concurrently. */
export const MAX_SERIES = 30

interface Dated {
  startsAt: number
  status: 'open' | 'cancelled'
  rules: { closesBefore: number }
}

/** The sessions of a series that can still be booked at `now` (epoch ms), soonest first, full ones included. */
export function remainingOf<Session extends Dated>(sessions: readonly Session[], now: number): Session[] {
  return sessions
    .filter(({ status, startsAt, rules }) => status === 'open' && now < startsAt - rules.closesBefore)
    .sort((a, b) => a.startsAt - b.startsAt)
}

/** The series that the free places of a session are kept for. */
export interface SeriesOnly {
  seriesId: string
  /** When booking of the session closes, epoch ms; from then on it can no longer be booked with the series. */
  until: number
}

/** The series that a free place of this session can only be booked with; null when it can be booked by itself. */
export function seriesOnlyOf({
  series,
  startsAt,
  rules,
}: Pick<Dated, 'startsAt' | 'rules'> & { series?: Series | null }): SeriesOnly | null {
  return series?.mode === 'whole' ? { seriesId: series.id, until: startsAt - rules.closesBefore } : null
}
