import { type Refusal, refuse } from '../errors'
import type { SeriesOnly } from '../series/series'

/** The places of a session, as the desk sees them. */
export interface DeskPlaces {
  /** Places kept for the desk, and those the app can give away. */
  reserve: number
  seatsLeft: number
  /** Parties on the waitlist: free places are theirs. */
  waiting: number
  /** When the draw that gives out the free places is due, epoch ms; null: none is to come. */
  drawAt: number | null
  /** The free places are for those who book the whole course, as long as it can be booked; null: for anybody. */
  whole: SeriesOnly | null
}

/** What a decision at the desk looks at. Times are epoch ms. */
export interface DeskFacts {
  now: number
  session: {
    status: 'open' | 'cancelled'
    startsAt: number
    endsAt: number
    rules: { checkInBefore: number }
    layout?: object | null
  }
}

/** Whether staff may still book this session for somebody: until its end; the app's cut-off is not for them. */
export function decideDesk({ now, session }: DeskFacts): Refusal | null {
  if (session.layout) return refuse('NOT_FOR_SPACES', null)
  if (session.status === 'cancelled') return refuse('SESSION_CANCELLED', null)
  return now >= session.endsAt ? refuse('SESSION_OVER', { endedAt: session.endsAt }) : null
}

/** Whether somebody who stands at the desk may be let in at once. */
export function decideWalkIn(facts: DeskFacts): Refusal | null {
  const { now, session } = facts
  const opensAt = session.startsAt - session.rules.checkInBefore
  return decideDesk(facts) ?? (now < opensAt ? refuse('CHECK_IN_TOO_EARLY', { opensAt }) : null)
}

/**
 * How a party takes its places: from the reserve first, then from the free ones, unless somebody waits for these, a draw
 * that is still to come gives them out, or they can still be had with the whole course only.
 */
export function placesForDesk(
  { reserve, seatsLeft, waiting, drawAt, whole }: DeskPlaces,
  people: number,
  now: number,
): { fromReserve: number; free: number } | Refusal {
  const fromReserve = Math.min(Math.max(reserve, 0), people)
  const free = people - fromReserve
  if (free > 0 && drawAt !== null) return refuse('BALLOT_ONLY', { drawAt })
  if (free > 0 && whole !== null && now < whole.until) return refuse('SERIES_ONLY', { seriesId: whole.seriesId })
  const open = waiting === 0 ? Math.max(seatsLeft, 0) : 0
  return free <= open ? { fromReserve, free } : refuse('SESSION_FULL', { seatsLeft: reserve + open, waiting })
}
