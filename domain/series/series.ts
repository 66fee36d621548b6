/** How a class of several sessions is booked: only as a whole, or by session as well. */
export const SERIES_MODES = ['whole', 'both'] as const
export type SeriesMode = (typeof SERIES_MODES)[number]

/** What a session says of the series it belongs to. All sessions of a series say the same. */
export interface Series {
  id: string
  mode: SeriesMode
}

/** The most sessions of one series; they are claimed side by side. */
export const MAX_SERIES = 30

interface Dated {
  startsAt: number
  status: 'open' | 'cancelled'
  rules: { closesBefore: number }
}

/** The sessions of a series that can still be booked at `now` (epoch ms), soonest first. Full ones are among them. */
export function remainingOf<Session extends Dated>(sessions: readonly Session[], now: number): Session[] {
  return sessions
    .filter(({ status, startsAt, rules }) => status === 'open' && now < startsAt - rules.closesBefore)
    .sort((a, b) => a.startsAt - b.startsAt)
}

/** A whole course that the free places of a session are kept for. */
export interface SeriesOnly {
  seriesId: string
  /** When booking of the session closes, epoch ms: from then on nobody can have it with the whole any more. */
  until: number
}

/** The course without which nobody books a free place of this session; null: it is booked by itself as well. */
export function seriesOnlyOf({
  series,
  startsAt,
  rules,
}: Pick<Dated, 'startsAt' | 'rules'> & { series?: Series | null }): SeriesOnly | null {
  return series?.mode === 'whole' ? { seriesId: series.id, until: startsAt - rules.closesBefore } : null
}
